"""What is wrong with a photo of a paper, the flaw to mend first coming first: measured on the page, in its units."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import Final

import numpy as np

from dialogs.documents import Fault, Flaw, PaperKind
from integrations.vision.judging import thresholds as limit
from integrations.vision.judging.enhance import is_card
from integrations.vision.judging.flatten import seen_part, usable
from integrations.vision.judging.framing import hidden_sides, leaning, share_of, upright_place, upright_side
from integrations.vision.judging.letters import letters_of
from integrations.vision.judging.light import Light, brightness, light_of
from integrations.vision.judging.rows import print_in
from integrations.vision.judging.screens import Grid, flat_share, grid_of
from integrations.vision.judging.strokes import Edges, edges_of
from integrations.vision.shapes import Flat, Found, Picture


@dataclass(frozen=True, slots=True)
class Measures:
    """Everything that the verdict rests on; ``sure``, ``shown`` and ``leaves`` as in ``Found``; ``hidden``: the share
    of each side that is not in the picture, ``outside`` that of the page; ``printed``: print was seen, asked only where
    the page is not sure; ``picture``: the level that nine tenths of the picture do not exceed."""

    sure: float
    shown: float
    printed: bool
    hidden: tuple[float, float, float, float]
    outside: float
    share: float
    leaning: float
    per_mm: float
    light: Light
    picture: float
    edges: Edges | None
    letters: float | None
    grid: Grid
    same_colour: float
    kind: PaperKind
    card: bool
    turns: int
    leaves: int | None = None


def faults(
    picture: Picture, found: Found | None, flat: Flat | None, kind: PaperKind, read: bool = False
) -> tuple[Fault, ...]:
    """Empty when the photo is good. ``read``: a code or zone on the paper was read by machine: it is a paper, found
    rightly, and sharp at least there."""
    if found is None or flat is None:
        if _of_screen(picture):
            return (Fault(Flaw.SCREEN),)
        if brightness(picture) < limit.DARK:
            return (Fault(Flaw.DARK),)
        return (Fault(Flaw.UNSURE if print_in(picture) else Flaw.NO_PAPER),)
    return verdict(measures_of(picture, found, flat, kind), read)


def _of_screen(picture: Picture) -> bool:
    height, width = picture.shape[:2]
    whole = usable(np.zeros((4, 2)), width, height)
    return flat_share(picture) > limit.SAME_COLOUR or grid_of(picture, whole).shared > limit.GRID_ANYWHERE


def measures_of(picture: Picture, found: Found, flat: Flat, kind: PaperKind) -> Measures:
    """Everything that can be measured without knowing what is good."""
    height, width = picture.shape[:2]
    corners = usable(found.corners, width, height)
    hidden = hidden_sides(corners, width, height, limit.RIM)
    seen = seen_part(flat, corners, width, height, (_GRID, _GRID)) if hidden.any() else None
    return Measures(
        sure=found.sure,
        shown=max(found.sure, found.shown),
        printed=found.sure >= limit.SURE or print_in(picture),
        hidden=(float(hidden[0]), float(hidden[1]), float(hidden[2]), float(hidden[3])),
        share=share_of(corners, width, height),
        leaning=leaning(corners),
        per_mm=flat.per_mm,
        light=light_of(flat, seen),
        picture=brightness(picture),
        outside=0.0 if seen is None else 1 - float(seen.mean()),
        letters=letters_of(flat),
        edges=edges_of(flat, seen),
        grid=grid_of(picture, corners),
        same_colour=flat_share(picture),
        kind=kind,
        card=is_card(flat),
        turns=flat.turns,
        leaves=found.leaves,
    )


_GRID: Final = 160
"""Places of the page, across and down, of which is asked whether the photo shows them."""


def verdict(seen: Measures, read: bool = False) -> tuple[Fault, ...]:
    """The flaws that these measures amount to, in the order of ``Flaw``.

    Where the page is not sure, what may be the cause of that comes first, and what is measured in its millimetres is
    left out.
    """
    sure = read or seen.sure >= limit.SURE
    if not sure and not seen.printed and seen.shown < limit.PAGE_AT_ALL and not _screen(seen):
        # Where all is dark there may be a paper.
        return (Fault(Flaw.DARK if seen.picture < limit.DARK else Flaw.NO_PAPER),)
    few = _far(seen) or (_small(seen) if sure else None)
    # Where pixels are few, edges are wide: more of them mends both.
    soft = None if few else _blurred(seen, 0.0 if sure else limit.CLEAR_PULL)
    if soft is not None and soft.flaw is Flaw.MOVED and _tilted(seen):
        # Seen from far aside, what is sharp is squeezed one way, which looks like a movement.
        soft = None
    screen = _screen(seen)
    each = [screen, _cut(seen), few, _dark(seen), soft, _glare(seen), _tilted(seen)]
    if not sure:
        moved = soft if soft is not None and soft.flaw is Flaw.MOVED else None
        each = [
            screen,
            _dark(seen),
            moved,
            _cut(seen) or _leaving(seen),
            few,
            _tilted(seen, limit.TILTED_PERHAPS),
            Fault(Flaw.UNSURE),
        ]
    return tuple(fault for fault in each if fault is not None)


def _screen(seen: Measures) -> Fault | None:
    most = limit.CARD_GRID if seen.card else limit.SHEET_GRID
    regular = seen.grid.usual > most or seen.grid.shared > limit.SHARED_GRID
    return Fault(Flaw.SCREEN) if regular or seen.same_colour > limit.SAME_COLOUR else None


def _cut(seen: Measures) -> Fault | None:
    side = max(range(4), key=lambda at: seen.hidden[at])
    if seen.outside <= limit.OUTSIDE and seen.hidden[side] <= limit.HIDDEN:
        return None
    if seen.outside <= limit.OUTSIDE and min(seen.hidden) > limit.HIDDEN:
        # The page is the whole picture: a scan, or cropped already by the person's own telephone.
        return None
    return Fault(Flaw.CUT, upright_side(side, seen.turns))


def _leaving(seen: Measures) -> Fault | None:
    return None if seen.leaves is None else Fault(Flaw.CUT, upright_side(seen.leaves, seen.turns))


def _far(seen: Measures) -> Fault | None:
    return Fault(Flaw.FAR) if seen.share < limit.FAR_SHARE else None


def _small(seen: Measures) -> Fault | None:
    if seen.card:
        least = limit.PASSPORT_LEAST if seen.kind is PaperKind.PASSPORT else limit.CARD_LEAST
    else:
        least = limit.SHEET_LEAST / _letters(seen)
    return Fault(Flaw.SMALL) if seen.per_mm < least else None


def _dark(seen: Measures) -> Fault | None:
    return Fault(Flaw.DARK) if seen.light.bright < limit.DARK else None


def _blurred(seen: Measures, clear: float) -> Fault | None:
    edges = seen.edges
    if edges is None:
        return None
    most = limit.CARD_BLUR if seen.card else limit.SHEET_BLUR * _letters(seen)
    usual = (0.0, 0.0) if seen.card else limit.SHEET_PRINT
    pull = hypot(edges.pull[0] - usual[0], edges.pull[1] - usual[1])
    bound = clear + (limit.CARD_PULL if seen.card else limit.SHEET_PULL)
    if pull > bound and edges.widest > limit.MOVED_LEAST * most:
        return Fault(Flaw.MOVED)
    return Fault(Flaw.BLURRED) if edges.usual > most else None


def _letters(seen: Measures) -> float:
    """Millimetres of the sheet's letters, within what letters on paper can be; blur has made them look taller, and in
    the dark they cannot be told from noise."""
    if seen.letters is None or _dark(seen):
        return limit.USUAL_LETTERS
    low, high = limit.LETTERS
    grown = 2 * seen.edges.usual if seen.edges is not None else 0.0
    return min(high, max(low, seen.letters - grown))


def _glare(seen: Measures) -> Fault | None:
    if seen.light.burnt < limit.GLARE:
        return None
    return Fault(Flaw.GLARE, upright_place(seen.light.spot, 0))


def _tilted(seen: Measures, most: float = limit.TILTED) -> Fault | None:
    return Fault(Flaw.TILTED) if seen.leaning > most else None
