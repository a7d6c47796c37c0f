"""How tall the letters of a sheet are: what blur and pixels a text bears depends on them, whatever the paper's size."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from integrations.vision.judging.flatten import reduced
from integrations.vision.shapes import Flat

PER_MM: Final = 4.0
"""Pixels per millimetre, at least, at which letters are looked for, if the page has them."""
_GAP_MM: Final = 5.0
_FEWEST: Final = 30
"""Marks on the paper below which nothing is said: a few may be dirt or a stamp."""


def letters_of(flat: Flat) -> float | None:
    """Millimetres of capital letters and letters with marks, on a page of its supposed size; None without text."""
    factor = int(flat.picture.shape[1] / flat.width_mm / PER_MM)
    grey = cv2.cvtColor(reduced(flat.picture, factor), cv2.COLOR_RGB2GRAY)
    per_mm = grey.shape[1] / flat.width_mm
    side = max(5, round(_GAP_MM * per_mm)) | 1
    depth = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, np.ones((side, side), np.uint8))
    ink = (depth > max(16.0, 0.45 * float(np.percentile(depth[::2, ::2], 98.5)))).astype(np.uint8)
    _, _, boxes, _ = cv2.connectedComponentsWithStats(ink)
    across, down, area = (boxes[1:, at].astype(np.float64) for at in (2, 3, 4))
    # Neither specks nor rules, nor words that run together.
    alike = (down >= 3) & (across < 3.2 * down) & (down < 4 * across) & (area > 0.2 * across * down)
    if int(alike.sum()) < _FEWEST:
        return None
    return float(np.percentile(down[alike], 75) / per_mm)
