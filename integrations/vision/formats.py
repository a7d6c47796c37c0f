"""Tells a file's true type from its first bytes, never from its name or from what the sender claims."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"})
_MOST_BRANDS: Final = 16


class Format(StrEnum):
    """The types that are accepted; the value is the MIME type."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    HEIC = "image/heic"
    PDF = "application/pdf"


def format_of(content: bytes) -> Format | None:
    """The format whose signature these bytes carry at their very start, or None."""
    if content.startswith(b"\xff\xd8\xff"):
        return Format.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Format.PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Format.WEBP
    if content[4:8] == b"ftyp":
        return Format.HEIC if _HEIC_BRANDS & _brands(content) else None
    # Some scanners write a byte order mark or an empty line first; anything else before the signature is a disguise.
    if content[:16].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n ").startswith(b"%PDF-"):
        return Format.PDF
    return None


def webp_size(content: bytes) -> tuple[int, int]:
    """Width and height as the first chunk says (WebP container specification), (0, 0) when it is of no known kind.

    Read here because the usual decoder takes its memory as soon as it is opened.
    """
    kind, head = content[12:16], content[20:30].ljust(10, b"\0")
    if kind == b"VP8X":
        return 1 + int.from_bytes(head[4:7], "little"), 1 + int.from_bytes(head[7:10], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(head[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        return int.from_bytes(head[6:8], "little") & 0x3FFF, int.from_bytes(head[8:10], "little") & 0x3FFF
    return 0, 0


def _brands(content: bytes) -> frozenset[bytes]:
    """The major and the compatible brands of an ISO media file (ISO/IEC 14496-12, file type box)."""
    length = min(int.from_bytes(content[:4], "big"), 16 + 4 * _MOST_BRANDS)
    compatible = (content[at : at + 4] for at in range(16, length, 4))
    return frozenset({content[8:12], *compatible})
