"""What is wrong with a photo of a paper, the flaw to mend first coming first: measured on the page, in its units."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dialogs.documents import Fault, Flaw, PaperKind
from integrations.vision.judging import thresholds as limit
from integrations.vision.judging.enhance import is_card
from integrations.vision.judging.flatten import photo_in, usable
from integrations.vision.judging.framing import hidden_sides, leaning, share_of, upright_place, upright_side
from integrations.vision.judging.letters import letters_of
from integrations.vision.judging.light import Light, light_of
from integrations.vision.judging.screens import Grid, flat_share, grid_of
from integrations.vision.judging.strokes import Edges, edges_of
from integrations.vision.shapes import Flat, Found, Picture


@dataclass(frozen=True, slots=True)
class Measures:
    """Everything that the verdict rests on; ``hidden``: the share of each side that is not in the picture."""

    sure: float
    hidden: tuple[float, float, float, float]
    share: float
    leaning: float
    per_mm: float
    light: Light
    edges: Edges | None
    letters: float | None
    grid: Grid
    same_colour: float
    kind: PaperKind
    card: bool
    turns: int


def faults(
    picture: Picture, found: Found | None, flat: Flat | None, kind: PaperKind, read: bool = False
) -> tuple[Fault, ...]:
    """Empty when the photo is good. ``read``: a code or zone on the paper was read by machine: it is a paper, found
    rightly, and sharp at least there."""
    if found is None or flat is None:
        return (Fault(Flaw.SCREEN if _of_screen(picture) else Flaw.NO_PAPER),)
    return verdict(measures_of(picture, found, flat, kind), read)


def _of_screen(picture: Picture) -> bool:
    height, width = picture.shape[:2]
    whole = usable(np.zeros((4, 2)), width, height)
    return flat_share(picture) > limit.SAME_COLOUR or grid_of(picture, whole).shared > limit.SHARED_GRID


def measures_of(picture: Picture, found: Found, flat: Flat, kind: PaperKind) -> Measures:
    """Everything that can be measured without knowing what is good."""
    height, width = picture.shape[:2]
    corners = usable(found.corners, width, height)
    hidden = hidden_sides(corners, width, height, limit.RIM)
    return Measures(
        sure=found.sure,
        hidden=(float(hidden[0]), float(hidden[1]), float(hidden[2]), float(hidden[3])),
        share=share_of(corners, width, height),
        leaning=leaning(corners),
        per_mm=flat.per_mm,
        light=light_of(flat, photo_in(flat, corners, width, height) if hidden.max() > 0 else None),
        letters=letters_of(flat),
        edges=edges_of(flat),
        grid=grid_of(picture, corners),
        same_colour=flat_share(picture),
        kind=kind,
        card=is_card(flat),
        turns=flat.turns,
    )


def verdict(seen: Measures, read: bool = False) -> tuple[Fault, ...]:
    """The flaws that these measures amount to, in the order of ``Flaw``."""
    if seen.sure < limit.PAGE_AT_ALL and not read:
        return (Fault(Flaw.NO_PAPER),)
    few = _far(seen) or _small(seen)
    each = (
        _screen(seen, read),
        _cut(seen),
        few,
        _unsure(seen, read),
        _dark(seen),
        # Where pixels are few, edges are wide: more of them mends both.
        None if few else _blurred(seen),
        _glare(seen),
        _tilted(seen),
    )
    return tuple(fault for fault in each if fault is not None)


def _screen(seen: Measures, read: bool) -> Fault | None:
    regular = seen.grid.usual > limit.USUAL_GRID or seen.grid.shared > limit.SHARED_GRID
    of_screen = regular or seen.same_colour > limit.SAME_COLOUR
    return Fault(Flaw.SCREEN) if of_screen and not read else None


def _cut(seen: Measures) -> Fault | None:
    side = max(range(4), key=lambda at: seen.hidden[at])
    if seen.hidden[side] <= limit.HIDDEN:
        return None
    if min(seen.hidden) > limit.HIDDEN:
        # The page is the whole picture: a scan, or cropped already by the person's own telephone.
        return None
    return Fault(Flaw.CUT, upright_side(side, seen.turns))


def _far(seen: Measures) -> Fault | None:
    return Fault(Flaw.FAR) if seen.share < limit.FAR_SHARE else None


def _small(seen: Measures) -> Fault | None:
    if seen.card:
        least = limit.PASSPORT_LEAST if seen.kind is PaperKind.PASSPORT else limit.CARD_LEAST
    else:
        least = limit.SHEET_LEAST / _letters(seen)
    return Fault(Flaw.SMALL) if seen.per_mm < least else None


def _unsure(seen: Measures, read: bool) -> Fault | None:
    return Fault(Flaw.UNSURE) if seen.sure < limit.SURE and not read else None


def _dark(seen: Measures) -> Fault | None:
    return Fault(Flaw.DARK) if seen.light.bright < limit.DARK else None


def _blurred(seen: Measures) -> Fault | None:
    edges = seen.edges
    if edges is None:
        return None
    most = limit.CARD_BLUR if seen.card else limit.SHEET_BLUR * _letters(seen)
    if edges.widest <= most:
        return None
    moved = edges.one_way > (limit.CARD_ONE_WAY if seen.card else limit.SHEET_ONE_WAY)
    return Fault(Flaw.MOVED if moved else Flaw.BLURRED)


def _letters(seen: Measures) -> float:
    """Millimetres of the sheet's letters, within what letters on paper can be; blur has made them look taller."""
    if seen.letters is None:
        return limit.USUAL_LETTERS
    low, high = limit.LETTERS
    grown = 2 * seen.edges.usual if seen.edges is not None else 0.0
    return min(high, max(low, seen.letters - grown))


def _glare(seen: Measures) -> Fault | None:
    if seen.light.burnt < (limit.CARD_GLARE if seen.card else limit.SHEET_GLARE):
        return None
    return Fault(Flaw.GLARE, upright_place(seen.light.spot, 0))


def _tilted(seen: Measures) -> Fault | None:
    return Fault(Flaw.TILTED) if seen.leaning > limit.TILTED else None
