"""The width of edges is measured in millimetres, whatever the resolution, and in the direction they widened in."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from integrations.vision.judging.papers import A4, CARD
from integrations.vision.judging.strokes import Edges, edges_of
from integrations.vision.shapes import Flat, Picture
from tests.integrations.vision.judging.drawn import page

SHARP = page(CARD, 24)


def _seen(drawn: Picture, per_mm: float) -> Edges:
    size = (round(CARD.width * per_mm), round(CARD.height * per_mm))
    small = np.asarray(cv2.resize(drawn, size, interpolation=cv2.INTER_AREA), np.uint8)
    edges = edges_of(Flat(small, CARD.width, CARD.height, per_mm))
    assert edges is not None
    return edges


@pytest.mark.parametrize("blur", [0.2, 0.3, 0.4])
def test_blur_is_measured_alike_at_every_resolution(blur: float) -> None:
    blurred = cv2.GaussianBlur(SHARP, (0, 0), blur * 24)
    fine, coarse = _seen(blurred, 12.0).widths, _seen(blurred, 6.0).widths
    assert fine == pytest.approx(coarse, rel=0.15)
    assert all(0.6 * blur < width < 1.2 * blur for width in fine)


def test_sharp_print_has_narrow_edges() -> None:
    assert _seen(SHARP, 12.0).widest < 0.1


@pytest.mark.parametrize(("across", "turn"), [(True, 0), (False, 2)])
def test_a_camera_that_moved_widens_edges_across_its_way(across: bool, turn: int) -> None:
    length = round(1.0 * 24)
    smeared = cv2.blur(SHARP, (length, 1) if across else (1, length))
    widths = _seen(smeared, 9.0).widths
    assert int(np.argmax(widths)) == turn
    assert widths[turn] > 2 * widths[(turn + 2) % 4]


def test_contrast_is_that_of_print() -> None:
    faint = (200 + SHARP * 0.2).astype(np.uint8)
    assert _seen(faint, 9.0).contrast < 0.3 * _seen(SHARP, 9.0).contrast


@pytest.mark.parametrize("shape", [(16, 16), (16, 400), (60, 90), (900, 1400)])
def test_a_bare_page_has_no_edges(shape: tuple[int, int]) -> None:
    assert edges_of(Flat(np.full((*shape, 3), 230, np.uint8), A4.width, A4.height, 1.0)) is None
