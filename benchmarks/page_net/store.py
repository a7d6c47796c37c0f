"""Keeps drawn scenes and strips in parts in a scratch folder: drawing takes long, and may be broken off."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from benchmarks.page_net.scenes import scene
from benchmarks.page_net.texture import Array

WIDTH: Final = 320
HEIGHT: Final = 240
PART: Final = 250
"""Scenes in one part."""
Lesson = tuple[list[Array], list[Array]]
"""What is shown, and what is true of it."""


class Parts:
    """Arrays in files of one folder, as one sequence; read from disk when they are asked for."""

    def __init__(self, folder: Path, name: str) -> None:
        self._parts = [np.load(file, mmap_mode="r") for file in sorted(folder.glob(f"{name}-*.npy"))]
        self._ends = np.cumsum([len(part) for part in self._parts]).tolist()

    def __len__(self) -> int:
        return int(self._ends[-1])

    def __getitem__(self, number: int) -> Array:
        part = bisect_right(self._ends, number)
        return np.asarray(self._parts[part][number - self._ends[part]])


def draw_parts(folder: Path, count: int, names: tuple[str, str], draw: Callable[[int], Lesson]) -> None:
    """Draw ``count`` scenes and write what is shown and what is true under these names; parts that exist are kept."""
    cv2.setNumThreads(1)
    folder.mkdir(parents=True, exist_ok=True)
    for first in range(0, count, PART):
        shown_file, true_file = (folder / f"{name}-{first:06}.npy" for name in names)
        if shown_file.exists():
            continue
        shown: list[Array] = []
        true: list[Array] = []
        for number in range(first, min(count, first + PART)):
            more, truths = draw(number)
            shown += more
            true += truths
        np.save(true_file, np.stack(true))
        part = shown_file.with_suffix(".part")
        with part.open("wb") as file:
            np.save(file, np.stack(shown))
        part.rename(shown_file)
        print(f"{names[0]}: {first + PART} of {count} scenes", flush=True)


def draw_scenes(folder: Path, seed: int, count: int) -> None:
    """Small pictures (HEIGHT x WIDTH x 3) and their corners (4 x 2; NaN: no paper)."""

    def one(number: int) -> Lesson:
        drawn = scene(np.random.default_rng([seed, number]), WIDTH, HEIGHT)
        return [drawn.picture], [np.full((4, 2), np.nan, np.float32) if drawn.corners is None else drawn.corners]

    draw_parts(folder, count, ("pictures", "corners"), one)
