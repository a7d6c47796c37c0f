"""Keeps something running in exactly one of several processes: whoever holds its name in the database."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.failures import Failure
from bot.ports import Store

log = logging.getLogger(__name__)

HELD_SECONDS = 15.0
"""So long after the last sign of life of its holder another process takes over."""
LOOKS = 5
"""How often the name is renewed, or asked for, in that time."""

Step = Callable[[], Awaitable[None]]


class OneOfMany:
    """``begin`` is called when this process gets the name, ``end`` when it has lost it or cannot be sure any more."""

    def __init__(
        self, store: Store, name: str, holder: str, begin: Step, end: Step, seconds: float = HELD_SECONDS
    ) -> None:
        self._store = store
        self._name, self._holder = name, holder
        self._begin, self._end = begin, end
        self._seconds = seconds
        self._task: asyncio.Task[None] | None = None
        self._failed = 0
        self.holds = False

    def start(self) -> None:
        """Ask for the name from now on."""
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """End what runs here, then let the next process have the name at once."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self.holds:
            self.holds = False
            await self._end()
        try:
            await self._store.let_go(self._name, self._holder)
        except Failure as failure:
            log.warning("%s is let go by itself: %s", self._name, type(failure).__name__)

    async def _run(self) -> None:
        while True:
            await self.look()
            await asyncio.sleep(self._seconds / LOOKS)

    async def look(self) -> None:
        """Renew the name or ask for it once, and begin or end accordingly."""
        try:
            mine = await self._store.hold(self._name, self._holder, self._seconds)
            self._failed = 0
        except Failure as failure:
            log.warning("%s: %s", self._name, type(failure).__name__)
            self._failed += 1
            # Before the others may think us dead, we are: nobody does it twice.
            mine = self.holds and self._failed < LOOKS - 1
        if mine == self.holds:
            return
        self.holds = mine
        log.info("%s is %s", self._name, "ours" if mine else "not ours any more")
        try:
            await (self._begin if mine else self._end)()
        except Failure as failure:
            # A wrong token, say: a person must act, and the next look tries again.
            log.error("%s did not begin: %s", self._name, type(failure).__name__)
            self.holds = False
