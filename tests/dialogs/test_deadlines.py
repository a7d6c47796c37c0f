"""Terms in working days, days and working hours; the vectors of facts section 7."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.deadlines import (
    VIETNAM,
    CalendarGap,
    TimeLimit,
    Unit,
    WorkCalendar,
    closing_time,
    due_day,
    due_moment,
    local,
    received_on,
    same_day_or_next,
    shifted_by,
)

TET_2027 = {date(2027, 2, day) for day in range(4, 11)}
CALENDAR = WorkCalendar(
    frozenset(
        {date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 2), date(2026, 11, 24), date(2027, 1, 1), date(2027, 4, 16)}
        | {date(2027, 4, 30), date(2027, 5, 1), date(2027, 5, 3)}
        | TET_2027
    ),
    frozenset({date(2026, 8, 22)}),
)


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """A moment of 2026 on Vietnamese clocks, in UTC."""
    return datetime(2026, month, day, hour, minute, tzinfo=VIETNAM).astimezone(UTC)


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
        (date(2026, 8, 21), 1, date(2026, 8, 22)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 0, date(2026, 11, 23)),
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
        (date(2026, 11, 25), -1, date(2026, 11, 23)),
        (date(2026, 11, 30), -5, date(2026, 11, 20)),
    ],
)
def test_working_days(start: date, count: int, due: date) -> None:
    assert CALENDAR.add_working_days(start, count) == due


def test_which_days_are_worked() -> None:
    assert CALENDAR.is_working_day(date(2026, 8, 22))
    assert not CALENDAR.is_working_day(date(2026, 8, 29))
    assert not CALENDAR.is_working_day(date(2026, 11, 24))
    assert not CALENDAR.is_working_day(date(2026, 11, 22))
    assert CALENDAR.is_working_day(date(2026, 11, 25))


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (date(2026, 11, 16), 4, date(2026, 11, 20)),
        (date(2026, 11, 16), 5, date(2026, 11, 23)),
        (date(2026, 11, 16), 8, date(2026, 11, 25)),
        (date(2027, 1, 5), 30, date(2027, 2, 11)),
    ],
)
def test_calendar_days_that_end_on_a_day_off_move_on(start: date, count: int, due: date) -> None:
    assert CALENDAR.add_days(start, count) == due


@pytest.mark.parametrize(
    ("received", "counted"),
    [
        (at(20, 6, 30), at(20, 7)),
        (at(20, 7), at(20, 7)),
        (at(20, 9, 15), at(20, 9, 15)),
        (at(20, 11, 29), at(20, 11, 29)),
        (at(20, 11, 30), at(20, 13, 30)),
        (at(20, 12), at(20, 13, 30)),
        (at(20, 16, 59), at(20, 16, 59)),
        (at(20, 17), at(23, 7)),
        (at(20, 23), at(23, 7)),
        (at(21, 9), at(23, 7)),
        (at(23, 18), at(25, 7)),
        (at(24, 9), at(25, 7)),
        (at(22, 9, month=8), at(22, 9, month=8)),
    ],
)
def test_when_a_receipt_counts(received: datetime, counted: datetime) -> None:
    assert CALENDAR.counted_from(received) == counted
    assert CALENDAR.counted_from(received).tzinfo is UTC


@pytest.mark.parametrize(
    ("received", "minutes", "end"),
    [
        (at(20, 7), 480, at(20, 17)),
        (at(20, 16), 480, at(23, 16)),
        (at(20, 10), 480, at(23, 10)),
        (at(20, 17, 5), 480, at(23, 17)),
        (at(23, 16), 480, at(25, 16)),
        (at(20, 11), 60, at(20, 14)),
        (at(20, 11), 30, at(20, 11, 30)),
        (at(21, 9), 1, at(23, 7, 1)),
        (at(20, 9), 0, at(20, 9)),
    ],
)
def test_working_minutes(received: datetime, minutes: int, end: datetime) -> None:
    assert CALENDAR.add_working_minutes(received, minutes) == end


@given(st.integers(0, 60 * 24 * 60), st.integers(0, 3000), st.integers(1, 3000))
def test_minutes_add_up(offset: int, first: int, second: int) -> None:
    """Of no minutes at all this is not said: from the moment of closing they count from the next opening."""
    start = at(1, 0) + timedelta(minutes=offset)
    through = CALENDAR.add_working_minutes(CALENDAR.add_working_minutes(start, first), second)
    assert through == CALENDAR.add_working_minutes(start, first + second)


@given(st.integers(0, 400), st.integers(0, 60), st.integers(0, 60))
def test_working_days_add_up(offset: int, first: int, second: int) -> None:
    start = CALENDAR.working_day_from(date(2026, 7, 1) + timedelta(days=offset))
    there = CALENDAR.add_working_days(start, first)
    assert CALENDAR.add_working_days(there, second) == CALENDAR.add_working_days(start, first + second)
    assert CALENDAR.working_days_between(start, there) == first
    assert CALENDAR.add_working_days(there, -first) == start


def test_due_day_of_each_kind_of_term() -> None:
    five, thirty, eight = TimeLimit(5), TimeLimit(30, Unit.DAYS), TimeLimit(8, Unit.WORKING_HOURS)
    assert due_day(CALENDAR, at(20, 9), five) == date(2026, 11, 30)
    assert due_day(CALENDAR, at(20, 17, 30), five) == date(2026, 12, 1)
    assert due_day(CALENDAR, at(21, 9), five) == date(2026, 12, 1)
    assert due_day(CALENDAR, at(20, 9), thirty) == date(2026, 12, 21)
    assert due_day(CALENDAR, at(20, 9), eight) == date(2026, 11, 23)
    assert due_moment(CALENDAR, at(20, 9), eight) == at(23, 9)
    assert due_moment(CALENDAR, at(20, 9), five) == at(30, 17)
    assert closing_time(CALENDAR, date(2026, 11, 30)) == at(30, 17)


def test_the_local_day_decides_not_the_day_in_utc() -> None:
    early = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
    assert received_on(CALENDAR, early) == date(2026, 11, 20)
    assert due_day(CALENDAR, early, TimeLimit(1)) == date(2026, 11, 23)
    assert due_day(CALENDAR, early, TimeLimit(7, Unit.DAYS)) == date(2026, 11, 27)


def test_certified_copies_after_three_wait_for_the_next_working_day() -> None:
    assert same_day_or_next(CALENDAR, at(20, 15)) == date(2026, 11, 20)
    assert same_day_or_next(CALENDAR, at(20, 15, 1)) == date(2026, 11, 23)
    assert same_day_or_next(CALENDAR, at(21, 9)) == date(2026, 11, 23)
    assert same_day_or_next(CALENDAR, at(20, 15, 1), cutoff=16 * 60) == date(2026, 11, 20)


def test_waiting_for_the_citizen_moves_the_due_date() -> None:
    due = date(2026, 11, 27)
    assert shifted_by(CALENDAR, due, at(20, 9), at(20, 16)) == due
    assert shifted_by(CALENDAR, due, at(20, 9), at(23, 8)) == date(2026, 11, 30)
    assert shifted_by(CALENDAR, due, at(20, 9), at(26, 8)) == date(2026, 12, 2)
    assert shifted_by(CALENDAR, due, at(20, 9), at(22, 8), Unit.DAYS) == date(2026, 11, 30)
    assert shifted_by(CALENDAR, due, at(23, 8), at(20, 9)) == due


def test_other_hours() -> None:
    winter = WorkCalendar(hours=((450, 720), (780, 990)))
    assert winter.counted_from(at(20, 7)) == at(20, 7, 30)
    assert winter.add_working_minutes(at(20, 7), 480) == at(20, 16, 30)


def test_bounds_and_mistakes() -> None:
    with pytest.raises(ValueError, match="zone"):
        local(datetime(2026, 11, 20, 9))  # noqa: DTZ001
    with pytest.raises(ValueError, match="longer"):
        CALENDAR.add_working_days(date(2026, 11, 20), 10_000)
    with pytest.raises(ValueError, match="longer"):
        CALENDAR.add_working_minutes(at(20, 9), 10_000_000)
    closed = WorkCalendar(frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(5_000)))
    with pytest.raises(CalendarGap):
        closed.working_day_from(date(2026, 1, 1))
