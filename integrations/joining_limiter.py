"""Joins the pace at which Telegram is spoken to: of this process alone, or of all of them; a plea to wait is kept."""

from __future__ import annotations

import asyncio
import logging
from contextlib import AsyncExitStack

from bot.failures import Failure
from bot.ports import Bell
from bot.settings import Settings
from integrations.channels.telegram import Limiter, SharedLimiter
from integrations.joining_bells import room_of
from integrations.pacing import HUSHES, RedisPacer, RowPacer
from integrations.storage.seal import Keyring
from integrations.storage.store import SqlStore

log = logging.getLogger("motcua.telegram")


async def join_limiter(settings: Settings, keys: Keyring, store: SqlStore, bell: Bell, away: AsyncExitStack) -> Limiter:
    """One process keeps the pace in its memory; several keep it in Redis, or in the database."""
    name = f"telegram/{settings.telegram_token.get_secret_value().partition(':')[0]}"
    if settings.embedded:
        return Limiter(paused=await store.hushed(name), on_pause=_Keeping(store, name).keep)
    redis = settings.redis_url.get_secret_value()
    pacer = RedisPacer(redis, room_of(keys), store, bell) if redis else RowPacer(store, bell)
    away.push_async_callback(pacer.close)
    limiter = SharedLimiter(pacer, name)
    await limiter.learn()
    learning: set[asyncio.Task[None]] = set()

    def heard(_: str) -> None:
        task = asyncio.create_task(limiter.learn())
        learning.add(task)
        task.add_done_callback(learning.discard)

    bell.on(HUSHES, heard)
    return limiter


class _Keeping:
    """Keeps a plea to wait over a restart."""

    def __init__(self, store: SqlStore, name: str) -> None:
        self._store, self._name = store, name

    async def keep(self, seconds: float) -> None:
        """It holds in memory anyway."""
        try:
            await self._store.hush(self._name, seconds)
        except Failure as failure:
            log.warning("telegram: a pause is not kept over a restart: %s", type(failure).__name__)
