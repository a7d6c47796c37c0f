"""A screen's points make a regular pattern; paper, however it is lit, does not."""

from __future__ import annotations

import numpy as np
import pytest

from integrations.vision.judging.papers import CARD
from integrations.vision.judging.screens import Grid, flat_share, grid_of
from integrations.vision.shapes import Picture
from tests.integrations.vision.judging.cards import card_front
from tests.integrations.vision.judging.drawn import corners_seen, photo

CORNERS = corners_seen(CARD, 1280, 960, 4, 3, 2, 0.85)
PAPER = photo(card_front(16), CORNERS, 1280, 960)


def _striped(period: float, angle: float, swing: float) -> Picture:
    y, x = np.mgrid[0:960, 0:1280]
    wave = np.sin(2 * np.pi * (x * np.cos(angle) + y * np.sin(angle)) / period)
    return np.asarray(np.clip(PAPER * (1 + swing * wave[..., None]), 0, 255), np.uint8)


@pytest.mark.parametrize("period", [2.7, 4.3, 8.5])
@pytest.mark.parametrize("angle", [0.3, 1.2, 2.5])
def test_a_regular_pattern_stands_out(period: float, angle: float) -> None:
    paper, screen = grid_of(PAPER, CORNERS), grid_of(_striped(period, angle, 0.06), CORNERS)
    assert paper.usual < 100
    assert paper.shared < 60
    assert screen.usual > 212
    assert screen.shared > 155


def test_the_pattern_of_jpeg_blocks_is_not_one() -> None:
    blocks = PAPER.copy()
    blocks[::8] = np.clip(blocks[::8].astype(int) + 6, 0, 255)
    blocks[:, ::8] = np.clip(blocks[:, ::8].astype(int) + 6, 0, 255)
    assert grid_of(blocks, CORNERS).usual < 150


def test_a_page_too_small_for_places_says_nothing() -> None:
    assert grid_of(PAPER, corners_seen(CARD, 1280, 960, fill=0.15)) == Grid()
    assert grid_of(np.zeros((1, 1, 3), np.uint8), CORNERS) == Grid()


def test_one_exact_colour_is_counted_unless_it_is_white_or_black() -> None:
    picture = np.random.default_rng(5).integers(10, 240, (400, 600, 3)).astype(np.uint8)
    assert flat_share(picture) < 0.01
    picture[:200] = (34, 108, 190)
    assert flat_share(picture) == pytest.approx(0.5, abs=0.01)
    picture[:200] = 255
    assert flat_share(picture) < 0.01
