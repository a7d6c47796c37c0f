"""Where a page lies in its photo, and how its sides and places are called once it is upright."""

from __future__ import annotations

import numpy as np
import pytest

from integrations.vision.judging.flatten import turned
from integrations.vision.judging.framing import SIDES, hidden_sides, leaning, share_of, upright_place, upright_side
from integrations.vision.shapes import Flat

INSIDE = np.array([[20, 20], [80, 20], [80, 60], [20, 60]], float)


@pytest.mark.parametrize(("move", "side"), [((0, -30), 0), ((30, 0), 1), ((0, 40), 2), ((-30, 0), 3)])
def test_a_side_beyond_the_picture_is_hidden(move: tuple[int, int], side: int) -> None:
    hidden = hidden_sides(INSIDE + move, 100, 80, 0.005)
    assert int(np.argmax(hidden)) == side
    assert hidden[side] == 1
    assert hidden[(side + 2) % 4] == 0


def test_a_side_on_the_very_border_is_hidden_and_one_near_it_is_not() -> None:
    border = INSIDE.copy()
    border[:, 0] = [20, 99, 99, 20]
    assert hidden_sides(border, 100, 80, 0.005)[1] == 1
    assert hidden_sides(border - (3, 0), 100, 80, 0.005).max() == 0


def test_share_and_leaning() -> None:
    assert share_of(INSIDE, 100, 80) == pytest.approx(0.3)
    assert leaning(INSIDE) == 1
    assert leaning(np.array([[30, 20], [60, 20], [80, 60], [20, 60]], float)) == pytest.approx(2)


@pytest.mark.parametrize("turns", range(4))
def test_sides_and_places_are_called_as_on_the_upright_page(turns: int) -> None:
    picture = np.zeros((40, 60, 3), np.uint8)
    picture[:4, 20:40] = 255
    upright = turned(Flat(picture, 60, 40, 1.0), turns).picture[:, :, 0]
    edges = [upright[:3].mean(), upright[:, -3:].mean(), upright[-3:].mean(), upright[:, :3].mean()]
    assert upright_side(0, turns) == SIDES[int(np.argmax(edges))]
    assert upright_place((0.5, 0.1), turns) == SIDES[int(np.argmax(edges))]


PLACES = [((0.1, 0.1), "top-left"), ((0.9, 0.5), "right"), ((0.5, 0.5), "middle"), ((0.9, 0.8), "bottom-right")]


@pytest.mark.parametrize(("spot", "place"), PLACES)
def test_places_have_names(spot: tuple[float, float], place: str) -> None:
    assert upright_place(spot, 0) == place
