"""Where pictures stand on A4 sheets: sizes and places in millimetres, (0, 0) being a sheet's lower left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

A4: Final = (210.0, 297.0)
MARGIN: Final = 10.0
"""Around a picture whose true size is not known; a scan of a whole sheet fills the sheet, as a scanner's does."""
BLEED: Final = 3.0
"""Millimetres by which a paper may seem larger than A4 and still be taken for A4: the edges are measured in a photo."""
CARD_WIDTH: Final = 85.6
"""ISO/IEC 7810, ID-1."""
CARD_HEIGHT: Final = 53.98
CARD_SCALE: Final = 1.5
"""Cards are shown larger than life, so that their smallest print survives a poor printer."""
CARD_GAP: Final = 20.0
CARDS_ON_A_SHEET: Final = 2


@dataclass(frozen=True, slots=True)
class Size:
    """A picture in pixels; ``per_mm``: pixels per millimetre of the paper on it, 0 when that is not known."""

    width: int
    height: int
    per_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a picture stands; ``picture`` is its number."""

    picture: int
    left: float
    bottom: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with the pictures on it."""

    width: float
    height: float
    places: tuple[Place, ...]


def page_of(picture: int, size: Size) -> Sheet:
    """One picture in the middle of an upright or a lying A4 sheet: in its true size where that is known and fits, else
    as large as the margins allow."""
    if true := _true_size(size):
        across, down = A4[::-1] if true[0] > A4[0] + BLEED else A4
        scale = min(1.0, across / true[0], down / true[1])
        return _centred(picture, across, down, true[0] * scale, true[1] * scale)
    across, down = A4[::-1] if size.width > size.height else A4
    scale = min((across - 2 * MARGIN) / size.width, (down - 2 * MARGIN) / size.height)
    return _centred(picture, across, down, size.width * scale, size.height * scale)


def cards_of(sizes: list[Size]) -> list[Sheet]:
    """Front and back together, one above the other, each as wide as ``CARD_SCALE`` cards."""
    numbered = list(enumerate(sizes))
    groups = [numbered[at : at + CARDS_ON_A_SHEET] for at in range(0, len(numbered), CARDS_ON_A_SHEET)]
    return [_stacked(group) for group in groups]


def _true_size(size: Size) -> tuple[float, float] | None:
    """Millimetres, when they are known and fit an A4 sheet in one of its two positions."""
    if not size.per_mm:
        return None
    width, height = size.width / size.per_mm, size.height / size.per_mm
    short, long = sorted((width, height))
    return (width, height) if short <= A4[0] + BLEED and long <= A4[1] + BLEED else None


def _centred(picture: int, across: float, down: float, width: float, height: float) -> Sheet:
    place = Place(picture, (across - width) / 2, (down - height) / 2, width, height)
    return Sheet(across, down, (place,))


def _stacked(group: list[tuple[int, Size]]) -> Sheet:
    boxes = [_card_box(size) for _, size in group]
    top = (A4[1] + sum(height for _, height in boxes) + CARD_GAP * (len(boxes) - 1)) / 2
    places = []
    for (picture, _), (width, height) in zip(group, boxes, strict=True):
        top -= height
        places.append(Place(picture, (A4[0] - width) / 2, top, width, height))
        top -= CARD_GAP
    return Sheet(*A4, tuple(places))


def _card_box(size: Size) -> tuple[float, float]:
    """As wide as a card, unless it is a picture of another shape, which then fits a card's height."""
    scale = min(CARD_SCALE * CARD_WIDTH / size.width, _TALLEST * CARD_SCALE * CARD_HEIGHT / size.height)
    return size.width * scale, size.height * scale


_TALLEST: Final = 1.5
"""A card photographed with some of the table around it is still shown as wide as a card."""
