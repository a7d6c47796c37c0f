"""A blur of any kind is undone by what all codes have alike."""

import cv2
import numpy as np
import pytest
import segno

from integrations.vision.reading.blurred import likely
from integrations.vision.shapes import Array

PAYLOAD = "001090000018|012345678|Nguyễn Văn An|01121990|Nam|Số 12, Ngõ 45, Tân Kỳ, Tứ Kỳ, Hải Dương|25042021"
PER_MM = 12.0


def modules(payload: str = PAYLOAD) -> Array:
    """True where dark."""
    return np.array([[bool(dark) for dark in row] for row in segno.make(payload, error="m", boost_error=False).matrix])


def print_of(dark: Array, lean: float = 0.0) -> Array:
    """The code 14.6 mm wide on light paper, turned by some degrees."""
    side = round(14.6 * PER_MM)
    cells = np.kron(np.where(dark, 40, 230).astype(np.uint8), np.ones((12, 12), np.uint8))
    paper = np.full((264, 264), 230, np.uint8)
    paper[50 : 50 + side, 45 : 45 + side] = cv2.resize(cells, (side, side), interpolation=cv2.INTER_AREA)
    turn = cv2.getRotationMatrix2D((132, 132), lean, 1)
    return np.asarray(cv2.warpAffine(paper, turn, (264, 264), flags=cv2.INTER_CUBIC, borderValue=230))


def blurred(picture: Array, kernel: Array, noise: float = 2.0) -> Array:
    soft = cv2.filter2D(picture, cv2.CV_32F, kernel / kernel.sum())
    return np.asarray(np.clip(soft + np.random.default_rng(1).normal(0, noise, soft.shape), 0, 255), np.uint8)


def disk(radius: float) -> Array:
    down, across = np.mgrid[-8:9, -8:9]
    return np.asarray(np.clip(radius + 0.5 - np.hypot(down, across), 0, 1), np.float32)


def line(length: float, degrees: float) -> Array:
    down, across = np.mgrid[-8:9, -8:9]
    way = np.radians(degrees)
    beyond = np.maximum(np.abs(across * np.cos(way) + down * np.sin(way)) - length / 2, 0)
    beside = down * np.cos(way) - across * np.sin(way)
    return np.asarray(np.clip(1 - np.hypot(beyond, beside), 0, 1), np.float32)


def best(picture: Array, dark: Array) -> float:
    """Share of the modules that are right in the best of all readings; 0 when there is none."""
    return max((float((one == dark).mean()) for one in likely(picture, PER_MM) if one.shape == dark.shape), default=0.0)


@pytest.mark.parametrize("lean", [0.0, 2.0, -3.0])
def test_a_clear_code_is_read_without_a_single_wrong_module(lean: float) -> None:
    dark = modules()
    assert best(print_of(dark, lean), dark) == 1.0


@pytest.mark.parametrize("kernel", [disk(4.2), line(7, 0), line(7, 90), line(10, 50)])
def test_a_blur_wider_than_a_module_is_undone(kernel: Array) -> None:
    dark = modules()
    picture = blurred(print_of(dark), kernel)
    side = 14.6 * PER_MM / len(dark)
    at = ((np.arange(len(dark)) + 0.5) * side - 0.5).astype(int)
    as_it_is = picture[50 + at][:, 45 + at] < 135
    assert float((as_it_is == dark).mean()) < 0.9, "else nothing had to be undone"
    assert best(picture, dark) > 0.97


@pytest.mark.parametrize("version", [6, 7, 9, 11])
def test_codes_of_all_sizes(version: int) -> None:
    """The more modules, the smaller they are on the same place."""
    code = segno.make(PAYLOAD[: 20 + version], version=version, error="m", boost_error=False)
    dark = np.array([[bool(one) for one in row] for row in code.matrix])
    assert best(print_of(dark), dark) > 0.99


@pytest.mark.parametrize("shape", [(1, 1), (3, 200), (40, 40), (264, 264)])
def test_a_picture_without_a_code_has_no_modules(shape: tuple[int, int]) -> None:
    assert list(likely(np.full(shape, 255, np.uint8), PER_MM)) == []
    noise = np.random.default_rng(2).integers(0, 255, shape, np.uint8)
    assert list(likely(noise, PER_MM)) == []
