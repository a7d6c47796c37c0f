"""Codes of cards drawn here, photographed askew, blurred or in the shade: read exactly, or not at all."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest
import segno

from integrations.vision.reading.code_places import likely_places
from integrations.vision.reading.qr import read_qr
from integrations.vision.shapes import Array, Corners, Picture
from tests.photos.samples import sample

PAYLOAD = "001090000018|012345678|Nguyễn Văn An|01121990|Nam|Số 12, Ngõ 45, Tân Kỳ, Tứ Kỳ, Hải Dương|25042021"
PER_MM = 24
GROUND = (122, 104, 92)
LYING = np.array([[150.0, 210.0], [790.0, 180.0], [830.0, 610.0], [120.0, 580.0]])
"""A card seen askew: 7.6 pixels per millimetre."""


def card(payload: str) -> Picture:
    """The front of a card: lines of print, and the code in the upper right corner."""
    page = np.full((54 * PER_MM, round(85.6 * PER_MM), 3), 232, np.uint8)
    for row in range(18, 50, 4):
        for column in range(28, 80, 2):
            cv2.rectangle(
                page, (column * PER_MM, row * PER_MM), (column * PER_MM + 26, row * PER_MM + 40), (60, 60, 64), 4
            )
    code = segno.make(payload, error="m", boost_error=False, encoding="utf-8")
    modules = np.array([[0 if dark else 255 for dark in row] for row in code.matrix], np.uint8)
    side = round(13.4 * PER_MM)
    drawn = cv2.cvtColor(cv2.resize(modules, (side, side), interpolation=cv2.INTER_NEAREST), cv2.COLOR_GRAY2RGB)
    cv2.rectangle(
        page, (round(68.6 * PER_MM), round(3.4 * PER_MM)), (round(83.8 * PER_MM), round(18.6 * PER_MM)), (250,) * 3, -1
    )
    y, x = round(4.3 * PER_MM), round(69.5 * PER_MM)
    page[y : y + side, x : x + side] = drawn
    return page


def photo(page: Picture, corners: Corners) -> Picture:
    """The page on a plain table, its upper left corner at the first of these, three times finer and then reduced."""
    height, width = page.shape[:2]
    ends = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(ends, (corners * 3).astype(np.float32))
    seen = cv2.warpPerspective(page, matrix, (2880, 2400), borderValue=GROUND)
    return np.asarray(cv2.resize(seen, (960, 800), interpolation=cv2.INTER_AREA), np.uint8)


def noisy(picture: Array, sigma: float = 2.0) -> Picture:
    noise = np.random.default_rng(7).normal(0, sigma, picture.shape)
    return np.asarray(np.clip(picture + noise, 0, 255), np.uint8)


def unsharp(picture: Picture) -> Picture:
    down, across = np.mgrid[-2:3, -2:3]
    kernel = (np.hypot(down, across) <= 2).astype(np.float32)
    return noisy(cv2.filter2D(picture, -1, kernel / kernel.sum()))


def shaken(picture: Picture) -> Picture:
    return noisy(cv2.filter2D(picture, -1, np.full((1, 4), 0.25, np.float32)))


def shaken_upwards(picture: Picture) -> Picture:
    return noisy(cv2.filter2D(picture, -1, np.full((4, 1), 0.25, np.float32)))


def shaded(picture: Picture) -> Picture:
    shade = np.linspace(1.0, 0.18, picture.shape[1], dtype=np.float32)[None, :, None]
    return noisy(np.asarray(picture * shade, np.uint8), 1.0)


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("found", [True, False])
def test_however_the_card_lies(turns: int, found: bool) -> None:
    corners = np.roll(LYING, turns, axis=0)
    if turns % 2:
        corners = (corners - corners.mean(0)) * (0.7, 1.35) + corners.mean(0)
    seen = noisy(photo(card(PAYLOAD), corners))
    assert read_qr(seen, np.roll(corners, 1, axis=0) if found else None) == PAYLOAD


@pytest.mark.parametrize("fault", [unsharp, shaken, shaken_upwards, shaded])
@pytest.mark.parametrize("wrong_by", [0.0, 3.0])
def test_faults_and_corners_somewhat_beside(fault: Callable[[Picture], Picture], wrong_by: float) -> None:
    beside = np.array([[1, -1], [-1, -1], [1, 1], [-1, 1]]) * wrong_by
    assert read_qr(fault(photo(card(PAYLOAD), LYING)), LYING + beside) == PAYLOAD


def test_a_large_photo_is_read_at_its_own_resolution() -> None:
    """The card takes a quarter of a large photo's width: reduced as a whole, its code is beyond reading."""
    table = np.full((3000, 4000, 3), GROUND, np.uint8)
    table[1000:1800, 2000:2960] = photo(card(PAYLOAD), LYING)
    small = np.asarray(cv2.resize(table, (1280, 960), interpolation=cv2.INTER_AREA), np.uint8)
    corners = LYING + (2000, 1000)
    assert read_qr(small, (corners + 0.5) * 0.32 - 0.5) == ""
    assert read_qr(table, corners) == PAYLOAD
    assert read_qr(table, None) == PAYLOAD


def test_a_code_of_another_kind_is_no_card() -> None:
    assert read_qr(photo(card("https://example.invalid/001090000018"), LYING), LYING) == ""
    assert read_qr(photo(card(PAYLOAD.replace("01121990", "31021990")), LYING), LYING) == ""


def test_a_cards_code_is_read_beside_another() -> None:
    other = photo(card("https://example.invalid"), LYING)
    both = np.concatenate([other, photo(card(PAYLOAD), LYING)])
    assert read_qr(both, LYING + (0, 800)) == PAYLOAD


@pytest.mark.parametrize("shape", [(1, 1, 3), (3, 900, 3), (70, 70, 3), (800, 960, 3)])
@pytest.mark.parametrize("found", [True, False])
def test_pictures_without_a_code(shape: tuple[int, int, int], found: bool) -> None:
    picture = np.random.default_rng(3).integers(0, 255, shape, np.uint8)
    height, width = shape[:2]
    whole = np.array([[0.0, 0.0], [width, 0.0], [width, height], [0.0, height]])
    assert read_qr(picture, whole if found else None) == ""
    assert read_qr(np.full_like(picture, 255), LYING if found else None) == ""


def test_the_likeliest_place_of_a_card_holds_its_code() -> None:
    for turns in range(4):
        corners = np.roll(LYING, turns, axis=0)
        grey = cv2.cvtColor(photo(card(PAYLOAD), LYING), cv2.COLOR_RGB2GRAY)
        place = likely_places(grey, 1.0, corners)[0]
        assert np.linalg.norm(place.mean(0) - (715, 275)) < 25


@pytest.mark.parametrize(("template", "size"), [("cccd-front", "chat"), ("cc-back", "chat")])
def test_made_up_photos(template: str, size: str) -> None:
    made = sample(1_000_003, size=size, template=template)
    assert made.truth.qr
    assert read_qr(made.picture, made.truth.corners) == made.truth.qr
