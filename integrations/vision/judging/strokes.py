"""How wide the edges of print are, in four directions: out of focus widens all of them, a moving camera some."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from integrations.vision.shapes import Array, Flat


@dataclass(frozen=True, slots=True)
class Edges:
    """Widths of the strongest edges, as the standard deviation of their blur in millimetres on the paper.

    ``widths``: of edges met going at 0, 45, 90 and 135 degrees. ``contrast``: how many levels of 255 the strongest
    edges rise.
    """

    widths: tuple[float, float, float, float]
    contrast: float

    @property
    def one_way(self) -> float:
        """0 when all directions are alike, 1 when edges are widened in one alone.

        A movement widens the squares of the widths by the square of its share in each direction: two differences, at
        right angles, are the two parts of a vector whatever the movement's direction.
        """
        level, rising, steep, falling = (width * width for width in self.widths)
        whole = (level + rising + steep + falling) / 2
        return float(np.hypot(level - steep, rising - falling)) / whole if whole > 0 else 0.0

    @property
    def usual(self) -> float:
        """Over all directions (root of the mean square)."""
        return float(np.sqrt(np.mean(np.square(self.widths))))

    @property
    def widest(self) -> float:
        """The largest of the four."""
        return max(self.widths)


MOST_PER_MM: Final = 6.0
"""Pixels per millimetre at which edges are measured: finer detail is no print."""
TILE_MM: Final = 12.0
MOST_TILES: Final = 40
"""Only so many places are measured: those with most print, which also makes the time independent of the paper."""
FINE: Final = 0.7
COARSE: Final = 1.5
"""The two smoothings (standard deviations, pixels) between which the slope of an edge is compared."""
_STRONGEST: Final = 0.004
"""The share of pixels that is taken for each direction."""
_FEWEST: Final = 12


def edges_of(flat: Flat) -> Edges | None:
    """None when the page has no print whose edges could be measured.

    The slope of a step blurred by s falls by sqrt((s2+b2)/(s2+a2)) when it is smoothed by b instead of a, whatever its
    height (Zhuo and Sim, Defocus map estimation from a single image, 2011); so no paper needs to be known beforehand.
    """
    tiles, per_mm = _busiest(flat)
    fine, coarse = _slopes(tiles, FINE), _slopes(tiles, COARSE)
    strength = np.hypot(*coarse)
    contrast = float(np.percentile(strength, 99.5)) * 2.5
    widths = tuple(_width(fine, coarse, strength, turn) / per_mm for turn in range(4))
    if not all(np.isfinite(widths)):
        return None
    return Edges((widths[0], widths[1], widths[2], widths[3]), contrast)


def _busiest(flat: Flat) -> tuple[Array, float]:
    """The places with the strongest changes, one below the other, in grey, and their pixels per millimetre."""
    height, width = flat.picture.shape[:2]
    per_mm = width / flat.width_mm
    side = max(24, round(TILE_MM * per_mm))
    rows, columns = height // side, width // side
    if rows < 2 or columns < 2:
        tiles = [(0, 0, min(height, width))]
    else:
        top, left = (height - rows * side) // 2, (width - columns * side) // 2
        spread = _spread(flat.picture[top : top + rows * side, left : left + columns * side], rows, columns)
        chosen = np.argsort(-spread.ravel(), kind="stable")[:MOST_TILES]
        tiles = [(top + int(at) // columns * side, left + int(at) % columns * side, side) for at in chosen]
    scale = min(1.0, MOST_PER_MM / per_mm)
    small = max(8, round(tiles[0][2] * scale))
    parts = [
        cv2.resize(
            cv2.cvtColor(flat.picture[top : top + of, left : left + of], cv2.COLOR_RGB2GRAY),
            (small, small),
            interpolation=cv2.INTER_AREA,
        )
        for top, left, of in tiles
    ]
    return np.asarray(parts, np.float32), per_mm * small / tiles[0][2]


def _spread(picture: Array, rows: int, columns: int) -> Array:
    """The standard deviation of the levels within each of the tiles, from a sixteenth of the pixels."""
    sparse = cv2.cvtColor(np.ascontiguousarray(picture[::4, ::4]), cv2.COLOR_RGB2GRAY).astype(np.float32)
    means, squares = (cv2.resize(of, (columns, rows), interpolation=cv2.INTER_AREA) for of in (sparse, sparse * sparse))
    return np.asarray(squares - means * means)


def _slopes(tiles: Array, smoothing: float) -> tuple[Array, Array]:
    """Across and down, of every tile; where one tile meets the next there is no slope of either."""
    smooth = np.stack([cv2.GaussianBlur(tile, (0, 0), smoothing) for tile in tiles])
    inside = smooth[:, _RIM:-_RIM, _RIM:-_RIM]
    across = (smooth[:, _RIM:-_RIM, _RIM + 1 : 1 - _RIM] - smooth[:, _RIM:-_RIM, _RIM - 1 : -_RIM - 1]) / 2
    down = (smooth[:, _RIM + 1 : 1 - _RIM, _RIM:-_RIM] - smooth[:, _RIM - 1 : -_RIM - 1, _RIM:-_RIM]) / 2
    return across.reshape(inside.shape), down.reshape(inside.shape)


_RIM: Final = 2
"""Pixels at a tile's border that are not measured."""


def _width(fine: tuple[Array, Array], coarse: tuple[Array, Array], strength: Array, turn: int) -> float:
    """Of the edges met going at ``turn`` times 45 degrees, in pixels; infinite when there are none."""
    angle = turn * np.pi / 4
    across, down = float(np.cos(angle)), float(np.sin(angle))
    along = np.abs(coarse[0] * across + coarse[1] * down)
    candidates = np.flatnonzero((along > _WITHIN * strength) & (along > _LEAST_SLOPE))
    slopes = along.ravel()[candidates]
    count = max(_FEWEST, int(_STRONGEST * along.size))
    if count < slopes.size:
        strongest = np.argpartition(slopes, -count)[-count:]
        candidates, slopes = candidates[strongest], slopes[strongest]
    if slopes.size < _FEWEST:
        return float("inf")
    before = np.abs(fine[0] * across + fine[1] * down).ravel()[candidates]
    fall = float(np.median(before / slopes)) ** 2
    if fall <= 1.0 + 1e-3:
        return 10.0
    return float(np.sqrt(max(0.0, (COARSE**2 - fall * FINE**2) / (fall - 1))))


_WITHIN: Final = 0.924
"""Cosine of 22.5 degrees."""
_LEAST_SLOPE: Final = 1.0
"""Levels per pixel below which a slope is noise."""
