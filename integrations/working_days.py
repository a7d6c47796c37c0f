"""Builds the calendar of working days from the PyPI package ``holidays`` and what staff corrected."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dialogs.deadlines import Hours, WorkCalendar

Override = tuple[date, bool]
"""(day, do offices work?): staff's word, which goes before the package's."""


def _national(years: range) -> tuple[set[date], set[date]]:
    """(days off, weekend days worked) of Vietnam as the package knows them; future lunar dates are its forecast."""
    # Imported here: it takes a good part of a start's time, and a process that sends messages needs no calendar.
    import holidays

    vietnam = holidays.country_holidays("VN", years=years)
    return set(vietnam), {day for day in vietnam.weekend_workdays if day.year in years}


def working_calendar(
    first: int, last: int, overrides: Iterable[Override] = (), hours: Hours | None = None
) -> WorkCalendar:
    """The calendar of the years ``first`` to ``last``. Outside them only weekends are days off.

    Of two overrides of one day the later one counts. ``hours``: see :class:`dialogs.deadlines.WorkCalendar`.
    """
    off, worked = _national(range(first, last + 1))
    for day, is_working in overrides:
        off.discard(day)
        worked.discard(day)
        (worked if is_working else off).add(day)
    calendar = WorkCalendar(frozenset(off), frozenset(worked))
    return calendar if hours is None else WorkCalendar(calendar.days_off, calendar.days_worked, hours)
