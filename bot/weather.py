"""A portal's weather as a value: a circuit breaker that all processes share by the database, and what it decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

OPENS_AFTER = 3
"""Failures in a row after which a portal is taken to be down."""
FIRST_REST = timedelta(seconds=30)
LONGEST_REST = timedelta(minutes=10)
"""A portal that is down is left alone for so long; the rest doubles while it stays down."""
GAP = timedelta(seconds=1)
"""While a queue is drained, one dossier follows another no sooner than this."""
PASSING = timedelta(minutes=5)
"""Longer than any filing takes: who has not said by then how it ended has died."""
SLEEP = timedelta(seconds=30)
"""Who waits looks again at least so often; further back in the queue, later."""
PATIENCE = 3
"""Trials that failed, after which a dossier lets the others pass: it may be the dossier and not the portal."""
MOST_FREE = 30
"""Failures at a broken portal that do not count against a dossier; more do, so that nothing goes on for ever."""
URGENT_WITHIN = timedelta(days=3)
"""A dossier whose last day is as near as this goes before the others."""


class Sky(StrEnum):
    """The breaker's state."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


@dataclass(frozen=True, slots=True)
class Weather:
    """``until``: not to be troubled before; ``since``: when it went down (None: it is up); ``next_at``: no dossier of
    the queue leaves sooner; ``at``: when the portal last answered or failed."""

    sky: Sky = Sky.CLOSED
    failures: int = 0
    rests: int = 0
    until: datetime | None = None
    since: datetime | None = None
    next_at: datetime | None = None
    at: datetime | None = None

    def rests_at(self, now: datetime) -> bool:
        """Whether nothing may be sent now, not even a trial. A clock that was set back is no reason to wait for it."""
        set_back = self.at is not None and now < self.at
        return self.sky is Sky.OPEN and self.until is not None and now < self.until and not set_back


def good(weather: Weather, now: datetime, probe: bool = False) -> Weather:
    """The portal answered. A light question (``probe``) only half opens: the first dossier shows whether it files."""
    if probe and weather.sky is not Sky.CLOSED:
        return replace(weather, sky=Sky.HALF_OPEN, until=None, at=now)
    return Weather(next_at=weather.next_at, at=now)


def bad(weather: Weather, now: datetime, after: float | None = None, surely: bool = False) -> Weather:
    """It did not answer as a portal does; ``after``: seconds it asked to be left alone; ``surely``: one is enough."""
    failures = weather.failures + 1
    if weather.sky is Sky.CLOSED and failures < OPENS_AFTER and not surely:
        return replace(weather, failures=failures, at=now)
    if weather.rests_at(now):  # One that was under way when it went down: it says nothing new.
        return replace(weather, failures=failures, at=now)
    rest = min(FIRST_REST * 2 ** min(weather.rests, 10), LONGEST_REST)
    rest = max(rest, timedelta(seconds=after or 0.0))
    since = weather.since or now
    return replace(
        weather, sky=Sky.OPEN, failures=failures, rests=weather.rests + 1, until=now + rest, since=since, at=now
    )


@dataclass(frozen=True, slots=True)
class Hold:
    """Staff let nothing go to this portal (of this procedure; empty: of none) for now."""

    portal: str
    procedure: str
    by: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """What stands in the queue before a dossier that may go itself: how many, and whether one is on its way now."""

    count: int = 0
    passing: bool = False


class Why(StrEnum):
    """Why a dossier waits."""

    HELD = "held"
    DOWN = "down"
    TURN = "turn"


@dataclass(frozen=True, slots=True)
class Go:
    """It may be sent; ``trial``: it is the one that shows whether the portal files again."""

    trial: bool = False


@dataclass(frozen=True, slots=True)
class Wait:
    """Not now: look again in so many seconds; ``until``: when the portal is tried again, if that is known."""

    why: Why
    seconds: float
    until: datetime | None = None


def decide(weather: Weather, hold: Hold | None, ahead: Ahead, now: datetime, queued: bool) -> Go | Wait:
    """Whether a dossier may go now. ``queued``: it, or another, waits already; then all go one after the other."""
    if hold is not None:
        return Wait(Why.HELD, SLEEP.total_seconds())
    down = weather.sky is not Sky.CLOSED
    if weather.rests_at(now) and weather.until is not None:
        left = min(weather.until - now, SLEEP) + GAP * ahead.count
        return Wait(Why.DOWN, left.total_seconds(), weather.until)
    if not queued and not down:
        return Go()
    if ahead.count or ahead.passing:
        seconds = max(GAP * ahead.count, GAP).total_seconds()
        return Wait(Why.DOWN if down else Why.TURN, seconds, now + GAP * max(ahead.count, 1))
    if weather.next_at is not None and now < weather.next_at:
        # Never further off than the gap: a clock that was set back must not hold the queue.
        return Wait(Why.TURN, min(weather.next_at - now, GAP).total_seconds(), weather.next_at)
    return Go(trial=down)


def hold_of(holds: Sequence[Hold], procedure: str) -> Hold | None:
    """The hold that concerns a dossier of this procedure: the portal's, else the procedure's own."""
    return next((hold for hold in sorted(holds, key=lambda h: h.procedure) if hold.procedure in ("", procedure)), None)
