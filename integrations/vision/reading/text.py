"""Finds the lines of text on a flattened page, tells which way up they stand, and reads the ones that matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from integrations.vision.reading.lines import read_text, read_vietnamese, stand_upright
from integrations.vision.reading.models import line_finder
from integrations.vision.shapes import Array, Corners, Flat, Picture, TextLine

LOOKED_AT: Final = 640
"""Long side in pixels at which lines are looked for: letters of 2 mm on A4 still have four pixels."""
INK: Final = 0.3
"""Score above which a pixel belongs to a line."""
LEAST_SCORE: Final = 0.5
"""Mean score of a box below which it is no text."""
GROWN: Final = 1.6
"""How far a box is grown: the finder marks the core of a line, not its marks above and below."""
MOST_BOXES: Final = 120
MOST_READ: Final = 13
"""Lines that are read of one page."""
MOST_WIDTH: Final = 120.0
"""Of all lines that are read together, in heights of each: what can be read in half a second."""
TALLEST: Final = 3
TALL: Final = 0.85
"""Lines of the title: so many at most, in the upper part of the page, with letters nearly as tall as the tallest."""
TITLE_PART: Final = 0.42
LEAST_TITLE: Final = 2.8
"""Widths of a title in its heights; most signatures have less."""
FULL: Final = 0.9
"""Of the widest line's width: so wide are lines of running text, which hold names and numbers less often."""
ENOUGH: Final = 80.0
"""As ``MOST_WIDTH``: lines of running text are read until there is so much."""
LEAST_TEXT: Final = 0.3
"""Length of all lines together, in long sides of the page, below which nothing is told from them."""
ASKED: Final = 6
"""The longest lines, which are asked which way up they stand."""
LEAST_SIDE: Final = 32
"""Pixels of a page on which lines can be."""
LEAST_LONG: Final = 2.5
"""Widths of a line in its heights: what is shorter is a number of a page, a stamp, a flourish."""
_LEAST_HEIGHT: Final = 6.0
_MEAN, _SPREAD = (np.array(three, np.float32) for three in ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)))


@dataclass(frozen=True, slots=True, eq=False)
class _Box:
    """Where a line stands: its corners, clockwise from its upper left one, and its width and height in pixels."""

    corners: Corners
    width: float
    height: float

    def middle(self) -> float:
        return float(self.corners[:, 1].mean())

    def left(self) -> float:
        return float(self.corners[:, 0].min())


def read_page(flat: Flat, turns: int | None, most: int = MOST_READ) -> tuple[int | None, tuple[TextLine, ...]]:
    """(quarter turns clockwise that make it upright, the lines that matter, from top to bottom).

    ``turns`` when they are known already; else they are told from the lines, None when there are too few.
    """
    boxes = find_lines(flat.picture)
    if turns is None and (turns := _turns(flat.picture, boxes)) is None:
        return None, ()
    upright = np.ascontiguousarray(np.rot90(flat.picture, -turns))
    standing = [_turned(box, flat.picture.shape[:2], turns) for box in boxes]
    chosen = _in_order(_chosen([_measured(box) for box in standing], upright.shape[0], most))
    tallest = max((box.height for box in chosen), default=0.0)
    read = (_read(upright, box, large=box.height >= TALL * tallest) for box in chosen)
    return turns, tuple(line for line in read if line is not None)


def read_lines(flat: Flat, most: int = MOST_READ) -> tuple[TextLine, ...]:
    """The lines that matter on an upright page, from top to bottom."""
    return read_page(flat, 0, most)[1]


def upright_turns(flat: Flat) -> int | None:
    """Quarter turns clockwise that make the page upright, told from its lines; None when it has too few."""
    return _turns(flat.picture, find_lines(flat.picture))


