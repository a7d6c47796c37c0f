"""Lines of papers: found, turned the right way up, and read with their Vietnamese marks and exact numbers."""

import cv2
import numpy as np
import pytest

from dialogs.checks.read_texts import offered, title_words
from integrations.vision.reading.text import find_lines, read_lines, read_page, upright_turns
from integrations.vision.shapes import Flat, Picture, TextLine
from tests.photos.pages import page
from tests.photos.people import person

PER_MM = 4.0


def flat(template: str, seed: int = 11, turns: int = 0) -> Flat:
    """The paper at 4 pixels a millimetre, a little soft, lying so that ``turns`` clockwise make it upright."""
    sheet = page(template, seed)
    size = (round(sheet.width * PER_MM), round(sheet.height * PER_MM))
    soft = cv2.GaussianBlur(cv2.resize(sheet.picture, size, interpolation=cv2.INTER_AREA), (0, 0), 0.6)
    return lying(np.asarray(soft, np.uint8), turns)


def lying(picture: Picture, turns: int = 0) -> Flat:
    turned = np.ascontiguousarray(np.rot90(picture, turns))
    return Flat(turned, turned.shape[1] / PER_MM, turned.shape[0] / PER_MM, PER_MM)


def pairs(lines: tuple[TextLine, ...]) -> list[tuple[str, float]]:
    return [(line.text, line.sure) for line in lines]


@pytest.mark.parametrize("template", ["birth", "lease", "student"])
def test_names_numbers_and_titles_of_a_paper(template: str) -> None:
    who, sheet = person(11), page(template, 11)
    lines = read_lines(flat(template))
    read = [(text.what, text.value) for text in offered(pairs(lines))]
    assert ("number", who.number) in read
    assert ("name", who.name) in read
    tall = [float(np.linalg.norm(line.box[3] - line.box[0])) for line in lines]
    assert any(sheet.lines["title"] in words for words in title_words(pairs(lines), tall))


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("template", ["authorisation", "poor"])
def test_the_way_up_is_told_from_the_lines(template: str, turns: int) -> None:
    assert upright_turns(flat(template, turns=turns)) == turns


def test_lines_come_from_top_to_bottom_in_the_upright_page() -> None:
    turns, lines = read_page(flat("poor", turns=3), None)
    assert turns == 3
    tops = [float(line.box[:, 1].mean()) for line in lines]
    assert len(tops) > 4
    assert all(below > above - 8 for above, below in zip(tops, tops[1:], strict=False))
    assert max(float(line.box[:, 0].max()) for line in lines) <= 210 * PER_MM + 8


def test_no_more_lines_are_read_than_wanted() -> None:
    assert len(read_lines(flat("birth"), most=3)) == 3


@pytest.mark.parametrize("shape", [(1, 1), (31, 900), (40, 40), (3000, 36), (700, 500)])
def test_anything_is_answered(shape: tuple[int, int]) -> None:
    white = np.full((*shape, 3), 255, np.uint8)
    assert find_lines(white) == []
    assert upright_turns(lying(white)) is None
    assert read_page(lying(white), None) == (None, ())
    noise = np.random.default_rng(6).integers(0, 255, white.shape, np.uint8)
    read_page(lying(noise), None)
