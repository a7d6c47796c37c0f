"""Wake-ups by Redis where there is one; while it is away they go by the other bell, and nobody waits for it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from bot.ports import Ear
from integrations.bells.postgres import PostgresBell
from integrations.bells.rings import Ears, Waiting

log = logging.getLogger("motcua.bells")

AGAIN_SECONDS = 1.0
QUIET_SECONDS = 5.0
"""So long nothing is rung before the line is tried."""
PATIENCE_SECONDS = 0.5


def line(url: str) -> Redis:
    """A client that fails soon and tries nothing twice: there is always another way."""
    return Redis.from_url(
        url,
        socket_timeout=PATIENCE_SECONDS,
        socket_connect_timeout=PATIENCE_SECONDS,
        retry=Retry(NoBackoff(), 0),
        decode_responses=True,
    )


class RedisBell:
    """Implements ``bot.ports.Bell``. ``room`` keeps installations that share a server apart; ``spare`` is heard too."""

    def __init__(self, url: str, room: str, me: str, spare: PostgresBell) -> None:
        self._redis = line(url)
        self._room = f"motcua:{room}:bell"
        self._ears, self._waiting = Ears(me), Waiting()
        self._spare = spare
        self._tasks: list[asyncio.Task[None]] = []
        self.up = False

    def on(self, topic: str, ear: Ear) -> None:
        self._ears.on(topic, ear)
        self._spare.on(topic, ear)

    def ring(self, topic: str, key: str = "") -> None:
        self._waiting.add(self._ears.wire(topic, key))

    async def standing(self) -> str:
        """For /readyz."""
        return "ok" if self.up else "away"

    async def start(self) -> None:
        """Begin to listen and to ring, on both lines."""
        await self._spare.start()
        self._tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._send())]

    async def stop(self) -> None:
        """Hang up."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
        await self._redis.aclose()
        await self._spare.stop()

    async def _listen(self) -> None:
        while True:
            try:
                await self._hear()
            except (RedisError, OSError) as problem:
                log.warning("redis: %s", type(problem).__name__)
            self.up = False
            await asyncio.sleep(AGAIN_SECONDS)

    async def _hear(self) -> None:
        async with self._redis.pubsub() as heard:
            await heard.subscribe(self._room)
            quiet = False
            while True:
                message = await heard.get_message(timeout=QUIET_SECONDS)
                if message is None and quiet:
                    raise OSError("no pong")
                if message is None:
                    await heard.ping()
                    quiet = True
                    continue
                quiet = False
                if message["type"] == "subscribe":
                    self.up = True
                    self._ears.missed()
                elif message["type"] == "message":
                    self._ears.heard(str(message["data"]))

    async def _send(self) -> None:
        while True:
            wires = await self._waiting.next()
            if not (self.up and await self._published(wires)):
                for wire in wires:
                    self._spare.pass_on(wire)

    async def _published(self, wires: Sequence[str]) -> bool:
        try:
            async with self._redis.pipeline(transaction=False) as pipe:
                for wire in wires:
                    pipe.publish(self._room, wire)
                await pipe.execute()
        except (RedisError, OSError) as problem:
            log.warning("redis: %s", type(problem).__name__)
            self.up = False
            return False
        return True
