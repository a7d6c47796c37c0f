"""Strips cut along the sides of pages in sharp scenes, and where in them the page truly begins."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import cv2
import numpy as np

from benchmarks.page_net.scenes import scene
from benchmarks.page_net.store import Lesson, draw_parts
from benchmarks.page_net.texture import Array, Chance
from integrations.vision.finding.lines import page_like, places, samples, within
from integrations.vision.finding.nets import ALONG, COLUMNS, ROWS
from integrations.vision.finding.sides import INSET, REACH

LONG: Final = 1280
SHORT: Final = (720, 960, 960)
TRIES: Final = 4
"""How many guesses of the corners are made in each scene."""
WORST: Final = 8.0
"""The usual error of a guessed corner, pixels (one cell of the first net's maps)."""


def draw_strips(folder: Path, seed: int, count: int) -> None:
    """Strips (ROWS x ALONG x 4: RGB, and 255 within the picture) and edges (COLUMNS: the row of the true edge, which
    may lie outside the strip; NaN: outside the picture) of so many scenes.
    """
    draw_parts(folder, count, ("strips", "edges"), lambda number: _of_scene(np.random.default_rng([seed, number, 1])))


def _of_scene(chance: Chance) -> Lesson:
    drawn = scene(chance, LONG, SHORT[int(chance.integers(0, 3))], fine=1)
    strips: list[Array] = []
    edges: list[Array] = []
    for _ in range(TRIES if drawn.corners is not None else 0):
        guess = _guess(chance, drawn.corners)
        if page_like(guess, LONG, drawn.picture.shape[0]):
            strips += list(_strips(drawn.picture, guess))
            edges += list(_edges(guess, drawn.corners, drawn.picture.shape[0]).astype(np.float32))
    return strips, edges


def _guess(chance: Chance, corners: Array) -> Array:
    clockwise = corners if cv2.contourArea(corners, oriented=True) > 0 else corners[::-1]
    turned = np.roll(clockwise, int(chance.integers(0, 4)), 0).astype(float)
    return turned + chance.normal(0, WORST * np.exp(chance.normal(-0.3, 0.8)), (4, 2))


def _strips(picture: Array, guess: Array) -> Array:
    points = places(guess, ALONG, np.linspace(-REACH, REACH, ROWS), INSET)
    inside = within(points, picture.shape[1], picture.shape[0])
    return np.concatenate([samples(picture, points), np.where(inside, 255, 0)[..., None].astype(np.uint8)], -1)


def _edges(guess: Array, corners: Array, height: int) -> Array:
    """For each column: the row at which the line across the guessed side meets the true side."""
    points = places(guess, ALONG, np.array([-REACH, REACH]), INSET)
    points = points.reshape(4, 2, COLUMNS, ALONG // COLUMNS, 2).mean(3)
    turned = corners if cv2.contourArea(corners, oriented=True) > 0 else corners[::-1]
    shift = min(range(4), key=lambda n: float(np.abs(np.roll(turned, n, 0) - guess).sum()))
    true = np.roll(turned, shift, 0).astype(float)
    edges = np.full((4, COLUMNS), np.nan)
    for n in range(4):
        along = true[(n + 1) % 4] - true[n]
        normal = np.array([-along[1], along[0]])
        low, high = ((points[n, end] - true[n]) @ normal for end in (0, 1))
        share = -low / (high - low)
        met = points[n, 0] + (points[n, 1] - points[n, 0]) * share[:, None]
        edges[n] = np.where(within(met, LONG, height), share * (ROWS - 1), np.nan)
    return edges
