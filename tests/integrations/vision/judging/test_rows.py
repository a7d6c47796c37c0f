"""Print is seen whichever way up it stands; stone, grain and a few marks are not print."""

from __future__ import annotations

import numpy as np
import pytest

from integrations.vision.judging.papers import A4, CARD, Size
from integrations.vision.judging.rows import print_in
from tests.integrations.vision.judging.drawn import corners_seen, page, photo


@pytest.mark.parametrize("roll", [0, 35, 90, 180, 250])
@pytest.mark.parametrize(("size", "per_mm"), [(A4, 6.0), (CARD, 14.0)], ids=["sheet", "card"])
@pytest.mark.parametrize("long", [1280, 3000])
def test_print_is_seen(size: Size, per_mm: float, roll: float, long: int) -> None:
    corners = corners_seen(size, long, long, 8, 4, roll, 0.65)
    assert print_in(photo(page(size, per_mm), corners, long, long))


@pytest.mark.parametrize("seed", range(4))
def test_stone_and_grain_are_not_print(seed: int) -> None:
    chance = np.random.default_rng(seed)
    coarse = chance.normal(140, 45, (480 >> seed, 640 >> seed, 3)).clip(0, 255).astype(np.uint8)
    ground = np.repeat(np.repeat(coarse, 1 << seed, axis=0), 1 << seed, axis=1)
    assert not print_in(ground)


@pytest.mark.parametrize("shape", [(1, 1), (1, 4000), (30, 30)])
def test_any_picture_can_be_asked(shape: tuple[int, int]) -> None:
    assert not print_in(np.zeros((*shape, 3), np.uint8))
