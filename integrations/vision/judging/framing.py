"""How a page lies in its photo: which sides are cut off, how much of the picture it fills, and from how far aside."""

from __future__ import annotations

from typing import Final

import numpy as np

from integrations.vision.shapes import Array, Corners

SIDES: Final = ("top", "right", "bottom", "left")
_POINTS: Final = 41
"""Places along a side that are looked at."""


def hidden_sides(corners: Corners, width: int, height: int, rim: float) -> Array:
    """For each side (from the first corner, clockwise) the share of it that is not inside the picture.

    ``rim``: the strip along the picture's border, as a share of its long side, in which an edge counts as cut: a page
    that is cut off ends exactly there.
    """
    margin = rim * max(width, height)
    steps = np.linspace(0, 1, _POINTS)[:, None]
    shares = []
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        points = start + (end - start) * steps
        inside = (points > margin).all(axis=1) & (points < (width - 1 - margin, height - 1 - margin)).all(axis=1)
        shares.append(1 - float(inside.mean()))
    return np.array(shares)


def share_of(corners: Corners, width: int, height: int) -> float:
    """The page's part of the picture, 0 to 1 (more when it reaches beyond)."""
    x, y = corners[:, 0], corners[:, 1]
    return 0.5 * abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / (width * height)


def leaning(corners: Corners) -> float:
    """The larger ratio of two opposite sides: 1 when the phone was held straight above."""
    lengths = np.maximum(np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1), 1e-6)
    pairs = lengths[:2] / lengths[2:]
    return float(np.maximum(pairs, 1 / pairs).max())


def upright_side(side: int, turns: int) -> str:
    """The name that a side of the corners as found has on the page once it is upright."""
    return SIDES[(side + turns) % 4]


def upright_place(spot: tuple[float, float], turns: int) -> str:
    """The name of a place of the flattened page (shares of width and height) on the page ``turns`` further round."""
    x, y = spot
    for _ in range(turns % 4):
        x, y = 1 - y, x
    down = "top" if y < _THIRD else "bottom" if y > 1 - _THIRD else ""
    across = "left" if x < _THIRD else "right" if x > 1 - _THIRD else ""
    return "-".join(part for part in (down, across) if part) or "middle"


_THIRD: Final = 1 / 3
