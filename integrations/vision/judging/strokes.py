"""How wide the edges of print are, in four directions: out of focus widens all of them, a moving camera some."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from integrations.vision.shapes import Array, Flat

Four = tuple[float, float, float, float]
"""One value each for edges met going at 0, 45, 90 and 135 degrees."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Of the strongest edges: ``widths``, the standard deviation of their blur in millimetres on the paper;
    ``slopes``, how many levels (of 255) a millimetre they rise."""

    widths: Four
    slopes: Four

    @property
    def usual(self) -> float:
        """The mean of the two middle widths: a portrait's soft outline may widen one direction."""
        return sum(sorted(self.widths)[1:3]) / 2

    @property
    def widest(self) -> float:
        """The largest of the four widths."""
        return max(self.widths)

    @property
    def pull(self) -> tuple[float, float]:
        """Which way edges are flatter than others, and how much: (0, 0) when all ways are alike, length 1 when all
        that is lost is lost in one.

        A movement longer than a stroke is wide leaves ghosts with sharp edges: not these widths but the slopes tell.
        Flatness (one by the square of the slope) grows by the square of the movement's share in each direction; so
        two differences, at 45 degrees to one another, are the parts of a vector, whatever way the camera moved.
        """
        level, rising, steep, falling = (1 / (slope * slope) for slope in self.slopes)
        whole = (level + rising + steep + falling) / 2
        return (level - steep) / whole, (rising - falling) / whole


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


def edges_of(flat: Flat, seen: Array | None = None) -> Edges | None:
    """None when the page has no print whose edges could be measured. ``seen``: False for places of the page (in a grid
    of any size) that are not in the photo.

    The slope of a step blurred by s falls by sqrt((s2+b2)/(s2+a2)) when it is smoothed by b instead of a, whatever its
    height (Zhuo and Sim, Defocus map estimation from a single image, 2011); so no paper needs to be known beforehand.
    """
    tiles, per_mm = _busiest(flat, seen)
    fine, coarse = _slopes(tiles, FINE), _slopes(tiles, COARSE)
    strength = np.hypot(*coarse)
    found = [_edge(fine, coarse, strength, turn) for turn in range(4)]
    widths, slopes = ([part[at] for part in found if part is not None] for at in (0, 1))
    if len(widths) < 4:
        return None
    return Edges(_four([width / per_mm for width in widths]), _four([slope * per_mm for slope in slopes]))


def _four(values: list[float]) -> Four:
    return values[0], values[1], values[2], values[3]


def _busiest(flat: Flat, seen: Array | None) -> tuple[Array, float]:
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
        if seen is not None:
            whole = cv2.resize(seen.astype(np.float32), (columns, rows), interpolation=cv2.INTER_AREA) > 0.999
            spread = np.where(whole, spread, 0) if whole.any() else spread
        chosen = np.argsort(-spread.ravel(), kind="stable")[:MOST_TILES]
        chosen = chosen[spread.ravel()[chosen] > 0] if spread.any() else chosen
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


def _edge(
    fine: tuple[Array, Array], coarse: tuple[Array, Array], strength: Array, turn: int
) -> tuple[float, float] | None:
    """Width in pixels and slope in levels a pixel of the edges met going at ``turn`` times 45 degrees."""
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
        return None
    before = np.abs(fine[0] * across + fine[1] * down).ravel()[candidates]
    fall = float(np.median(before / slopes)) ** 2
    width = _MOST if fall <= 1.0 + 1e-3 else float(np.sqrt(max(0.0, (COARSE**2 - fall * FINE**2) / (fall - 1))))
    return min(_MOST, width), float(np.median(slopes))


_MOST: Final = 10.0
"""Pixels: wider edges are not told apart."""
_WITHIN: Final = 0.924
"""Cosine of 22.5 degrees."""
_LEAST_SLOPE: Final = 1.0
"""Levels per pixel below which a slope is noise."""
