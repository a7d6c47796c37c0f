"""A passport that lies open: its picture page is taken, whichever way it lies, and nothing else is cut in half."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from dialogs.documents import Fault, Flaw
from integrations.vision import finding
from integrations.vision.finding.lines import clockwise, overlap
from integrations.vision.judging.booklets import opened
from integrations.vision.judging.flatten import flatten
from integrations.vision.judging.papers import A4, PASSPORT_PAGE, Size, is_paper_like
from integrations.vision.scan import scan
from integrations.vision.shapes import Corners, Found, Picture
from tests.integrations.vision.judging.cards import passport
from tests.integrations.vision.judging.drawn import corners_seen, page, photo

BOOKLET = Size(PASSPORT_PAGE.width, 2 * PASSPORT_PAGE.height)
SIDE = 1200


@pytest.fixture(scope="module", autouse=True)
def _nets() -> None:
    finding.prepare()


def _seen(paper: Picture, size: Size) -> tuple[Picture, Corners]:
    corners = corners_seen(size, SIDE, SIDE, lean=18, roll=7)
    return photo(paper, corners, SIDE, SIDE), corners


def _booklet(upside_down: bool) -> Picture:
    """Both pages: the bare one above, the picture's page below."""
    below = passport(seed=1)
    above = np.full_like(below, (208, 200, 212))
    above[-6:] = 170
    both = np.vstack([above, below])
    return np.ascontiguousarray(both[::-1, ::-1]) if upside_down else both


def _half(corners: Corners, upper: bool) -> Corners:
    square = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    way = cv2.getPerspectiveTransform(square, corners.astype(np.float32))
    own = np.array([square * (1, 0.5) + (0, 0 if upper else 0.5)], np.float32)
    return clockwise(cv2.perspectiveTransform(own, way)[0])


@pytest.mark.parametrize("upside_down", [False, True])
def test_the_page_with_the_zone_is_taken(upside_down: bool) -> None:
    picture, corners = _seen(_booklet(upside_down), BOOKLET)
    found = opened(picture, Found(corners, 0.9), flatten(picture, corners))
    assert found is not None
    assert overlap(clockwise(found.corners), _half(corners, upper=upside_down)) > 0.97


@pytest.mark.parametrize("seed", range(3))
def test_a_sheet_stays_whole(seed: int) -> None:
    picture, corners = _seen(page(A4, 4.0, seed), A4)
    assert opened(picture, Found(corners, 0.9), flatten(picture, corners)) is None


def test_one_page_alone_stays_whole() -> None:
    picture, corners = _seen(passport(seed=2), PASSPORT_PAGE)
    assert opened(picture, Found(corners, 0.9), flatten(picture, corners)) is None


@pytest.mark.parametrize(
    ("size", "may_be"),
    [
        (A4, True),
        (PASSPORT_PAGE, True),
        (Size(85.6, 53.98), True),
        (Size(210, 205), False),  # a sheet that seems to end at its fold
        (Size(700, 297), False),  # a sheet and what lies beside it
    ],
)
def test_outlines_that_papers_have(size: Size, may_be: bool) -> None:
    assert is_paper_like(corners_seen(size, SIDE, SIDE, lean=18, roll=7), SIDE, SIDE) is may_be


@pytest.mark.parametrize(("size", "may_be"), [(A4, True), (Size(210, 205), False)])
def test_a_shape_that_no_paper_has_is_not_cropped_unasked(size: Size, may_be: bool) -> None:
    picture, corners = _seen(page(size, 4.0, 1), size)
    scanned = scan(picture, reading=False)
    assert overlap(clockwise(np.array(scanned.look.corners) * SIDE - 0.5), clockwise(corners)) > 0.9, "found it was"
    assert (scanned.scan is not None) is may_be
    assert (scanned.look.faults == (Fault(Flaw.UNSURE),)) is not may_be
