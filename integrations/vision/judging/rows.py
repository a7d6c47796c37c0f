"""Whether there is print anywhere in a picture, whichever way up: small marks of one size that stand in rows."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from integrations.vision.judging.flatten import reduced
from integrations.vision.shapes import Array, Picture

LONG_SIDE: Final = 1280
MOST_MARKS: Final = 700
"""Marks that are compared with each other: a sample, chosen the same way every time."""
LEAST_ROWS: Final = 8
LEAST_SHARE: Final = 0.15
"""Marks that must stand in a row, and their share of all marks: grain of wood and stone stays below 0.07, and marks
that are strewn at random reach 0.14 by chance."""
SMALLEST: Final = 5
LARGEST: Final = 40
"""Pixels of a letter's longer side."""


def print_in(picture: Picture) -> bool:
    """The picture is looked at with some 1,280 pixels on its long side."""
    small = reduced(picture, int(max(picture.shape[:2]) / LONG_SIDE + 0.5))
    middles, sizes = _marks(np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8))
    if len(sizes) < LEAST_ROWS:
        return False
    rows = int(_between(middles, sizes).sum())
    return rows >= LEAST_ROWS and rows >= LEAST_SHARE * len(sizes)


def _marks(grey: Array) -> tuple[Array, Array]:
    """Middles and longer sides of dark marks that could be letters."""
    depth = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, np.ones((19, 19), np.uint8))
    ground = cv2.dilate(grey, np.ones((9, 9), np.uint8))
    ink = (depth > 24) & (depth > 0.25 * ground)
    _, _, boxes, middles = cv2.connectedComponentsWithStats(ink.astype(np.uint8))
    across, down, area = (boxes[1:, at].astype(np.float64) for at in (2, 3, 4))
    longer, shorter, filled = np.maximum(across, down), np.minimum(across, down), area / (across * down)
    alike = (longer >= SMALLEST) & (longer <= LARGEST) & (shorter >= 2) & (longer < 4 * shorter)
    chosen = np.flatnonzero(alike & (filled > 0.2) & (filled < 0.95))
    if len(chosen) > MOST_MARKS:
        # Neighbours stay together: a sample of places, not of marks.
        start = (len(chosen) - MOST_MARKS) // 2
        order = np.argsort(middles[1:][chosen, 1], kind="stable")
        chosen = chosen[order[start : start + MOST_MARKS]]
    return middles[1:][chosen], longer[chosen]


def _between(middles: Array, sizes: Array) -> Array:
    """True for marks that stand between their two nearest like marks, on one line with them."""
    apart = np.hypot(*(middles[:, None] - middles[None, :]).transpose(2, 0, 1))
    ratio = np.maximum(sizes[:, None] / sizes, sizes / sizes[:, None])
    near = (apart < 1.6 * np.maximum(sizes[:, None], sizes)) & (ratio < 1.7)
    np.fill_diagonal(near, False)
    order = np.argsort(np.where(near, apart, np.inf), axis=1)[:, :2]
    first, second = middles[order[:, 0]] - middles, middles[order[:, 1]] - middles
    lengths = np.linalg.norm(first, axis=1) * np.linalg.norm(second, axis=1)
    opposite = (first * second).sum(axis=1) < -0.9 * np.maximum(lengths, 1e-9)
    return np.asarray(opposite & (near.sum(axis=1) >= 2))
