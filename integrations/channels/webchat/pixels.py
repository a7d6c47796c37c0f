"""How many pixels a picture of ours has, read from its head, so that a page can keep the room for it."""

from __future__ import annotations

import struct
from typing import Final

PICTURES: Final = frozenset({"image/jpeg", "image/png"})
"""Kinds of file that a page shows."""

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8"
_NO_FRAMES: Final = frozenset({0xC4, 0xC8, 0xCC})
"""Markers among C0 to CF that begin no frame: tables and an extension."""


def pixels(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG or JPEG, (0, 0) of anything else; nothing is decoded."""
    if content.startswith(_PNG) and content[12:16] == b"IHDR" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    return _of_jpeg(content) if content.startswith(_JPEG) else (0, 0)


def _of_jpeg(content: bytes) -> tuple[int, int]:
    """Walk the segments up to the first frame."""
    at = len(_JPEG)
    while at + 9 <= len(content) and content[at] == 0xFF:
        mark = content[at + 1]
        if mark == 0xFF:
            at += 1
        elif 0xC0 <= mark <= 0xCF and mark not in _NO_FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        else:
            at += 2 + int.from_bytes(content[at + 2 : at + 4])
    return 0, 0
