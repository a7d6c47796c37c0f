"""Looks for the page: proposals, the best of them, and its sides moved onto the edges."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np

from integrations.vision.finding.beyond import carried_on, leaving
from integrations.vision.finding.lines import overlap, page_like
from integrations.vision.finding.nets import page_maps, second_look
from integrations.vision.finding.proposals import from_page_map, from_side_map
from integrations.vision.finding.scoring import figures
from integrations.vision.finding.sides import settle, settle_in_map
from integrations.vision.finding.trust import fine_figures, fine_odds, rough_odds
from integrations.vision.shapes import Array, Corners, Picture

WORK: Final = 1280
"""Pixels of the longer side of the picture in which the sides are settled."""
MOST: Final = 4
"""Candidates that are looked at closely."""
FAINT: Final = 5.0
"""Candidates whose log-odds are so much less than the best one's are not looked at."""
ALIKE: Final = 0.94
"""Candidates that overlap more are one."""

CONTENT: Final = 1.39
"""Log-odds (four to one) from which one look is enough: about one photo in sixteen is looked at again."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A page in the working picture with its sides settled, and what speaks for it. ``odds``: that it is the page, as
    far as the picture shows it; ``sure``: that its corners are right, even those outside; ``leaves``: the border (0
    top, clockwise) beyond which the page may go on."""

    corners: Corners
    figures: Array
    odds: float
    sure: float
    leaves: int | None = None


def search(picture: Picture) -> list[Candidate]:
    """The best candidates of the working picture, the best one first."""
    maps = page_maps(picture)
    seen = _among(picture, maps)
    if not seen or seen[0].sure >= CONTENT:
        return seen
    again = _among(picture, second_look(picture, maps))
    return again if again and again[0].sure > seen[0].sure else seen


def _among(picture: Picture, maps: Array) -> list[Candidate]:
    candidates = [_settled(picture, corners, maps) for corners in promising(maps)]
    leaves = leaving(maps)
    return sorted((replace(one, leaves=leaves) for one in candidates if one is not None), key=lambda one: -one.odds)


def promising(maps: Array) -> list[Corners]:
    """Rough candidates worth a closer look, in pixels of the maps, the best one first."""
    proposed = np.concatenate([from_page_map(maps[0]), from_side_map(maps[1])])
    if not len(proposed):
        return []
    odds = rough_odds(figures(proposed, maps))
    order = np.argsort(-odds)
    return _distinct([proposed[n] for n in order if odds[n] > odds[order[0]] - FAINT])


def _settled(picture: Picture, corners: Corners, maps: Array) -> Candidate | None:
    height, width = maps.shape[1:]
    scale = np.array(picture.shape[1::-1]) / (width, height)
    fitted = settle_in_map(corners, maps[1]).corners
    if not page_like(fitted, width, height):
        fitted = corners
    both = rough_odds(figures(np.stack([fitted, corners]), maps))
    settled = settle(((fitted if both[0] >= both[1] else corners) + 0.5) * scale - 0.5, picture)
    back = (settled.corners + 0.5) / scale - 0.5
    if not page_like(back, width, height):
        return None
    odds = fine_odds(fine_figures(figures(back[None], maps)[0], settled))
    whole, pushed = carried_on(back, maps)
    if pushed:
        settled = settled.without(pushed, (whole + 0.5) * scale - 0.5)
    speaking = fine_figures(figures(whole[None], maps)[0], settled)
    return Candidate(settled.corners, speaking, odds, fine_odds(speaking))


def _distinct(corners: list[Corners]) -> list[Corners]:
    kept: list[Corners] = []
    for one in corners:
        if len(kept) < MOST and all(overlap(one, other) < ALIKE for other in kept):
            kept.append(one)
    return kept


def reduced(picture: Picture) -> Picture:
    """The picture with at most ``WORK`` pixels on its longer side."""
    scale = WORK / max(picture.shape[:2])
    if scale >= 1:
        return picture
    size = (max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA))
