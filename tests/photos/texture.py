"""Smooth noise and colours, from which grounds, light and paper are made."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.photos.ink import Array

Chance = np.random.Generator
Field = NDArray[Any]
"""float32, height x width."""


def noise(chance: Chance, cells: float, size: tuple[int, int], octaves: int = 4, fall: float = 0.5) -> Field:
    """Smooth noise from 0 to 1, ``size`` = (width, height): ``cells`` hills across, finer ones on top."""
    width, height = size
    total, weight, whole = np.zeros((height, width), np.float32), 1.0, 0.0
    for octave in range(octaves):
        across = min(width, max(2, round(cells * 2**octave)))
        hills = chance.random((max(2, min(height, round(across * height / width))), across), np.float32)
        total += cv2.resize(hills, (width, height), interpolation=cv2.INTER_CUBIC) * np.float32(weight)
        whole, weight = whole + weight, weight * fall
        if across == width:
            break
    return np.clip(total / np.float32(whole), 0, 1)


def between(field: Field, dark: tuple[float, ...], light: tuple[float, ...]) -> Array:
    """A field as colours from ``dark`` (0) to ``light`` (1): 256 steps of a table."""
    steps = np.linspace(0, 1, 256)[:, None]
    table = np.clip(np.array(dark) + (np.array(light) - np.array(dark)) * steps, 0, 255).astype(np.uint8)
    level = np.clip(field * 255, 0, 255).astype(np.uint8)
    return cv2.LUT(cv2.merge((level, level, level)), table.reshape(256, 1, 3))


def shaded(picture: Array, field: Field) -> Array:
    """A picture times a field around 1."""
    field = field.astype(np.float32, copy=False)
    return cv2.multiply(picture, cv2.merge((field, field, field)), dtype=cv2.CV_8U)


def colour(chance: Chance, low: float, high: float, spread: float = 30) -> tuple[float, ...]:
    """A colour of this brightness, its channels apart by up to ``spread``."""
    base = chance.uniform(low, high)
    return tuple(float(np.clip(base + chance.uniform(-spread, spread), 0, 255)) for _ in range(3))


def placed(picture: Array, under: Array, matrix: NDArray[np.float64]) -> None:
    """Lays a picture on another by an affine matrix, with smooth edges and a faint shadow around."""
    h, w = picture.shape[:2]
    ends = np.array([[0, 0, 1], [w, 0, 1], [w, h, 1], [0, h, 1]]) @ matrix.T
    low = np.maximum(np.floor(ends.min(0)).astype(int) - 10, 0)
    high = np.minimum(np.ceil(ends.max(0)).astype(int) + 10, under.shape[1::-1])
    if (high <= low).any():
        return
    moved, size = (matrix - np.array([[0, 0, low[0]], [0, 0, low[1]]]), tuple(int(v) for v in high - low))
    mask = np.full((h, w), 255, np.uint8)
    mask[[0, -1]], mask[:, [0, -1]] = 0, 0
    solid = cv2.warpAffine(mask, moved, size, flags=cv2.INTER_LINEAR)
    shade = cv2.blur(solid, (15, 15)).astype(np.float32) * np.float32(-0.35 / 255) + 1
    laid = cv2.warpAffine(picture, moved, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    share = solid.astype(np.float32)[..., None] / 255
    part = under[low[1] : high[1], low[0] : high[0]]
    part[:] = (part * shade[..., None] * (1 - share) + laid * share).astype(np.uint8)
