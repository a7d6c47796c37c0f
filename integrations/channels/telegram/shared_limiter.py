"""The limiter of several processes: one bucket overall and one a chat for all of them, kept by a pacer."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Protocol

from bot.failures import Failure, TooFast
from integrations.channels.telegram.limiter import A_LITTLE_MORE, Limiter, Pace

log = logging.getLogger("motcua.telegram")


class Pacer(Protocol):
    """Keeps the buckets; all times in seconds. Raises Outage."""

    async def reserve(self, key: str, every: float, burst: int, patience: float) -> float:
        """Seconds until the turn that is now ours; more than ``patience``: none was taken."""
        ...

    async def hush(self, key: str, seconds: float) -> None:
        """The other side asked everybody to wait: kept over restarts, told to all processes."""
        ...

    async def hushed(self, key: str) -> float:
        """Seconds left of that."""
        ...


class SharedLimiter(Limiter):
    """While the pacer cannot be asked, this process keeps the pace for itself alone."""

    def __init__(
        self,
        pacer: Pacer,
        name: str,
        pace: Pace | None = None,
        *,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        super().__init__(pace, now=now, sleep=sleep)
        self._pacer = pacer
        self._name = name

    async def learn(self) -> None:
        """Ask whether somebody was told to wait: at the start, and when another process was."""
        try:
            left = await self._pacer.hushed(self._name)
        except Failure as failure:
            log.warning("telegram: not known whether to wait: %s", type(failure).__name__)
            return
        self._silent_until = max(self._silent_until, self._now() + left)

    async def take(self, chat: int | None) -> None:
        await self._heed_pause()
        if chat is not None:
            await self._wait(await self._chat_turn(chat, self.patience))
        await self._wait(await self._overall_turn(self.patience))
        await self._heed_pause()

    async def try_take(self, chat: int) -> bool:
        try:
            return not (self.silent() or await self._chat_turn(chat, 0.0) or await self._overall_turn(0.0))
        except TooFast:
            return False

    async def pause(self, seconds: float) -> None:
        await super().pause(seconds)
        try:
            await self._pacer.hush(self._name, seconds + A_LITTLE_MORE)
        except Failure as failure:
            log.warning("telegram: the others are not told to wait: %s", type(failure).__name__)

    async def _chat_turn(self, chat: int, patience: float) -> float:
        every, burst = self._chat_pace(chat)
        try:
            return _within(await self._pacer.reserve(f"{self._name}/{chat}", every, burst, patience), patience)
        except TooFast:
            raise
        except Failure:
            return self._take_chat(chat)

    async def _overall_turn(self, patience: float) -> float:
        pace = self._pace
        try:
            wait = await self._pacer.reserve(self._name, pace.overall_every, pace.overall_burst, patience)
            return _within(wait, patience)
        except TooFast:
            raise
        except Failure:
            return self._take_overall()


def _within(wait: float, patience: float) -> float:
    if wait > patience:
        raise TooFast("telegram: our own limiter", after=wait)
    return wait
