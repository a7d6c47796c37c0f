"""A clean copy of a flattened page: shadows gone, paper white, letters crisp, colours kept; and a 1-bit version."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from integrations.vision.judging.papers import PASSPORT_PAGE
from integrations.vision.shapes import Array, Flat, Picture

COARSE_PER_MM: Final = 2.0
"""Pixels per millimetre at which the light on the paper is estimated."""
WIDEST_STROKE_MM: Final = 6.0
"""What is narrower and darker than its surroundings is print; what is wider is shadow (or a picture)."""
BROAD_MM: Final = 45.0
"""Pictures glued or printed on a sheet are narrower than this."""
PICTURE_DARK: Final = 0.72
"""A place whose paper seems this much darker than the paper around it is looked at: a picture, or a shadow."""
PICTURE_COLOURED: Final = 0.16
"""Or one whose channels are dimmed so unlike: a shadow dims all of them, skin and print in colour do not."""
PAPER_WHITE: Final = 247
SHARPEN: Final = 0.6
SHARPEN_MM: Final = 0.14
"""Radius and strength of the unsharp mask: about the width of a pen's edge."""


def enhance(flat: Flat) -> Picture:
    """The page as a good scanner gives it. On cards and passports, which are pictures themselves, only gently."""
    picture = flat.picture
    lit = _card_light(flat) if is_card(flat) else _sheet_light(flat)
    blurred = cv2.GaussianBlur(lit, (0, 0), max(0.6, SHARPEN_MM * picture.shape[1] / flat.width_mm))
    return np.asarray(cv2.addWeighted(lit, 1 + SHARPEN, blurred, -SHARPEN, 0), np.uint8)


def is_card(flat: Flat) -> bool:
    """Whether the page is of a card's or a passport's size."""
    return max(flat.width_mm, flat.height_mm) <= PASSPORT_PAGE.width + 1


def bitonal(flat: Flat) -> Picture:
    """Black and white only, height x width, 0 or 255: for portals whose limit leaves no room for colour."""
    grey = np.asarray(cv2.cvtColor(flat.picture, cv2.COLOR_RGB2GRAY), np.uint8)
    light = cv2.cvtColor(cv2.resize(_light(flat), grey.shape[::-1]), cv2.COLOR_RGB2GRAY)
    level = cv2.divide(grey, light, scale=PAPER_WHITE)
    side = max(3, round(_WINDOW_MM * grey.shape[1] / flat.width_mm)) | 1
    around = cv2.boxFilter(level, -1, (side, side), borderType=cv2.BORDER_REPLICATE)
    # Ink is darker than its surroundings; where there is nothing but paper, the grain of the paper is not ink.
    limit = np.minimum(cv2.subtract(around, _INK), _PAPER_LEAST)
    ink = np.asarray(cv2.compare(level, limit, cv2.CMP_LT), np.uint8)
    return np.asarray(cv2.bitwise_not(ink), np.uint8)


_WINDOW_MM: Final = 5.0
_INK: Final = np.array([14.0])
_PAPER_LEAST: Final = 205
"""A pixel brighter than this (of 255, the paper being 247) is paper, whatever is around it."""


def _sheet_light(flat: Flat) -> Picture:
    height, width = flat.picture.shape[:2]
    light = cv2.resize(_light(flat), (width, height), interpolation=cv2.INTER_LINEAR)
    even = cv2.divide(flat.picture, light, scale=PAPER_WHITE)
    return np.asarray(cv2.LUT(even, _INKED), np.uint8)


def _curve(black: float, white: float, depth: float) -> Picture:
    """Levels between black and white, with the middle pulled down (depth > 1) so that ink looks like ink."""
    level = np.clip((np.arange(256) - black) / (white - black), 0, 1)
    return np.asarray(np.rint(255 * level**depth), np.uint8)


_INKED: Final = _curve(18, 234, 1.15)


def _light(flat: Flat) -> Picture:
    """The colour that bare paper has at each place, at a coarse scale; pictures on the sheet count as paper."""
    height, width = flat.picture.shape[:2]
    scale = min(1.0, COARSE_PER_MM * flat.width_mm / width)
    small = (max(8, round(width * scale)), max(8, round(height * scale)))
    coarse = np.asarray(cv2.resize(flat.picture, small, interpolation=cv2.INTER_AREA), np.uint8)
    per_mm = small[0] / flat.width_mm
    paper = _closed(coarse, WIDEST_STROKE_MM * per_mm)
    paper = _without_pictures(paper, per_mm)
    paper = np.asarray(cv2.GaussianBlur(paper, (0, 0), max(0.8, 1.6 * per_mm)), np.uint8)
    return np.asarray(np.maximum(paper, _DARKEST), np.uint8)


