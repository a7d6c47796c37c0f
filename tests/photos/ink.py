"""A page to draw on, measured in millimetres, with the type of Debian's font packages."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Array = NDArray[Any]
"""RGB or grey, 8 bits."""
Colour = tuple[int, int, int]
Points = NDArray[np.float64]

FOLDERS: Final = (Path("/usr/share/fonts"),)
FACES: Final = {
    "sans": ("NotoSans-Regular.ttf",),
    "sans-bold": ("NotoSans-Bold.ttf",),
    "serif": ("NotoSerif-Regular.ttf",),
    "serif-bold": ("NotoSerif-Bold.ttf",),
    "display": ("NotoSerifDisplay-Regular.ttf",),
    "display-bold": ("NotoSerifDisplay-Bold.ttf",),
    "pen": ("NotoSerif-Italic.ttf",),
    "other-sans": ("DejaVuSans.ttf",),
    "other-sans-bold": ("DejaVuSans-Bold.ttf",),
    "other-serif": ("DejaVuSerif.ttf",),
    "other-serif-bold": ("DejaVuSerif-Bold.ttf",),
    "other-pen": ("NotoSerifDisplay-Italic.ttf",),
    "machine": ("OCRB.otf", "DejaVuSansMono-Bold.ttf"),
}
"""Each face and, after it, what stands in for it; those of the reported set begin with "other"."""
PACKAGES: Final = "fonts-noto-core fonts-dejavu-core fonts-ocr-b"
NARROWED: Final = {"other-sans": 0.86, "other-sans-bold": 0.82}
"""Wide faces are set smaller, so that lines stay within their card."""
INK: Final[Colour] = (26, 26, 32)


@lru_cache(maxsize=1)
def _files() -> dict[str, Path]:
    return {file.name: file for folder in FOLDERS if folder.exists() for file in sorted(folder.rglob("*.[to]tf"))}


@lru_cache(maxsize=512)
def face(name: str, pixels: int) -> ImageFont.FreeTypeFont:
    """A face at this size. Skips the test, or fails where everything is required, when no package has it."""
    for wanted in FACES[name]:
        if wanted in _files():
            return ImageFont.truetype(str(_files()[wanted]), pixels, layout_engine=ImageFont.Layout.BASIC)
    message = f"no {FACES[name][0]}: apt-get install {PACKAGES}"
    if os.environ.get("MOTCUA_REQUIRE_ALL"):
        raise RuntimeError(message)
    pytest.skip(message, allow_module_level=True)


class Page:
    """A sheet of ``width`` by ``height`` millimetres at ``per_mm`` pixels, on this colour or on this ground."""

    def __init__(self, width: float, height: float, per_mm: float, ground: Colour | Array) -> None:
        self.width, self.height, self.per_mm = width, height, per_mm
        size = (round(width * per_mm), round(height * per_mm))
        self.picture = Image.new("RGB", size, ground) if isinstance(ground, tuple) else Image.fromarray(ground)
        self.draw = ImageDraw.Draw(self.picture)

    def px(self, *millimetres: float) -> tuple[float, ...]:
        """Pixels of these millimetres."""
        return tuple(value * self.per_mm for value in millimetres)

    def write(
        self, text: str, x: float, y: float, size: float, name: str = "sans", colour: Colour = INK, anchor: str = "la"
    ) -> float:
        """Text with an em of ``size`` mm; returns its width in mm."""
        font = face(name, max(4, round(size * self.per_mm * NARROWED.get(name, 1.0))))
        self.draw.text(self.px(x, y), text, colour, font, anchor)
        return float(font.getlength(text)) / self.per_mm

    def paragraph(
        self,
        text: str,
        x: float,
        y: float,
        width: float,
        size: float,
        name: str,
        lead: float = 1.55,
        colour: Colour = INK,
    ) -> float:
        """Words wrapped to ``width``; returns the y below them."""
        font = face(name, max(4, round(size * self.per_mm * NARROWED.get(name, 1.0))))
        line = ""
        for word in [*text.split(), ""]:
            longer = f"{line} {word}".strip()
            if word and font.getlength(longer) <= width * self.per_mm:
                line = longer
                continue
            self.draw.text(self.px(x, y), line, colour, font)
            y, line = y + size * lead, word
        return y

    def box(self, x: float, y: float, wide: float, tall: float, **style: object) -> None:
        """A rectangle; ``style``: fill, outline, width (pixels)."""
        self.draw.rectangle(self.px(x, y, x + wide, y + tall), **style)  # type: ignore[arg-type]

    def rule(self, x: float, y: float, to_x: float, to_y: float, colour: Colour = INK, thick: float = 0.25) -> None:
        """A straight line ``thick`` mm wide."""
        self.draw.line(self.px(x, y, to_x, to_y), colour, max(1, round(thick * self.per_mm)))  # type: ignore[arg-type]

    def paste(self, picture: Image.Image, x: float, y: float, width: float, height: float) -> None:
        """A picture brought to this size; cells keep straight edges."""
        size = (max(1, round(width * self.per_mm)), max(1, round(height * self.per_mm)))
        place = (round(x * self.per_mm), round(y * self.per_mm))
        self.picture.paste(picture.resize(size, Image.Resampling.BOX), place)

    @property
    def array(self) -> Array:
        """RGB of what was drawn."""
        return np.asarray(self.picture)
