"""Flattening gives the page's own proportions and pixels back, from any side, and survives any input."""

from __future__ import annotations

import numpy as np
import pytest

from dialogs.documents import PaperKind
from integrations.vision.judging.flatten import CARD_PER_MM, SHEET_PER_MM, flatten, sized, turned
from integrations.vision.judging.papers import A4, A5, CARD, PASSPORT_PAGE, Size, ratio_of, size_of
from integrations.vision.shapes import Flat
from tests.integrations.vision.judging.drawn import corners_seen, page, photo

LEANS = [(0, 0, 0), (20, 0, 10), (0, 25, 100), (25, 20, 45), (-30, 15, 200), (35, -20, 300)]


@pytest.mark.parametrize("size", [CARD, CARD.turned(), A4, A4.turned(), A5, PASSPORT_PAGE])
@pytest.mark.parametrize(("lean", "toward", "roll"), LEANS)
def test_proportions_are_the_papers_own(size: Size, lean: float, toward: float, roll: float) -> None:
    corners = corners_seen(size, 1280, 960, lean, toward, roll, fill=0.5)
    assert ratio_of(corners, 1280, 960) == pytest.approx(size.ratio, rel=0.01)


@pytest.mark.parametrize("size", [CARD, CARD.turned(), A4, A4.turned()])
@pytest.mark.parametrize(("lean", "toward", "roll"), LEANS)
def test_known_sizes_are_named_though_corners_are_a_pixel_off(
    size: Size, lean: float, toward: float, roll: float
) -> None:
    corners = corners_seen(size, 1280, 960, lean, toward, roll, fill=0.5)
    corners += np.random.default_rng(1).normal(0, 0.7, corners.shape)
    assert size_of(corners, 1280, 960) == size


def test_a_size_that_is_none_of_the_known_keeps_its_proportions() -> None:
    receipt = Size(80, 220)
    size = size_of(corners_seen(receipt, 1280, 960, 10, 5, 0, fill=0.6), 1280, 960)
    assert size.ratio == pytest.approx(receipt.ratio, rel=0.02)


def test_a_kind_names_the_size() -> None:
    corners = corners_seen(PASSPORT_PAGE, 1280, 960, 10)
    assert size_of(corners, 1280, 960, PaperKind.PASSPORT) == PASSPORT_PAGE
    assert size_of(corners, 1280, 960, PaperKind.CARD_BACK) == CARD


@pytest.mark.parametrize(("lean", "toward", "roll"), LEANS)
def test_the_flattened_page_is_the_page(lean: float, toward: float, roll: float) -> None:
    drawn = page(CARD, 8)
    corners = corners_seen(CARD, 1600, 1200, lean, toward, roll, fill=0.6)
    flat = flatten(photo(drawn, corners, 1600, 1200), corners)
    assert (flat.width_mm, flat.height_mm) == (CARD.width, CARD.height)
    height, width = flat.picture.shape[:2]
    assert width / height == pytest.approx(CARD.ratio, rel=0.01)
    rows = (np.arange(height) + 0.5) / height * drawn.shape[0]
    columns = (np.arange(width) + 0.5) / width * drawn.shape[1]
    same = drawn[rows.astype(int)][:, columns.astype(int)].astype(float)
    assert np.corrcoef(same.ravel(), flat.picture.astype(float).ravel())[0, 1] > 0.8


@pytest.mark.parametrize(("size", "most"), [(CARD, CARD_PER_MM), (A4, SHEET_PER_MM)])
def test_neither_more_pixels_than_useful_nor_than_the_photo_has(size: Size, most: float) -> None:
    for side in (640, 4032):
        corners = corners_seen(size, side, side * 3 // 4)
        flat = flatten(np.zeros((side * 3 // 4, side, 3), np.uint8), corners)
        per_mm = flat.picture.shape[1] / size.width
        assert per_mm <= most + 0.05
        assert per_mm <= 1.16 * flat.per_mm
        assert per_mm >= min(most, flat.per_mm) - 0.05


def test_what_lies_outside_the_photo_is_white() -> None:
    corners = corners_seen(CARD, 640, 480) + (200, 0)
    flat = flatten(np.zeros((480, 640, 3), np.uint8), corners)
    assert flat.picture[:, -10:].min() == 255
    assert flat.picture[:, :10].max() == 0


def test_corners_may_go_round_the_other_way() -> None:
    corners = corners_seen(CARD, 640, 480, 10)
    picture = photo(page(CARD, 6), corners, 640, 480)
    assert np.array_equal(flatten(picture, corners).picture, flatten(picture, corners[[0, 3, 2, 1]]).picture)


@pytest.mark.parametrize(
    "corners",
    [np.zeros((4, 2)), np.full((4, 2), np.nan), np.array([[0, 0], [9, 9], [9, 0], [0, 9]], float), np.zeros((3, 2))],
    ids=["a point", "not numbers", "crossed", "three"],
)
@pytest.mark.parametrize("shape", [(1, 1), (1, 900), (40, 30)])
def test_any_corners_give_some_page(corners: np.ndarray, shape: tuple[int, int]) -> None:
    flat = flatten(np.full((*shape, 3), 90, np.uint8), corners)
    assert min(flat.picture.shape[:2]) >= 16
    assert max(flat.picture.shape[:2]) <= 4_000


def test_quarter_turns_are_clockwise_and_add_up() -> None:
    picture = np.zeros((30, 50, 3), np.uint8)
    picture[:5, :5] = 255
    flat = Flat(picture, 50, 30, 1.0)
    once = turned(flat, 1)
    assert once.picture.shape == (50, 30, 3)
    assert once.picture[:5, -5:].min() == 255
    assert (once.width_mm, once.height_mm, once.turns) == (30, 50, 1)
    assert np.array_equal(turned(once, 3).picture, picture)
    assert turned(once, 3).turns == 0
    assert turned(flat, 2).picture[-5:, -5:].min() == 255


def test_a_passport_is_measured_anew_once_it_is_known() -> None:
    flat = Flat(np.zeros((210, 297, 3), np.uint8), 297, 210, 3.0)
    passport = sized(flat, PaperKind.PASSPORT)
    assert (passport.width_mm, passport.height_mm) == (125, 88)
    assert passport.per_mm == pytest.approx(3.0 * 297 / 125, rel=0.01)
    assert passport.picture is flat.picture
    assert sized(flat, PaperKind.SHEET) is flat


def test_a_card_that_looked_like_a_sheet_gets_its_proportions_back() -> None:
    card = sized(Flat(np.zeros((297, 210, 3), np.uint8), 210, 297, 3.0), PaperKind.CARD_BACK)
    assert (card.width_mm, card.height_mm) == (CARD.height, CARD.width)
    assert card.picture.shape[0] / card.picture.shape[1] == pytest.approx(CARD.ratio, rel=0.01)
