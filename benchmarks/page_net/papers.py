"""Draws papers of every kind and colour: letters, forms, certificates, cards, passports, receipts; RGB and solidity."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import cv2
import numpy as np

from benchmarks.page_net.texture import (
    Array,
    Chance,
    between,
    blurred,
    clouds,
    colour,
    octaves,
    paper_colour,
    print_ink,
)

_ROUND: Final = 3.2 / 54
"""Radius of a card's corners over its height (ISO/IEC 7810)."""


def paper(chance: Chance, longest: int) -> Array:
    """A paper as float32, height x width x 4: RGB 0 to 255, and how solid it is, 0 to 1 (rounded corners)."""
    return _made(chance, longest, *_KINDS[int(chance.choice(len(_KINDS), p=_WEIGHTS))])


def passport(chance: Chance, longest: int) -> Array:
    """The page of a passport with the portrait, as ``paper`` gives it."""
    return _made(chance, longest, _passport, _BOOK, 0.0)


def _made(chance: Chance, longest: int, kind: Callable[[Chance, Array], None], ratio: float, rounded: float) -> Array:
    if chance.random() < 0.15:
        ratio *= chance.uniform(0.7, 1.4)
    wide, tall = (longest, max(24, round(longest / ratio))) if ratio > 1 else (round(longest * ratio), longest)
    sheet = np.zeros((tall, wide, 3), np.float32) + paper_colour(chance)
    kind(chance, sheet)
    if chance.random() < 0.4:
        waves = clouds(chance, tall, wide, longest / chance.uniform(2, 12))[..., None] - 0.5
        sheet *= 1 + waves * chance.uniform(0, 0.25)
    solid = np.ones((tall, wide), np.float32)
    if chance.random() < rounded:
        solid = _rounded(tall, wide, min(tall, wide) * _ROUND * chance.uniform(0.6, 1.3))
    elif chance.random() < 0.06:
        _dog_ear(chance, sheet, solid)
    return np.dstack([sheet.clip(0, 255), solid])


def _rounded(tall: int, wide: int, radius: float) -> Array:
    y = np.abs(np.arange(tall) - (tall - 1) / 2)[:, None] - (tall / 2 - radius)
    x = np.abs(np.arange(wide) - (wide - 1) / 2)[None] - (wide / 2 - radius)
    away = np.hypot(np.maximum(x, 0), np.maximum(y, 0))
    return np.clip(radius - away + 0.5, 0, 1).astype(np.float32)


def _dog_ear(chance: Chance, sheet: Array, solid: Array) -> None:
    """A corner folded over."""
    size = int(min(solid.shape) * chance.uniform(0.04, 0.14))
    cut = np.add.outer(np.arange(size), np.arange(size)) < size
    solid[:size, :size][cut] = 0
    sheet[:size, :size][~cut] *= chance.uniform(0.75, 0.98)


def _text(chance: Chance, sheet: Array, top: float, bottom: float, left: float, right: float, lines: float) -> None:
    """Print within these shares of the sheet; ``lines``: how many would fill its height."""
    tall, wide = sheet.shape[:2]
    part = sheet[int(top * tall) : int(bottom * tall), int(left * wide) : int(right * wide)]
    line = max(2.0, tall / lines)
    if part.shape[0] < line or part.shape[1] < 8:
        return
    ink = print_ink(chance, *part.shape[:2], line) * chance.uniform(0.5, 1)
    part[:] = between(part, colour(chance, 0, 120, grey=0.8), ink)


def _letter(chance: Chance, sheet: Array) -> None:
    """A page of print: headline, paragraphs, perhaps a signature; the margin may be small."""
    margin = chance.uniform(0.02, 0.14)
    lines = chance.uniform(25, 70)
    top = margin
    while top < 1 - margin:
        tall = chance.uniform(0.03, 0.35)
        inset = chance.uniform(0, 0.25) if chance.random() < 0.3 else 0
        _text(chance, sheet, top, min(1 - margin, top + tall), margin + inset, 1 - margin - inset / 2, lines)
        top += tall + chance.uniform(0.01, 0.06)
        if chance.random() < 0.15:
            break


def _form(chance: Chance, sheet: Array) -> None:
    """A form or table with rules."""
    _letter(chance, sheet)
    tall, wide = sheet.shape[:2]
    ink = colour(chance, 0, 140, grey=0.8)
    left, right = int(wide * 0.07), int(wide * 0.93)
    rows = np.sort(chance.uniform(0.1, 0.95, int(chance.integers(3, 25))) * tall).astype(int)
    for y in rows:
        sheet[y : y + 1, left:right] = ink
    for x in chance.integers(left, right, int(chance.integers(0, 7))):
        sheet[rows[0] : rows[-1], x : x + 1] = ink


