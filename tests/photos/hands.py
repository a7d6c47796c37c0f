"""Fingers that hold an edge of the paper and cover a little of its border."""

from __future__ import annotations

from typing import Final

import numpy as np

from tests.photos.ink import Array
from tests.photos.pose import Matrix
from tests.photos.texture import Chance

THICK: Final = (14.0, 20.0)
"""Of a finger, mm."""
OVER: Final = {"card": (0.8, 3.4), "book": (1.5, 5.0), "letter": (4.0, 15.0)}
"""How far a finger tip reaches over the edge, mm: over the margin of what stands on it."""


def held(scene: Array, corners: Matrix, per_mm: float, kind: str, chance: Chance) -> Array:
    """One to three fingers of one hand from one side, drawn into the scene before its light falls on it."""
    side = int(chance.integers(0, 4))
    start, end = corners[side], corners[(side + 1) % 4]
    outwards = (start + end) / 2 - corners.mean(0)
    along = (end - start) / np.linalg.norm(end - start)
    outwards -= along * (outwards @ along)
    outwards /= np.linalg.norm(outwards)
    lean = chance.uniform(-0.5, 0.5)
    way = outwards * np.cos(lean) + along * np.sin(lean)
    tone = np.array(((232, 184, 152), (208, 154, 120), (176, 122, 90))[int(chance.integers(3))]) * chance.uniform(
        0.85, 1.05
    )
    length, thick = float(np.linalg.norm(end - start)), chance.uniform(*THICK) * per_mm
    at, count = chance.uniform(0.15, 0.75) * length, int(chance.integers(1, 4))
    for _ in range(count):
        if at > length * 0.92:
            break
        tip = start + along * at - way * (chance.uniform(*OVER[kind]) * per_mm - thick / 2)
        root = tip + way * chance.uniform(75, 110) * per_mm + along * chance.uniform(-6, 6) * per_mm
        _finger(scene, tip, root, thick, tone.astype(np.float32), chance)
        at += thick * chance.uniform(1.0, 1.25)
    return scene


def _finger(scene: Array, tip: Matrix, root: Matrix, thick: float, tone: np.ndarray, chance: Chance) -> None:
    """A shaded cylinder with a round end, a nail and two creases, drawn in its own box."""
    height, width = scene.shape[:2]
    ends = np.array([tip, root])
    low = np.maximum(np.floor(ends.min(0) - thick * 1.5).astype(int), 0)
    high = np.minimum(np.ceil(ends.max(0) + thick * 1.5).astype(int), (width, height))
    if (high - low < 4).any():
        return
    y, x = np.mgrid[low[1] : high[1], low[0] : high[0]].astype(np.float32)
    axis = (root - tip) / np.linalg.norm(root - tip)
    along = ((x - tip[0]) * axis[0] + (y - tip[1]) * axis[1]) / thick
    across = (-(x - tip[0]) * axis[1] + (y - tip[1]) * axis[0]) / thick
    swell = 0.5 + 0.025 * np.sin(along * 2.1 + 0.6) + 0.02 * np.clip(along, 0, 4)
    away = np.where(along < 0, np.hypot(along * 0.95, across), np.abs(across)) / swell
    solid = np.clip((1 - away) * thick * 0.5 / 1.4, 0, 1)[..., None]
    dark = np.clip(1.45 - away, 0, 0.45)[..., None] * np.float32(chance.uniform(0.3, 0.9))
    round_ = np.sqrt(np.clip(1 - away * away, 0, 1))
    shade = 0.6 + 0.42 * round_ + 0.05 * across
    for crease in (1.25, 1.4, 2.9):
        shade -= 0.09 * np.exp(-(((along - crease - 0.06 * across**2) * 16) ** 2))
    nail = np.clip((1 - np.hypot((along + 0.08) / 0.34, across / 0.3)) * 6, 0, 1)[..., None]
    colour = tone * shade[..., None]
    colour += (np.array((236, 196, 186), np.float32) * shade[..., None] - colour) * nail * np.float32(0.7)
    part = scene[low[1] : high[1], low[0] : high[0]]
    shown = part * (1 - dark)
    shown += (colour - shown) * solid
    part[:] = np.clip(shown, 0, 255).astype(np.uint8)
