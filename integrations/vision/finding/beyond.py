"""Tells a page that goes on beyond the picture: the side that lies there is put there, though an edge seems inside."""

from __future__ import annotations

from typing import Final

import numpy as np

from integrations.vision.finding.lines import crossings, page_like, through
from integrations.vision.finding.scoring import shares, side_support
from integrations.vision.shapes import Array, Corners

PAGE: Final = 0.42
"""Likelihood of page from which on a place at the border belongs to it."""
RUN: Final = 0.09
"""Share of a border that the page must touch in one stretch: a corner that just reaches it is not cut off."""
HINT: Final = 0.25
HINTED: Final = 0.14
"""The same two for a hint; of ten photos with whole pages that were not sure one reached both."""
STEPS: Final = np.linspace(0.15, 1.2, 8)
"""How far a side is pushed, in distances from the opposite side."""
FAINT: Final = 0.58
"""Support, by the map of sides, below which a side has no edge of paper: the page may end at the border by chance, but
then an edge is seen there."""
WORSE: Final = 0.05
"""By how much a pushed side without an edge may agree less with the map of the page, which is faint near borders."""
BETTER: Final = 0.03
"""By how much a pushed side with an edge, such as a rule on the page, must agree more."""
OUTSIDE: Final = 0.7
"""Share of the pushed side that must lie outside: a page that only seems larger ends inside the picture."""
OUTWARDS: Final = np.array([(0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)])
"""Directions of the picture's borders: top, right, bottom, left."""
_PLACES: Final = np.linspace(0, 1, 33)[:, None]


def carried_on(corners: Corners, maps: Array) -> tuple[Corners, frozenset[int]]:
    """The corners (in pixels of the maps) with the sides that lie beyond a border which the page touches put there,
    and which sides these are. A page that touches all four is the picture itself, and its sides lie on the borders.
    """
    page, support = maps[0], side_support(corners, maps[1])
    borders = _touched(page)
    facing = [_facing(corners, border) for border in borders]
    if sorted(facing) == [0, 1, 2, 3] and support.max() < FAINT:
        height, width = page.shape
        return np.array([[0, 0], [width, 0], [width, height], [0, height]]) - 0.5, frozenset(facing)
    pushed = set()
    for side in facing:
        moved = _outside(corners, side, page.shape)
        gain = -WORSE if support[side] < FAINT else BETTER
        if moved is not None and agreement(moved, page) >= agreement(corners, page) + gain:
            corners = moved
            pushed.add(side)
    return corners, frozenset(pushed)


def agreement(corners: Corners, page: Array) -> float:
    """Jaccard index of what is in the picture of the quadrilateral with the map of the page."""
    filled, covered = shares(corners, page)
    return 1 / (1 / filled + 1 / covered - 1) if filled > 0 and covered > 0 else 0.0


def leaving(maps: Array) -> int | None:
    """The border (0 top, clockwise) beyond which the page may well go on: a hint where its outline is not sure."""
    runs = [_longest(rim > HINT) / len(rim) for rim in _rims(maps[0])]
    border = int(np.argmax(runs))
    return border if runs[border] >= HINTED else None


def _touched(page: Array) -> list[int]:
    """The borders along which the page goes on."""
    return [number for number, rim in enumerate(_rims(page)) if _longest(rim > PAGE) >= RUN * len(rim)]


def _rims(page: Array) -> tuple[Array, ...]:
    return page[:2].mean(0), page[:, -2:].mean(1), page[-2:].mean(0), page[:, :2].mean(1)


def _longest(marks: Array) -> int:
    edges = np.flatnonzero(np.diff(np.r_[0, marks.astype(np.int8), 0]))
    return int((edges[1::2] - edges[::2]).max(initial=0))


def _facing(corners: Corners, border: int) -> int:
    """The side that looks most towards this border."""
    inwards = through(corners, np.roll(corners, -1, 0))[:, :2]
    return int(np.argmax(-inwards @ OUTWARDS[border]))


def _outside(corners: Corners, side: int, size: tuple[int, ...]) -> Corners | None:
    """The same page with this side pushed out of the picture, parallel to itself; None where it cannot be."""
    lines = through(corners, np.roll(corners, -1, 0))
    middle = corners[[(side + 2) % 4, (side + 3) % 4]].mean(0)
    distance = float(lines[side, :2] @ middle + lines[side, 2])
    for step in STEPS:
        moved = lines.copy()
        moved[side, 2] += distance * step
        pushed = np.asarray(crossings(moved))
        if not page_like(pushed, size[1], size[0]):
            return None
        points = pushed[side] + (pushed[(side + 1) % 4] - pushed[side]) * _PLACES
        inside = ((points >= 0) & (points <= (size[1] - 1, size[0] - 1))).all(1)
        if 1 - inside.mean() >= OUTSIDE:
            return pushed
    return None
