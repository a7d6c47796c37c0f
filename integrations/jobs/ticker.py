"""Tells when recurring work is due, and puts each tick in as a job whose key is the tick: once over all processes.

A tick that fell into a short absence (a restart) is made up, the latest one only; older ones are left out. DBOS has a
scheduler of its own: it keeps schedules in the database after the code has dropped them, waits up to ten seconds at
random, and either forgets the ticks of a restart or makes up every single one.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from croniter import croniter

log = logging.getLogger(__name__)

VIETNAM: Final = timezone(timedelta(hours=7))
"""Without daylight saving since 1975, so no time zone database is needed."""
MADE_UP: Final = timedelta(minutes=15)
_AGAIN_AFTER: Final = 5.0

Fire = Callable[[str, datetime], Awaitable[None]]


def check(cron: str) -> str:
    """The same expression. Raises ValueError when it has not five fields, or six with seconds first."""
    if len(cron.split()) not in {5, 6} or not croniter.is_valid(cron, second_at_beginning=True):
        raise ValueError(f"not a cron expression: {cron!r}")
    return cron


def ticks(cron: str, after: datetime) -> croniter:
    """The ticks of this expression in Vietnamese time after this moment."""
    return croniter(cron, after.astimezone(VIETNAM), second_at_beginning=True, ret_type=datetime)


class Ticker:
    """Runs until cancelled."""

    def __init__(self, crons: Mapping[str, str], fire: Fire) -> None:
        self._crons = crons
        self._fire = fire

    async def run(self) -> None:
        """Fire every tick; first the latest one of each work that a short absence may have missed."""
        now = datetime.now(UTC)
        for name, cron in self._crons.items():
            missed = ticks(cron, now).get_prev()
            if now - missed <= MADE_UP:
                await self._surely(name, missed)
        await asyncio.gather(*(self._keep_firing(name, cron, now) for name, cron in self._crons.items()))

    async def _keep_firing(self, name: str, cron: str, after: datetime) -> None:
        while True:
            tick = ticks(cron, after).get_next()
            await _until(tick)
            # A machine that was asleep wakes behind many ticks: only the latest counts.
            tick = max(tick, ticks(cron, datetime.now(UTC) + timedelta(microseconds=1)).get_prev())
            await self._surely(name, tick)
            after = tick

    async def _surely(self, name: str, tick: datetime) -> None:
        while True:
            try:
                await self._fire(name, tick)
            except Exception as error:  # noqa: BLE001 - whatever it was, the tick must not be lost and the next must come
                log.warning("a tick of %s could not be kept (%s), trying again", name, type(error).__name__)
                await asyncio.sleep(_AGAIN_AFTER)
            else:
                return


async def _until(moment: datetime) -> None:
    # In steps, because the wall clock may be set meanwhile.
    left = _left(moment)
    while left > 0:
        await asyncio.sleep(min(left, 30.0))
        left = _left(moment)


def _left(moment: datetime) -> float:
    return (moment - datetime.now(UTC)).total_seconds()
