"""Whether a picture shows a screen: the grid of its points beats with that of the camera; or is one itself, untouched
by any camera."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from integrations.vision.judging.flatten import reduced
from integrations.vision.shapes import Array, Corners, Picture

TILE: Final = 64
"""Pixels of the photo, side of a place that is looked at."""
GRID: Final = 9
"""Places across and down the page, of which the smoothest are taken."""
MOST_TILES: Final = 24
_FEWEST_TILES: Final = 4
_LEAST_TILES: Final = 5
"""Tiles along a side of the page below which its places are nearly one and the same."""
_LEAST_SWING: Final = 0.5
"""Levels that a pattern must swing: what JPEG leaves of a smooth place is regular too, but weaker."""
_LEAST_GRAIN: Final = 0.2
"""Levels: in a place without any grain there is nothing to compare with."""
_LARGE: Final = 2_400
"""Pixels of the long side."""
_FINEST_PERIOD: Final = 2.05
_COARSEST_PERIOD: Final = 10.0
"""Pixels: the periods of a grid, or of its beat with the camera's, that are looked for."""


@dataclass(frozen=True, slots=True)
class Grid:
    """How far a regular pattern stands out from its surroundings (power by mean power); 0 where nothing can be told.

    ``usual``: in the middle one of the page's smoothest places; ``shared``: in the mean of their spectra, where only a
    pattern stays that is the same everywhere.
    """

    usual: float = 0.0
    shared: float = 0.0


def grid_of(picture: Picture, corners: Corners) -> Grid:
    """Print, grain and the fine lines of cards, which bend, give weak peaks. A large photo is looked at a second time
    at half its size, for coarser beats."""
    grid = _grid(picture, corners)
    if max(picture.shape[:2]) > _LARGE:
        half = _grid(reduced(picture, 2), (corners + 0.5) / 2 - 0.5)
        grid = Grid(max(grid.usual, half.usual), max(grid.shared, half.shared))
    return grid


def _grid(picture: Picture, corners: Corners) -> Grid:
    lengths = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    tiles = _smooth_tiles(picture, corners)
    if len(tiles) < _FEWEST_TILES or float(lengths.min()) < _LEAST_TILES * TILE:
        return Grid()
    window = np.hanning(TILE).astype(np.float32)
    spectra = np.abs(np.fft.rfft2(tiles * (window[:, None] * window[None, :]))) ** 2
    power = spectra[:, _RING]
    strongest = power.max(axis=1)
    seen = np.sqrt(strongest) * 2 / float(window.sum()) ** 2 > _LEAST_SWING
    power /= power.mean(axis=1)[:, None] + 1e-9
    usual = float(np.median(np.where(seen, power.max(axis=1), 0)))
    return Grid(usual, float(power.mean(axis=0).max()))


def _smooth_tiles(picture: Picture, corners: Corners) -> Array:
    height, width = picture.shape[:2]
    steps = (np.arange(GRID) + 0.5) / GRID
    across, down = np.meshgrid(steps, steps)
    upper = corners[0] + (corners[1] - corners[0]) * across[..., None]
    lower = corners[3] + (corners[2] - corners[3]) * across[..., None]
    centres = np.rint(upper + (lower - upper) * down[..., None]).astype(int).reshape(-1, 2) - TILE // 2
    tiles = [
        cv2.cvtColor(picture[y : y + TILE, x : x + TILE], cv2.COLOR_RGB2GRAY).astype(np.float32)
        for x, y in centres
        if 0 <= x <= width - TILE and 0 <= y <= height - TILE
    ]
    tiles = [tile - cv2.GaussianBlur(tile, (0, 0), 6) for tile in tiles]
    tiles = [tile - tile.mean() for tile in tiles if float(tile.std()) > _LEAST_GRAIN]
    tiles.sort(key=lambda tile: float(np.abs(tile).max()))
    return np.array(tiles[:MOST_TILES], np.float32).reshape(-1, TILE, TILE)


def _ring() -> Array:
    """The frequencies that are looked at; those of JPEG's blocks, and the axes on which they lie, are not."""
    down = np.fft.fftfreq(TILE)[:, None]
    across = np.fft.rfftfreq(TILE)[None, :]
    far = np.hypot(down, across)
    ring = (far > 1 / _COARSEST_PERIOD) & (far < 1 / _FINEST_PERIOD)
    blocks = (np.abs(down * 8 - np.rint(down * 8)) < 0.13) & (np.abs(across * 8 - np.rint(across * 8)) < 0.13)
    return np.asarray(ring & ~blocks)


_RING: Final = _ring()


def flat_share(picture: Picture) -> float:
    """The share of the picture that has one and the same colour, to the last bit, and is neither black nor white: what
    a camera never gives, and the ground of an application on a screen always."""
    step = max(1, int(np.sqrt(picture.shape[0] * picture.shape[1] / 60_000)))
    sparse = picture[::step, ::step].reshape(-1, 3).astype(np.int32)
    packed = (sparse[:, 0] << 16) | (sparse[:, 1] << 8) | sparse[:, 2]
    coloured = packed[(sparse.max(axis=1) > _BLACK) & (sparse.min(axis=1) < _WHITE)]
    if not coloured.size:
        return 0.0
    _, counts = np.unique(coloured, return_counts=True)
    return float(counts.max()) / packed.size


_BLACK: Final = 4
_WHITE: Final = 251
