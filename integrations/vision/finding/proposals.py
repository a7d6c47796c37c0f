"""Proposes where the page may lie: quadrilaterals from the net's maps, and from colours and edges without it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

import cv2
import numpy as np

from integrations.vision.finding.lines import area, crossings, page_like, through
from integrations.vision.shapes import Array

NONE: Final = np.empty((0, 4, 2))
SHARES: Final = (0.3, 0.5, 0.7)
"""How sure the net must be of a place to count it as page."""
LEAST_PATCH: Final = 0.005
"""Smaller patches (share of the map) are no pages."""
MOST_PATCHES: Final = 2
SHORTEST: Final = 0.05
"""Share of an outline's length; shorter pieces of it are rounded corners or fingers."""
MOST_SIDES: Final = 7
SLACKS: Final = (0.01, 0.03, 0.07)
"""How far an outline may be from its straight pieces, over the square root of its area."""
RIM: Final = 3
"""Cells within which an outline runs along the picture's edge."""
RIDGE: Final = 0.35
MOST_VOTED: Final = 60
MOST_LINES: Final = 8
APART: Final = 6
TURNED: Final = 0.14
"""Cells and radians by which lines must differ to be two."""
OPPOSITE: Final = float(np.cos(np.radians(40)))
"""Opposite sides of a page that is seen askew differ by less in direction."""
ACROSS: Final = float(np.cos(np.radians(25)))


def from_page_map(page: Array) -> Array:
    """Quadrilaterals (n x 4 x 2) around the patches of the page map (height x width, 0 to 1), in its pixels."""
    return np.concatenate([NONE, *(quads for share in SHARES for quads in around_patches(np.asarray(page > share)))])


def around_patches(mask: Array) -> Iterator[Array]:
    """Quadrilaterals around the largest patches of a mask."""
    height, width = mask.shape
    outlines, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    for outline in sorted(outlines, key=cv2.contourArea, reverse=True)[:MOST_PATCHES]:
        if cv2.contourArea(outline) >= LEAST_PATCH * height * width:
            yield from around(cv2.convexHull(outline)[:, 0], width, height)


def around(hull: Array, width: int, height: int) -> Iterator[Array]:
    """Quadrilaterals whose sides are four of the straight pieces of a convex outline (n x 2, clockwise or not).

    Where the outline runs along the picture's edge, the page may go on beyond it: such pieces count only when there
    are not enough others.
    """
    size = float(np.sqrt(max(1.0, cv2.contourArea(hull))))
    for slack in SLACKS:
        outline = cv2.approxPolyDP(hull[:, None].astype(np.float32), max(0.7, slack * size), True)[:, 0].astype(float)
        if len(outline) >= 3:
            yield _four_of(outline if area(outline) > 0 else outline[::-1], width, height)


def _four_of(outline: Array, width: int, height: int) -> Array:
    end = np.roll(outline, -1, 0)
    length = np.linalg.norm(end - outline, axis=1)
    last = np.array([width, height]) - 1
    at_rim = ((outline <= RIM) & (end <= RIM)) | ((outline >= last - RIM) & (end >= last - RIM))
    border = np.asarray(at_rim.any(axis=1))
    rank = length * np.where(border, 0.01, 1.0)
    chosen = np.sort(np.argsort(-rank)[:MOST_SIDES])
    chosen = chosen[(length[chosen] > SHORTEST * length.sum()) | border[chosen]]
    if len(chosen) < 4:
        return NONE
    return _pages(through(outline, end)[np.array(list(combinations(chosen, 4)))], width, height)


def _pages(lines: Array, width: int, height: int) -> Array:
    """Those quadrilaterals between the lines (n x 4 x 3) that look like a page."""
    corners = crossings(lines)
    wrong_way = np.asarray(area(corners) < 0)
    corners = np.where(wrong_way[:, None, None], corners[:, ::-1], corners)
    return np.asarray(corners[page_like(corners, width, height)])


def from_side_map(sides: Array) -> Array:
    """Quadrilaterals (n x 4 x 2) of the longest straight ridges of the map of sides (height x width, 0 to 1)."""
    height, width = sides.shape
    found = cv2.HoughLines((sides > RIDGE).astype(np.uint8), 1, np.pi / 120, max(8, min(height, width) // 6))
    if found is None:
        return NONE
    lines = _apart(found.reshape(-1, found.shape[-1])[:, :2])
    alike = np.abs(lines[:, :2] @ lines[:, :2].T)
    pairs = [pair for pair in combinations(range(len(lines)), 2) if alike[pair] > OPPOSITE]
    fours = [
        (one, three, two, four)
        for (one, two), (three, four) in combinations(pairs, 2)
        if len({one, two, three, four}) == 4 and alike[one, three] < ACROSS
    ]
    return _pages(lines[np.array(fours)], width, height) if fours else NONE


def _apart(found: Array) -> Array:
    """The strongest lines (rho, theta) that are not nearly the same as a stronger one, as a, b, c."""
    kept: list[tuple[float, float]] = []
    for rho, theta in found[:MOST_VOTED].tolist():
        gaps = [(rho - r, theta - t) for r, t in kept] + [(rho + r, abs(theta - t) - np.pi) for r, t in kept]
        if all(abs(gap) > APART or abs(turn) > TURNED for gap, turn in gaps):
            kept.append((rho, theta))
        if len(kept) == MOST_LINES:
            break
    rho, theta = np.array(kept).T
    return np.stack([np.cos(theta), np.sin(theta), -rho], 1)
