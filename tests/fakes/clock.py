"""A clock that a test sets; its random values are different every time and the same in every run of a seed."""

from __future__ import annotations

import hashlib
import itertools
from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
"""09:00 in Hà Nội on a working day."""


class SettableClock:
    """Implements ``bot.ports.Clock``. ``seed`` tells the token streams of several clocks apart."""

    def __init__(self, now: datetime = START, seed: str = "seed") -> None:
        if now.tzinfo is None:
            raise ValueError("the clock wants an aware time")
        self._now = now
        self._seed = seed
        self._count = itertools.count(1)

    def now(self) -> datetime:
        """The time that the test has set, aware UTC."""
        return self._now

    def token(self) -> str:
        """32 lower-case hex digits, never the same twice from one clock."""
        return hashlib.sha256(f"{self._seed}:{next(self._count)}".encode()).hexdigest()[:32]

    def set(self, now: datetime) -> None:
        """Make it this time."""
        if now.tzinfo is None:
            raise ValueError("the clock wants an aware time")
        self._now = now.astimezone(UTC)

    def forward(self, **step: float) -> datetime:
        """Let time pass: ``forward(seconds=30)``, ``forward(days=2)``; returns the new time."""
        self._now += timedelta(**step)
        return self._now
