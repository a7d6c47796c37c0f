"""Draws the scenes for training once and keeps them in a scratch folder, because drawing takes as long as learning."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import cv2
import numpy as np

from benchmarks.page_net.scenes import scene
from benchmarks.page_net.texture import Array

WIDTH: Final = 320
HEIGHT: Final = 240


def draw(folder: Path, seed: int, count: int) -> None:
    """Write ``pictures.npy`` (count x HEIGHT x WIDTH x 3) and ``corners.npy`` (count x 4 x 2; NaN: no paper)."""
    cv2.setNumThreads(1)
    folder.mkdir(parents=True, exist_ok=True)
    shape = (count, HEIGHT, WIDTH, 3)
    pictures = np.lib.format.open_memmap(folder / "pictures.npy", mode="w+", dtype=np.uint8, shape=shape)
    corners = np.full((count, 4, 2), np.nan, np.float32)
    for number in range(count):
        drawn = scene(np.random.default_rng([seed, number]), WIDTH, HEIGHT)
        pictures[number] = drawn.picture
        if drawn.corners is not None:
            corners[number] = drawn.corners
        if number % 1000 == 999:
            pictures.flush()
            print(f"drawn {number + 1} of {count}", flush=True)
    np.save(folder / "corners.npy", corners)


def load(folder: Path) -> tuple[Array, Array]:
    """Pictures (memory-mapped) and corners, as ``draw`` wrote them."""
    return np.load(folder / "pictures.npy", mmap_mode="r"), np.load(folder / "corners.npy")
