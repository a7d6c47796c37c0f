"""The queue of updates: numbers, kinds asked for, lifetimes, long polling with offset, limit and 409."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.telegram.wire import Arguments, Refused

BY_CHOICE = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
MESSAGE_LIFE, PRESS_LIFE = 86_400, 150
MOST_UPDATES, LONGEST_POLL = 100, 50

ACTIVE = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
OTHER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
BY_WEBHOOK = "Conflict: terminated by setWebhook request"


@dataclass(slots=True)
class Queued:
    id: int
    update: dict[str, Any]
    line: str
    """Updates of one line are delivered in order; a citizen's presses stand in another line than his messages."""
    expires: float


@dataclass(slots=True)
class Updates:
    """What the bot has not confirmed yet."""

    now: Callable[[], int]
    next_id: int = 500_001
    waiting: list[Queued] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    webhook_active: bool = False
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    _poller: asyncio.Future[str] | None = None

    def add(self, kind: str, what: dict[str, Any], line: str) -> int:
        """Queue an update, unless its kind is not wanted; returns its number (0 when not wanted)."""
        if not self._wanted(kind):
            return 0
        id, self.next_id = self.next_id, self.next_id + 1
        life = PRESS_LIFE if kind == "callback_query" else MESSAGE_LIFE
        self.waiting.append(Queued(id, {"update_id": id, kind: what}, line, self.now() + life))
        self.changed.set()
        return id

    def add_raw(self, update: Any, line: str = "raw") -> None:
        """Queue anything at all, to see how a bot takes malformed updates."""
        id, self.next_id = self.next_id, self.next_id + 1
        if isinstance(update, dict):
            update = {"update_id": id, **update}
        self.waiting.append(Queued(id, update, line, self.now() + MESSAGE_LIFE))
        self.changed.set()

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in BY_CHOICE

    def allow(self, arguments: Arguments) -> None:
        """Omitted keeps the previous choice."""
        kinds = arguments.parsed("allowed_updates", "allowed updates")
        if isinstance(kinds, list):
            self.allowed = kinds

    def drop_expired(self) -> None:
        self.waiting = [one for one in self.waiting if one.expires > self.now()]

    def terminate(self, why: str) -> None:
        """End the running long poll with 409."""
        if self._poller and not self._poller.done():
            self._poller.set_result(why)

    async def poll(self, arguments: Arguments) -> list[Any]:
        """``getUpdates``."""
        if self.webhook_active:
            raise Refused(409, ACTIVE)
        self.terminate(OTHER)
        ended = self._poller = asyncio.get_running_loop().create_future()
        self.allow(arguments)
        self._confirm(arguments.integer("offset"))
        limit = min(max(arguments.integer("limit", MOST_UPDATES), 1), MOST_UPDATES)
        timeout = min(max(arguments.integer("timeout"), 0), LONGEST_POLL)
        if not self._ready(limit) and timeout:
            await self._wait(ended, timeout)
        if ended.done():
            raise Refused(409, ended.result())
        return self._ready(limit)

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self.waiting = self.waiting[offset:]
        else:
            self.waiting = [one for one in self.waiting if one.id >= offset]

    def _ready(self, limit: int) -> list[Any]:
        self.drop_expired()
        return [one.update for one in self.waiting[:limit]]

    async def _wait(self, ended: asyncio.Future[str], timeout: float) -> None:
        self.changed.clear()
        arrival = asyncio.ensure_future(self.changed.wait())
        either: set[asyncio.Future[Any]] = {arrival, ended}
        await asyncio.wait(either, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
        arrival.cancel()
