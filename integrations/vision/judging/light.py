"""The light on a flattened page: how bright its brightest parts are, and where a reflection has burnt it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from integrations.vision.judging.enhance import is_card
from integrations.vision.shapes import Array, Flat

SHEET_SCALE: Final = 1.5
CARD_SCALE: Final = 4.0
"""Pixels per millimetre, at least, at which light is looked at."""
CLIPPED: Final = 250
"""The darkest channel of a burnt-out pixel is at least this."""
LEAST_SPOT_MM: Final = 2.0
"""A reflection is larger than this; smaller clipped places are white print or noise."""


@dataclass(frozen=True, slots=True)
class Light:
    """Levels are 0 to 255. ``bright``: what nine tenths of the page do not exceed; ``middle``: the median.

    ``burnt``: the share of the page that is clipped in compact spots, ``spot`` the middle of the largest, as shares of
    the page's width and height.
    """

    bright: float
    middle: float
    burnt: float
    spot: tuple[float, float]


def light_of(flat: Flat) -> Light:
    """Measured on a reduced page, so that it takes the same time for every photo."""
    scale = CARD_SCALE if is_card(flat) else SHEET_SCALE
    height, width = flat.picture.shape[:2]
    # A whole number is several times as quick as any other.
    factor = max(1, int(width / flat.width_mm / scale))
    size = (max(1, width // factor), max(1, height // factor))
    part = flat.picture[: size[1] * factor, : size[0] * factor]
    small = np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), np.uint8)
    scale = size[0] / flat.width_mm
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    burnt, spot = _burnt(small.min(axis=2), scale)
    return Light(float(np.percentile(grey, 90)), float(np.median(grey)), burnt, spot)


def _burnt(darkest: Array, scale: float) -> tuple[float, tuple[float, float]]:
    clipped = (darkest >= CLIPPED).astype(np.uint8)
    side = max(3, round(LEAST_SPOT_MM * scale))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    mask = np.asarray(cv2.morphologyEx(clipped, cv2.MORPH_OPEN, disc), np.uint8)
    count, _, boxes, middles = cv2.connectedComponentsWithStats(mask)
    if count < 2:
        return 0.0, (0.5, 0.5)
    largest = 1 + int(np.argmax(boxes[1:, cv2.CC_STAT_AREA]))
    x, y = middles[largest]
    return float(mask.mean()), (float(x + 0.5) / mask.shape[1], float(y + 0.5) / mask.shape[0])
