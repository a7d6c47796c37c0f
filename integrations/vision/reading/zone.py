"""Finds the rows of a machine-readable zone on a flattened page: long lines of even print near one of its sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from integrations.vision.shapes import Array, Picture

WIDTH: Final = 640
"""Pixels to which a page is reduced: letters of a passport's zone then have 12, those of a card's 18."""
LEAST_SIDE: Final = 60
"""Pixels of a page on which a zone could be read."""
LONG: Final = 0.7
"""Share of the page's width that a row fills at least; 0.89 by the standard, less with a finger on it."""
LETTER: Final = (0.012, 0.045)
"""Least and greatest height of its letters, in widths of the page: 0.02 and 0.03 by the standard."""
MOST_ROWS: Final = 4
"""More rows than a zone has, and one that looks like it: beyond, the page is a page of text."""
_GAP: Final = 0.045
"""Widths of the page between letters of one row."""
_WORD: Final = 0.12
"""Shorter runs of print are no part of a row."""
_STROKE: Final = 13
"""Pixels: wider than any stroke of a letter."""
_LEAST_DEPTH: Final = 10.0
_INK: Final = 0.35
"""Of the depth of dark print, so deep is print."""
_BEND: Final = 0.05
"""How far (as a slope) a row may lean: the page was flattened."""


@dataclass(frozen=True, slots=True)
class Row:
    """Where a row runs: from ``left`` to ``right`` its middle is at ``slope`` x + ``start``; ``height`` of its letters;
    all in pixels of the page."""

    left: float
    right: float
    slope: float
    start: float
    height: float

    def middle(self) -> float:
        """The height of the row's middle."""
        return self.slope * (self.left + self.right) / 2 + self.start


def rows_of(page: Picture) -> list[Row]:
    """The rows that can be a zone's, from top to bottom; none when there are too few or too many."""
    if min(page.shape[:2]) < LEAST_SIDE:
        return []
    scale = WIDTH / page.shape[1]
    grey = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
    size = (WIDTH, max(1, round(page.shape[0] * scale)))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    rows = sorted(_rows(_ink(np.asarray(small))), key=Row.middle)
    if not 2 <= len(rows) <= MOST_ROWS:
        return []
    return [_scaled(row, 1 / scale) for row in rows]


def _ink(grey: Array) -> Array:
    """1 where there is print, on a ground of any brightness."""
    depth = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, np.ones((_STROKE, _STROKE), np.uint8)).astype(np.float32)
    ground = cv2.blur(grey, (4 * _STROKE, 4 * _STROKE)).astype(np.float32)
    depth *= 128 / np.maximum(ground, 24)
    level = max(_LEAST_DEPTH, _INK * float(np.percentile(depth, 99)))
    return np.asarray(depth > level, np.uint8)


def _rows(ink: Array) -> list[Row]:
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, round(_GAP * WIDTH)), np.uint8))
    joined = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((1, round(_WORD * WIDTH)), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    rows = []
    for label in range(1, count):
        left, top, width, height = (int(value) for value in stats[label, :4])
        if width < LONG * WIDTH or height > (LETTER[1] + _BEND) * WIDTH:
            continue
        part = np.s_[top : top + height, left : left + width]
        row = _row((labels[part] == label) & (ink[part] > 0), left, top)
        if row is not None:
            rows.append(row)
    return rows


def _row(ink: Array, left: int, top: int) -> Row | None:
    """A straight line through the middles of its letters, each between their own upper and lower ends."""
    middles, heights, places = [], [], []
    step = WIDTH // 32
    for at in range(0, ink.shape[1], step):
        filled = np.flatnonzero(ink[:, at : at + step].any(axis=1))
        if filled.size:
            middles.append((filled[0] + filled[-1]) / 2)
            heights.append(filled[-1] - filled[0] + 1)
            places.append(at + step / 2)
    height = float(np.median(heights)) if heights else 0.0
    if not LETTER[0] * WIDTH <= height <= LETTER[1] * WIDTH:
        return None
    even = np.abs(np.array(heights) - height) <= 0.35 * height
    if even.sum() < 0.6 * ink.shape[1] / step:
        return None
    slope, start = np.polyfit(np.array(places)[even], np.array(middles)[even], 1)
    if abs(slope) > _BEND:
        return None
    return Row(left, left + ink.shape[1], float(slope), float(start) + top - float(slope) * left, height)


def _scaled(row: Row, scale: float) -> Row:
    return Row(
        (row.left + 0.5) * scale - 0.5,
        (row.right + 0.5) * scale - 0.5,
        row.slope,
        (row.start + 0.5) * scale - 0.5,
        row.height * scale,
    )
