"""Rules about places and time: the history reaches from birth to today and ends where one lives; a stay is a stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from dialogs.history import TOLERANCE_MONTHS, month_of, months
from dialogs.precheck.case import Case, Found
from dialogs.texts import say


@dataclass(frozen=True, slots=True)
class HistoryEndsEarly:
    """The last period does not reach today."""

    group: str

    def find(self, case: Case) -> Iterator[Found]:
        last = _last_row(case, self.group)
        ended = case.day(f"{last}to") if last else None
        if last and ended is not None and _this_month(case) - months(ended) > TOLERANCE_MONTHS:
            reason = say("precheck-history-ends-early", until=str(month_of(months(ended))))
            yield Found(f"{last}to", reason)


@dataclass(frozen=True, slots=True)
class HistoryBeforeBirth:
    """A period that begins before its person was born."""

    group: str
    birth: str = "birth_date"

    def find(self, case: Case) -> Iterator[Found]:
        born = case.day(self.birth)
        for spot in case.route.spots:
            begins = case.day(spot.path) if spot.group == self.group and spot.step.key == "from" else None
            if born is not None and begins is not None and months(begins) < months(born):
                reason = say("precheck-history-before-birth", row=spot.number, starts=str(begins))
                yield Found(spot.path, reason)


@dataclass(frozen=True, slots=True)
class LivesElsewhere:
    """The place of the last period is none of the registered ones (facts 1.6: a warning). Told by commune: house
    numbers are written in many ways."""

    group: str
    registered: tuple[str, ...]

    def find(self, case: Case) -> Iterator[Found]:
        last = _last_row(case, self.group)
        lives = case.place(f"{last}address") if last else None
        known = [place for path in self.registered if (place := case.place(path))]
        if lives is None or lives.country != "VN" or not lives.commune_code or not known:
            return
        if lives.commune_code not in {place.commune_code for place in known}:
            yield Found(f"{last}address", say("precheck-lives-elsewhere"))


@dataclass(frozen=True, slots=True)
class StayShort:
    """A stay so short that no registration is needed (facts 2.1, low confidence)."""

    days: int
    until: str = "until"

    def find(self, case: Case) -> Iterator[Found]:
        end = case.day(self.until)
        if end is not None and end.full and case.today <= end.full < case.today + timedelta(days=self.days):
            yield Found(self.until, say("precheck-stay-short", until=str(end), days=self.days))


def _last_row(case: Case, group: str) -> str:
    """The prefix of the last row ("history.3."); empty when there is none."""
    return next((spot.row for spot in reversed(case.route.spots) if spot.group == group and _there(case, spot.row)), "")


def _there(case: Case, row: str) -> bool:
    return f"{row}to" in case.context.answers


def _this_month(case: Case) -> int:
    return case.today.year * 12 + case.today.month - 1
