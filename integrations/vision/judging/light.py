"""The light on a flattened page: how bright its brightest parts are, and where a reflection has burnt it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from integrations.vision.judging.enhance import is_card
from integrations.vision.judging.flatten import reduced
from integrations.vision.shapes import Array, Flat, Picture

SHEET_SCALE: Final = 1.5
CARD_SCALE: Final = 4.0
"""Pixels per millimetre, at least, at which light is looked at."""
CLIPPED: Final = 252
"""The darkest channel of a burnt-out pixel is at least this."""
_BURNT: Final = np.array([CLIPPED] * 3)
_WHITE: Final = np.array([255] * 3)
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


def light_of(flat: Flat, seen: Array | None = None) -> Light:
    """Measured on a reduced page, so that it takes the same time for every photo.

    ``seen``: False for places of the page (in a grid of any size) that are not in the photo.
    """
    scale = CARD_SCALE if is_card(flat) else SHEET_SCALE
    small = reduced(flat.picture, int(flat.picture.shape[1] / flat.width_mm / scale))
    scale = small.shape[1] / flat.width_mm
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    clipped, levels = np.asarray(cv2.inRange(small, _BURNT, _WHITE), np.uint8) // 255, grey.ravel()
    if seen is not None and seen.any():
        inside = np.asarray(cv2.resize(seen.astype(np.uint8), grey.shape[::-1], interpolation=cv2.INTER_NEAREST))
        clipped, levels = np.where(inside > 0, clipped, 0).astype(np.uint8), grey[inside > 0]
    burnt, spot = _burnt(clipped, scale)
    return Light(float(np.percentile(levels, 90)), float(np.median(levels)), burnt, spot)


def brightness(picture: Picture) -> float:
    """The level that nine tenths of a picture do not exceed."""
    step = max(1, max(picture.shape[:2]) // 200)
    return float(np.percentile(picture[::step, ::step].mean(axis=2), 90))


def _burnt(clipped: Array, scale: float) -> tuple[float, tuple[float, float]]:
    side = max(3, round(LEAST_SPOT_MM * scale))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    mask = np.asarray(cv2.morphologyEx(clipped, cv2.MORPH_OPEN, disc), np.uint8)
    count, _, boxes, middles = cv2.connectedComponentsWithStats(mask)
    if count < 2:
        return 0.0, (0.5, 0.5)
    largest = 1 + int(np.argmax(boxes[1:, cv2.CC_STAT_AREA]))
    x, y = middles[largest]
    return float(mask.mean()), (float(x + 0.5) / mask.shape[1], float(y + 0.5) / mask.shape[0])
