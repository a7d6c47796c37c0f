"""Says how well quadrilaterals agree with the net's maps: figures that are weighed elsewhere."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from integrations.vision.finding.lines import area, places, samples, within
from integrations.vision.shapes import Array, Corners

ALONG: Final = 32
ACROSS: Final = np.array([-1.0, 0.0, 1.0])
ABOUT: Final = np.array([(x, y) for x in (-2.0, 0.0, 2.0) for y in (-2.0, 0.0, 2.0)])
"""Where the map of corners is looked at about a corner, cells."""
BITS: Final = 4
"""Fractional bits with which quadrilaterals are filled."""
FIGURES: Final = 9


def figures(corners: Array, maps: Array) -> Array:
    """What the maps say of the quadrilaterals (n x 4 x 2), each from 0 to 1: n x ``FIGURES``.

    The page map: how much of the quadrilateral is page, and how much of the page is in it. The map of sides along
    what is in the picture of each side: mean, least, least but one. The map of corners: mean, least. How large the
    quadrilateral is. How many of its corners are in the picture.
    """
    height, width = maps.shape[1:]
    filled = np.array([shares(one, maps[0]) for one in corners]).reshape(-1, 2)
    sides = np.sort(side_support(corners, maps[1]), axis=1)
    points = corners[:, :, None] + ABOUT
    seen = within(corners, width, height)
    corner = samples(maps[2], points).max(axis=2) * seen
    size = np.sqrt(np.clip(area(corners) / (width * height), 0, 1))
    rest = [sides.mean(1), sides[:, 0], sides[:, 1], corner.mean(1), corner.min(1), size, seen.mean(1)]
    return np.column_stack([filled, *rest])


def shares(corners: Corners, page: Array) -> tuple[float, float]:
    """How much of what is in the picture of the quadrilateral is page, and how much of the page is in it."""
    mask = np.zeros(page.shape, np.uint8)
    cv2.fillConvexPoly(mask, np.rint(corners * 2**BITS).astype(np.int32), 1, cv2.LINE_8, BITS)
    shared = float(cv2.sumElems(cv2.multiply(page, mask, dtype=cv2.CV_32F))[0])
    return shared / max(1, cv2.countNonZero(mask)), shared / max(1.0, float(page.sum()))


def side_support(corners: Array, sides: Array) -> Array:
    """For each side (corners … x 4 x 2) the mean of the map along what is in the picture of it; 0: nothing is."""
    points = places(corners, ALONG, ACROSS)
    inside = within(points[..., 1, :, :], sides.shape[1], sides.shape[0])
    best = samples(sides, points).max(axis=-2)
    return np.asarray((best * inside).sum(axis=-1) / np.maximum(inside.sum(axis=-1), 1))
