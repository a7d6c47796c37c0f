"""Sees which jobs run, and waits for them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

PATIENCE = 30.0
"""Seconds after which a test gives up waiting; never reached when all is well."""


class Witness:
    """``seen``: ids in the order in which work began; ``done``: in the order in which it ended."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.done: list[str] = []

    async def work(self, id: str) -> None:
        """Work that only notes its id."""
        self.seen.append(id)
        self.done.append(id)

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until this holds."""
        async with asyncio.timeout(PATIENCE):
            while not true():
                await asyncio.sleep(0.02)

    async def until_seen(self, *ids: str) -> None:
        """Wait until work on all these has begun."""
        await self.until(lambda: set(ids) <= set(self.seen))

    async def calm(self, seconds: float = 0.6) -> None:
        """Give what should not happen the time to happen."""
        await asyncio.sleep(seconds)
