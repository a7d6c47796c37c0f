"""Where in a photo the code of a card can stand: at two ends of the card, or wherever it looks like a code."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from integrations.vision.shapes import Array, Corners

ACROSS_MM: Final = 22.0
"""A place holds the code of 13 to 15 mm, its quiet zone and what wrong corners cost."""
CARD_MM: Final = (85.6, 54.0)
RIGHT_MM: Final = 86.6
TOP_MM: Final = -1.0
"""The place's right and upper side on the card: on both kinds of card the code stands in the upper right corner."""
SQUARE: Final = 1.15
"""Below this proportion of its sides a card is so tilted that either pair can be the long one."""
MOST: Final = 3
"""Places tried in a photo without corners."""
SIDES: Final = (64, 104, 168)
"""Sides of codes looked for, in pixels of the reduced photo: cards across a third to nine tenths of it."""
_STEP: Final = 4
"""How much smaller than the reduced photo the map of codes is."""
_PIXELS: Final = 132
"""Pixels across a place when it is asked how much it looks like a code."""


def likely_places(small: Array, scale: float, corners: Corners | None) -> list[Corners]:
    """Squares in the photo that may hold the code, likeliest first, each clockwise in pixels of the photo.

    ``small``: the photo in grey, ``scale`` times smaller. ``corners``: the card's in the photo.
    """
    if corners is None:
        return [_scaled(place, scale) for place in _by_texture(small)]
    reduced = (np.asarray(corners, np.float64) + 0.5) / scale - 0.5
    places = [_on_card(np.roll(reduced, -turns, axis=0)) for turns in _turns(reduced)]
    return [_scaled(place, scale) for place in sorted(places, key=lambda place: -_likeness(small, place))]


def around(code: Corners) -> Corners:
    """The place around a code that was seen but not read."""
    middle = code.mean(axis=0)
    return np.asarray(middle + (code - middle) * (ACROSS_MM / _CODE_MM))


_CODE_MM: Final = 14.0


def _scaled(place: Corners, scale: float) -> Corners:
    return np.asarray((place + 0.5) * scale - 0.5)


def _turns(corners: Corners) -> tuple[int, ...]:
    """By how many corners the list can be turned so that a long side comes first, which is then the upper or lower."""
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    first, second = sides[0] + sides[2], sides[1] + sides[3]
    if max(first, second) < SQUARE * min(first, second):
        return (0, 1, 2, 3)
    return (0, 2) if first > second else (1, 3)


def _on_card(corners: Corners) -> Corners:
    """The place at the upper right of a card whose upper left corner comes first."""
    width, height = CARD_MM
    card = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(card, corners.astype(np.float32))
    left, low = RIGHT_MM - ACROSS_MM, TOP_MM + ACROSS_MM
    place = np.array([[[left, TOP_MM], [RIGHT_MM, TOP_MM], [RIGHT_MM, low], [left, low]]])
    return np.asarray(cv2.perspectiveTransform(place, matrix)[0], np.float64)


def _likeness(small: Array, place: Corners) -> float:
    """How much dark and light alternate there, in both directions alike."""
    square = np.array([[0, 0], [_PIXELS, 0], [_PIXELS, _PIXELS], [0, _PIXELS]], np.float32)
    matrix = cv2.getPerspectiveTransform(square, place.astype(np.float32))
    patch = cv2.warpPerspective(small, matrix, (_PIXELS, _PIXELS), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    across, down = (cv2.Sobel(patch, cv2.CV_32F, *way, ksize=3) for way in ((1, 0), (0, 1)))
    return min(float(np.abs(across).mean()), float(np.abs(down).mean()))


def _by_texture(small: Array) -> list[Corners]:
    """Squares where dark and light alternate most in both directions, once for each size of code."""
    height, width = (side // _STEP for side in small.shape)
    if min(height, width) * _STEP < SIDES[0]:
        return []
    across, down = (cv2.convertScaleAbs(cv2.Sobel(small, cv2.CV_16S, *way, ksize=3)) for way in ((1, 0), (0, 1)))
    across, down = (cv2.resize(way, (width, height), interpolation=cv2.INTER_AREA) for way in (across, down))
    found = []
    for side in SIDES:
        window = (side // _STEP, side // _STEP)
        edges = [cv2.blur(way, window, borderType=cv2.BORDER_CONSTANT).astype(np.float32) for way in (across, down)]
        likeness = np.minimum(*edges)
        # A window of twice the side holds the code and its quiet ground: a code is lonely, newsprint is not.
        lonely = likeness - 0.5 * cv2.blur(likeness, (2 * window[0], 2 * window[1]))
        _, value, _, (x, y) = cv2.minMaxLoc(lonely)
        found.append((value, _square((x + 0.5) * _STEP, (y + 0.5) * _STEP, side * ACROSS_MM / _CODE_MM)))
    return [place for _, place in sorted(found, key=lambda one: -one[0])][:MOST]


def _square(x: float, y: float, side: float) -> Corners:
    half = side / 2
    return np.array([[x - half, y - half], [x + half, y - half], [x + half, y + half], [x - half, y + half]])
