"""The shared pace in Redis where there is one, in the database while it is away; a plea to wait is always in both."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Protocol

from redis.exceptions import RedisError

from bot.ports import Bell
from integrations.bells.redis import line

log = logging.getLogger("motcua.pacing")

AWAY_SECONDS = 5.0
"""So long Redis is not asked after it failed: a slow one must not slow every message down."""
HUSHES = "hush"
"""What is rung when the other side asked everybody to wait."""

_RESERVE = """
local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
local every, burst, patience = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local at = tonumber(redis.call('GET', KEYS[1]) or '0')
local wait = at - every * (burst - 1) - now
if wait > patience then return wait end
at = math.max(at, now) + every
redis.call('SET', KEYS[1], string.format('%.0f', at), 'PX', math.ceil((at - now) / 1000) + 1000)
return wait
"""
_MICRO = 1_000_000


class Rows(Protocol):
    """The part of the store that keeps the pace."""

    async def reserve(self, key: str, every: float, burst: int, patience: float) -> float: ...

    async def hush(self, key: str, seconds: float) -> None: ...

    async def hushed(self, key: str) -> float: ...


class RowPacer:
    """Keeps the pace in the database alone."""

    def __init__(self, rows: Rows, bell: Bell) -> None:
        self._rows = rows
        self._bell = bell

    async def reserve(self, key: str, every: float, burst: int, patience: float) -> float:
        """See ``integrations.storage.pacing``."""
        return await self._rows.reserve(key, every, burst, patience)

    async def hush(self, key: str, seconds: float) -> None:
        """Kept, then told to the others."""
        await self._rows.hush(key, seconds)
        self._bell.ring(HUSHES)

    async def hushed(self, key: str) -> float:
        """Seconds left."""
        return await self._rows.hushed(key)

    async def close(self) -> None:
        """Nothing to close."""


class RedisPacer(RowPacer):
    """Asks Redis first. An emptied Redis forgets a second's worth of turns; who was asked to wait is in the rows."""

    def __init__(self, url: str, room: str, rows: Rows, bell: Bell, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__(rows, bell)
        self._redis = line(url)
        self._script = self._redis.register_script(_RESERVE)
        self._room = f"motcua:{room}:pace:"
        self._now = now
        self._away_until = 0.0

    async def reserve(self, key: str, every: float, burst: int, patience: float) -> float:
        """In Redis, else in the rows."""
        if self._now() >= self._away_until:
            arguments = [int(every * _MICRO), burst, int(patience * _MICRO)]
            try:
                wait = await self._script(keys=[self._room + key], args=arguments)
                return max(0.0, int(wait) / _MICRO)
            except (RedisError, OSError) as problem:
                log.warning("redis: %s", type(problem).__name__)
                self._away_until = self._now() + AWAY_SECONDS
        return await super().reserve(key, every, burst, patience)

    async def close(self) -> None:
        """Hang up."""
        await self._redis.aclose()
