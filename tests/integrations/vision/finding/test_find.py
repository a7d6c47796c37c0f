"""Pages are found where they lie, guesses are marked as such, and no picture is too odd to be looked at."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from dialogs.documents import Flaw
from integrations.vision.finding import SURE, find
from integrations.vision.finding.lines import clockwise, overlap
from integrations.vision.shapes import Array, Corners, Picture
from tests.photos import Sample, sample

FIRST = 500_000
"""Seeds of "train": neither what the nets were tuned with, nor what is reported."""


def jaccard(found: Corners, true: Corners) -> float:
    """Overlap of found and true page in the page's own coordinates."""
    near = min((np.roll(clockwise(true), turn, 0) for turn in range(4)), key=lambda one: np.abs(one - found).sum())
    square = np.array([[0, 0], [1, 0], [1, 1], [0, 1]])
    matrix = cv2.getPerspectiveTransform(near.astype(np.float32), square.astype(np.float32))
    return overlap(cv2.perspectiveTransform(found[None], matrix)[0], square)


def truly(one: Sample) -> Corners:
    assert one.truth.corners is not None
    return one.truth.corners


def test_pages_are_found() -> None:
    """Nearly all of them nearly exactly; how many exactly is a figure of ``benchmarks/photos.py``."""
    marks = []
    for number in range(12):
        one = sample(FIRST + number, level="hard" if number % 2 else "easy")
        found = find(one.picture)
        marks.append(jaccard(found.corners, truly(one)) if found is not None else 0.0)
        assert marks[-1] > 0.9 or found is None or found.sure < SURE, f"{number} would be cropped wrongly"
    assert sum(mark > 0.95 for mark in marks) >= 10, marks
    assert np.mean(marks) > 0.95, marks


def test_corners_go_clockwise_from_the_upper_left() -> None:
    picture, true = on_desk(np.array([[300, 200], [900, 260], [860, 700], [280, 660]]), (250, 250, 250), (60, 70, 80))
    for turns in range(4):
        found = find(np.ascontiguousarray(np.rot90(picture, turns)))
        assert found is not None
        x, y = found.corners[:, 0], found.corners[:, 1]
        assert x[0] + y[0] == (x + y).min()
        assert x[2] + y[2] == (x + y).max()
        assert x[1] - y[1] == (x - y).max()


def test_corners_are_finer_than_pixels() -> None:
    picture, true = on_desk(np.array([[300, 200], [900, 260], [860, 700], [280, 660]]), (250, 250, 250), (60, 70, 80))
    found = find(picture)
    assert found is not None
    assert np.abs(found.corners - true).max() < 1.0


def test_white_on_white() -> None:
    picture, true = on_desk(
        np.array([[280, 180], [930, 240], [880, 760], [250, 690]]), (252, 251, 248), (232, 231, 229)
    )
    found = find(picture)
    assert found is not None
    assert jaccard(found.corners, true) > 0.95


def test_twelve_megapixels_show_the_same() -> None:
    picture, true = on_desk(np.array([[300, 200], [900, 260], [860, 700], [280, 660]]), (240, 250, 245), (90, 60, 40))
    large = cv2.resize(picture, None, fx=3.125, fy=3.125, interpolation=cv2.INTER_CUBIC)
    one, two = find(picture), find(np.asarray(large))
    assert one is not None
    assert two is not None
    assert np.abs((two.corners + 0.5) / 3.125 - 0.5 - one.corners).max() < 1.5


def test_without_a_page_hardly_anything_is_sure() -> None:
    pictures = [sample(FIRST + number, fault=Flaw.NO_PAPER).picture for number in range(6)]
    found = [find(picture) for picture in pictures]
    assert sum(one is not None and one.sure >= SURE for one in found) <= 1


def test_a_page_that_goes_on_outside_the_picture() -> None:
    picture, true = on_desk(np.array([[700, 200], [1500, 240], [1480, 780], [660, 700]]), (245, 245, 240), (60, 90, 70))
    found = find(picture)
    assert found is None or found.sure < SURE or jaccard(found.corners, true) > 0.9


@pytest.mark.parametrize(
    "shape", [(1, 5000), (5000, 1), (1, 1), (47, 47), (48, 300), (300, 300), (64, 512), (2000, 333), (3000, 4000)]
)
@pytest.mark.parametrize("tone", [0, 128, 255])
def test_odd_pictures_are_no_pages(shape: tuple[int, int], tone: int) -> None:
    found = find(np.full((*shape, 3), tone, np.uint8))
    assert found is None or found.sure < SURE


@pytest.mark.parametrize("seed", range(3))
def test_noise_is_no_page(seed: int) -> None:
    noise = np.random.default_rng(seed).integers(0, 256, (480, 640, 3), np.uint8)
    found = find(noise)
    assert found is None or found.sure < SURE


def on_desk(corners: Array, paper: tuple[int, ...], desk: tuple[int, ...]) -> tuple[Picture, Corners]:
    """A sheet with lines of print on a plain desk, 1,280 x 960, and where exactly it lies."""
    chance = np.random.default_rng(1)
    sheet = np.full((600, 850, 3), paper, np.uint8)
    for y in range(60, 540, 24):
        sheet[y : y + 8, 60 : 60 + int(chance.integers(300, 720))] = 60
    frame = np.array([[0, 0], [850, 0], [850, 600], [0, 600]], np.float32) - 0.5
    matrix = cv2.getPerspectiveTransform(frame, corners.astype(np.float32))
    large = cv2.warpPerspective(sheet, matrix, (1280, 960), flags=cv2.INTER_LINEAR)
    solid = cv2.warpPerspective(np.ones((600, 850), np.float32), matrix, (1280, 960))
    solid = cv2.GaussianBlur(solid, (0, 0), 0.7)[..., None]
    drawn = np.array(desk) * (1 - solid) + large * solid + chance.normal(0, 2, (960, 1280, 1))
    return drawn.clip(0, 255).astype(np.uint8), corners.astype(float)
