"""Which paper a picture is of: told from what is seen on it, among the papers that are still wanted."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from dialogs.answers import Photo
from dialogs.documents import Look, PaperKind
from dialogs.fingerprints import same_page
from dialogs.route import Spot
from dialogs.steps import Photograph

SIDES = (PaperKind.CARD_FRONT, PaperKind.CARD_BACK)
_UNTOLD = frozenset({PaperKind.UNKNOWN, PaperKind.NOTHING})

SURELY, PERHAPS, HARDLY = 2, 0, -1


class Misfit(StrEnum):
    """A good picture in the wrong place."""

    WRONG_PAPER = "wrong_paper"
    WRONG_SIDE = "wrong_side"


def suits(step: Photograph, look: Look) -> int:
    """How well a picture suits a paper: SURELY by kind or title, HARDLY when surely another kind, else PERHAPS."""
    titled = any(title in words for title in step.titles for words in look.words)
    if titled or (look.kind in step.wants and not step.titles):
        return SURELY
    if step.wants and look.kind not in _UNTOLD and look.kind not in step.wants:
        return HARDLY
    return PERHAPS


def place_for(look: Look, asked: Spot, others: Sequence[Spot]) -> Spot:
    """The spot the picture belongs to: the one asked for, unless another wanted paper suits it surely and that one
    does not."""
    if not isinstance(asked.step, Photograph) or suits(asked.step, look) == SURELY:
        return asked
    better = (s for s in others if isinstance(s.step, Photograph) and suits(s.step, look) == SURELY)
    return next(better, asked)


def misfit(step: Photograph, look: Look, pages: Sequence[Photo]) -> Misfit | None:
    """Whether it is another paper than this one, or a side that is there already."""
    if suits(step, look) == HARDLY:
        return Misfit.WRONG_PAPER
    sides = [side for side in SIDES if side in step.wants]
    if len(sides) > 1 and look.kind in sides and look.kind in {photo.kind for photo in pages}:
        return Misfit.WRONG_SIDE
    return None


def sent_before(photo: Photo, pages: Sequence[Photo]) -> bool:
    """Whether the same file, or another picture of the same page, is among these."""
    return any(photo.id == one.id or (photo.print and same_page(photo.print, one.print)) for one in pages)


def missing_sides(step: Photograph, pages: Sequence[Photo]) -> tuple[PaperKind, ...]:
    """The sides of a card that are still to come, once one of them is there."""
    have = {photo.kind for photo in pages}
    sides = tuple(side for side in SIDES if side in step.wants)
    return tuple(side for side in sides if side not in have) if len(sides) > 1 and have & set(sides) else ()


def in_order(step: Photograph, pages: Sequence[Photo]) -> tuple[Photo, ...]:
    """Front before back, whatever came first; pages of text in the order in which they came."""
    sides = {kind: number for number, kind in enumerate(step.wants)} if len(step.wants) > 1 else {}
    return tuple(sorted(pages, key=lambda photo: sides.get(photo.kind, len(sides))))
