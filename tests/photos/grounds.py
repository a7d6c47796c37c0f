"""What papers lie on: desks, cloths, tiles, newsprint, other papers; square textures drawn by chance."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

import cv2
import numpy as np

from tests.photos.ink import Array
from tests.photos.pages import CARDS, TEMPLATES, page
from tests.photos.texture import Chance, Field, between, colour, noise, placed, shaded

SIDE: Final = 1600
"""Pixels of a texture's side."""
SQUARE: Final = (SIDE, SIDE)
PILED: Final = 6.0
"""Pixels a millimetre of the papers of a pile."""
Ground = Callable[[Chance, float], Array]
"""A texture of this chance, at this many millimetres a pixel."""


def _grid() -> tuple[Field, Field]:
    along = np.arange(SIDE, dtype=np.float32)
    return along[None], along[:, None]


def wood(chance: Chance, mm: float) -> Array:
    """Boards: long fibres, rings that wander, seams."""
    fibres = cv2.resize(
        chance.random((SIDE, max(4, int(SIDE * mm / 90))), np.float32), SQUARE, interpolation=cv2.INTER_CUBIC
    )
    fibres = cv2.GaussianBlur(fibres, (0, 0), sigmaX=3, sigmaY=max(0.5, 0.25 / mm))
    x, y = _grid()
    wander = noise(chance, 2, SQUARE, 3) * chance.uniform(0.2, 0.7)
    period = chance.uniform(9, 40) / mm
    rings = np.sin((y / np.float32(period) + x / np.float32(period * 14) + wander * 9) * np.float32(6.28))
    field = 0.5 + 0.16 * rings + 0.55 * (fibres - 0.5)
    tone, warm = chance.uniform(0.45, 1.15), chance.uniform(0.75, 1.1)
    picture = between(field, (82 * tone, 50 * tone, 30 * tone * warm), (206 * tone, 160 * tone, 112 * tone * warm))
    if chance.random() < 0.6:
        for at in np.arange(chance.uniform(20, 90) / mm, SIDE, chance.uniform(70, 160) / mm):
            low, high = int(at), min(SIDE, int(at + chance.uniform(70, 160) / mm))
            picture[low:high] = np.clip(picture[low:high] * chance.uniform(0.85, 1.12), 0, 255).astype(np.uint8)
            cv2.line(picture, (0, low), (SIDE, low), (34, 22, 14), max(1, round(0.8 / mm)), cv2.LINE_AA)
    return picture


def white(chance: Chance, mm: float) -> Array:
    """A white desk: hardly darker than paper."""
    fine = noise(chance, 4, SQUARE) * 0.8 + noise(chance, SIDE / 3, SQUARE, 1) * 0.2
    return between(fine, colour(chance, 205, 232, 6), colour(chance, 234, 253, 4))


def grey(chance: Chance, mm: float) -> Array:
    """A grey table with a fine grain."""
    fine = noise(chance, 3, SQUARE, 3) * 0.5 + noise(chance, SIDE / 2, SQUARE, 1) * 0.5
    base = chance.uniform(60, 185)
    return between(fine, tuple(base - v for v in (16, 15, 12)), tuple(base + v for v in (16, 15, 18)))


def dark(chance: Chance, mm: float) -> Array:
    """Leather: small cells between creases."""
    cells = noise(chance, SIDE * mm / 2.2, SQUARE, 2)
    creases = np.clip(np.abs(cells - 0.5) * 7, 0, 1) * 0.8 + noise(chance, 4, SQUARE, 2) * 0.2
    return between(creases, colour(chance, 8, 26, 8), colour(chance, 42, 88, 22))


def cloth(chance: Chance, mm: float) -> Array:
    """Checks, woven, not quite flat."""
    x, y = _grid()
    step, third = chance.uniform(8, 40) / mm, chance.uniform(0.35, 0.65)
    sway = noise(chance, 3, SQUARE, 2) * np.float32(chance.uniform(2, 9) / mm)
    rows, columns = ((y + sway) / step % 1 < third), ((x + sway) / step % 1 < third)
    mix = (rows.astype(np.float32) + columns) / 2
    picture = between(mix, colour(chance, 190, 248, 15), colour(chance, 30, 190, 70))
    weave = 1 + 0.09 * np.sin(x * np.float32(2.4)) * np.sin(y * np.float32(2.4))
    return shaded(picture, weave * (0.82 + 0.3 * noise(chance, 4, SQUARE, 3)))


def tiles(chance: Chance, mm: float) -> Array:
    """Floor tiles with grout between."""
    picture = between(noise(chance, 9, SQUARE), colour(chance, 110, 200, 20), colour(chance, 180, 242, 15))
    step, grout = (max(40, int(chance.uniform(90, 320) / mm)), colour(chance, 60, 150, 10))
    shift, thick = chance.integers(0, step, 2), max(2, int(chance.uniform(2, 4) / mm))
    for x in range(int(shift[0]) - step, SIDE, step):
        for y in range(int(shift[1]) - step, SIDE, step):
            part = picture[max(0, y) : y + step, max(0, x) : x + step]
            part[:] = np.clip(part * chance.uniform(0.94, 1.05), 0, 255).astype(np.uint8)
            cv2.rectangle(picture, (x, y), (x + step, y + step), grout, thick, cv2.LINE_AA)
    return picture


