"""What is wrong with a photo of a paper, the flaw to mend first coming first: measured on the page, in its units."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.documents import Fault, Flaw, PaperKind
from integrations.vision.judging import thresholds as limit
from integrations.vision.judging.enhance import is_card
from integrations.vision.judging.flatten import usable
from integrations.vision.judging.framing import hidden_sides, leaning, share_of, upright_place, upright_side
from integrations.vision.judging.light import Light, light_of
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
    screen: float
    card: bool
    turns: int


def faults(
    picture: Picture, found: Found | None, flat: Flat | None, kind: PaperKind, read: bool = False
) -> tuple[Fault, ...]:
    """Empty when the photo is good. ``read``: a code or zone on the paper was read by machine: it is a paper, found
    rightly, and sharp at least there."""
    if found is None or flat is None:
        return (Fault(Flaw.NO_PAPER),)
    return verdict(measures_of(picture, found, flat, kind), kind, read)


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
        light=light_of(flat),
        edges=edges_of(flat),
        screen=0.0,
        card=is_card(flat),
        turns=flat.turns,
    )


def verdict(seen: Measures, kind: PaperKind, read: bool = False) -> tuple[Fault, ...]:
    """The flaws that these measures amount to, in the order of ``Flaw``."""
    if seen.sure < limit.PAGE_AT_ALL and not read:
        return (Fault(Flaw.NO_PAPER),)
    del kind
    each = (
        _screen(seen, read),
        _cut(seen),
        _far(seen),
        _small(seen),
        _unsure(seen, read),
        _dark(seen),
        _blurred(seen),
        _glare(seen),
        _tilted(seen),
    )
    return tuple(fault for fault in each if fault is not None)


def _screen(seen: Measures, read: bool) -> Fault | None:
    return Fault(Flaw.SCREEN) if seen.screen > limit.SCREEN and not read else None


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
    least = limit.CARD_LEAST if seen.card else limit.SHEET_LEAST
    return Fault(Flaw.SMALL) if seen.per_mm < least else None


def _unsure(seen: Measures, read: bool) -> Fault | None:
    return Fault(Flaw.UNSURE) if seen.sure < limit.SURE and not read else None


def _dark(seen: Measures) -> Fault | None:
    return Fault(Flaw.DARK) if seen.light.bright < limit.DARK else None


def _blurred(seen: Measures) -> Fault | None:
    edges = seen.edges
    if edges is None or edges.widest < (limit.CARD_BLUR if seen.card else limit.SHEET_BLUR):
        return None
    moved = edges.widest > limit.MOVED_RATIO * edges.sharpest
    return Fault(Flaw.MOVED if moved else Flaw.BLURRED)


def _glare(seen: Measures) -> Fault | None:
    if seen.light.burnt < (limit.CARD_GLARE if seen.card else limit.SHEET_GLARE):
        return None
    return Fault(Flaw.GLARE, upright_place(seen.light.spot, 0))


def _tilted(seen: Measures) -> Fault | None:
    return Fault(Flaw.TILTED) if seen.leaning > limit.TILTED else None
