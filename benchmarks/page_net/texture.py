"""Noise, print and colours: what drawn grounds and papers are made of."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Chance = np.random.Generator


def colour(chance: Chance, low: float = 0, high: float = 255, grey: float = 0.3) -> Array:
    """One RGB colour (float32, 3); ``grey``: how often it is nearly grey."""
    if chance.random() < grey:
        return np.clip(chance.uniform(low, high) + chance.normal(0, 6, 3), 0, 255).astype(np.float32)
    return chance.uniform(low, high, 3).astype(np.float32)


def paper_colour(chance: Chance) -> Array:
    """White, cream, grey, pale or, now and then, any colour."""
    pick = chance.random()
    if pick < 0.55:
        return (chance.uniform(205, 255) + chance.normal(0, 3, 3)).clip(0, 255).astype(np.float32)
    if pick < 0.9:
        return (chance.uniform(180, 250) + chance.uniform(-40, 8, 3)).clip(0, 255).astype(np.float32)
    return colour(chance, 30, 235)


def clouds(chance: Chance, height: int, width: int, cell: float, stretch: float = 1.0) -> Array:
    """Smooth noise in 0 to 1 (float32) whose bumps are about ``cell`` pixels, ``stretch`` times as long in x."""
    rows = max(2, int(height / cell) + 2)
    columns = max(2, int(width / (cell * stretch)) + 2)
    small = chance.random((rows, columns), dtype=np.float32)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC).clip(0, 1)


def octaves(chance: Chance, height: int, width: int, cell: float, stretch: float = 1.0) -> Array:
    """Noise of several sizes, 0 to 1."""
    total = np.zeros((height, width), np.float32)
    weight = 0.0
    share = float(chance.uniform(0.4, 0.8))
    for step in range(5):
        total += clouds(chance, height, width, max(1.0, cell / 2**step), stretch) * share**step
        weight += share**step
    return total / weight


def between(low: Array, high: Array, share: Array) -> Array:
    """Colours mixed by ``share`` (height x width, 0 to 1)."""
    share = share[..., None]
    return low * (1 - share) + high * share


def print_ink(chance: Chance, height: int, width: int, line: float) -> Array:
    """Ink, 0 to 1, of lines of print that are ``line`` pixels apart: strokes, words, gaps, ragged ends."""
    rows = max(1, int(height / line))
    columns = max(6, int(width / (line * chance.uniform(0.18, 0.3))))
    strokes = (chance.random((rows, 4, columns)) < chance.uniform(0.4, 0.65)).astype(np.float32)
    words = np.cumsum(chance.random((rows, columns)) < 0.16, axis=1) % 5 != 0
    ends = np.arange(columns)[None] < (columns * chance.uniform(0.75, 1.15, (rows, 1)))
    strokes *= (words & ends & (chance.random((rows, 1)) < 0.93))[:, None]
    blank = np.zeros((rows, int(chance.integers(2, 5)), columns), np.float32)
    sheet = np.concatenate([strokes, blank], axis=1).reshape(-1, columns)
    return cv2.resize(sheet, (width, height), interpolation=cv2.INTER_AREA if line < 8 else cv2.INTER_LINEAR)


def blurred(picture: Array, sigma: float) -> Array:
    """The picture with a Gaussian of ``sigma`` pixels over it."""
    if sigma < 0.2:
        return picture
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma))
