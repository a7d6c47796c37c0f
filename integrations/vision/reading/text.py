"""Finds lines of text on a flattened page and reads the ones that matter: the title, then the first lines below it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from dialogs.checks.read_texts import names_follow
from integrations.vision.reading.lines import read_plain, read_vietnamese
from integrations.vision.reading.models import line_finder
from integrations.vision.shapes import Array, Corners, Flat, Picture, TextLine

LOOKED_AT: Final = 736
"""Long side in pixels at which lines are looked for: letters of 2 mm on A4 still have five pixels."""
INK: Final = 0.3
"""Score above which a pixel belongs to a line."""
LEAST_SCORE: Final = 0.55
"""Mean score of a box below which it is no text."""
GROWN: Final = 1.6
"""How far a box is grown: the finder marks the core of a line, not its marks above and below (DB, 2019)."""
MOST_BOXES: Final = 120
MOST_READ: Final = 10
"""Lines that are read of one page."""
TALLEST: Final = 3
"""Of these, lines with the largest letters in the upper part: the title."""
TITLE_PART: Final = 0.45
LEAST_TEXT: Final = 0.3
"""Length of all lines together, in long sides of the page, below which nothing is told from them."""
TRIED, ENOUGH = 3, 9
"""Lines that are read both ways up, and how much of each, in line heights."""
_MEAN, _SPREAD = np.array([0.485, 0.456, 0.406]), np.array([0.229, 0.224, 0.225])


def prepare() -> None:
    """Load the models."""
    line_finder()


def find_lines(picture: Picture) -> list[Corners]:
    """The boxes of all lines, upper left corner first, from top to bottom; at most ``MOST_BOXES``."""
    height, width = picture.shape[:2]
    if min(height, width) < 32:
        return []
    scale = min(1.0, LOOKED_AT / max(height, width))
    size = (max(32, round(width * scale / 32) * 32), max(32, round(height * scale / 32) * 32))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    values = ((small - _MEAN) / _SPREAD).transpose(2, 0, 1)[None].astype(np.float32)
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
    grown = one * other * GROWN / (2 * (one + other)) * 2
    corners = cv2.boxPoints((middle, (one + grown, other + grown), angle))
    return _upper_left_first(np.asarray(corners, np.float64))


def _upper_left_first(corners: Corners) -> Corners:
    ordered = corners[np.argsort(np.arctan2(*(corners - corners.mean(0)).T[::-1]))]
    return np.asarray(np.roll(ordered, -int(ordered.sum(1).argmin()), 0))


def read_page(flat: Flat, turns: int | None, most: int = MOST_READ) -> tuple[int | None, tuple[TextLine, ...]]:
    """(quarter turns clockwise that make it upright, the lines that matter, from top to bottom).

    ``turns`` when they are known already; else they are told from the lines, None when there are too few. A line after
    which a name may stand, and the title, are read with their Vietnamese marks.
    """
    boxes = find_lines(flat.picture)
    if turns is None and (turns := _turns(flat.picture, boxes)) is None:
        return None, ()
    upright = np.ascontiguousarray(np.rot90(flat.picture, -turns))
    standing = [_turned(box, flat.picture.shape[:2], turns) for box in boxes]
    chosen = _chosen(sorted(standing, key=lambda box: float(box[:, 1].mean())), upright.shape[0], most)
    title = max(chosen, key=_height, default=None)
    read = (_read(upright, box, marked=box is title) for box in chosen)
    return turns, tuple(line for line in read if line is not None)


def _turned(box: Corners, size: tuple[int, ...], turns: int) -> Corners:
    """The box after quarter turns clockwise of a picture of this (height, width), upper left corner first again."""
    height, width = size[0], size[1]
    for _ in range(turns % 4):
        box = np.column_stack((height - 1 - box[:, 1], box[:, 0]))
        height, width = width, height
    return _upper_left_first(box) if turns % 4 else box


def _chosen(boxes: list[Corners], height: int, most: int) -> list[Corners]:
    upper = [box for box in boxes if box[:, 1].mean() < height * TITLE_PART]
    tallest = sorted(upper, key=_height, reverse=True)[:TALLEST]
    start = min((float(box[:, 1].mean()) for box in tallest), default=0.0)
    rest = [box for box in boxes if box[:, 1].mean() >= start and not any(box is one for one in tallest)]
    kept = [*tallest, *rest[: max(0, most - len(tallest))]]
    return sorted(kept, key=lambda box: float(box[:, 1].mean()))


def _height(box: Corners) -> float:
    return float(np.linalg.norm(box[3] - box[0]))


def _read(picture: Picture, box: Corners, marked: bool) -> TextLine | None:
    strip = cut(picture, box)
    if strip is None:
        return None
    plain = read_plain(strip)
    line = TextLine(plain.text, plain.sure, box)
    if not marked and not names_follow(plain.text):
        return line
    read = read_vietnamese(strip)
    return replace(line, text=read.text, sure=min(plain.sure, read.sure)) if read.text else line


def cut(picture: Picture, box: Corners) -> Picture | None:
    """The line in this box, straightened; None when it is too small to be read."""
    width = float(np.linalg.norm(box[1] - box[0]))
    height = float(np.linalg.norm(box[3] - box[0]))
    if height < 6 or width < 6:
        return None
    target = np.array([[0, 0], [width, 0], [width, height]], np.float32)
    move = cv2.getAffineTransform(box[[0, 1, 2]].astype(np.float32), target)
    size = (round(width), round(height))
    return np.asarray(cv2.warpAffine(picture, move, size, borderMode=cv2.BORDER_REPLICATE), np.uint8)


def _turns(picture: Picture, boxes: list[Corners]) -> int | None:
    """From the direction of the lines, then from which way up the longest ones are read more surely."""
    wide = sum(_long(box) for box in boxes if np.ptp(box[:, 0]) > np.ptp(box[:, 1]) * 1.5)
    tall = sum(_long(box) for box in boxes if np.ptp(box[:, 1]) > np.ptp(box[:, 0]) * 1.5)
    if max(wide, tall) < LEAST_TEXT * max(picture.shape[:2]):
        return None
    turn = 0 if wide >= tall else 1
    turned = np.ascontiguousarray(np.rot90(picture, -turn))
    lines = sorted((_turned(box, picture.shape[:2], turn) for box in boxes), key=_long, reverse=True)[:TRIED]
    strips = [strip[:, : strip.shape[0] * ENOUGH] for box in lines if (strip := cut(turned, box)) is not None]
    up = sum(read_plain(strip).sure for strip in strips)
    down = sum(read_plain(np.ascontiguousarray(np.rot90(strip, 2))).sure for strip in strips)
    return turn if up >= down else turn + 2


def _long(box: Corners) -> float:
    return float(max(np.ptp(box[:, 0]), np.ptp(box[:, 1])))
