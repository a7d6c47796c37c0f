"""Working time: the vectors of facts section 7 and the eight working hours of facts 1.3."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.desk_terms import check_by, working_days_after, working_days_between
from dialogs.deadlines import VIETNAM
from tests.fakes.desk import plain_weekdays


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 20), 5, date(2026, 11, 30)),
        (date(2026, 11, 23), 1, date(2026, 11, 25)),
        (date(2026, 11, 23), 7, date(2026, 12, 3)),
    ],
)
def test_terms(start: date, days: int, end: date) -> None:
    assert working_days_after(start, days, plain_weekdays) == end
    assert working_days_between(start, end, plain_weekdays) == days
    assert working_days_between(end, start, plain_weekdays) == -days


@pytest.mark.parametrize(
    ("filed", "by"),
    [
        ("2026-11-19 09:30", "2026-11-20 09:30"),
        ("2026-11-20 09:30", "2026-11-23 09:30"),
        ("2026-11-20 12:00", "2026-11-23 13:30"),
        ("2026-11-20 05:00", "2026-11-20 17:00"),
        ("2026-11-20 18:00", "2026-11-23 17:00"),
        ("2026-11-21 10:00", "2026-11-23 17:00"),
        ("2026-11-23 16:00", "2026-11-25 16:00"),
    ],
)
def test_eight_working_hours(filed: str, by: str) -> None:
    at = datetime.fromisoformat(filed).replace(tzinfo=VIETNAM)
    assert check_by(at, plain_weekdays) == datetime.fromisoformat(by).replace(tzinfo=VIETNAM)


def test_a_calendar_without_working_days_is_an_error() -> None:
    with pytest.raises(ValueError, match="no working day"):
        working_days_after(date(2026, 1, 1), 1, lambda day: False)
