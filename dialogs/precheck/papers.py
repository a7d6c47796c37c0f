"""Rules about the pictures of papers: none missing, both sides, the right paper in the right place, none twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.answers import Photo
from dialogs.pictures import PaperKind
from dialogs.precheck.case import Case, Found, named
from dialogs.route import Spot
from dialogs.sorting import SIDES, missing_sides, sent_before
from dialogs.texts import Listed, Text, say

_UNTOLD = frozenset({PaperKind.UNKNOWN, PaperKind.NOTHING})


@dataclass(frozen=True, slots=True)
class PaperMissing:
    """A paper that must go with the form and of which there is no picture; not those that have a rule of their own."""

    but: tuple[str, ...] = ()

    def find(self, case: Case) -> Iterator[Found]:
        for spot, step, photos in case.papers():
            if not photos and not step.optional and step.key not in self.but:
                yield Found(spot.path, say("precheck-paper-missing", what=named(spot)))


@dataclass(frozen=True, slots=True)
class FeeProofMissing:
    """A lower fee was asked for and nothing shows why."""

    key: str = "fee_proof"

    def find(self, case: Case) -> Iterator[Found]:
        yield from (Found(path, say("precheck-fee-proof-missing")) for path in _without(case, self.key))


@dataclass(frozen=True, slots=True)
class AuthorisationMissing:
    """Somebody files for a person who is no near relation, without a power of attorney."""

    key: str = "authorisation"

    def find(self, case: Case) -> Iterator[Found]:
        yield from (Found(path, say("precheck-authorisation-missing")) for path in _without(case, self.key))


@dataclass(frozen=True, slots=True)
class PagesMissing:
    """Fewer pictures than the paper has sides or pages."""

    def find(self, case: Case) -> Iterator[Found]:
        for spot, step, photos in case.papers():
            if 0 < len(photos) < step.least:
                reason = say("precheck-pages-missing", what=named(spot), have=len(photos), want=step.least)
                yield Found(spot.path, reason)


@dataclass(frozen=True, slots=True)
class SideMissing:
    """One side of a card, and in place of the other surely something else. A picture that could not be told is taken
    for what it should be."""

    def find(self, case: Case) -> Iterator[Found]:
        for spot, step, photos in case.papers():
            missing = missing_sides(step, photos)
            others = [one for one in photos if one.kind not in SIDES]
            doubles = len(photos) - len(others) - len({one.kind for one in photos if one.kind in SIDES})
            untold = sum(one.kind in _UNTOLD for one in others)
            insisted = any(one.kept for one in photos)
            if missing and len(photos) >= step.least and not untold and not insisted and (doubles or others):
                side = Listed(tuple(Text(f"paper-{kind.replace('_', '-')}") for kind in missing))
                yield Found(spot.path, say("precheck-side-missing", what=named(spot), side=side), _spare(photos))


@dataclass(frozen=True, slots=True)
class WrongPaper:
    """A picture that is surely of another kind of paper, and that nobody insisted on."""

    def find(self, case: Case) -> Iterator[Found]:
        for spot, step, photos in case.papers():
            for photo in photos:
                if step.wants and photo.kind not in _UNTOLD and photo.kind not in step.wants and not photo.kept:
                    kind = Text(f"paper-{photo.kind.replace('_', '-')}")
                    yield Found(spot.path, say("precheck-wrong-paper", what=named(spot), kind=kind), photo.id)


@dataclass(frozen=True, slots=True)
class SamePhoto:
    """Two pictures of one page where two pages are wanted."""

    def find(self, case: Case) -> Iterator[Found]:
        for spot, _, photos in case.papers():
            for number, photo in enumerate(photos):
                if sent_before(photo, photos[:number]):
                    yield Found(spot.path, say("precheck-same-photo", what=named(spot)), photo.id)


@dataclass(frozen=True, slots=True)
class SamePhotoElsewhere:
    """One picture for two papers: a card may prove an age as well, so this is only asked."""

    def find(self, case: Case) -> Iterator[Found]:
        before: list[tuple[Spot, tuple[Photo, ...]]] = []
        for spot, _, photos in case.papers():
            for other, seen in before:
                if any(sent_before(photo, seen) for photo in photos):
                    reason = say("precheck-same-photo-elsewhere", what=named(spot), other=named(other))
                    yield Found(spot.path, reason)
            before.append((spot, photos))


@dataclass(frozen=True, slots=True)
class PhotoKept:
    """A picture that is used in spite of its faults."""

    def find(self, case: Case) -> Iterator[Found]:
        for spot, _, photos in case.papers():
            faults = [name for photo in photos if photo.kept for name in photo.faults]
            if faults:
                told = Listed(tuple(Text(f"fault-{name.replace('_', '-')}") for name in dict.fromkeys(faults)))
                yield Found(spot.path, say("precheck-photo-kept", what=named(spot), faults=told))


@dataclass(frozen=True, slots=True)
class PaperUnfit:
    """A paper that could not be made into a file that the portal takes; until its pictures change."""

    def find(self, case: Case) -> Iterator[Found]:
        for spot, _, photos in case.papers():
            for unfit in case.unfit:
                if unfit.path == spot.path and unfit.photos == tuple(photo.id for photo in photos):
                    yield Found(spot.path, Text(f"precheck-unfit-{unfit.why}", (("what", named(spot)),)))


def _without(case: Case, key: str) -> Iterator[str]:
    return (spot.path for spot, step, photos in case.papers() if step.key == key and not photos)


def _spare(photos: tuple[Photo, ...]) -> str:
    """The picture that should be the missing side: one of another kind, else the second of the same side."""
    other = next((one for one in photos if one.kind not in SIDES), photos[-1])
    return other.id
