"""Writes and draws on pages measured in millimetres, with the type of Debian's font packages."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Array = NDArray[np.uint8]
FOLDERS = (Path("/usr/share/fonts"),)
FACES = {
    "sans": ("NotoSans-Regular.ttf", "DejaVuSans.ttf"),
    "sans-bold": ("NotoSans-Bold.ttf", "DejaVuSans-Bold.ttf"),
    "serif": ("NotoSerif-Regular.ttf", "DejaVuSerif.ttf"),
    "serif-bold": ("NotoSerif-Bold.ttf", "DejaVuSerif-Bold.ttf"),
    "other-sans": ("LiberationSans-Regular.ttf", "DejaVuSans.ttf"),
    "other-sans-bold": ("LiberationSans-Bold.ttf", "DejaVuSans-Bold.ttf"),
    "other-serif": ("LiberationSerif-Regular.ttf", "DejaVuSerif.ttf"),
    "other-serif-bold": ("LiberationSerif-Bold.ttf", "DejaVuSerif-Bold.ttf"),
    "machine": ("OCRB.otf", "DejaVuSansMono-Bold.ttf"),
}
PACKAGES = "fonts-noto-core fonts-dejavu-core fonts-liberation fonts-ocr-b"


@lru_cache(maxsize=1)
def _files() -> dict[str, Path]:
    return {file.name: file for folder in FOLDERS if folder.exists() for file in sorted(folder.rglob("*.[to]tf"))}


@lru_cache(maxsize=256)
def face(name: str, pixels: int) -> ImageFont.FreeTypeFont:
    """A face at this size. Skips the test, or fails where everything is required, when its package is missing."""
    wanted = FACES[name][0]
    if wanted not in _files():
        message = f"no {wanted}: apt-get install {PACKAGES}"
        if os.environ.get("MOTCUA_REQUIRE_ALL"):
            raise RuntimeError(message)
        pytest.skip(message, allow_module_level=True)
    return ImageFont.truetype(str(_files()[wanted]), pixels)


class Page:
    """A sheet of ``width`` by ``height`` millimetres at ``per_mm`` pixels."""

    def __init__(self, width: float, height: float, per_mm: float, colour: tuple[int, int, int]) -> None:
        self.width, self.height, self.per_mm = width, height, per_mm
        self.picture = Image.new("RGB", (round(width * per_mm), round(height * per_mm)), colour)
        self.draw = ImageDraw.Draw(self.picture)

    def px(self, *millimetres: float) -> tuple[float, ...]:
        return tuple(value * self.per_mm for value in millimetres)

    def write(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        name: str = "sans",
        colour: tuple[int, int, int] = (25, 25, 30),
        anchor: str = "la",
    ) -> float:
        """Text with letters of ``size`` mm; returns its width in mm."""
        font = face(name, max(4, round(size * self.per_mm)))
        self.draw.text(self.px(x, y), text, colour, font, anchor)
        return float(font.getlength(text)) / self.per_mm

    def paragraph(
        self, text: str, x: float, y: float, width: float, size: float, name: str, lead: float = 1.55
    ) -> float:
        """Words wrapped to ``width``; returns the y below them."""
        font = face(name, max(4, round(size * self.per_mm)))
        line = ""
        for word in [*text.split(), ""]:
            longer = f"{line} {word}".strip()
            if word and font.getlength(longer) <= width * self.per_mm:
                line = longer
                continue
            self.draw.text(self.px(x, y), line, (28, 28, 34), font)
            y, line = y + size * lead, word
        return y

    def box(self, x: float, y: float, width: float, height: float, **style: object) -> None:
        self.draw.rectangle(self.px(x, y, x + width, y + height), **style)  # type: ignore[arg-type]

    def paste(self, picture: Image.Image, x: float, y: float, width: float, height: float) -> None:
        size = (max(1, round(width * self.per_mm)), max(1, round(height * self.per_mm)))
        self.picture.paste(
            picture.resize(size, Image.Resampling.NEAREST), (round(x * self.per_mm), round(y * self.per_mm))
        )

    @property
    def array(self) -> Array:
        return np.asarray(self.picture)


def waves(page: Page, chance: np.random.Generator, colours: tuple[tuple[int, int, int], ...], lines: int = 46) -> None:
    """The fine wavy lines that cards and passports are printed on."""
    across = np.linspace(0, page.width, 120)
    for number in range(lines):
        phase, reach, period = chance.uniform(0, 6), chance.uniform(0.5, 1.6), chance.uniform(14, 40)
        level = page.height * number / lines
        points = [page.px(x, level + reach * np.sin(x / period * 6.28 + phase)) for x in across]
        page.draw.line(points, colours[number % len(colours)], max(1, round(page.per_mm * 0.1)))  # type: ignore[arg-type]


def portrait(page: Page, chance: np.random.Generator, x: float, y: float, width: float, height: float) -> None:
    """A head and shoulders of nobody: plain shapes."""
    back = tuple(int(v) for v in chance.integers(200, 240, 3))
    page.box(x, y, width, height, fill=back)
    skin = (int(chance.integers(185, 225)), int(chance.integers(140, 175)), int(chance.integers(110, 140)))
    cx, hair = x + width / 2, (int(chance.integers(15, 50)),) * 3
    page.draw.pieslice(
        page.px(cx - width * 0.42, y + height * 0.68, cx + width * 0.42, y + height * 1.32), 180, 360, (60, 66, 90)
    )
    page.draw.ellipse(page.px(cx - width * 0.29, y + height * 0.12, cx + width * 0.29, y + height * 0.62), hair)
    page.draw.ellipse(page.px(cx - width * 0.24, y + height * 0.2, cx + width * 0.24, y + height * 0.72), skin)
    for side in (-1, 1):
        ex = cx + side * width * 0.1
        page.draw.ellipse(
            page.px(ex - width * 0.035, y + height * 0.42, ex + width * 0.035, y + height * 0.45), (30, 25, 25)
        )
    page.draw.line(page.px(cx - width * 0.07, y + height * 0.6, cx + width * 0.07, y + height * 0.6), (150, 80, 80), 3)  # type: ignore[arg-type]


def stamp(page: Page, x: float, y: float, radius: float, chance: np.random.Generator) -> None:
    """A round red stamp, as it comes off a pad."""
    size = round(radius * 2.2 * page.per_mm)
    seal = Image.new("L", (size, size), 0)
    draw = ImageDraw.Draw(seal)
    middle, reach = size / 2, radius * page.per_mm
    for share, width in ((1.0, 0.07), (0.88, 0.025), (0.55, 0.025)):
        r = reach * share
        draw.ellipse((middle - r, middle - r, middle + r, middle + r), outline=210, width=max(1, int(reach * width)))
    star = [
        (
            middle + reach * (0.34 if n % 2 == 0 else 0.14) * np.sin(n * 0.628),
            middle - reach * (0.34 if n % 2 == 0 else 0.14) * np.cos(n * 0.628),
        )
        for n in range(10)
    ]
    draw.polygon(star, fill=190)
    font = face("sans-bold", max(6, int(reach * 0.16)))
    for number, letter in enumerate("ỦY BAN NHÂN DÂN · MẪU · "):
        angle = number / 24 * 6.283
        place = (middle + reach * 0.71 * np.sin(angle), middle - reach * 0.71 * np.cos(angle))
        draw.text(place, letter, 200, font, "mm")
    worn = (np.asarray(seal) * chance.uniform(0.65, 1.0, (size, size))).astype(np.uint8)
    where = (round((x - radius * 1.1) * page.per_mm), round((y - radius * 1.1) * page.per_mm))
    page.picture.paste((196, 30, 45), where, Image.fromarray(worn))


def signature(page: Page, x: float, y: float, width: float, chance: np.random.Generator) -> None:
    """A pen stroke that reads as a name to nobody."""
    t = np.linspace(0, 1, 90)
    a, b, c = chance.uniform(2, 5, 3)
    ys = y + np.sin(t * a * 6.28) * width * 0.09 * (1 - t) + np.cos(t * b * 6.28) * width * 0.05
    xs = x + t * width + np.sin(t * c * 6.28) * width * 0.08
    points = [page.px(px, py) for px, py in zip(xs, ys, strict=True)]
    page.draw.line(points, (25, 40, 130), max(1, round(page.per_mm * 0.4)), joint="curve")  # type: ignore[arg-type]
