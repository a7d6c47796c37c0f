"""The same page has nearly the same fingerprint in any light, size and compression; another page has not."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from dialogs.fingerprints import distance, same_page
from integrations.vision.judging.fingerprint import CELLS, fingerprint
from integrations.vision.judging.flatten import flatten, turned
from integrations.vision.judging.papers import A4, CARD, Size
from integrations.vision.shapes import Flat, Picture
from tests.integrations.vision.judging.cards import card_back, card_flat, card_front
from tests.integrations.vision.judging.drawn import corners_seen, page, photo
from tests.integrations.vision.judging.drawn import flat as sheet_flat


def _again(flat: Flat) -> Flat:
    """Smaller, with other light, and compressed by a chat."""
    small = cv2.resize(flat.picture, None, fx=0.6, fy=0.6, interpolation=cv2.INTER_AREA)
    light = np.linspace(0.9, 0.5, small.shape[1])[None, :, None]
    _, written = cv2.imencode(".jpg", (small * light).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 60])
    return Flat(np.asarray(cv2.imdecode(written, cv2.IMREAD_COLOR), np.uint8), flat.width_mm, flat.height_mm, 1.0)


@pytest.mark.parametrize("flat", [sheet_flat(A4), card_flat(card_front(), CARD), card_flat(card_back(), CARD)])
def test_the_same_picture_once_more(flat: Flat) -> None:
    print_ = fingerprint(flat)
    assert len(print_) == CELLS // 4
    assert same_page(print_, fingerprint(_again(flat)))


@pytest.mark.parametrize(("size", "drawn"), [(A4, page(A4, 7)), (CARD, card_back(16))], ids=["sheet", "card"])
def test_the_same_paper_photographed_from_two_sides(size: Size, drawn: Picture) -> None:
    prints = []
    for lean, toward, roll in ((8, 3, 2), (-12, 10, -6)):
        corners = corners_seen(size, 1280, 1280, lean, toward, roll, 0.8)
        prints.append(fingerprint(flatten(photo(drawn, corners, 1280, 1280), corners)))
    assert same_page(*prints)


def test_other_pages_are_other_pages() -> None:
    pages = [sheet_flat(A4, seed=seed) for seed in range(3)] + [
        card_flat(card_front(), CARD),
        card_flat(card_back(), CARD),
    ]
    prints = [fingerprint(flat) for flat in pages]
    assert all(distance(one, other) > 0.15 for at, one in enumerate(prints) for other in prints[:at])
    assert distance(prints[0], fingerprint(turned(pages[0], 2))) > 0.3


def test_a_bare_page_has_none() -> None:
    assert fingerprint(Flat(np.full((400, 300, 3), 240, np.uint8), A4.width, A4.height, 1.0)) == ""


@pytest.mark.parametrize("shape", [(1, 1), (16, 16), (16, 3000), (3000, 16)])
def test_any_page_has_one_or_none(shape: tuple[int, int]) -> None:
    picture = np.random.default_rng(0).integers(0, 255, (*shape, 3)).astype(np.uint8)
    assert len(fingerprint(Flat(picture, CARD.width, CARD.height, 1.0))) in {0, CELLS // 4}
