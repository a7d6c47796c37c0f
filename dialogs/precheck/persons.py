"""Rules about the people of a dossier: one number is one person, parents are older, who files is of age."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.checks.citizen_id import LENGTH, birth_year_of
from dialogs.checks.dates import age_on
from dialogs.checks.wording import search_key
from dialogs.precheck.case import Case, Found, named
from dialogs.route import Spot
from dialogs.showing import reads
from dialogs.texts import say


@dataclass(frozen=True, slots=True)
class SameNumber:
    """One number under two names. ``pairs``: the keys of a person's name and number, in a row or outside."""

    pairs: tuple[tuple[str, str], ...]

    def find(self, case: Case) -> Iterator[Found]:
        holders: dict[str, tuple[Spot, str]] = {}
        for spot, name in self._persons(case):
            number = case.told(spot.path)
            first, known = holders.setdefault(number, (spot, name))
            if known != name:
                yield Found(spot.path, say("precheck-same-number", what=named(spot), other=named(first)))

    def _persons(self, case: Case) -> Iterator[tuple[Spot, str]]:
        """Everybody's number with their name, folded; only those of whom both are known. The applicant comes first:
        it is the others who are taken for somebody else."""
        names = {number: name for name, number in self.pairs}
        for spot in sorted(case.route.spots, key=lambda spot: spot.path != case.procedure.owner_id):
            name = names.get(spot.step.key)
            if name and case.told(spot.path) and (called := case.told(spot.row + name)):
                yield spot, search_key(called)


@dataclass(frozen=True, slots=True)
class OneselfAsAnother:
    """The number of somebody who must be another person is the applicant's own."""

    others: tuple[str, ...]

    def find(self, case: Case) -> Iterator[Found]:
        own, mine = case.told(case.procedure.owner_id), case.route.at(case.procedure.owner_id)
        for path in self.others:
            spot = case.route.at(path)
            if own and mine and spot and case.told(path) == own:
                yield Found(path, say("precheck-same-number", what=named(spot), other=named(mine)))


@dataclass(frozen=True, slots=True)
class ParentBornAfter:
    """A parent who was not born before their child."""

    parents: tuple[str, ...]
    child: str = "birth_date"

    def find(self, case: Case) -> Iterator[Found]:
        for spot, parent, child in _generations(case, self.parents, self.child):
            if parent >= child:
                reason = say("precheck-parent-born-after", what=named(spot), year=str(parent), child=str(child))
                yield Found(spot.path, reason)


@dataclass(frozen=True, slots=True)
class ParentYoung:
    """A parent who is hardly older than their child (ours: ``years``)."""

    parents: tuple[str, ...]
    years: int
    child: str = "birth_date"

    def find(self, case: Case) -> Iterator[Found]:
        for spot, parent, child in _generations(case, self.parents, self.child):
            if 0 < child - parent < self.years:
                reason = say("precheck-parent-young", what=named(spot), year=str(parent), years=child - parent)
                yield Found(spot.path, reason)


@dataclass(frozen=True, slots=True)
class ProxyYoung:
    """Somebody who acts for another and is, by their number, not of age."""

    numbers: tuple[str, ...]
    age: int

    def find(self, case: Case) -> Iterator[Found]:
        for path in self.numbers:
            spot, number = case.route.at(path), case.told(path)
            if spot is None or len(number) != LENGTH or not number.isdecimal():
                continue
            year = birth_year_of(number)
            if case.today.year - year < self.age:
                yield Found(path, say("precheck-proxy-young", what=named(spot), year=str(year), age=self.age))


@dataclass(frozen=True, slots=True)
class FeeAge:
    """A fee for children or the elderly, asked for by somebody of another age. ``ages``: group, from, to (years)."""

    ages: tuple[tuple[str, int, int], ...]

    def find(self, case: Case) -> Iterator[Found]:
        group, born, spot = case.told("fee_group"), case.day("birth_date"), case.route.at("fee_group")
        if born is None or spot is None or born.full is None:
            return
        age = age_on(born, case.today)
        for code, least, most in self.ages:
            if code == group and not least <= age <= most:
                label = reads(spot.step, group)
                yield Found("fee_group", say("precheck-fee-age", what=named(spot), group=label, age=age))


def _generations(case: Case, parents: tuple[str, ...], child: str) -> Iterator[tuple[Spot, int, int]]:
    born = case.day(child)
    for path in parents:
        spot, parent = case.route.at(path), case.day(path)
        if born is not None and parent is not None and spot is not None:
            yield spot, parent.year, born.year
