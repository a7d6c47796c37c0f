"""The width of edges is measured in millimetres, whatever the resolution, and a moving camera pulls them its way."""

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


@pytest.mark.parametrize("angle", [0, 30, 45, 90, 135])
@pytest.mark.parametrize("length", [0.8, 1.4])
def test_edges_are_pulled_the_way_the_camera_moved(angle: int, length: float) -> None:
    reach = round(length * 24)
    kernel = np.zeros((2 * reach + 1, 2 * reach + 1), np.float32)
    way = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))]) * reach / 2
    ends = np.rint(reach + np.array([-way, way])).astype(int)
    cv2.line(kernel, tuple(map(int, ends[0])), tuple(map(int, ends[1])), 1.0, 1)
    pull = np.array(_seen(np.asarray(cv2.filter2D(SHARP, -1, kernel / kernel.sum()), np.uint8), 9.0).pull)
    towards = np.array([np.cos(2 * np.radians(angle)), np.sin(2 * np.radians(angle))])
    assert np.linalg.norm(pull) > 0.3
    assert pull @ towards > 0.75 * np.linalg.norm(pull)


@pytest.mark.parametrize("blur", [0.0, 0.15, 0.3])
def test_out_of_focus_nothing_pulls(blur: float) -> None:
    blurred = cv2.GaussianBlur(SHARP, (0, 0), blur * 24) if blur else SHARP
    assert np.hypot(*_seen(blurred, 9.0).pull) < 0.3


def test_slopes_are_those_of_the_print() -> None:
    faint = (200 + SHARP * 0.2).astype(np.uint8)
    assert max(_seen(faint, 9.0).slopes) < 0.3 * max(_seen(SHARP, 9.0).slopes)


@pytest.mark.parametrize("shape", [(16, 16), (16, 400), (60, 90), (900, 1400)])
def test_a_bare_page_has_no_edges(shape: tuple[int, int]) -> None:
    assert edges_of(Flat(np.full((*shape, 3), 230, np.uint8), A4.width, A4.height, 1.0)) is None
