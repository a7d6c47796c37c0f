"""Which paper a flattened page is, and how often it must be turned to stand upright: by what was read, or by looks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from dialogs.documents import Card, PaperKind
from integrations.vision.judging.enhance import is_card
from integrations.vision.judging.flatten import reduced, turned
from integrations.vision.judging.layout import LONG_SIDE, has_portrait, layout_of
from integrations.vision.shapes import Corners, Flat

LEVEL: Final = 0.35
"""Beyond this the lines of a sheet lie level, or upright below its negative."""
RISING: Final = 0.2
"""Beyond this the letters of a sheet stand on their feet, or on their heads below its negative."""


@dataclass(frozen=True, slots=True)
class Turns:
    """Quarter turns clockwise that make a page upright; ``sure``: no need to ask its letters."""

    turns: int
    sure: bool


def kind_of(flat: Flat, qr: Card | None = None, mrz: Card | None = None) -> PaperKind:
    """``qr`` and ``mrz``: what was read off the page, if anything.

    Facts 5.3: the card of 2021 has its code on the front, the one of 7/2024 on the back; both have the zone on the
    back; a passport has it under the portrait.
    """
    if mrz is not None:
        return PaperKind.PASSPORT if mrz.paper == "passport" else PaperKind.CARD_BACK
    flat = _coarse(flat)
    seen = layout_of(flat if flat.width_mm >= flat.height_mm else turned(flat, 1))
    zone = max(seen.zone_low, seen.zone_high)
    if zone >= 2 and has_portrait(seen):
        # Whatever its shape seems to be: no back of a card has a portrait.
        return PaperKind.PASSPORT
    if is_card_shaped(flat):
        if zone >= 2:
            return PaperKind.CARD_BACK
        if qr is not None:
            return PaperKind.CARD_BACK if qr.paper == "cc" and not has_portrait(seen) else PaperKind.CARD_FRONT
        return PaperKind.CARD_FRONT if has_portrait(seen) else PaperKind.UNKNOWN
    return PaperKind.SHEET


def _coarse(flat: Flat) -> Flat:
    """Small enough to be turned at no cost."""
    return replace(flat, picture=reduced(flat.picture, int(max(flat.picture.shape[:2]) / LONG_SIDE)))


def is_card_shaped(flat: Flat) -> bool:
    """Whether the page has a card's proportions."""
    return is_card(flat) and max(flat.width_mm, flat.height_mm) < _CARD_LONGEST


_CARD_LONGEST: Final = 100.0


def turns_from(flat: Flat, kind: PaperKind, code: Corners | None = None, zone: int | None = None) -> Turns:
    """``code``: the corners of the code in the flattened page, the code's own upper left first and clockwise; it is
    printed upright. ``zone``: the quarter turns after which the machine-readable zone was read."""
    if zone is not None:
        return Turns(zone % 4, True)
    if code is not None:
        across = np.asarray(code, np.float64)[1] - np.asarray(code, np.float64)[0]
        # The code's upper side points right (0), down (1: three turns are left), left or up.
        return Turns(-round(float(np.arctan2(across[1], across[0])) / (np.pi / 2)) % 4, True)
    if kind in {PaperKind.CARD_FRONT, PaperKind.CARD_BACK, PaperKind.PASSPORT}:
        return _card_turns(_coarse(flat), kind)
    return _sheet_turns(_coarse(flat))


def _card_turns(flat: Flat, kind: PaperKind) -> Turns:
    """Cards lie: only upside down is open. The zone is below; the portrait is at the left."""
    first = 0 if flat.width_mm >= flat.height_mm else 1
    seen = layout_of(turned(flat, first))
    if seen.zone_low != seen.zone_high:
        return Turns((first + (2 if seen.zone_high else 0)) % 4, True)
    if kind is not PaperKind.CARD_BACK and has_portrait(seen):
        return Turns((first + (2 if seen.portrait_at > 0 else 0)) % 4, True)
    return Turns(first, False)


def _sheet_turns(flat: Flat) -> Turns:
    """Lines lie level, and letters stand on their feet."""
    seen = layout_of(flat)
    if abs(seen.along) < LEVEL:
        return Turns(0, False)
    first = 0
    if seen.along < 0:
        first, seen = 1, layout_of(turned(flat, 1))
    return Turns((first + (2 if seen.rising < 0 else 0)) % 4, abs(seen.rising) > RISING)
