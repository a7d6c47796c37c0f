"""The zone of cards and passports: found whichever way the page lies, read exactly or not at all."""

from datetime import date

import cv2
import numpy as np
import pytest

from integrations.vision.reading.mrz import read_mrz
from integrations.vision.reading.zone import rows_of
from integrations.vision.shapes import Flat, Picture
from tests.photos.pages import page
from tests.photos.people import person

TODAY = date(2026, 11, 1)
WITH_ZONE = ("cc-back", "cccd-back", "passport")
PER_MM = 8


def flat(template: str, seed: int = 3, turns: int = 0) -> Flat:
    """The page at 8 pixels a millimetre, lying so that ``turns`` quarter turns clockwise make it upright."""
    sheet = page(template, seed)
    size = (round(sheet.width * PER_MM), round(sheet.height * PER_MM))
    picture = cv2.resize(sheet.picture, size, interpolation=cv2.INTER_AREA)
    return lying(np.asarray(picture), turns)


def lying(picture: Picture, turns: int = 0) -> Flat:
    turned = np.ascontiguousarray(np.rot90(picture, turns))
    return Flat(turned, turned.shape[1] / PER_MM, turned.shape[0] / PER_MM, PER_MM)


def name_of(seed: int = 3) -> str:
    first, second = person(seed).passport_zone
    return " ".join(first[5:].replace("<", " ").split())


@pytest.mark.parametrize("template", WITH_ZONE)
@pytest.mark.parametrize("turns", range(4))
def test_whichever_way_the_page_lies(template: str, turns: int) -> None:
    who = person(3)
    read = read_mrz(flat(template, turns=turns), TODAY)
    assert read is not None
    card, told = read
    assert told == turns
    assert card.name == name_of()
    assert card.number == (who.passport if template == "passport" else who.number)
    assert card.sex == who.sex
    assert card.birth is not None and card.birth.full == who.birth
    assert card.expires is not None and card.expires.full == who.expires


@pytest.mark.parametrize("template", WITH_ZONE)
def test_leaning_unsharp_and_in_the_shade(template: str) -> None:
    picture = flat(template).picture
    height, width = picture.shape[:2]
    lean = cv2.getRotationMatrix2D((width / 2, height / 2), 1.2, 1)
    leaning = cv2.warpAffine(picture, lean, (width, height), borderMode=cv2.BORDER_REPLICATE)
    soft = cv2.GaussianBlur(leaning, (0, 0), 1.0) * np.linspace(1.0, 0.3, width)[None, :, None]
    noisy = soft + np.random.default_rng(5).normal(0, 3, soft.shape)
    read = read_mrz(lying(np.asarray(np.clip(noisy, 0, 255), np.uint8)), TODAY)
    assert read is not None
    assert read[0].name == name_of()


def test_a_row_that_is_half_covered_is_not_made_up() -> None:
    picture = flat("cc-back").picture.copy()
    row = rows_of(picture)[1]
    middle = round(row.middle())
    picture[middle - 8 : middle + 8, 200:330] = (205, 150, 120)
    assert read_mrz(lying(picture), TODAY) is None


def test_a_name_that_is_not_sure_is_left_out_and_the_rest_stays() -> None:
    """Names have no check digit; a finger covers the lower half of some letters."""
    picture = flat("cc-back").picture.copy()
    row = rows_of(picture)[2]
    low = round(row.middle())
    picture[low : low + 14, 60:150] = (205, 150, 120)
    read = read_mrz(lying(picture), TODAY)
    assert read is not None
    assert (read[0].number, read[0].name) == (person(3).number, "")


@pytest.mark.parametrize("template", ["cccd-front", "lease", "authorisation", "birth", "poor", "form"])
@pytest.mark.parametrize("turns", [0, 1])
def test_other_pages_have_no_zone(template: str, turns: int) -> None:
    assert read_mrz(flat(template, turns=turns), TODAY) is None


@pytest.mark.parametrize("shape", [(1, 1), (16, 4000), (4000, 16), (60, 60), (900, 1400)])
def test_anything_is_answered(shape: tuple[int, int]) -> None:
    white = np.full((*shape, 3), 255, np.uint8)
    noise = np.random.default_rng(4).integers(0, 255, white.shape, np.uint8)
    stripes = white.copy()
    stripes[:: max(2, shape[0] // 12)] = 0
    for picture in (white, noise, stripes):
        assert read_mrz(lying(picture), TODAY) is None
