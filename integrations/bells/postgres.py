"""Wake-ups by PostgreSQL's LISTEN and NOTIFY: what there always is where there is more than one process."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import psycopg

from bot.ports import Ear
from integrations.bells.rings import Ears, Waiting

log = logging.getLogger("motcua.bells")

CHANNEL = "motcua"
AGAIN_SECONDS = 1.0
QUIET_SECONDS = 20.0
"""So long nothing is rung before the line is tried."""
_OPTIONS: dict[str, Any] = {
    "connect_timeout": 5,
    "keepalives_idle": 20,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}
_RING = "SELECT pg_notify(%s, wire) FROM unnest(%s::text[]) AS wire"

Connection = psycopg.AsyncConnection[Any]


class PostgresBell:
    """Implements ``bot.ports.Bell`` with two connections of its own, which come back by themselves."""

    def __init__(self, url: str, me: str) -> None:
        self._url = url
        self._ears, self._waiting = Ears(me), Waiting()
        self._tasks: list[asyncio.Task[None]] = []

    def on(self, topic: str, ear: Ear) -> None:
        self._ears.on(topic, ear)

    def ring(self, topic: str, key: str = "") -> None:
        self._waiting.add(self._ears.wire(topic, key))

    def pass_on(self, wire: str) -> None:
        """Send a ring that another bell could not."""
        self._waiting.add(wire)

    async def start(self) -> None:
        """Begin to listen and to ring, as soon as the database lets us."""
        self._tasks = [asyncio.create_task(self._again(one)) for one in (self._listen, self._send)]

    async def stop(self) -> None:
        """Hang up; what was rung a moment ago may be lost, which is allowed."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []

    async def _again(self, talk: Callable[[Connection], Awaitable[None]]) -> None:
        while True:
            try:
                connection = await psycopg.AsyncConnection.connect(self._url, autocommit=True, **_OPTIONS)
                async with connection:
                    await talk(connection)
            except (psycopg.Error, OSError) as problem:
                log.warning("bell: %s", type(problem).__name__)
            await asyncio.sleep(AGAIN_SECONDS)

    async def _listen(self, connection: Connection) -> None:
        await connection.execute(f"LISTEN {CHANNEL}")
        self._ears.missed()
        while True:
            async for heard in connection.notifies(timeout=QUIET_SECONDS):
                self._ears.heard(heard.payload)
            await connection.execute("SELECT 1")

    async def _send(self, connection: Connection) -> None:
        while True:
            await self.send(connection, await self._waiting.next())

    @staticmethod
    async def send(connection: Connection, wires: Sequence[str]) -> None:
        """One transaction for all of them: each NOTIFY takes a lock of the whole server while it commits."""
        await connection.execute(_RING, (CHANNEL, list(wires)))
