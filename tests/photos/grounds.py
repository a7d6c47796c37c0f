"""What papers lie on: desks, cloths, tiles, newsprint, other papers; textures in millimetres, drawn by chance."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.photos.ink import Array
from tests.photos.pages import TEMPLATES, page

Chance = np.random.Generator
SIDE = 1400
"""Pixels of a texture's side."""


def noise(chance: Chance, cells: int, side: int = SIDE, octaves: int = 4) -> NDArray[np.float32]:
    """Smooth noise between 0 and 1: ``cells`` hills across, finer ones on top."""
    total, weight, whole = np.zeros((side, side), np.float32), 1.0, 0.0
    for octave in range(octaves):
        count = min(side, max(2, cells * 2**octave))
        hills = chance.random((count, count)).astype(np.float32)
        total += cv2.resize(hills, (side, side), interpolation=cv2.INTER_CUBIC) * weight
        whole, weight = whole + weight, weight * 0.5
    return np.asarray(np.clip(total / whole, 0, 1), np.float32)


def _tinted(field: NDArray[np.float32], dark: tuple[float, ...], light: tuple[float, ...]) -> Array:
    low, high = np.array(dark, np.float32), np.array(light, np.float32)
    return np.asarray(np.clip(low + (high - low) * field[..., None], 0, 255), np.uint8)


def _colour(chance: Chance, low: int, high: int, spread: int = 30) -> tuple[float, ...]:
    base = chance.uniform(low, high)
    return tuple(float(np.clip(base + chance.uniform(-spread, spread), 0, 255)) for _ in range(3))


def wood(chance: Chance, mm: float) -> Array:
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32) / SIDE
    rings = np.sin(
        (x * chance.uniform(8, 24) + noise(chance, 3) * chance.uniform(1, 4) + noise(chance, 60, octaves=2) * 0.6)
        * 6.28
    )
    grain = (
        0.55 + 0.3 * rings * 0.5 + 0.25 * (cv2.resize(chance.random((8, SIDE)).astype(np.float32), (SIDE, SIDE)) - 0.5)
    )
    tone = chance.uniform(0.5, 1.1)
    picture = _tinted(np.clip(grain, 0, 1), (70 * tone, 42 * tone, 24 * tone), (205 * tone, 158 * tone, 108 * tone))
    for seam in np.arange(0, SIDE, max(60, int(90 / mm * 1.0))) if chance.random() < 0.6 else ():
        cv2.line(picture, (0, int(seam)), (SIDE, int(seam)), (40, 26, 16), 2)
    return picture


def white(chance: Chance, mm: float) -> Array:
    return _tinted(noise(chance, 5), _colour(chance, 205, 228, 6), _colour(chance, 236, 253, 4))


def grey(chance: Chance, mm: float) -> Array:
    fine = noise(chance, 3) * 0.6 + noise(chance, 300, octaves=1) * 0.4
    base = chance.uniform(60, 185)
    return _tinted(fine, (base - 18,) * 3, (base + 18,) * 3)


def dark(chance: Chance, mm: float) -> Array:
    leather = noise(chance, 90, octaves=3)
    return _tinted(leather, _colour(chance, 10, 40, 12), _colour(chance, 45, 95, 25))


