"""What goes wrong when papers are photographed, one thing at a time, each so badly that a person would ask again."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from tests.photos import lens
from tests.photos.ink import Array
from tests.photos.pose import Matrix, size_class, through
from tests.photos.sheet import Sheet
from tests.photos.texture import Chance

PLACES: Final = ("top-left", "top", "top-right", "left", "middle", "right", "bottom-left", "bottom", "bottom-right")
OUT_OF_FOCUS: Final = {"card": (0.45, 1.0), "book": (0.5, 1.1), "letter": (0.7, 1.4)}
"""Radius of the disk of confusion, mm on the page."""
SHAKEN: Final = {"card": (1.1, 2.4), "book": (1.2, 2.5), "letter": (1.8, 3.6)}
"""How far the hand moved, mm on the page."""
TOO_SMALL: Final = {"card": (2.3, 3.6), "book": (1.9, 2.8), "letter": (1.15, 1.65)}
"""Pixels a millimetre that leave nothing of the small print."""
BURNT: Final = (0.025, 0.08)
"""Share of the page that glare burns out."""


def defocused(picture: Array, sheet: Sheet, scale: float, chance: Chance) -> Array:
    """Out of focus; ``scale``: pixels a millimetre."""
    return lens.defocused(picture, max(2.6, chance.uniform(*OUT_OF_FOCUS[size_class(sheet)]) * scale))


def shaken(picture: Array, sheet: Sheet, scale: float, chance: Chance) -> Array:
    """Moved while the picture was taken."""
    length = max(9.0, chance.uniform(*SHAKEN[size_class(sheet)]) * scale)
    return lens.shaken(picture, length, chance.uniform(0, 3.14), chance.uniform(-0.8, 0.8))


def too_small(sheet: Sheet, scale: float, chance: Chance) -> float:
    """By what to make a picture smaller so that its small print is lost."""
    return float(chance.uniform(*TOO_SMALL[size_class(sheet)]) / scale)


def glared(picture: Array, sheet: Sheet, matrix: Matrix, chance: Chance) -> tuple[Array, str]:
    """A lamp or a window mirrored on what is printed: a burnt spot and its halo. Returns where on the page."""
    cell = _printed_cell(sheet, chance)
    centre = np.array([(cell % 3 + 0.5) / 3 * sheet.width, (cell // 3 + 0.5) / 3 * sheet.height])
    centre += chance.uniform(-0.06, 0.06, 2) * (sheet.width, sheet.height)
    share, tube = chance.uniform(*BURNT), chance.random() < 0.3
    reach = np.sqrt(share * sheet.width * sheet.height / np.pi)
    stretch, turn = (chance.uniform(1.5, 2.2) if tube else chance.uniform(0.8, 1.3), chance.uniform(0, 3.14))
    angles = np.linspace(0, 2 * np.pi, 72)
    rough = 1 + 0.12 * np.sin(angles * 3 + chance.uniform(0, 6)) + 0.06 * np.sin(angles * 7 + chance.uniform(0, 6))
    x, y = (reach * stretch * np.cos(angles) * rough, reach / stretch * np.sin(angles) * rough)
    c, s = np.cos(turn), np.sin(turn)
    on_page = np.clip(
        centre + np.column_stack((c * x - s * y, s * x + c * y)), (1, 1), (sheet.width - 1, sheet.height - 1)
    )
    outline = through(matrix, on_page)
    mask = np.zeros(picture.shape[:2], np.uint8)
    cv2.fillPoly(mask, [np.round(outline * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    side = float(np.sqrt(max(cv2.contourArea(outline.astype(np.float32)), 1)))
    core = cv2.GaussianBlur(mask, (0, 0), max(1.0, side * 0.05)).astype(np.float32)[..., None] / 255
    k = 4
    coarse = cv2.resize(mask, None, fx=1 / k, fy=1 / k, interpolation=cv2.INTER_AREA)
    halo = cv2.GaussianBlur(coarse, (0, 0), max(1.0, side * 0.3 / k))
    wide = cv2.resize(halo, picture.shape[1::-1], interpolation=cv2.INTER_LINEAR).astype(np.float32)[..., None] / 255
    return np.clip(picture + wide * np.float32(chance.uniform(50, 100)) + core * np.float32(270), 0, 255).astype(
        np.uint8
    ), PLACES[cell]


def _printed_cell(sheet: Sheet, chance: Chance) -> int:
    """One of nine parts of the page, among those with the most print."""
    grey = cv2.cvtColor(cv2.resize(sheet.picture, (270, 270), interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    edges = cv2.convertScaleAbs(cv2.Laplacian(grey, cv2.CV_16S))
    print_ = [float(edges[r : r + 90, c : c + 90].mean()) for r in (0, 90, 180) for c in (0, 90, 180)]
    full = [cell for cell in range(9) if print_[cell] >= 0.6 * float(np.median(print_)) and print_[cell] > 2.0]
    return int(chance.choice(full or [4]))