def marble(chance: Chance, mm: float) -> Array:
    """Polished stone: veins, some dark, most faint."""
    folds = noise(chance, 3, SQUARE, 5, 0.55)
    veins = np.clip(np.abs(np.sin(folds * chance.uniform(9, 20))) * chance.uniform(2, 6), 0, 1)
    field = veins * 0.7 + noise(chance, 7, SQUARE) * 0.3
    return between(field, colour(chance, 110, 190, 12), colour(chance, 205, 246, 8))


def newsprint(chance: Chance, mm: float) -> Array:
    """Pages of a newspaper: columns, headlines, grey pictures, turned by any angle."""
    picture = between(noise(chance, 6, SQUARE), (188, 182, 168), (224, 219, 206))
    column, lead = max(60, int(chance.uniform(38, 55) / mm)), max(4, round(3.3 / mm))
    for left in range(8, SIDE, column):
        _column(picture, chance, left, min(left + column - max(6, column // 12), SIDE), lead)
    angle = chance.uniform(-30, 30) if chance.random() < 0.6 else 0.0
    turn = cv2.getRotationMatrix2D((SIDE / 2, SIDE / 2), angle, 1.0 if angle == 0 else 1.3)
    return cv2.warpAffine(cv2.GaussianBlur(picture, (0, 0), 0.6), turn, SQUARE, borderMode=cv2.BORDER_REFLECT)


def _column(picture: Array, chance: Chance, left: int, right: int, lead: int) -> None:
    y = int(chance.uniform(0, 3) * lead)
    while y < SIDE:
        if chance.random() < 0.03:
            height = int((right - left) * chance.uniform(0.5, 0.9))
            block = between(noise(chance, 5, (right - left, height)), (46, 44, 43), (196, 192, 184))
            picture[y : y + height, left:right] = block[: SIDE - y]
            y += height + lead
            continue
        tall = lead * (3 if chance.random() < 0.05 else 1)
        ink = (52, 50, 48) if tall > lead else (86, 84, 82)
        widths = chance.uniform(0.5, 2.6, 64) * tall
        x = float(left)
        for wide in widths:
            if x + wide > right:
                break
            letters = np.arange(x, x + wide, max(2.0, tall * 0.42)).astype(int)
            for at in letters:
                cv2.rectangle(picture, (int(at), y + tall // 5), (int(at + tall * 0.28), y + int(tall * 0.7)), ink, 1)
            x += wide + tall * 0.35
        y += tall + max(1, lead // 4)


@lru_cache(maxsize=16)
def _lying(template: str, seed: int) -> Array:
    """A paper of a pile, at ``PILED`` pixels a millimetre."""
    other = page(template, seed)
    k = PILED * other.width / other.picture.shape[1]
    return cv2.resize(other.picture, None, fx=k, fy=k, interpolation=cv2.INTER_AREA)


def papers(chance: Chance, mm: float) -> Array:
    """A pile of other papers, of every template, on wood."""
    picture = wood(chance, mm)
    names = [name for name in TEMPLATES if name not in CARDS]
    for _ in range(int(chance.integers(5, 11))):
        other = _lying(names[int(chance.integers(len(names)))], int(chance.integers(0, 2)))
        h, w = other.shape[:2]
        turn = cv2.getRotationMatrix2D((w / 2, h / 2), chance.uniform(0, 360), 1 / mm / PILED)
        turn[:, 2] += chance.uniform(0, SIDE, 2) - (w / 2, h / 2)
        placed(other, picture, np.asarray(turn, np.float64))
    return picture


def linen(chance: Chance, mm: float) -> Array:
    """A bed sheet with folds."""
    folds = noise(chance, 3, SQUARE, 4, 0.42)
    slope = cv2.Sobel(folds, cv2.CV_32F, 1, 1, ksize=5)
    x, y = _grid()
    weave = 0.03 * np.sin(x * np.float32(2.1)) * np.sin(y * np.float32(2.1))
    field = 0.6 + cv2.GaussianBlur(slope, (0, 0), 6) * np.float32(60) + (folds - 0.5) * 0.7 + weave
    return between(field, colour(chance, 95, 160, 25), colour(chance, 200, 250, 20))


KNOWN: Final[dict[str, Ground]] = {
    "wood": wood, "white": white, "grey": grey, "dark": dark, "cloth": cloth, "tiles": tiles, "marble": marble,
    "newsprint": newsprint, "papers": papers, "linen": linen,
}  # fmt: skip
"""For every set."""
PLAIN: Final = ("wood", "grey", "dark", "cloth", "tiles", "marble", "linen")
"""What easy photos are taken on."""
PAPERLIKE: Final = ("newsprint", "papers", "white")
"""Where a scene without paper would show paper after all, or nothing at all."""
