"""Working time at the desk: counting working days, and until when a new dossier must be checked (8 working hours)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from dialogs.deadlines import VIETNAM

Working = Callable[[date], bool]
"""Whether this day is a working day: calendar, holidays and the staff's own overrides."""

MOST_DAYS = 3660
"""How far any count of days may walk; beyond it the calendar is not to be trusted anyway."""

_OPEN, _LUNCH, _BACK, _CLOSE = time(7), time(11, 30), time(13, 30), time(17)


def working_days_after(start: date, days: int, working: Working) -> date:
    """The last day of a term of ``days`` working days that starts on the day after ``start``."""
    day = start
    left = days
    for _ in range(MOST_DAYS):
        if left <= 0:
            return day
        day += timedelta(days=1)
        left -= working(day)
    raise ValueError("no working day found within the calendar's reach")


def working_days_between(start: date, end: date, working: Working) -> int:
    """Working days after ``start`` up to and with ``end``; negative when ``end`` lies before ``start``."""
    if end < start:
        return -working_days_between(end, start, working)
    span = min((end - start).days, MOST_DAYS)
    return sum(working(start + timedelta(days=ahead)) for ahead in range(1, span + 1))


def check_by(submitted: datetime, working: Working) -> datetime:
    """Eight working hours after filing (facts 1.3): one full working day of 07:00-11:30 and 13:30-17:00.

    Filed after closing or on a day off, the clock starts the next working morning; at noon, at 13:30.
    """
    local = submitted.astimezone(VIETNAM)
    day, at = local.date(), local.time()
    if not working(day) or at >= _CLOSE:
        day, at = working_days_after(day, 1, working), _OPEN
    if at <= _OPEN:
        return datetime.combine(day, _CLOSE, VIETNAM)
    if _LUNCH <= at < _BACK:
        at = _BACK
    return datetime.combine(working_days_after(day, 1, working), at, VIETNAM)
