"""Learns how much each figure of a candidate counts, from scenes with known truth; prints what ``trust.py`` holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import cv2
import numpy as np

from benchmarks.page_net.texture import Array
from integrations.vision.finding.lines import clockwise, overlap, shared_part
from integrations.vision.finding.nets import page_maps
from integrations.vision.finding.proposals import from_page_map, from_side_map
from integrations.vision.finding.scoring import figures
from integrations.vision.finding.search import reduced, search

ROUGHLY: Final = 0.85
"""Overlap from which a rough candidate counts as the page: the rest is done by settling its sides."""
RIGHT: Final = 0.9
"""Overlap from which a crop can be borne."""
STEADY: Final = 0.01
"""Keeps weights from growing without need."""


def weigh(photos: Iterable[tuple[Array, Array | None]]) -> tuple[Array, Array]:
    """Weights of rough and of settled candidates (the last is the constant), from pictures and their true corners."""
    rough, fine = [], []
    for picture, corners in photos:
        work = reduced(picture)
        scale = np.array(work.shape[1::-1]) / picture.shape[1::-1]
        true = None if corners is None else clockwise((corners + 0.5) * scale - 0.5)
        rough += _rough(work, true)
        settled = [(one.figures, jaccard(one.corners, true) >= RIGHT) for one in search(work)]
        fine += [np.append(speaking, right) for speaking, right in settled]
    return learned(np.array(rough)), learned(np.array(fine))


def _rough(work: Array, true: Array | None) -> list[Array]:
    maps = page_maps(work)
    proposed = np.concatenate([from_page_map(maps[0]), from_side_map(maps[1])])
    if not len(proposed):
        return []
    scale = np.array(work.shape[1::-1]) / maps.shape[:0:-1]
    right = [overlap_seen((one + 0.5) * scale - 0.5, true, work) >= ROUGHLY for one in proposed]
    table = np.column_stack([figures(proposed, maps), np.array(right, float)])
    chosen = np.flatnonzero(table[:, -1] > 0)[:20]
    return [*table[chosen], *table[table[:, -1] == 0][:60]]


def learned(table: Array) -> Array:
    """Weights of a logistic regression: figures in the first columns, right (1) or wrong (0) in the last."""
    x, y = np.column_stack([table[:, :-1], np.ones(len(table))]), table[:, -1]
    weights = np.zeros(x.shape[1])
    keep = STEADY * len(x) / 100 * np.eye(len(weights))
    for _ in range(60):
        odds = (x @ weights).clip(-30, 30)
        share = 1 / (1 + np.exp(-odds))
        slope = x.T @ (share - y) + keep @ weights
        bend = (x * (share * (1 - share))[:, None]).T @ x + keep
        weights = weights - np.linalg.solve(bend + 1e-9 * np.eye(len(weights)), slope)
    return weights


def jaccard(found: Array, true: Array | None) -> float:
    """Overlap of found and true page in the page's own coordinates; 0 without a page."""
    if true is None:
        return 0.0
    square = np.array([[0, 0], [1, 0], [1, 1], [0, 1]])
    ordered = clockwise(found)
    near = min(
        (np.roll(clockwise(true), turn, 0) for turn in range(4)), key=lambda one: float(np.abs(one - ordered).sum())
    )
    matrix = cv2.getPerspectiveTransform(near.astype(np.float32), square.astype(np.float32))
    depth = np.column_stack([ordered, np.ones(4)]) @ matrix[2]
    if depth.min() <= 0:
        return 0.0
    flat = cv2.perspectiveTransform(ordered[None], matrix)[0]
    return overlap(flat, square)


def overlap_seen(one: Array, true: Array | None, work: Array) -> float:
    """Overlap of two quadrilaterals in the picture, as far as it shows them."""
    if true is None:
        return 0.0
    frame = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * work.shape[1::-1]
    return overlap(shared_part(one, frame), shared_part(true, frame))