def find_lines(picture: Picture) -> list[Corners]:
    """The boxes of all lines, upper left corner first, from top to bottom; at most ``MOST_BOXES``."""
    height, width = picture.shape[:2]
    if min(height, width) < LEAST_SIDE:
        return []
    scale = min(1.0, LOOKED_AT / max(height, width))
    size = (max(32, round(width * scale / 32) * 32), max(32, round(height * scale / 32) * 32))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    values = np.asarray(((small - _MEAN) / _SPREAD).transpose(2, 0, 1)[None], np.float32)
    session = line_finder()
    scores = np.asarray(session.run(None, {session.get_inputs()[0].name: values})[0], np.float32)[0, 0]
    factor = np.array([width / size[0], height / size[1]])
    outlines, _ = cv2.findContours((scores > INK).astype(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    largest = sorted(outlines, key=len, reverse=True)[:MOST_BOXES]
    boxes = [box for outline in largest if (box := _box(outline, scores)) is not None]
    return sorted((box * factor for box in boxes), key=lambda box: float(box[:, 1].mean()))


def _box(outline: Array, scores: Array) -> Corners | None:
    middle, (one, other), angle = cv2.minAreaRect(outline)
    if min(one, other) < 3:
        return None
    x, y, w, h = cv2.boundingRect(outline)
    mask = np.zeros((h, w), np.uint8)
    cv2.fillPoly(mask, [np.asarray(outline - (x, y), np.int32)], (1,))
    if cv2.mean(scores[y : y + h, x : x + w], mask)[0] < LEAST_SCORE:
        return None
    grown = one * other * GROWN / (one + other)
    corners = cv2.boxPoints((middle, (one + grown, other + grown), angle))
    return _upper_left_first(np.asarray(corners, np.float64))


def _upper_left_first(corners: Corners) -> Corners:
    ordered = corners[np.argsort(np.arctan2(*(corners - corners.mean(0)).T[::-1]))]
    return np.asarray(np.roll(ordered, -int(ordered.sum(1).argmin()), 0))


def _turned(box: Corners, size: tuple[int, ...], turns: int) -> Corners:
    """The box after quarter turns clockwise of a picture of this (height, width), upper left corner first again."""
    height, width = size[0], size[1]
    for _ in range(turns % 4):
        box = np.column_stack((height - 1 - box[:, 1], box[:, 0]))
        height, width = width, height
    return _upper_left_first(box) if turns % 4 else box


def _measured(box: Corners) -> _Box:
    return _Box(box, float(np.linalg.norm(box[1] - box[0])), float(np.linalg.norm(box[3] - box[0])))


def _chosen(boxes: Sequence[_Box], height: int, most: int) -> list[_Box]:
    """The title first, then the shorter lines below it, until there is enough to read."""
    upper = [box for box in boxes if box.middle() < height * TITLE_PART and box.width >= LEAST_TITLE * box.height]
    upper = sorted(upper, key=lambda box: -box.height)[:TALLEST]
    title = [box for box in upper if box.height >= TALL * upper[0].height]
    start = min((box.middle() for box in title), default=0.0)
    below = sorted((box for box in boxes if box.middle() >= start and box not in title), key=_Box.middle)
    full = FULL * max((box.width for box in boxes), default=0.0)
    chosen, together = list[_Box](), 0.0
    for box in (*title, *sorted(below, key=lambda box: box.width >= full)):
        long = box.width / max(box.height, _LEAST_HEIGHT)
        room = (ENOUGH if box.width >= full and box not in title else MOST_WIDTH) - together
        if len(chosen) < most and LEAST_LONG <= long <= room:
            chosen.append(box)
            together += long
    return chosen


def _in_order(boxes: Sequence[_Box]) -> list[_Box]:
    """From top to bottom, and on one level from left to right."""
    ordered: list[_Box] = []
    for box in sorted(boxes, key=_Box.middle):
        at = len(ordered)
        while at and box.middle() - ordered[at - 1].middle() < box.height / 3 and box.left() < ordered[at - 1].left():
            at -= 1
        ordered.insert(at, box)
    return ordered


def _read(picture: Picture, box: _Box, large: bool) -> TextLine | None:
    strip = cut(picture, box.corners)
    if strip is None:
        return None
    read = read_vietnamese(strip, 1.0) if large else read_text(strip)
    return TextLine(read.text, read.sure, box.corners) if read.text else None


def cut(picture: Picture, box: Corners) -> Picture | None:
    """The line in this box, straightened; None when it is too small to be read."""
    width = float(np.linalg.norm(box[1] - box[0]))
    height = float(np.linalg.norm(box[3] - box[0]))
    if min(width, height) < _LEAST_HEIGHT:
        return None
    target = np.array([[0, 0], [width, 0], [width, height]], np.float32)
    move = cv2.getAffineTransform(box[[0, 1, 2]].astype(np.float32), target)
    size = (round(width), round(height))
    return np.asarray(cv2.warpAffine(picture, move, size, borderMode=cv2.BORDER_REPLICATE), np.uint8)


def _turns(picture: Picture, boxes: Sequence[Corners]) -> int | None:
    """From the direction of the lines, then from the look of the longest ones."""
    wide = sum(_long(box) for box in boxes if np.ptp(box[:, 0]) > np.ptp(box[:, 1]) * 1.5)
    tall = sum(_long(box) for box in boxes if np.ptp(box[:, 1]) > np.ptp(box[:, 0]) * 1.5)
    if max(wide, tall) < LEAST_TEXT * max(picture.shape[:2]):
        return None
    turn = 0 if wide >= tall else 1
    turned = np.ascontiguousarray(np.rot90(picture, -turn))
    lines = sorted((_turned(box, picture.shape[:2], turn) for box in boxes), key=_long, reverse=True)[:ASKED]
    strips = [strip for box in lines if (strip := cut(turned, box)) is not None]
    if not strips:
        return None
    return turn if stand_upright(strips) else turn + 2


def _long(box: Corners) -> float:
    return float(max(np.ptp(box[:, 0]), np.ptp(box[:, 1])))
