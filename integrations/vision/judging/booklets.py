"""Finds the picture's page of a passport that lies open: both pages together look like one sheet."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from integrations.vision.finding import settled
from integrations.vision.judging.flatten import reduced, turned
from integrations.vision.judging.layout import LONG_SIDE, PORTRAIT_SIDE, layout_of
from integrations.vision.judging.papers import PASSPORT_PAGE
from integrations.vision.shapes import Corners, Flat, Found, Picture

NEAR: Final = 0.16
"""How far (natural logarithm) the proportions of both pages may be from twice a page's: a sheet's are the same."""
ZONE: Final = 2
"""Lines of the zone."""
PORTRAIT: Final = 0.07
"""Share of the strip with the portrait that is unlike the page: less is asked than of a page alone, for the shape and
the zone speak already, and a page seen together with another is seen smaller."""


def opened(picture: Picture, found: Found, flat: Flat) -> Found | None:
    """The page with the portrait and the zone when ``flat`` (the page found) shows both pages of an open passport
    (ICAO Doc 9303: the zone lies along the outer edge, the fold above the page); None for anything else."""
    long, short = max(flat.width_mm, flat.height_mm), min(flat.width_mm, flat.height_mm)
    if abs(np.log(long / short * PASSPORT_PAGE.width / (2 * PASSPORT_PAGE.height))) > NEAR:
        return None
    first = 0 if flat.height_mm >= flat.width_mm else 1
    standing = turned(replace(flat, picture=_coarse(flat.picture)), first)
    for half in (0, 1):
        page = turned(standing, 2 * half)
        if _is_picture_page(_lower_half(page)):
            return _narrowed(picture, found, first + 2 * half)
    return None


def _coarse(picture: Picture) -> Picture:
    return reduced(picture, int(max(picture.shape[:2]) / (2 * LONG_SIDE)))


def _lower_half(flat: Flat) -> Flat:
    height = flat.picture.shape[0]
    return replace(flat, picture=flat.picture[height // 2 :], height_mm=flat.height_mm / 2)


def _is_picture_page(half: Flat) -> bool:
    seen = layout_of(half)
    return seen.zone_low >= ZONE and seen.portrait > PORTRAIT and abs(seen.portrait_at) > PORTRAIT_SIDE


def _narrowed(picture: Picture, found: Found, turns: int) -> Found:
    """The lower half, as seen after so many quarter turns clockwise, its sides moved onto the edges."""
    unit = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    corners = np.roll(found.corners, turns, axis=0)
    way = cv2.getPerspectiveTransform(unit, corners.astype(np.float32))
    fold = cv2.perspectiveTransform(np.array([[[0, 0.5], [1, 0.5]]], np.float32), way)[0].astype(float)
    half: Corners = np.array([fold[0], fold[1], corners[2], corners[3]])
    return replace(found, corners=settled(half, picture))