def cloth(chance: Chance, mm: float) -> Array:
    """Checks, woven."""
    y, x = np.mgrid[0:SIDE, 0:SIDE]
    step = max(10, int(chance.uniform(12, 45) / mm))
    rows, columns = (y // step) % 2, (x // step) % 2
    one, two = np.array(_colour(chance, 40, 200, 70)), np.array(_colour(chance, 190, 250, 15))
    mix = ((rows + columns) / 2.0)[..., None]
    weave = 1 + 0.07 * np.sin(x[..., None] * 1.9) * np.sin(y[..., None] * 1.9)
    return np.asarray(
        np.clip((one * (1 - mix) + two * mix) * weave * (0.9 + 0.2 * noise(chance, 6)[..., None]), 0, 255), np.uint8
    )


def flowers(chance: Chance, mm: float) -> Array:
    picture = _tinted(noise(chance, 8), _colour(chance, 150, 215, 35), _colour(chance, 190, 245, 30))
    for _ in range(160):
        x, y = chance.integers(0, SIDE, 2)
        reach, colour = int(chance.uniform(5, 16) / mm), _colour(chance, 60, 220, 90)
        for petal in range(6):
            angle = petal * 1.047
            centre = (int(x + reach * np.cos(angle)), int(y + reach * np.sin(angle)))
            cv2.ellipse(
                picture, centre, (max(2, reach), max(2, reach // 2)), angle * 57.3, 0, 360, colour, -1, cv2.LINE_AA
            )
        cv2.circle(picture, (int(x), int(y)), max(2, reach // 2), (230, 200, 60), -1, cv2.LINE_AA)
    return picture


def tiles(chance: Chance, mm: float) -> Array:
    picture = _tinted(noise(chance, 10), _colour(chance, 120, 200, 20), _colour(chance, 190, 240, 15))
    step, grout = max(40, int(chance.uniform(80, 300) / mm)), _colour(chance, 60, 130, 10)
    shift = int(chance.integers(0, step))
    for at in range(shift, SIDE, step):
        cv2.line(picture, (at, 0), (at, SIDE), grout, max(2, int(3 / mm)))
        cv2.line(picture, (0, at), (SIDE, at), grout, max(2, int(3 / mm)))
    return picture


def marble(chance: Chance, mm: float) -> Array:
    veins = np.abs(np.sin((noise(chance, 4) * 5 + noise(chance, 16) * 1.5) * 6.28)) ** 0.35
    return _tinted(veins, _colour(chance, 90, 170, 12), _colour(chance, 215, 248, 8))


def granite(chance: Chance, mm: float) -> Array:
    specks = noise(chance, 260, octaves=2) * 0.7 + noise(chance, 40) * 0.3
    return _tinted(np.clip((specks - 0.3) * 2.2, 0, 1), _colour(chance, 30, 80, 15), _colour(chance, 170, 225, 25))


def newsprint(chance: Chance, mm: float) -> Array:
    picture = _tinted(noise(chance, 6), (196, 190, 176), (222, 217, 204))
    column, lead = max(60, int(45 / mm)), max(6, int(3.4 / mm))
    for left in range(8, SIDE, column):
        y = 8
        while y < SIDE:
            if chance.random() < 0.02:
                height = int(column * chance.uniform(0.4, 0.9))
                block = _tinted(noise(chance, 6, 256), (60, 58, 56), (190, 186, 178))
                block = cv2.resize(block, (column - 10, height))[: SIDE - y, : SIDE - left]
                picture[y : y + block.shape[0], left : left + block.shape[1]] = block
                y += height + lead
                continue
            tall = lead * (3 if chance.random() < 0.03 else 1)
            x = left
            while x < left + column - 12:
                word = int(chance.uniform(0.5, 3.2) * tall)
                end = min(x + word, left + column - 12)
                cv2.rectangle(picture, (x, y), (end, y + max(1, tall // 2)), (70, 68, 66), -1)
                x += word + max(2, tall // 2)
            y += tall + max(1, lead // 3)
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), 0.8), np.uint8)


def papers(chance: Chance, mm: float) -> Array:
    """A pile of other papers, of every template."""
    picture = wood(chance, mm)
    for _ in range(int(chance.integers(5, 11))):
        other = page(TEMPLATES[int(chance.integers(4, len(TEMPLATES)))], int(chance.integers(0, 6)))
        scale = 1 / mm / (other.picture.shape[1] / other.width)
        small = cv2.resize(other.picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        h, w = small.shape[:2]
        turn = cv2.getRotationMatrix2D((w / 2, h / 2), chance.uniform(0, 360), 1)
        turn[:, 2] += chance.uniform(0, SIDE, 2) - (w / 2, h / 2)
        mask = cv2.warpAffine(np.full((h, w), 255, np.uint8), turn, (SIDE, SIDE))
        shade = cv2.GaussianBlur(mask, (0, 0), max(1.0, 2 / mm)).astype(np.float32) / 255 * 0.35
        laid = cv2.warpAffine(small, turn, (SIDE, SIDE), flags=cv2.INTER_LINEAR)
        picture = np.asarray(picture * (1 - shade[..., None]), np.uint8)
        picture[mask > 127] = laid[mask > 127]
    return picture


def linen(chance: Chance, mm: float) -> Array:
    """A bed sheet with folds."""
    folds = noise(chance, 4, octaves=3)
    slope = cv2.Sobel(folds, cv2.CV_32F, 1, 1, ksize=5)
    field = np.clip(0.6 + slope / (np.abs(slope).max() + 1e-6) * 0.5 + (folds - 0.5) * 0.3, 0, 1)
    return _tinted(np.asarray(field, np.float32), _colour(chance, 110, 170, 25), _colour(chance, 200, 250, 20))


def bamboo(chance: Chance, mm: float) -> Array:
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32)
    step = max(8, int(chance.uniform(6, 14) / mm))
    round_ = np.abs(np.sin(y / step * 3.1416))
    shade = 0.35 + 0.5 * round_ + 0.3 * (noise(chance, 30) - 0.5)
    tone = chance.uniform(0.7, 1.1)
    return _tinted(np.clip(shade, 0, 1), (96 * tone, 74 * tone, 38 * tone), (214 * tone, 186 * tone, 124 * tone))


def keyboard(chance: Chance, mm: float) -> Array:
    base = chance.uniform(15, 120)
    picture = np.full((SIDE, SIDE, 3), base, np.uint8)
    key, gap = max(14, int(16 / mm)), max(3, int(3 / mm))
    for row, y in enumerate(range(gap, SIDE, key + gap)):
        x = gap + row % 4 * key // 3
        while x < SIDE:
            wide = key * int(chance.choice([1, 1, 1, 1, 2]))
            cv2.rectangle(picture, (x, y), (x + wide, y + key), (max(0, base - 14),) * 3, -1)
            cv2.rectangle(picture, (x, y), (x + wide, y + key), (base + 20,) * 3, 1)
            cv2.putText(
                picture,
                chr(int(chance.integers(65, 91))),
                (x + key // 4, y + key // 2),
                0,
                key / 55,
                (215, 215, 215),
                1,
                cv2.LINE_AA,
            )
            x += wide + gap
    return picture


KNOWN: dict[str, Callable[[Chance, float], Array]] = {
    "wood": wood, "white": white, "grey": grey, "dark": dark, "cloth": cloth, "tiles": tiles, "marble": marble,
    "newsprint": newsprint, "papers": papers, "linen": linen,
}  # fmt: skip
"""For training and tuning."""
HELD_BACK: dict[str, Callable[[Chance, float], Array]] = {
    "flowers": flowers, "granite": granite, "bamboo": bamboo, "keyboard": keyboard,
}  # fmt: skip
"""Only in the set that is reported."""