_DARKEST: Final = 40
"""Paper is never taken for darker than this: noise would be blown up."""


def _closed(picture: Array, pixels: float) -> Array:
    side = max(3, int(pixels) | 1)
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (side, side))
    # Outside lies nothing darker: OpenCV's own border for a closing would leave print at the edge unfilled.
    framed = cv2.copyMakeBorder(picture, side, side, side, side, cv2.BORDER_REFLECT)
    closed = cv2.morphologyEx(framed, cv2.MORPH_CLOSE, kernel)
    return np.asarray(closed[side:-side, side:-side])


def _without_pictures(paper: Array, per_mm: float) -> Array:
    """Compact dark places inside the sheet, no larger than a portrait, take the colour of the paper around them."""
    quarter = cv2.resize(paper, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    around = cv2.resize(_closed(quarter, BROAD_MM * per_mm / 4), paper.shape[1::-1])
    red, green, blue = cv2.split(paper.astype(np.float32) / np.maximum(around, 1))
    coloured = cv2.max(cv2.max(red, green), blue) - cv2.min(cv2.min(red, green), blue) > PICTURE_COLOURED
    share = (red + green + blue) / 3
    alike = cv2.morphologyEx((coloured | (share < PICTURE_DARK)).astype(np.uint8), cv2.MORPH_OPEN, _SPECK)
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(np.asarray(alike, np.uint8))
    filled = paper.copy()
    for label in range(1, count):
        left, top, width, height, area = (int(value) for value in boxes[label])
        inside = left > per_mm and top > per_mm
        inside = inside and left + width < paper.shape[1] - per_mm and top + height < paper.shape[0] - per_mm
        if inside and area > _SOLID * width * height and min(width, height) > _LEAST_PICTURE_MM * per_mm:
            place = labels == label
            if _is_picture(share[place], coloured[place]):
                grown = cv2.dilate(place.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
                filled[grown] = around[grown]
    return filled


def _is_picture(share: Array, coloured: Array) -> bool:
    """And not a shadow: coloured, or darker than shadows are, or with light and dark in it."""
    middle = float(share.mean())
    return float(coloured.mean()) > 0.3 or middle < _DEEP or float(share.std()) > _VARIED * middle


_DEEP: Final = 0.45
_VARIED: Final = 0.16
_SPECK: Final = np.ones((3, 3), np.uint8)
_SOLID: Final = 0.6
"""A picture fills this share of its bounding box; the shadow of a hand or a fold does not, or reaches the edge."""
_LEAST_PICTURE_MM: Final = 6.0


def _card_light(flat: Flat) -> Picture:
    """Evens out half of a slow change of light, and stretches the tones a little; hue and portrait stay as they are."""
    picture = flat.picture
    small = np.asarray(cv2.resize(picture, (64, 40) if flat.width_mm >= flat.height_mm else (40, 64),
                                  interpolation=cv2.INTER_AREA), np.uint8)  # fmt: skip
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32)
    ground = cv2.dilate(grey, np.ones((9, 9), np.uint8))
    ground = np.maximum(cv2.GaussianBlur(ground, (0, 0), 9), float(_DARKEST))
    gain = np.clip((float(np.median(ground)) / ground) ** _CARD_STRENGTH, 0.75, 1.45)
    white = float(np.percentile(grey * gain, 97))
    tones = float(np.clip(_CARD_WHITE / max(white, 1.0), 0.95, 2.2))
    levels = np.asarray(np.clip(gain * tones * 64, 1, 255), np.uint8)
    wide = cv2.resize(levels, picture.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    even = cv2.multiply(picture, cv2.merge([wide, wide, wide]), scale=1 / 64)
    return np.asarray(cv2.LUT(even, _CARD_TONES), np.uint8)


_CARD_STRENGTH: Final = 0.75
_CARD_WHITE: Final = 238.0
_CARD_TONES: Final = _curve(6, 252, 1.04)
