"""Grounds that occur in the reported set only: nothing was trained or tuned on them."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from tests.photos.grounds import SIDE, SQUARE, Ground
from tests.photos.ink import Array
from tests.photos.texture import Chance, between, colour, noise, shaded


def flowers(chance: Chance, mm: float) -> Array:
    """An oilcloth with flowers in rows, each a little different."""
    picture = between(noise(chance, 8, SQUARE), colour(chance, 150, 225, 35), colour(chance, 190, 248, 25))
    step, inks = (chance.uniform(22, 45) / mm, [colour(chance, 60, 220, 80) for _ in range(3)])
    for row, y in enumerate(np.arange(0, SIDE + step, step)):
        for x in np.arange((row % 2) * step / 2, SIDE + step, step):
            centre = np.array([x, y]) + chance.uniform(-0.12, 0.12, 2) * step
            _flower(picture, centre, step * chance.uniform(0.16, 0.3), inks[int(chance.integers(3))], chance)
    return shaded(picture, 0.85 + 0.25 * noise(chance, 3, SQUARE, 3))


def _flower(picture: Array, centre: np.ndarray, reach: float, ink: tuple[float, ...], chance: Chance) -> None:
    turn = chance.uniform(0, 60)
    leaf = ((float(centre[0] + reach), float(centre[1] + reach)), (reach * 1.6, reach * 0.6), float(turn))
    cv2.ellipse(picture, leaf, (70, 128, 74), -1, cv2.LINE_AA)
    for petal in range(5):
        angle = petal * 72 + turn
        at = centre + reach * 0.62 * np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
        cv2.ellipse(picture, ((float(at[0]), float(at[1])), (reach, reach * 0.7), angle), ink, -1, cv2.LINE_AA)
    cv2.circle(picture, (int(centre[0]), int(centre[1])), max(1, int(reach * 0.28)), (236, 206, 74), -1, cv2.LINE_AA)


def granite(chance: Chance, mm: float) -> Array:
    """Polished granite: specks of two sizes."""
    specks = noise(chance, SIDE * mm / 1.6, SQUARE, 3, 0.8) * 0.75 + noise(chance, 40, SQUARE, 2) * 0.25
    return between(np.clip((specks - 0.3) * 2.4, 0, 1), colour(chance, 24, 80, 15), colour(chance, 165, 228, 25))


def bamboo(chance: Chance, mm: float) -> Array:
    """A mat of split bamboo, tied with thread."""
    y = np.mgrid[0:SIDE, 0:SIDE][0].astype(np.float32)
    step = max(6.0, chance.uniform(4, 11) / mm)
    bow = np.abs(np.sin(y / np.float32(step) * np.float32(3.1416))) ** 0.6
    strips = chance.uniform(0.75, 1.1, SIDE // int(step) + 2).astype(np.float32)[(y[:, 0] / step).astype(int)]
    long = cv2.resize(chance.random((SIDE, 24), np.float32), SQUARE, interpolation=cv2.INTER_LINEAR)
    tone = chance.uniform(0.6, 1.1)
    field = (0.2 + 0.55 * bow + 0.25 * long) * strips[:, None]
    picture = between(field, (70 * tone, 52 * tone, 26 * tone), (216 * tone, 188 * tone, 128 * tone))
    thread = colour(chance, 60, 200, 30)
    for at in np.arange(chance.uniform(0, 60) / mm, SIDE, chance.uniform(50, 110) / mm):
        cv2.line(picture, (int(at), 0), (int(at), SIDE), thread, max(1, round(1.2 / mm)), cv2.LINE_AA)
    return picture


def keyboard(chance: Chance, mm: float) -> Array:
    """Keys of a laptop, and the wide pale plate around them."""
    base = chance.uniform(60, 190)
    picture = between(noise(chance, 3, SQUARE, 2), (base - 6,) * 3, (base + 8,) * 3)
    key, gap, ink = max(10, int(16 / mm)), max(2, int(2.6 / mm)), chance.uniform(14, 60)
    left, top = chance.uniform(-100, 60) / mm, chance.uniform(0, 140) / mm
    for row in range(6):
        x, y = left + (row % 4) * key / 3, top + row * (key + gap)
        while x < left + 300 / mm:
            wide = key * float(chance.choice([1, 1, 1, 1, 1, 1.6]))
            ends = (int(x), int(y)), (int(x + wide), int(y + key))
            cv2.rectangle(picture, *ends, (ink,) * 3, -1, cv2.LINE_AA)
            cv2.rectangle(picture, *ends, (ink + 26,) * 3, 1, cv2.LINE_AA)
            letter = chr(int(chance.integers(65, 91)))
            cv2.putText(
                picture, letter, (int(x + key / 5), int(y + key * 0.55)), 0, key / 48, (214,) * 3, 1, cv2.LINE_AA
            )
            x += wide + gap
    return picture


def carpet(chance: Chance, mm: float) -> Array:
    """A rug: short strands, a border, stripes."""
    strands = noise(chance, SIDE / 3, SQUARE, 2, 0.9)
    y = np.mgrid[0:SIDE, 0:SIDE][0].astype(np.float32)
    stripe = (np.sin(y / np.float32(chance.uniform(14, 60) / mm)) > chance.uniform(-0.4, 0.6)).astype(np.float32)
    picture = between(stripe, colour(chance, 50, 140, 50), colour(chance, 110, 200, 40))
    return shaded(picture, 0.55 + 0.8 * strands * (0.8 + 0.3 * noise(chance, 5, SQUARE, 3)))


HELD_BACK: Final[dict[str, Ground]] = {
    "flowers": flowers, "granite": granite, "bamboo": bamboo, "keyboard": keyboard, "carpet": carpet,
}  # fmt: skip
