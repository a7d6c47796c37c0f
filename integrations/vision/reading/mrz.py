"""Finds the machine-readable zone on a flattened card or passport page and reads it; its check digits decide."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

import cv2
import numpy as np

from dialogs.checks.mrz import parse
from dialogs.documents import Card
from integrations.vision.reading.lines import ZONE, read_plain
from integrations.vision.shapes import Array, Flat, Picture

CARD_LINES, CARD_LENGTH, PASSPORT_LINES, PASSPORT_LENGTH = 3, 30, 2, 44
"""ICAO 9303-5 (TD1) and 9303-4 (TD3)."""
PER_MM: Final = 12.0
"""Pixels per millimetre at which the zone is looked at: OCR-B is 2.5 mm high, so letters have 30."""
LETTER_MM: Final = (1.5, 4.6)
"""Least and greatest height of a row of ink, in millimetres."""
COVERED: Final = 0.72
"""Share of a row's length that holds ink: a zone is filled from end to end, other text is not."""
ATTEMPTS: Final = 3
"""Ways of cutting the zone that are tried before it counts as unread."""
CARD_MM, PASSPORT_MM, BETWEEN = 85.6, 125.0, 1.5
"""Widths of the two papers that have a zone, and the ratio of width to height that tells them apart."""
_ALL_FILLERS: Final = re.compile("<{2,}")


def read_mrz(flat: Flat, today: date | None = None, turns: tuple[int, ...] = (0, 2, 1, 3)) -> tuple[Card, int] | None:
    """The holder, and the quarter turns clockwise after which the page is upright; None when there is no zone or it
    cannot be proved. ``turns``: the ways up that are tried, in order. A sheet has the shape of a passport's page, so
    it is looked at as if it were one: it has no rows that are filled from end to end."""
    if min(flat.picture.shape[:2]) < 60:
        return None
    for turn in turns:
        upright = np.ascontiguousarray(np.rot90(flat.picture, -turn))
        card = _read_upright(upright, today)
        if card is not None:
            return card, turn
    return None


def _read_upright(picture: Picture, today: date | None) -> Card | None:
    height, width = picture.shape[:2]
    if width <= height:
        return None
    is_card = width / height > BETWEEN
    count, length = (CARD_LINES, CARD_LENGTH) if is_card else (PASSPORT_LINES, PASSPORT_LENGTH)
    scale = PER_MM * (CARD_MM if is_card else PASSPORT_MM) / width
    zone = picture[int(height * (0.56 if count == CARD_LINES else 0.66)) :]
    zone = np.asarray(cv2.resize(zone, None, fx=scale, fy=scale, interpolation=_way(scale)), np.uint8)
    rows = _rows(zone, count)
    if not rows:
        return None
    for attempt in range(ATTEMPTS):
        lines = tuple(_line(_strip(zone, top, bottom, attempt), length) for top, bottom in rows)
        card = parse(lines, today)
        if card is not None:
            return card
        if sum(len(line.strip("<")) for line in lines) < length:
            return None  # no zone at all: a second look will not find one
    return None


def _way(scale: float) -> int:
    return cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC


def _ink(zone: Picture) -> Array:
    """Dark strokes on whatever they are printed on, 0 to 1."""
    grey = cv2.cvtColor(zone, cv2.COLOR_RGB2GRAY)
    hat = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, cv2.getStructuringElement(cv2.MORPH_RECT, (15, 15)))
    level = max(float(np.percentile(hat, 97)) * 0.45, 12.0)
    return np.asarray(hat > level, np.float32)


def _rows(zone: Picture, count: int) -> list[tuple[int, int]]:
    """Top and bottom of the last ``count`` rows that are filled from end to end; empty when there are fewer."""
    ink = _ink(zone)
    across = ink[:, int(ink.shape[1] * 0.07) : int(ink.shape[1] * 0.93)]
    profile = cv2.GaussianBlur(across.mean(1).reshape(-1, 1), (1, 0), 0.6 * PER_MM / 4).ravel()
    level = max(profile.max() * 0.32, 0.02)
    marks = np.flatnonzero(np.diff(np.r_[0, (profile > level).astype(np.int8), 0]))
    found = []
    for top, bottom in zip(marks[::2], marks[1::2], strict=True):
        high = (bottom - top) / PER_MM
        if LETTER_MM[0] <= high <= LETTER_MM[1] and _covered(across[top:bottom]) >= COVERED:
            found.append((int(top), int(bottom)))
    return found[-count:] if len(found) >= count else []


def _covered(band: Array) -> float:
    """Share of stretches of 3 mm in which there is ink."""
    step = int(3 * PER_MM)
    cells = [band[:, at : at + step].mean() > 0.03 for at in range(0, band.shape[1] - step + 1, step)]
    return float(np.mean(cells)) if cells else 0.0


def _strip(zone: Picture, top: int, bottom: int, attempt: int) -> Picture:
    """The row with a margin; a little more or less of it, evenly lit, at each further attempt."""
    margin = int((0.55, 0.85, 0.35)[attempt] * PER_MM)
    strip = zone[max(0, top - margin) : bottom + margin]
    grey = cv2.cvtColor(strip, cv2.COLOR_RGB2GRAY)
    if attempt:
        paper = cv2.GaussianBlur(cv2.dilate(grey, np.ones((9, 9), np.uint8)), (0, 0), 8)
        grey = np.asarray(np.clip(grey.astype(np.float32) / np.maximum(paper, 1) * 235, 0, 255), np.uint8)
    ends = np.flatnonzero(_ink(strip).mean(0) > 0.02)
    if ends.size:
        grey = grey[:, max(0, ends[0] - margin) : ends[-1] + margin]
    return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), np.uint8)


def _line(strip: Picture, length: int) -> str:
    """One row of exactly ``length`` signs: what a reader drops or doubles in a long run of fillers is put right."""
    text, _ = read_plain(strip, ZONE)
    runs = [(match.end() - match.start(), match.start()) for match in _ALL_FILLERS.finditer(text)]
    if len(text) != length and runs:
        size, start = max(runs)
        wanted = size + length - len(text)
        text = text[:start] + "<" * max(wanted, 1) + text[start + size :]
    return text[:length].ljust(length, "<")
