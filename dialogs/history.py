"""Residence and occupation since 14: do the periods follow each other without gap or overlap (facts 1.6)?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dialogs.answers import Answer, PartialDate
from dialogs.procedure import Fault
from dialogs.texts import say

TOLERANCE_MONTHS = 1


def months(value: PartialDate) -> int:
    """Months since year 0; a year alone counts as its January."""
    return value.year * 12 + (value.month or 1) - 1


def month_of(count: int) -> PartialDate:
    """The month that so many months since year 0 are."""
    return PartialDate(count // 12, count % 12 + 1)


def history_faults(group: str, birth: str, years: int, answers: Mapping[str, Answer], today: date) -> tuple[Fault, ...]:
    """Gaps, overlaps and a late start, in order; each names the row to look at and, for a gap, a row that closes it.

    Tolerance one month. The first period must begin in the month in which the person turned ``years``.
    """
    rows = _rows(group, answers, today)
    faults: list[Fault] = []
    born = answers.get(birth)
    if rows and born is not None and isinstance(born.value, PartialDate):
        start = months(PartialDate(born.value.year + years, born.value.month or 12))
        faults += _late_start(group, start, rows[0])
    for number in range(1, len(rows)):
        ended, begins = rows[number - 1][1], rows[number][0]
        if begins - ended > TOLERANCE_MONTHS:
            faults.append(_gap(group, number, ended + 1, begins - 1))
        elif ended - begins > TOLERANCE_MONTHS:
            reason = say(
                "fault-history-overlap",
                row=number + 1,
                starts=str(month_of(begins)),
                before=number,
                ends=str(month_of(ended)),
            )
            faults.append(Fault(f"{group}.{number}.from", reason, "E_HISTORY_OVERLAP"))
    return tuple(faults)


def _late_start(group: str, start: int, first: tuple[int, int]) -> list[Fault]:
    return [_gap(group, 0, start, first[0] - 1)] if first[0] - start > TOLERANCE_MONTHS else []


def _gap(group: str, number: int, first: int, last: int) -> Fault:
    since, until = month_of(first), month_of(max(first, last))
    reason = say("fault-history-gap", since=str(since), until=str(until))
    path = f"{group}.{number}.from"
    return Fault(path, reason, "E_HISTORY_GAP", insert=(group, number, (("from", since), ("to", until))))


def _rows(group: str, answers: Mapping[str, Answer], today: date) -> list[tuple[int, int]]:
    rows = []
    for number in range(len(answers)):
        first, last = answers.get(f"{group}.{number}.from"), answers.get(f"{group}.{number}.to")
        if first is None or last is None or not isinstance(first.value, PartialDate):
            break
        now = today.year * 12 + today.month - 1
        rows.append((months(first.value), _end(last.value) if isinstance(last.value, PartialDate) else now))
    return rows


def _end(value: PartialDate) -> int:
    """A year alone ends with its December."""
    return value.year * 12 + (value.month or 12) - 1
