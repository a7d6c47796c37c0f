"""Takes out of a JPEG whatever is no picture (camera, place, comments, profiles), bit for bit the same pixels."""

from __future__ import annotations

from typing import Final

_START: Final = b"\xff\xd8"
_END: Final = 0xD9
_SCAN: Final = 0xDA
_NOTES: Final = frozenset({*range(0xE0, 0xF0), 0xFE}) - {0xE0, 0xEE}
"""Comments and what programs add, but for JFIF and for Adobe's, which says what the colours mean."""


def bare(content: bytes) -> bytes | None:
    """The JPEG without its notes (ITU-T T.81, B.1.1); None when it is not built as a JPEG should be."""
    if not content.startswith(_START):
        return None
    kept, at = [_START], len(_START)
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == _END or end > len(content):
            return None
        if marker not in _NOTES:
            kept.append(content[at:end])
        at = end
        if marker == _SCAN:
            return b"".join(kept) + _scans(content[at:])
    return None


def _scans(content: bytes) -> bytes:
    """What follows the first start of scan, up to the end of the picture: behind it something may hide."""
    end = content.rfind(bytes((0xFF, _END)))
    return content if end < 0 else content[: end + 2]