def _certificate(chance: Chance, sheet: Array) -> None:
    """A framed sheet with a pale pattern, a headline and a seal."""
    tall, wide = sheet.shape[:2]
    if chance.random() < 0.7:
        wave = np.sin(octaves(chance, tall, wide, wide / 3) * chance.uniform(30, 150)) * 0.5 + 0.5
        sheet[:] = between(sheet, colour(chance, 120, 255, grey=0), wave * chance.uniform(0.1, 0.5))
    short = min(tall, wide)
    inset = short * chance.uniform(0.01, 0.1)
    for _ in range(int(chance.integers(1, 4))):
        ink = tuple(float(v) for v in colour(chance, 0, 200, grey=0.2))
        thick = max(1, int(short * chance.uniform(0.002, 0.03)))
        low, high = (int(inset), int(inset)), (int(wide - inset), int(tall - inset))
        cv2.rectangle(sheet, low, high, ink, thick)
        inset += thick + short * chance.uniform(0.005, 0.03)
    side = inset / short + 0.04
    _text(chance, sheet, side, side + 0.12, 0.2, 0.8, 18)
    _text(chance, sheet, side + 0.16, 0.92 - side, side + 0.03, 0.95 - side, chance.uniform(18, 40))
    if chance.random() < 0.7:
        where = (int(wide * chance.uniform(0.3, 0.8)), int(tall * chance.uniform(0.6, 0.85)))
        ink = (chance.uniform(150, 230), 30.0, 50.0)
        cv2.circle(sheet, where, int(short * chance.uniform(0.06, 0.12)), ink, max(1, short // 90), cv2.LINE_AA)


def _patterned(chance: Chance, sheet: Array) -> None:
    """What cards are printed on: two colours flowing into each other, fine waves."""
    tall, wide = sheet.shape[:2]
    low, high = (130, 255) if chance.random() < 0.8 else (0, 255)
    flow = octaves(chance, tall, wide, wide / chance.uniform(0.8, 3))
    sheet[:] = between(colour(chance, low, high, 0), colour(chance, low, high, 0), ((flow - 0.5) * 3 + 0.5).clip(0, 1))
    wave = np.sin(octaves(chance, tall, wide, wide / 2) * chance.uniform(20, 160)) * 0.5 + 0.5
    sheet[:] = between(sheet, colour(chance, low, high, 0), wave * chance.uniform(0, 0.3))


def _portrait(chance: Chance, sheet: Array, left: float, top: float, wide: float, tall: float) -> None:
    rows, columns = sheet.shape[:2]
    part = sheet[int(top * rows) : int((top + tall) * rows), int(left * columns) : int((left + wide) * columns)]
    if min(part.shape[:2]) < 8:
        return
    height, width = part.shape[:2]
    part[:] = colour(chance, 60, 255)
    hair = tuple(float(v) for v in colour(chance, 10, 70))
    skin = (chance.uniform(170, 230), chance.uniform(130, 180), chance.uniform(100, 150))
    shirt = tuple(float(v) for v in colour(chance))
    cv2.ellipse(part, (width // 2, height), (int(width * 0.45), int(height * 0.3)), 0, 0, 360, shirt, -1)
    cv2.ellipse(part, (width // 2, int(height * 0.42)), (int(width * 0.3), int(height * 0.32)), 0, 0, 360, hair, -1)
    cv2.ellipse(part, (width // 2, int(height * 0.48)), (int(width * 0.23), int(height * 0.27)), 0, 0, 360, skin, -1)


def _code(chance: Chance, sheet: Array, left: float, top: float, size: float) -> None:
    """A square bar code; ``size``: share of the height."""
    tall, wide = sheet.shape[:2]
    side = int(size * tall)
    part = sheet[int(top * tall) : int(top * tall) + side, int(left * wide) : int(left * wide) + side]
    if min(part.shape[:2]) < 12:
        return
    cells = (chance.random((25, 25)) < 0.5).astype(np.float32) * 255
    part[:] = cv2.resize(cells, part.shape[1::-1], interpolation=cv2.INTER_AREA)[..., None]


def _zone(chance: Chance, sheet: Array, rows: int) -> None:
    """The machine-readable zone along the lower side."""
    top = 1 - chance.uniform(0.06, 0.08) - 0.085 * rows
    if chance.random() < 0.5:
        sheet[int((top - 0.02) * sheet.shape[0]) :] = paper_colour(chance)
    _text(chance, sheet, top, top + 0.085 * rows, 0.04, 0.96, 1 / 0.085)


def _card(chance: Chance, sheet: Array) -> None:
    """Identity, bank and visiting cards."""
    if chance.random() < 0.85:
        _patterned(chance, sheet)
    if chance.random() < 0.25:
        sheet[: int(sheet.shape[0] * chance.uniform(0.1, 0.3))] = colour(chance)
    if chance.random() < 0.6:
        _portrait(chance, sheet, chance.uniform(0, 0.1), chance.uniform(0.2, 0.35), 0.25, chance.uniform(0.4, 0.6))
    _text(chance, sheet, 0.04, 0.3, 0.25, 0.85, chance.uniform(8, 16))
    _text(chance, sheet, 0.36, 0.95, 0.35, 0.97, chance.uniform(10, 18))
    if chance.random() < 0.5:
        _code(chance, sheet, chance.uniform(0.05, 0.8), chance.uniform(0.03, 0.4), chance.uniform(0.2, 0.4))
    if chance.random() < 0.4:
        _zone(chance, sheet, 3)


def _passport(chance: Chance, sheet: Array) -> None:
    """The page with the portrait; its binding is a darker line along one side."""
    _patterned(chance, sheet)
    _portrait(chance, sheet, 0.05, 0.22, 0.25, 0.45)
    _text(chance, sheet, 0.05, 0.16, 0.05, 0.9, 12)
    _text(chance, sheet, 0.2, 0.75, 0.35, 0.95, chance.uniform(14, 20))
    _zone(chance, sheet, 2)


def _picture(chance: Chance, sheet: Array) -> None:
    """A sheet printed to its edges, or a photograph with or without a white edge."""
    tall, wide = sheet.shape[:2]
    part = sheet
    if chance.random() < 0.5:
        edge = int(min(tall, wide) * chance.uniform(0.01, 0.1))
        part = sheet[edge : tall - edge, edge : wide - edge]
    part[:] = between(colour(chance), colour(chance), octaves(chance, *part.shape[:2], chance.uniform(10, 200)))
    for _ in range(int(chance.integers(0, 12))):
        middle = (int(chance.integers(0, wide)), int(chance.integers(0, tall)))
        axes = tuple(int(v) for v in chance.integers(3, max(4, wide // 3), 2))
        tint = tuple(float(v) for v in colour(chance))
        cv2.ellipse(part, middle, axes, float(chance.uniform(0, 180)), 0, 360, tint, -1, cv2.LINE_AA)
    part[:] = blurred(part, chance.uniform(0, 3))


def _blank(chance: Chance, sheet: Array) -> None:
    """An empty side, or nearly."""
    if chance.random() < 0.5:
        _text(chance, sheet, chance.uniform(0.05, 0.5), chance.uniform(0.5, 0.9), 0.1, 0.9, chance.uniform(10, 60))


def _folded(chance: Chance, sheet: Array) -> None:
    """A letter that was folded once."""
    _letter(chance, sheet)
    tall, wide = sheet.shape[:2]
    at = chance.uniform(0.3, 0.7)
    shade = chance.uniform(0.8, 1.1)
    if chance.random() < 0.5:
        sheet[int(at * tall) :] *= shade
        sheet[int(at * tall) : int(at * tall) + 2] *= chance.uniform(0.6, 1)
    else:
        sheet[:, int(at * wide) :] *= shade
        sheet[:, int(at * wide) : int(at * wide) + 2] *= chance.uniform(0.6, 1)


_A4: Final = 210 / 297
_CARD: Final = 85.6 / 53.98
_BOOK: Final = 125 / 88
_KINDS: Final[list[tuple[Callable[[Chance, Array], None], float, float]]] = [
    (_letter, _A4, 0.0),
    (_form, _A4, 0.0),
    (_certificate, _A4, 0.0),
    (_certificate, 1 / _A4, 0.0),
    (_card, _CARD, 0.8),
    (_passport, _BOOK, 0.4),
    (_picture, 1.4, 0.1),
    (_blank, _A4, 0.05),
    (_folded, _A4, 0.0),
    (_letter, 0.45, 0.0),
]
_WEIGHTS: Final = np.array([3, 2.5, 1.5, 1.5, 5, 3, 1, 1, 1, 0.7]) / 20.2
