"""Keeps our sending under Telegram's limits: overall, per chat, per group, and silent while Telegram says wait."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass

from bot.failures import TooFast
from dialogs.effects import Lane

MOST_CHATS_COUNTED = 20_000
A_LITTLE_MORE = 0.1
"""Seconds added to ``retry_after``: our clock and Telegram's do not tick together."""

URGENCY: ContextVar[Lane] = ContextVar("urgency", default=Lane.INTERACTIVE)
"""The lane of what is being sent, set by the channel."""
SHARES = {Lane.INTERACTIVE: 1.0, Lane.STATUS: 0.4, Lane.BROADCAST: 0.1}
"""The part of the patience that each lane has."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Spacing in seconds and bursts in messages. Telegram allows about 30/s over all chats, one a second in a chat
    (short bursts tolerated) and 20 a minute in a group. A burst b at one message per T seconds never passes
    60/T + b in a minute: 15 + 5 = 20 for groups, 28 + 2 = 30 a second overall."""

    overall_every: float = 1 / 28
    overall_burst: int = 2
    chat_every: float = 1.0
    chat_burst: int = 3
    group_every: float = 4.0
    group_burst: int = 5
    patience: float = 5.0
    """Longest wait inside ``take``; beyond it the caller gets TooFast and can do other work meanwhile."""


UNLIMITED = Pace(overall_every=0.0, chat_every=0.0, group_every=0.0)
"""For benchmarks and tests of other things."""


class Limiter:
    """A generic cell rate algorithm with one number per bucket: the time at which the bucket is empty again."""

    def __init__(
        self,
        pace: Pace | None = None,
        *,
        paused: float = 0.0,
        on_pause: Callable[[float], Awaitable[object]] | None = None,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """``paused``: seconds still to wait from an earlier life; ``on_pause`` is told of each new one."""
        self._pace = pace or Pace()
        self._now, self._sleep, self._on_pause = now, sleep, on_pause
        self._overall = 0.0
        self._chats: dict[int, float] = {}
        self._silent_until = now() + paused

    @property
    def patience(self) -> float:
        """How long this message may wait here: the less urgent ones go when there is room, and are handed back else."""
        return self._pace.patience * SHARES[URGENCY.get()]

    async def take(self, chat: int | None) -> None:
        """Wait for this chat's turn and then for the overall turn; TooFast when that takes longer than patience."""
        await self._heed_pause()
        if chat is not None:
            await self._wait(self._take_chat(chat))
        await self._wait(self._take_overall())
        await self._heed_pause()

    async def try_take(self, chat: int) -> bool:
        """Take a turn only if it is free right now; for work that may as well be left undone."""
        if self.silent() > 0 or self._chat_wait(chat) > 0 or self._overall_wait() > 0:
            return False
        self._take_chat(chat)
        self._take_overall()
        return True

    async def pause(self, seconds: float) -> None:
        """Telegram asked everybody to wait."""
        self._silent_until = max(self._silent_until, self._now() + seconds + A_LITTLE_MORE)
        if self._on_pause:
            await self._on_pause(seconds)

    def silent(self) -> float:
        """Seconds left of the global pause, or zero."""
        return max(0.0, self._silent_until - self._now())

    async def _heed_pause(self) -> None:
        await self._wait(self._within_patience(self.silent()))

    async def _wait(self, seconds: float) -> None:
        if seconds > 0:
            await self._sleep(seconds)

    def _within_patience(self, wait: float) -> float:
        if wait > self.patience:
            raise TooFast("telegram: our own limiter", after=wait)
        return wait

    def _chat_pace(self, chat: int) -> tuple[float, int]:
        """Spacing and burst; negative ids are groups."""
        pace = self._pace
        return (pace.group_every, pace.group_burst) if chat < 0 else (pace.chat_every, pace.chat_burst)

    def _chat_wait(self, chat: int) -> float:
        every, burst = self._chat_pace(chat)
        return self._chats.get(chat, 0.0) - every * (burst - 1) - self._now()

    def _take_chat(self, chat: int) -> float:
        wait = self._within_patience(self._chat_wait(chat))
        every, _ = self._chat_pace(chat)
        self._chats[chat] = max(self._chats.get(chat, 0.0), self._now()) + every
        self._forget_idle()
        return wait

    def _overall_wait(self) -> float:
        return self._overall - self._pace.overall_every * (self._pace.overall_burst - 1) - self._now()

    def _take_overall(self) -> float:
        wait = self._within_patience(self._overall_wait())
        self._overall = max(self._overall, self._now()) + self._pace.overall_every
        return wait

    def _forget_idle(self) -> None:
        if len(self._chats) > MOST_CHATS_COUNTED:
            now = self._now()
            self._chats = {chat: empty for chat, empty in self._chats.items() if empty > now}
