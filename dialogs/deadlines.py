"""Counts working days, calendar days and working hours in Vietnamese local time (facts section 7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum

VIETNAM = timezone(timedelta(hours=7))
"""Asia/Ho_Chi_Minh: no daylight saving since 1975, so a fixed offset is exact."""

MOST_DAYS = 4_000
"""No search goes further than this: a longer run of days off is a mistake in the calendar."""

_DAY = timedelta(days=1)
Hours = tuple[tuple[int, int], ...]


class CalendarGap(ValueError):
    """The calendar has no working day where one was looked for."""


def local(moment: datetime) -> datetime:
    """The moment on Vietnamese clocks. Raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return moment.astimezone(VIETNAM)


def _at(day: date, minute: int) -> datetime:
    """The UTC moment of a minute of a local day."""
    return (datetime.combine(day, time(), VIETNAM) + timedelta(minutes=minute)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Monday to Friday, except ``days_off``, plus ``days_worked`` (Saturdays worked for a swapped day).

    ``hours``: (start, end) of each part of the working day in minutes after local midnight, in order.
    """

    days_off: frozenset[date] = frozenset()
    days_worked: frozenset[date] = frozenset()
    hours: Hours = ((7 * 60, 11 * 60 + 30), (13 * 60 + 30, 17 * 60))

    def is_working_day(self, day: date) -> bool:
        """True when offices work that day."""
        return day in self.days_worked or (day.weekday() < 5 and day not in self.days_off)

    def working_day_from(self, day: date, step: int = 1) -> date:
        """The day itself if offices work, else the next one that they do (the one before with ``step=-1``)."""
        for _ in range(MOST_DAYS):
            if self.is_working_day(day):
                return day
            day += step * _DAY
        raise CalendarGap(f"no working day near {day}")

    def add_working_days(self, start: date, count: int) -> date:
        """The last day of a term of ``count`` working days; the start day is not counted. Negative counts go back."""
        step = 1 if count >= 0 else -1
        if abs(count) > MOST_DAYS:
            raise ValueError(f"a term of {count} working days is longer than {MOST_DAYS}")
        day = start if count else self.working_day_from(start)
        for _ in range(abs(count)):
            day = self.working_day_from(day + step * _DAY, step)
        return day

    def add_days(self, start: date, count: int) -> date:
        """The last day of a term of ``count`` calendar days; when offices are closed then, the next day they work."""
        return self.working_day_from(start + count * _DAY)

    def counted_from(self, received: datetime) -> datetime:
        """The UTC moment from which something received then counts: itself in working hours; else the next opening."""
        here = local(received)
        day = here.date()
        if self.is_working_day(day):
            for start, end in self.hours:
                if received < _at(day, end):
                    return max(received.astimezone(UTC), _at(day, start))
        return _at(self.working_day_from(day + _DAY), self.hours[0][0])

    def add_working_minutes(self, received: datetime, minutes: int) -> datetime:
        """The UTC moment when so many working minutes have passed since ``received``."""
        now, left = self.counted_from(received), timedelta(minutes=minutes)
        for _ in range(MOST_DAYS):
            end = self._closing(now)
            if left <= end - now:
                return now + left
            left -= end - now
            now = self.counted_from(end)
        raise ValueError(f"a term of {minutes} working minutes is longer than {MOST_DAYS} half days")

    def _closing(self, moment: datetime) -> datetime:
        """The end of the part of the working day that ``moment`` lies in."""
        day = local(moment).date()
        return next(end for _, minute in self.hours if moment < (end := _at(day, minute)))

    def working_days_between(self, first: date, last: date) -> int:
        """Working days after ``first`` up to and including ``last``; 0 when ``last`` is not later."""
        days = min((last - first).days, MOST_DAYS)
        return sum(self.is_working_day(first + n * _DAY) for n in range(1, days + 1))


class Unit(StrEnum):
    """What a term is counted in."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    WORKING_HOURS = "working_hours"


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """So many of a unit: five working days, 30 days, 08 working hours."""

    count: int
    unit: Unit = Unit.WORKING_DAYS


def received_on(calendar: WorkCalendar, received: datetime) -> date:
    """The day on which something counts as received: the next working day when it came after closing."""
    return local(calendar.counted_from(received)).date()


def due_day(calendar: WorkCalendar, received: datetime, limit: TimeLimit) -> date:
    """The last day of the term for something received at this moment; the day of receipt is not counted."""
    if limit.unit is Unit.WORKING_DAYS:
        return calendar.add_working_days(received_on(calendar, received), limit.count)
    if limit.unit is Unit.DAYS:
        return calendar.add_days(local(received).date(), limit.count)
    return local(due_moment(calendar, received, limit)).date()


def due_moment(calendar: WorkCalendar, received: datetime, limit: TimeLimit) -> datetime:
    """The UTC moment when the term ends: to the minute for hours, at closing time of the last day for days."""
    if limit.unit is Unit.WORKING_HOURS:
        return calendar.add_working_minutes(received, 60 * limit.count)
    return closing_time(calendar, due_day(calendar, received, limit))


def closing_time(calendar: WorkCalendar, day: date) -> datetime:
    """The UTC moment when offices close on a day."""
    return _at(day, calendar.hours[-1][1])


def same_day_or_next(calendar: WorkCalendar, received: datetime, cutoff: int = 15 * 60) -> date:
    """Certified copies: the same day, or the next working day after ``cutoff`` (minutes after midnight)."""
    day = local(received).date()
    if calendar.is_working_day(day) and received <= _at(day, cutoff):
        return day
    return calendar.working_day_from(day + _DAY)


def shifted_by(
    calendar: WorkCalendar, due: date, since: datetime, until: datetime, unit: Unit = Unit.WORKING_DAYS
) -> date:
    """A due date moved on by the time a dossier waited for its citizen (status 5), from ``since`` to ``until``.

    A term in calendar days moves by the calendar days waited; any other by the working days waited.
    """
    first, last = local(since).date(), local(until).date()
    if unit is Unit.DAYS:
        return calendar.add_days(due, max(0, (last - first).days))
    return calendar.add_working_days(due, calendar.working_days_between(first, last))
