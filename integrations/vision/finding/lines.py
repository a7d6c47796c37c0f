"""The geometry of four sides: lines, their crossings, quadrilaterals, and samples taken across the sides."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import cv2
import numpy as np

from integrations.vision.shapes import Array, Corners

LEAST_ANGLE: Final = np.radians(25.0)
"""No corner of a page seen by a camera tilted up to 45 degrees is sharper, nor blunter than the rest of 180 degrees."""
LEAST_AREA: Final = 0.006
"""Share of the picture."""
BEYOND: Final = 0.4
"""How far outside the picture a corner may lie, in longer sides of the picture."""
PARALLEL: Final = 1e-9


def through(start: Array, end: Array) -> Array:
    """Lines (…, 3) as a, b, c with a x + b y + c = 0 and unit (a, b), through the points (…, 2).

    Seen along a clockwise outline (y points down), (a, b) points inwards.
    """
    along = end - start
    along = along / np.maximum(np.linalg.norm(along, axis=-1, keepdims=True), PARALLEL)
    normal = np.stack([-along[..., 1], along[..., 0]], -1)
    return np.concatenate([normal, -(normal * start).sum(-1, keepdims=True)], -1)


def crossings(lines: Array) -> Array:
    """Corners (… x 4 x 2) of the quadrilaterals whose sides lie on these lines (… x 4 x 3); corner n starts side n.

    Very far away where neighbouring sides are parallel.
    """
    before = np.roll(lines, 1, -2)
    a, b, c = (lines[..., n] for n in range(3))
    d, e, f = (before[..., n] for n in range(3))
    sine = d * b - a * e
    sine = np.where(np.abs(sine) < PARALLEL, PARALLEL, sine)
    return np.asarray(np.stack([e * c - b * f, a * f - d * c], -1) / sine[..., None])


def clockwise(corners: Array) -> Corners:
    """The corners in clockwise order as seen (y points down), beginning with the upper left one."""
    ordered = np.asarray(corners, float)
    if area(ordered) < 0:
        ordered = ordered[::-1]
    return np.roll(ordered, -int(np.argmin(ordered.sum(1))), axis=0)


def area(corners: Array) -> Array:
    """Signed area in square pixels (corners … x n x 2): positive when clockwise as seen."""
    x, y = corners[..., 0], corners[..., 1]
    return np.asarray((x * np.roll(y, -1, -1) - np.roll(x, -1, -1) * y).sum(-1) / 2)


def page_like(corners: Array, width: int, height: int) -> Array:
    """Which quadrilaterals (… x 4 x 2) a page could look like in a picture of this size: convex, clockwise, not too
    pointed, not too small, not too far outside."""
    along = np.roll(corners, -1, -2) - corners
    before = np.roll(along, 1, -2)
    length = np.linalg.norm(along, axis=-1)
    sine = before[..., 0] * along[..., 1] - before[..., 1] * along[..., 0]
    beyond = BEYOND * max(width, height)
    square = (sine > np.sin(LEAST_ANGLE) * length * np.roll(length, 1, -1)).all(-1)
    near = ((corners >= -beyond) & (corners <= np.array([width, height]) - 1 + beyond)).all((-2, -1))
    return np.asarray(square & near & (area(corners) > LEAST_AREA * width * height))


def overlap(one: Array, other: Array) -> float:
    """Shared area of two convex outlines, both clockwise, over their joint area, 0 to 1."""
    shared = float(area(shared_part(one, other)))
    return shared / max(float(area(one) + area(other)) - shared, PARALLEL)


def shared_part(one: Array, other: Array) -> Array:
    """What two convex outlines (n x 2, clockwise) share: the one, cut along every side of the other. May be empty.

    OpenCV's ``intersectConvexConvex`` loses it when sides nearly coincide, as they do here.
    """
    outline = np.asarray(one, float)
    for line in through(np.asarray(other, float), np.roll(other, -1, 0)):
        depth = outline @ line[:2] + line[2]
        kept = []
        for n in range(len(outline)):
            before, here = depth[n - 1], depth[n]
            if (before < 0) != (here < 0):
                kept.append(outline[n - 1] + (outline[n] - outline[n - 1]) * (before / (before - here)))
            if here >= 0:
                kept.append(outline[n])
        outline = np.array(kept).reshape(-1, 2)
    return outline


def places(corners: Array, along: int, across: Array, inset: float = 0.03) -> Array:
    """Points to look at across the four sides: … x 4 x len(across) x along x 2, (x, y), for corners … x 4 x 2.

    ``across``: distances from the side in pixels, outside negative, inside positive; ``inset``: share of a side left
    out at both ends, where rounded corners are.
    """
    end = np.roll(corners, -1, -2)
    share = np.linspace(inset, 1 - inset, along)[:, None]
    on = corners[..., None, :] + (end - corners)[..., None, :] * share
    inward = through(corners, end)[..., None, :2] * across[:, None]
    return np.asarray(on[..., None, :, :] + inward[..., None, :])


def samples(picture: Array, points: Array) -> Array:
    """The picture at these points, between its pixels (linear); beyond its edge the edge goes on."""
    flat = points.reshape(-1, points.shape[-2], 2).astype(np.float32)
    seen = cv2.remap(picture, flat[..., 0], flat[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(seen.reshape(*points.shape[:-1], *picture.shape[2:]))


def within(points: Array, width: int, height: int) -> Array:
    """Which points lie in the picture."""
    x, y = points[..., 0], points[..., 1]
    return np.asarray((x >= 0) & (y >= 0) & (x <= width - 1) & (y <= height - 1))


def straightest(evidence: Array, near: float) -> tuple[float, float, float]:
    """The straight line through a map (rows x columns, none negative) that gathers most.

    ``near``: rows from the line that still have a say in its fine position. Returns the rows, with fractions, at which
    it enters the first and leaves the last column, and the mean that it gathers on its way.
    """
    rows, columns = evidence.shape
    ways = _ways(rows, columns)
    gathered = evidence[ways, np.arange(columns)].mean(axis=1)
    best = int(np.argmax(gathered))
    first, last = float(ways[best, 0]), float(ways[best, -1])
    for _ in range(4):
        first, last = _polished(evidence, first, last, near)
    return first, last, float(gathered[best])


def _polished(evidence: Array, first: float, last: float, near: float) -> tuple[float, float]:
    """One step of a robust fit (Tukey's biweight) of the line to what lies near it."""
    rows, columns = evidence.shape
    share = np.linspace(0, 1, columns)
    row = np.arange(rows)[:, None]
    far = (row - first - (last - first) * share) / near
    weight = evidence * np.clip(1 - far**2, 0, None) ** 2
    heavy = weight.sum(0)
    total = heavy.sum()
    if total <= 0:
        return first, last
    mean, level = (heavy * share).sum() / total, (weight * row).sum() / total
    spread = (heavy * (share - mean) ** 2).sum()
    slope = ((weight * row).sum(0) * (share - mean)).sum() / spread if spread > 1e-3 * total else last - first
    return float(level - slope * mean), float(level + slope * (1 - mean))


@lru_cache(maxsize=8)
def _ways(rows: int, columns: int) -> Array:
    """Every way across the map that climbs or falls by at most half its rows: the row in each column."""
    first, last = np.divmod(np.arange(rows * rows), rows)
    mild = np.abs(first - last) <= rows // 2
    share = np.linspace(0, 1, columns)
    return np.rint(first[mild, None] * (1 - share) + last[mild, None] * share).astype(np.intp)
