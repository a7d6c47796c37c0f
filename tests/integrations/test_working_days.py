"""The calendar from the ``holidays`` package with the office's corrections; the vectors of facts section 7."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from dialogs.deadlines import WorkCalendar
from integrations.working_days import working_calendar


@pytest.fixture(scope="module")
def calendar() -> WorkCalendar:
    return working_calendar(2026, 2027)


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 20), 5, date(2026, 11, 30)),
        (date(2026, 11, 23), 1, date(2026, 11, 25)),
        (date(2026, 11, 23), 7, date(2026, 12, 3)),
        (date(2026, 12, 30), 3, date(2027, 1, 5)),
        (date(2027, 2, 2), 5, date(2027, 2, 16)),
        (date(2027, 4, 29), 3, date(2027, 5, 6)),
    ],
)
def test_vectors(calendar: WorkCalendar, start: date, count: int, due: date) -> None:
    assert calendar.add_working_days(start, count) == due


def test_days_off_and_swapped_days(calendar: WorkCalendar) -> None:
    assert calendar.is_working_day(date(2026, 8, 22))
    assert calendar.days_worked == {date(2026, 8, 22)}
    off = [
        date(2026, 1, 1),
        date(2026, 2, 16),
        date(2026, 2, 20),
        date(2026, 4, 27),
        date(2026, 8, 31),
        date(2026, 11, 24),
    ]
    off += [date(2027, 2, 4), date(2027, 2, 10), date(2027, 5, 3), date(2027, 9, 3)]
    assert not any(calendar.is_working_day(day) for day in off)
    assert calendar.is_working_day(date(2026, 2, 23))


def test_staff_have_the_last_word() -> None:
    swapped = ((date(2026, 1, 2), False), (date(2026, 1, 10), True), (date(2026, 11, 24), True))
    mended = working_calendar(2026, 2026, swapped)
    assert not mended.is_working_day(date(2026, 1, 2))
    assert mended.is_working_day(date(2026, 1, 10))
    assert mended.is_working_day(date(2026, 11, 24))
    undone = working_calendar(2026, 2026, (*swapped, (date(2026, 11, 24), False), (date(2026, 8, 22), False)))
    assert not undone.is_working_day(date(2026, 11, 24))
    assert not undone.is_working_day(date(2026, 8, 22))


def test_only_the_years_asked_for() -> None:
    assert working_calendar(2027, 2027).days_worked == frozenset()
    assert working_calendar(2026, 2026).is_working_day(date(2027, 1, 1))


def test_hours_are_a_setting() -> None:
    assert working_calendar(2026, 2026, hours=((450, 720), (780, 990))).hours == ((450, 720), (780, 990))


def test_importing_the_module_does_not_load_the_package() -> None:
    code = "import sys, integrations.working_days; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
