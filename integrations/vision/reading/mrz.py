"""Reads the machine-readable zone of a flattened card or passport page; its check digits decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import cv2
import numpy as np

from dialogs.checks.mrz import parse
from dialogs.documents import Card
from integrations.vision.reading.lines import Reading, read_plain
from integrations.vision.reading.zone import Row, rows_of
from integrations.vision.shapes import Array, Flat, Picture

_LETTERS: Final = "<ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SIGNS: Final = "0123456789" + _LETTERS
_NEAR: Final = 0.58
"""The zone lies below this share of the page's height, in the upright page."""
_ALIKE: Final = 0.3
"""By which share rows of one zone differ in height or distance at most."""
_SHORTEST: Final = 24
"""Signs of a line that can be one of a zone; the shortest real ones have 30."""
_CARD_LENGTH: Final = 30
_PASSPORT_LENGTH: Final = 44
"""Signs of a line (ICAO 9303, parts 5 and 4)."""
_STRIP: Final = 48
"""Pixels of a strip's height, as the reader wants them."""
_TALL: Final = 1.8
"""Heights of a letter in that of the strip."""
_SIDE: Final = 0.6
"""Heights of a letter beside the first and the last one."""
_WAYS: Final = (0.65, 0.8)
"""How far strips are squeezed, which the reader bears and which saves time; the second way is also evenly lit."""
_SURE_NAME: Final = 0.7
"""How sure the least sure letter of a name must be: names have no check digit."""
_BESIDE: Final = 0.5
"""How far, in widths of a letter, the letters of a name stand beside those of a line that is proven."""


def read_mrz(flat: Flat, today: date | None = None) -> tuple[Card, int] | None:
    """The holder, and the quarter turns clockwise after which the page is upright; None when there is no zone or not
    all of it is proven. A name that is not read surely is left out."""
    for axis in (0, 1):
        page, turns = _turned(flat.picture, axis), axis
        rows = rows_of(page)
        if rows and rows[-1].middle() < (1 - _NEAR) * page.shape[0]:
            page, turns = _turned(page, 2), axis + 2
            rows = rows_of(page)
        if not rows or rows[0].middle() < _NEAR * page.shape[0]:
            continue
        card = _read_zone(page, _alike(rows), today)
        if card is not None:
            return card, turns
    return None


def _turned(page: Picture, turns: int) -> Picture:
    return np.ascontiguousarray(np.rot90(page, -turns)) if turns else page


def _alike(rows: Sequence[Row]) -> Sequence[Row]:
    """The last three rows when they are a card's zone, else the last two, a passport's."""
    if len(rows) < 3:
        return rows
    last = rows[-3:]
    steps = np.diff([row.middle() for row in last])
    heights = [row.height for row in last]
    even = float(np.ptp(steps)) < _ALIKE * float(steps.mean()) and np.ptp(heights) < _ALIKE * float(np.mean(heights))
    return last if even else rows[-2:]


def _read_zone(page: Picture, rows: Sequence[Row], today: date | None) -> Card | None:
    """The first way that reads everything; else one that proves everything but the name."""
    nameless = None
    ends = (min(row.left for row in rows), max(row.right for row in rows))
    for way, squeezed in enumerate(_WAYS):
        card = _read([_strip(page, row, ends, squeezed, even=way > 0) for row in rows], today)
        if card is not None and card.name:
            return card
        nameless = nameless or card
    return nameless


def _read(strips: Sequence[Picture], today: date | None) -> Card | None:
    name = 2 if len(strips) == 3 else 0
    read = []
    for at, strip in enumerate(strips):
        line = read_plain(strip, _LETTERS if at == name else _SIGNS)
        if len(line.text) < _SHORTEST:
            return None
        read.append(line)
    card = parse([line.text for line in read], today)
    length = _CARD_LENGTH if name else _PASSPORT_LENGTH
    proven = [line for at, line in enumerate(read) if at != name and len(line.text) == length]
    if card is None or (proven and _is_whole(read[name], proven[0])):
        return card
    return replace(card, name="")


def _is_whole(name: Reading, proven: Reading) -> bool:
    """Whether a name, which has no check digit, lacks no letter: each stands under one of a line that is proven."""
    said = len(name.text.rstrip("<"))
    if said > len(proven.places) or min(name.each[:said]) < _SURE_NAME:
        return False
    places = np.array(name.places[: len(proven.places)])
    pitch = (proven.places[-1] - proven.places[0]) / (len(proven.places) - 1)
    beside = (places - proven.places[: len(places)])[:said] / pitch
    smooth = np.convolve(np.pad(beside, 1, mode="edge"), np.ones(3) / 3, mode="valid")
    return bool(np.abs(smooth).max() < _BESIDE)


def _strip(page: Picture, row: Row, ends: tuple[float, float], squeezed: float, *, even: bool) -> Picture:
    """The row straightened, from one end of the zone to the other, with some ground around."""
    tall, side = _TALL * row.height, _SIDE * row.height
    left, length = ends[0] - side, ends[1] - ends[0] + 2 * side
    across = max(16, round(length * _STRIP / tall))
    start = row.slope * left + row.start - tall / 2
    to_page = np.array([[length / across, 0, left], [row.slope * length / across, tall / _STRIP, start]])
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    strip = cv2.warpAffine(page, to_page, (across, _STRIP), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    narrow = max(16, round(across * squeezed / 8) * 8)
    small: Picture = np.asarray(cv2.resize(strip, (narrow, _STRIP), interpolation=cv2.INTER_AREA), np.uint8)
    return _evenly_lit(small) if even else small


def _evenly_lit(strip: Picture) -> Picture:
    grey = cv2.cvtColor(strip, cv2.COLOR_RGB2GRAY)
    ground = cv2.GaussianBlur(cv2.dilate(grey, np.ones((9, 9), np.uint8)), (0, 0), 8)
    divided: Array = cv2.divide(grey, np.maximum(ground, 16), scale=235)
    return np.asarray(cv2.cvtColor(divided, cv2.COLOR_GRAY2RGB), np.uint8)
