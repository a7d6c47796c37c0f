"""Pictures that are to be bound, decoded only when they are needed: twenty at once would not fit a child's memory."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Final, Protocol

from PIL import Image

from integrations.vision.binding.ink import MILLIMETRES_PER_INCH
from integrations.vision.binding.sheets import Size
from integrations.vision.formats import Format
from integrations.vision.paper import POINTS_PER_INCH, Paper
from integrations.vision.raster import decoded, upright_size
from integrations.vision.shapes import Picture

DRAWN_DOTS: Final = 200
"""Dots per inch at which a page of a PDF is drawn to become a picture."""
MOST_DRAWN_SIDE: Final = 4000
_UNTOLD: Final = frozenset({72, 96})
"""Dots per inch that programs write when they do not know."""


class Source(Protocol):
    """One picture."""

    def size(self) -> Size:
        """In pixels, upright."""
        ...

    def load(self) -> Picture:
        """Upright, grey or RGB."""
        ...


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture file."""

    content: bytes
    format: Format

    def size(self) -> Size:
        """The true size is known of scans of ours, which say how many dots an inch of paper has."""
        width, height = upright_size(self.content, self.format)
        return Size(width, height, _dots(self.content, self.format) / MILLIMETRES_PER_INCH)

    def load(self) -> Picture:
        """Raises Refusal, and whatever the decoder raises."""
        return decoded(self.content, self.format)[0]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page of a PDF that becomes a picture."""

    paper: Paper
    number: int

    def size(self) -> Size:
        """Its true size is the page's."""
        width, height = self.paper.size(self.number)
        side = self._side()
        scale = side / max(width, height)
        return Size(round(width * scale), round(height * scale), scale * POINTS_PER_INCH / MILLIMETRES_PER_INCH)

    def load(self) -> Picture:
        """Raises Refusal, and whatever the library raises."""
        return self.paper.drawn(self.number, self._side())

    def _side(self) -> int:
        return min(MOST_DRAWN_SIDE, round(max(self.paper.size(self.number)) / POINTS_PER_INCH * DRAWN_DOTS))


def _dots(content: bytes, format: Format) -> float:
    """Pixels per inch as a JPEG's own header (JFIF 1.02) says; EXIF is not asked, for cameras write anything there."""
    if format is not Format.JPEG:
        return 0.0
    with Image.open(BytesIO(content), formats=["JPEG"]) as opened:
        across, down = opened.info.get("jfif_density", (0, 0))
        per_inch = opened.info.get("jfif_unit") == 1
    return float(across) if per_inch and across == down and across not in _UNTOLD else 0.0
