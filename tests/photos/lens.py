"""Lens and sensor: distortion, softness, a hand that trembles, grain, sharpening, and what JPEG does to it."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Final

import cv2
import numpy as np
from PIL import Image

from tests.photos.ink import Array
from tests.photos.pose import Matrix
from tests.photos.texture import Chance, Field

GRAIN_SIDE: Final = 768
ORIENTATION: Final = 0x0112
"""EXIF tag (Exif 2.32, 4.6.4)."""


def distorted(picture: Array, corners: Matrix, strength: float) -> tuple[Array, Matrix]:
    """Barrel (negative) or pincushion distortion; the corners move with it."""
    height, width = picture.shape[:2]
    half = float(np.hypot(width, height)) / 2
    middle = np.array([(width - 1) / 2, (height - 1) / 2])
    x, y = np.meshgrid(
        (np.arange(width, dtype=np.float32) - np.float32(middle[0])) / np.float32(half),
        (np.arange(height, dtype=np.float32) - np.float32(middle[1])) / np.float32(half),
    )
    factor = (1 + np.float32(strength) * (x * x + y * y)) * np.float32(half)
    x = x * factor + np.float32(middle[0])
    y = y * factor + np.float32(middle[1])
    moved = cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
    source = (corners - middle) / half
    target = source.copy()
    for _ in range(12):
        target = source / (1 + strength * (target**2).sum(1, keepdims=True))
    return moved, target * half + middle


def soft(picture: Array, sigma: float) -> Array:
    """Slightly out of focus: a Gaussian of this many pixels."""
    return cv2.GaussianBlur(picture, (0, 0), sigma) if sigma > 0.25 else picture


def defocused(picture: Array, reach: float) -> Array:
    """A disk of confusion of this radius in pixels."""
    half = int(np.ceil(reach)) + 1
    y, x = np.mgrid[-half : half + 1, -half : half + 1]
    disk = np.clip(reach + 0.5 - np.hypot(x, y), 0, 1).astype(np.float32)
    return cv2.filter2D(picture, -1, disk / disk.sum(), borderType=cv2.BORDER_REFLECT_101)


def shaken(picture: Array, length: float, angle: float, curve: float = 0.0) -> Array:
    """The path of a hand during the exposure: ``length`` pixels along ``angle``, bowed by ``curve`` of it."""
    half = int(np.ceil(length * 0.62)) + 2
    path = np.linspace(-0.5, 0.5, 64)
    bow = curve * (path**2 - 1 / 12)
    x = (path * np.cos(angle) - bow * np.sin(angle)) * length + half
    y = (path * np.sin(angle) + bow * np.cos(angle)) * length + half
    kernel = np.zeros((2 * half + 1, 2 * half + 1), np.float32)
    points = np.round(np.column_stack((x, y)) * 16).astype(np.int32)
    cv2.polylines(kernel, [points], False, 1.0, 1, cv2.LINE_8, 4)
    kernel = cv2.GaussianBlur(kernel, (0, 0), 0.5)
    return cv2.filter2D(picture, -1, kernel / kernel.sum(), borderType=cv2.BORDER_REFLECT_101)


@lru_cache(maxsize=4)
def _grain(number: int) -> Field:
    """A square of grain, brightness more than colour, as after a camera's own smoothing; deviation 1."""
    chance = np.random.default_rng([number, 77])
    grey = chance.standard_normal((GRAIN_SIDE, GRAIN_SIDE, 1), np.float32)
    tinted = chance.standard_normal((GRAIN_SIDE // 2, GRAIN_SIDE // 2, 3), np.float32)
    rough = grey + cv2.resize(tinted, (GRAIN_SIDE, GRAIN_SIDE), interpolation=cv2.INTER_LINEAR) * 0.7
    even = cv2.GaussianBlur(rough, (0, 0), 0.6, borderType=cv2.BORDER_REFLECT_101)
    return np.asarray(even / even.std(), np.float32)


def sensed(picture: Array, chance: Chance, grain: float, sharpen: float) -> Array:
    """The sensor's grain, stronger where it is dark, and the camera's sharpening."""
    height, width = picture.shape[:2]
    tile = _grain(int(chance.integers(0, 4)))
    x, y = chance.integers(0, GRAIN_SIDE, 2)
    rolled = np.roll(tile, (int(y), int(x)), (0, 1))
    for top in range(0, height, GRAIN_SIDE):
        for left in range(0, width, GRAIN_SIDE):
            part = picture[top : top + GRAIN_SIDE, left : left + GRAIN_SIDE]
            noisy = part + rolled[: part.shape[0], : part.shape[1]] * np.float32(grain)
            part[:] = np.clip(noisy + np.float32(0.5), 0, 255).astype(np.uint8)
    if sharpen > 0:
        blurred = cv2.GaussianBlur(picture, (0, 0), 1.4)
        picture = cv2.addWeighted(picture, 1 + sharpen, blurred, -sharpen, 0)
    return picture


def resized(picture: Array, corners: Matrix | None, k: float) -> tuple[Array, Matrix | None]:
    """Made smaller by this factor; the middle of a pixel stays the middle of a pixel."""
    small = cv2.resize(picture, None, fx=k, fy=k, interpolation=cv2.INTER_AREA)
    return small, None if corners is None else (corners + 0.5) * k - 0.5


def jpeg(picture: Array, quality: int, orientation: int = 1) -> bytes:
    """As a camera writes it; with an EXIF orientation unless that is 1."""
    written = BytesIO()
    options: dict[str, object] = {}
    if orientation != 1:
        exif = Image.Exif()
        exif[ORIENTATION] = orientation
        options["exif"] = exif
    Image.fromarray(picture).save(written, "JPEG", quality=quality, **options)
    return written.getvalue()
