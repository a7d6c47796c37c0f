"""The marked thumbnail is small, points at the right place, and says good or not by more than colour."""

from __future__ import annotations

import numpy as np
import pytest

from dialogs.documents import Fault, Flaw
from integrations.vision.judging.marking import THUMBNAIL_SIDE, marked, place_of
from integrations.vision.judging.signs import AMBER, GREEN, RED
from integrations.vision.shapes import Found, Picture

GREY = np.full((960, 1280, 3), 90, np.uint8)
FOUND = Found(np.array([[300, 200], [1000, 200], [1000, 760], [300, 760]], float), 0.9)


def _has(picture: Picture, colour: tuple[int, int, int]) -> np.ndarray:
    return (np.abs(picture.astype(int) - colour).max(axis=2) < 12).astype(bool)


def test_a_good_page_is_framed_in_green_and_ticked() -> None:
    seen = marked(GREY, FOUND, ())
    assert max(seen.shape) == THUMBNAIL_SIDE
    green = _has(seen, GREEN)
    assert green[100, 160:490].mean() > 0.95, "the line is unbroken"
    assert green[200:280, 280:370].any(), "the tick stands in the middle"
    assert not _has(seen, AMBER).any()


@pytest.mark.parametrize("flaw", Flaw)
def test_every_flaw_has_its_own_sign(flaw: Flaw) -> None:
    seen = marked(GREY, FOUND, (Fault(flaw),))
    others = [marked(GREY, FOUND, (Fault(other),)) for other in Flaw if other is not flaw]
    assert all((seen != other).any(axis=2).sum() > 100 for other in others)
    amber = _has(seen, AMBER)
    assert 0.2 < amber[100, 160:490].mean() < 0.8, "the line is broken"
    assert not _has(seen, GREEN).any()


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("side", ["top", "right", "bottom", "left"])
def test_the_cut_side_is_red_where_the_photo_shows_it(side: str, turns: int) -> None:
    seen = _has(marked(GREY, FOUND, (Fault(Flaw.CUT, side),), turns), RED)
    strips = [seen[95:105], seen[:, 495:505], seen[375:385], seen[:, 145:155]]
    sides = ["top", "right", "bottom", "left"]
    assert sides[(int(np.argmax([strip.sum() for strip in strips])) + turns) % 4] == side


@pytest.mark.parametrize("where", ["top-left", "bottom-right", "middle", "right"])
def test_a_ring_lies_round_the_glare(where: str) -> None:
    red = np.argwhere(_has(marked(GREY, FOUND, (Fault(Flaw.GLARE, where),)), RED))
    down, across = red.mean(axis=0)
    x, y = place_of(where)
    assert across == pytest.approx(150 + 350 * x, abs=12)
    assert down == pytest.approx(100 + 280 * y, abs=12)


@pytest.mark.parametrize("shape", [(1, 1), (3, 2000), (2000, 3), (30, 30)])
@pytest.mark.parametrize("flaw", [Flaw.CUT, Flaw.GLARE, Flaw.FAR])
def test_any_picture_can_be_marked(shape: tuple[int, int], flaw: Flaw) -> None:
    picture = np.zeros((*shape, 3), np.uint8)
    for found in (None, FOUND, Found(np.full((4, 2), np.nan), 0.1)):
        seen = marked(picture, found, (Fault(flaw, "left"),))
        assert max(seen.shape) <= THUMBNAIL_SIDE


def test_the_photo_itself_stays_as_it_is() -> None:
    photo = GREY[:480, :600].copy()
    marked(photo, FOUND, ())
    assert (photo == 90).all()
