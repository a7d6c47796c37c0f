"""What a page that nobody has read looks like: lines and which way they run, a machine-readable zone, a portrait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from integrations.vision.judging.flatten import reduced
from integrations.vision.shapes import Array, Flat, Picture

LONG_SIDE: Final = 720
"""Pixels of the long side at which a page's layout is looked at: a letter of a card then has some 15 pixels."""
PORTRAIT: Final = 0.18
"""Share of the strip with the portrait that is unlike a card's ground, print aside."""
PORTRAIT_SIDE: Final = 0.25
"""How far from the middle it lies, -1 to 1."""
_CHUNKS: Final = 16
"""Parts of a line that must each hold ink for the line to fill the page's width."""
_FULL: Final = 0.85
_MARGIN: Final = 0.03
"""Share of the page at its border that is not looked at."""


@dataclass(frozen=True, slots=True)
class Layout:
    """``along``: how much more the rows of the page alternate between print and paper than its columns do (natural
    logarithm; above 0 the lines lie level). ``rising``: how much more ink lies over the letters' bodies than under
    them, which is so in upright Vietnamese (-1 to 1). ``zone_low``, ``zone_high``: lines over the whole width at the
    lower and the upper end, as in a machine-readable zone there (0 when others stand elsewhere). ``portrait``: where
    the strip that is most unlike the page's ground lies, from -1 (far left) to 1 (far right), and how much of it is.
    """

    along: float
    rising: float
    zone_low: int
    zone_high: int
    portrait_at: float
    portrait: float


def layout_of(flat: Flat) -> Layout:
    """Of the page as it lies."""
    ink = _ink(_small(flat.picture))
    rows, columns = _alternation(ink.mean(axis=1)), _alternation(ink.mean(axis=0))
    low, high = _zones(ink)
    at, strength = _portrait(flat, ink)
    return Layout(float(np.log((rows + 1e-6) / (columns + 1e-6))), _rising(ink), low, high, at, strength)


def has_portrait(seen: Layout) -> bool:
    """Whether a strip beside the middle is unlike the page's ground, as a portrait is."""
    return seen.portrait > PORTRAIT and abs(seen.portrait_at) > PORTRAIT_SIDE


def _small(picture: Picture) -> Array:
    """In grey, without the margin."""
    picture = reduced(picture, int(max(picture.shape[:2]) / LONG_SIDE))
    height, width = picture.shape[:2]
    scale = min(1.0, LONG_SIDE / max(height, width))
    size = (max(16, round(width * scale)), max(16, round(height * scale)))
    small = cv2.cvtColor(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    down, across = round(_MARGIN * size[1]), round(_MARGIN * size[0])
    return np.asarray(small[down : size[1] - down, across : size[0] - across])


def _ink(grey: Array) -> Array:
    """1 where there is print: what is narrow and darker than its surroundings."""
    side = max(5, round(max(grey.shape) / 32)) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (side, side))
    depth = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, kernel)
    level = max(12.0, 0.4 * float(np.percentile(depth, 98)))
    return np.asarray(depth > level, np.float32)


def _alternation(profile: Array) -> float:
    smooth = cv2.GaussianBlur(profile.reshape(1, -1).astype(np.float32), (0, 0), 1.0)[0]
    return float(np.abs(np.diff(smooth)).mean())


def _rising(ink: Array) -> float:
    """Baselines are sharp and upper edges are not, because of ascenders and of the marks over Vietnamese letters."""
    falls = rises = 1e-9
    for strip in np.array_split(ink, 4, axis=1):
        steps = np.diff(strip.mean(axis=1))
        rises += float((steps[steps > 0] ** 3).sum())
        falls -= float((steps[steps < 0] ** 3).sum())
    return (falls - rises) / (falls + rises)


def _zones(ink: Array) -> tuple[int, int]:
    """How many full lines there are near the lower and near the upper end, when hardly any stand elsewhere."""
    full = _full_lines(ink)
    height = ink.shape[0]
    low, high = len([at for at in full if at > 0.6 * height]), len([at for at in full if at < 0.4 * height])
    low, high = (low if low > high else 0), (high if high > low else 0)
    return (low, high) if 2 <= max(low, high) <= 3 and len(full) - max(low, high) <= 1 else (0, 0)


def _full_lines(ink: Array) -> list[float]:
    """The heights of lines that hold ink over the whole width of the page, letter by letter."""
    height, width = ink.shape
    profile = cv2.GaussianBlur(ink.mean(axis=1).reshape(-1, 1), (1, 5), 0)[:, 0]
    dense = profile > max(0.05, 0.35 * float(profile.max()))
    edges = np.flatnonzero(np.diff(np.concatenate([[False], dense, [False]]).astype(np.int8)))
    lines = []
    for start, end in edges.reshape(-1, 2):
        if not _LEAST_LETTER * width <= end - start <= _MOST_LETTER * width:
            continue
        band = ink[start:end, : width // _CHUNKS * _CHUNKS].reshape(end - start, _CHUNKS, -1)
        shares = band.mean(axis=(0, 2))
        if float((shares > _CHUNK_INK).mean()) >= _FULL and float(shares.std()) < 0.6 * float(shares.mean()):
            lines.append((start + end) / 2)
    return lines


_LEAST_LETTER: Final = 0.012
_MOST_LETTER: Final = 0.06
"""Height of a line of a zone, as shares of the page's width: 2.4 mm on 85.6 or 125 mm, with some blur."""
_CHUNK_INK: Final = 0.08


def _portrait(flat: Flat, ink: Array) -> tuple[float, float]:
    """The place of the strip of the page that is most unlike its ground, and the share of it that is; print and codes
    do not count."""
    small = np.asarray(cv2.resize(flat.picture, (_CELLS, _CELLS), interpolation=cv2.INTER_AREA), np.uint8)
    lab = cv2.cvtColor(cv2.medianBlur(small, 5), cv2.COLOR_RGB2Lab).astype(np.float32)
    light, colours = lab[..., 0], lab[..., 1:]
    ground = cv2.GaussianBlur(cv2.dilate(light, np.ones((13, 13), np.uint8)), (0, 0), 5)
    coloured = np.linalg.norm(colours - np.median(colours, axis=(0, 1)), axis=2) > _COLOURED
    busy = cv2.blur(cv2.resize(ink, (_CELLS, _CELLS), interpolation=cv2.INTER_AREA), (5, 5))
    apart = ((coloured | (light < _DARK * ground)) & (busy < _BUSY))[3:-3, 3:-3]
    columns = np.convolve(apart.mean(axis=0), np.full(_WIDE, 1 / _WIDE), mode="valid")
    best = int(np.argmax(columns))
    return (2 * best + 1) / len(columns) - 1, float(columns[best])


_CELLS: Final = 48
_WIDE: Final = 9
"""Cells of the page, and how many of them a portrait is wide."""
_COLOURED: Final = 12.0
"""Distance of a colour (a and b of Lab) from the page's usual one."""
_DARK: Final = 0.5
"""Lightness (L of Lab) by that of the surroundings: hair and clothes, not shadows."""
_BUSY: Final = 0.16
"""Share of print around a place above which it is text or a code."""
