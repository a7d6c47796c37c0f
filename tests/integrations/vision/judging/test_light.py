"""Light is measured on what the photo shows of the page, and glare is found where it is."""

from __future__ import annotations

import numpy as np
import pytest

from integrations.vision.judging.flatten import flatten, seen_part, turned
from integrations.vision.judging.light import brightness, light_of
from integrations.vision.judging.papers import A4, CARD, Size
from integrations.vision.shapes import Flat
from tests.integrations.vision.judging.drawn import corners_seen, flat


@pytest.mark.parametrize("size", [A4, CARD])
@pytest.mark.parametrize(("x", "y"), [(0.3, 0.2), (0.7, 0.8)])
def test_a_burnt_spot_is_measured_and_found(size: Size, x: float, y: float) -> None:
    page = flat(size, 6.0)
    height, width = page.picture.shape[:2]
    page.picture[
        round((y - 0.1) * height) : round((y + 0.1) * height), round((x - 0.1) * width) : round((x + 0.1) * width)
    ] = 255
    light = light_of(page)
    assert light.burnt == pytest.approx(0.04, rel=0.1)
    assert light.spot == pytest.approx((x, y), abs=0.02)


def test_white_print_and_single_pixels_are_no_glare() -> None:
    page = flat(A4, 6.0)
    page.picture[::7, ::9] = 255
    page.picture[300:304] = 255
    assert light_of(page).burnt == 0


def test_levels() -> None:
    picture = np.full((400, 300, 3), 60, np.uint8)
    picture[:80] = 200
    light = light_of(Flat(picture, A4.width, A4.height, 1.4))
    assert (light.bright, light.middle) == (200, 60)
    assert brightness(picture) == 200


@pytest.mark.parametrize("turns", range(4))
def test_what_lies_outside_the_photo_does_not_count(turns: int) -> None:
    corners = corners_seen(CARD, 640, 480) + (250, 0)
    page = turned(flatten(np.full((480, 640, 3), 90, np.uint8), corners), turns)
    seen = seen_part(page, corners, 640, 480, (64, 64))
    whole = page.picture.min(axis=2) < 255
    assert float(seen.mean()) == pytest.approx(float(whole.mean()), abs=0.02)
    light = light_of(page, seen)
    assert light.bright == pytest.approx(90, abs=1)
    assert light.burnt == 0
