"""Light on a scene: a window's gradient, shadows of a telephone or a hand, a colour cast, a sheen, the exposure."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from tests.photos.ink import Array
from tests.photos.pose import Matrix
from tests.photos.texture import Chance, Field

COARSE: Final = 250
"""Light changes slowly: it is drawn this many cells long, whatever the picture's size."""
LEAST: Final = 0.45
"""Of the full light, what the darkest shadow on a good photo leaves."""
BRIGHT_EASY: Final = (190.0, 236.0)
BRIGHT_HARD: Final = (150.0, 240.0)
BRIGHT_DARK: Final = (20.0, 58.0)
"""The brightest tenth of the page (of 255) in easy, hard and much too dark photos."""


def lit(scene: Array, mask: Array, chance: Chance, hard: bool, dark: bool) -> Array:
    """The scene in this light; exposed for the page, or for the whole picture where there is none."""
    height, width = scene.shape[:2]
    size = _coarse(width, height)
    light = _gradient(size, chance.uniform(0.05, 0.4 if hard else 0.15), chance)
    for _ in range(int(chance.integers(0, 3)) if hard else 0):
        light *= _shadow(size, chance)
    light = np.maximum(light, LEAST) * _vignette(size, chance.uniform(0, 0.22 if hard else 0.1))
    full = cv2.resize(light, (width, height), interpolation=cv2.INTER_LINEAR)
    cast = 1 + chance.uniform(-0.045, 0.045, 3) * (1 if hard else 0.5)
    warm = chance.uniform(-0.08, 0.12) if hard else 0.0
    cast = (cast * (1 + warm, 1, 1 - warm)).astype(np.float32)
    low, high = BRIGHT_DARK if dark else BRIGHT_HARD if hard else BRIGHT_EASY
    wanted = chance.uniform(low, high)
    step = max(1, width // 160)
    seen = (scene[::step, ::step] * full[::step, ::step, None] * cast).mean(2)
    page = mask[::step, ::step] > 200
    bright = float(np.percentile(seen[page] if page.any() else seen, 90))
    gain = cast * np.float32(wanted / max(bright, 1.0))
    return cv2.multiply(scene, cv2.merge([full * one for one in gain]), dtype=cv2.CV_8U)


def _coarse(width: int, height: int) -> tuple[int, int]:
    return round(width * COARSE / max(width, height)), round(height * COARSE / max(width, height))


def _gradient(size: tuple[int, int], depth: float, chance: Chance) -> Field:
    x, y = np.meshgrid(np.linspace(0, 1, size[0], dtype=np.float32), np.linspace(0, 1, size[1], dtype=np.float32))
    angle = chance.uniform(0, 6.28)
    ramp = x * np.float32(np.cos(angle)) + y * np.float32(np.sin(angle))
    ramp = (ramp - ramp.min()) / (np.ptp(ramp) + np.float32(1e-6))
    return (1 - np.float32(depth) * ramp ** np.float32(chance.uniform(0.7, 2))).astype(np.float32)


def _vignette(size: tuple[int, int], depth: float) -> Field:
    x, y = np.meshgrid(np.linspace(-1, 1, size[0], dtype=np.float32), np.linspace(-1, 1, size[1], dtype=np.float32))
    return (1 - np.float32(depth / 2) * (x * x + y * y)).astype(np.float32)


def _shadow(size: tuple[int, int], chance: Chance) -> Field:
    """The edge of a head, a hand, or a telephone with the arm that holds it."""
    mask = np.zeros(size[::-1], np.uint8)
    scale = np.array(size, float)
    kind = chance.integers(0, 4)
    if kind == 0:
        points = chance.uniform(-0.2, 1.2, (4, 2)) * scale
        cv2.fillConvexPoly(mask, cv2.convexHull(points.astype(np.int32)), 255, cv2.LINE_AA)
    elif kind == 1:
        middle, axes = (chance.uniform(-0.1, 1.1, 2) * scale, chance.uniform(0.3, 0.9, 2) * size[0])
        cv2.ellipse(mask, (tuple(middle), tuple(axes), float(chance.uniform(0, 180))), 255, -1, cv2.LINE_AA)
    elif kind == 2:
        middle, turn = (chance.uniform(0.2, 0.8, 2) * scale, float(chance.uniform(0, 180)))
        box = cv2.boxPoints((tuple(middle), (size[0] * chance.uniform(0.2, 0.45), size[0] * 0.8), turn))
        cv2.fillConvexPoly(mask, box.astype(np.int32), 255, cv2.LINE_AA)
        end = middle + size[0] * 2 * np.array([np.cos(np.radians(turn)), np.sin(np.radians(turn))])
        cv2.line(mask, tuple(middle.astype(int)), tuple(end.astype(int)), 255, int(size[0] * 0.16), cv2.LINE_AA)
    else:
        start, turn = chance.uniform(-0.1, 1.1, 2) * scale, chance.uniform(0, 6.28)
        for _ in range(4):
            end = start + size[0] * chance.uniform(0.5, 0.8) * np.array([np.cos(turn), np.sin(turn)])
            cv2.line(mask, tuple(start.astype(int)), tuple(end.astype(int)), 255, int(size[0] * 0.07), cv2.LINE_AA)
            turn, start = (turn + 0.1, start + size[0] * 0.07 * np.array([-np.sin(turn), np.cos(turn)]))
    soft = cv2.GaussianBlur(mask, (0, 0), chance.uniform(0.4, 4) if chance.random() < 0.4 else chance.uniform(4, 22))
    return 1 - soft.astype(np.float32) * np.float32(chance.uniform(0.12, 0.42) / 255)


def sheen(picture: Array, corners: Matrix, chance: Chance) -> Array:
    """A soft highlight on a laminated card that leaves everything readable."""
    height, width = picture.shape[:2]
    size, k = _coarse(width, height), max(width, height) / COARSE
    mask = np.zeros(size[::-1], np.uint8)
    share = chance.uniform(0.1, 0.9, (4, 1))
    middle = corners[0] + (corners[1] - corners[0]) * share[0] + (corners[3] - corners[0]) * share[1]
    reach = float(np.sqrt(cv2.contourArea(corners.astype(np.float32)))) * chance.uniform(0.2, 0.5)
    box = (tuple(middle / k), (reach / k, reach * chance.uniform(0.3, 1) / k), float(chance.uniform(0, 180)))
    cv2.ellipse(mask, box, 255, -1, cv2.LINE_AA)
    soft = cv2.GaussianBlur(mask, (0, 0), reach / k * 0.3)
    share = cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.float32)
    share *= np.float32(chance.uniform(0.2, 0.6) / 255)
    return cv2.blendLinear(np.maximum(picture, np.uint8(244)), picture, share, 1 - share)
