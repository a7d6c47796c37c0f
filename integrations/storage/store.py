"""The bot's memory: ``open_store`` gives a ``bot.ports.Store`` on SQLite or PostgreSQL, the same on both."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from bot.crashpoints import Crash, no_crash
from bot.ports import (
    Arrival,
    Backlog,
    Clock,
    Decide,
    DueTimer,
    Place,
    Post,
    Settlement,
    Taken,
)
from integrations.storage import chats, pacing, purging
from integrations.storage.canary import canary
from integrations.storage.claiming import claim, release
from integrations.storage.engine import Engine
from integrations.storage.engines import sqlite_path
from integrations.storage.holding import hold, let_go
from integrations.storage.hot import LogWork, SettleWork, Tokens, TurnWork
from integrations.storage.lite import LiteEngine
from integrations.storage.migrate import bring_up
from integrations.storage.postgres import PostgresEngine
from integrations.storage.tickets import Tickets
from integrations.storage.turning import best_places

T = TypeVar("T")


async def open_store(
    url: str, clock: Clock, *, pepper: bytes = b"", full: bool = True, crash: Crash = no_crash, chores: bool = True
) -> SqlStore:
    """Bring the tables of ``sqlite:///path`` or ``postgresql://...`` up to date and open them.

    ``pepper`` keys the hashes of tickets and device codes and the pseudonyms of erased chats (derive it from the
    master key; the same in every process).
    ``full=False`` trades the last moments before a power cut for speed. ``crash`` is called at the points named in
    ``engine.CRASH_KINDS``. ``chores=False``: this process leaves the chores of its turns to others.
    Raises Outage when the database cannot be reached, Misconfigured for a wrong url.
    """
    await asyncio.to_thread(bring_up, url)
    tokens = Tokens(clock, pepper, chores)
    path = sqlite_path(url)
    engine: Engine
    if path is None:
        engine = PostgresEngine(url, tokens, crash, full)
    else:
        engine = LiteEngine(path, tokens, crash, full)
    return SqlStore(engine, clock, tokens, Tickets(clock, pepper))


class SqlStore:
    """Implements ``bot.ports.Store``."""

    def __init__(self, engine: Engine, clock: Clock, tokens: Tokens, tickets: Tickets) -> None:
        self._engine = engine
        self._clock = clock
        self._tokens = tokens
        self._tickets = tickets

    # ------------------------------------------------------------ the hot path

    async def turn(self, arrival: Arrival, decide: Decide) -> Taken:
        work = TurnWork(arrival, decide)
        await self._engine.hot(work)
        return _result(work.result, work.failure)

    async def settle(self, settlements: Sequence[Settlement]) -> None:
        if settlements:
            await self._engine.hot(SettleWork(settlements))

    async def log_web(self, chat: str, post: int, body: bytes) -> int:
        work = LogWork(chat, post, body)
        await self._engine.hot(work)
        return _result(work.result, work.failure)

    async def claim(self, limit: int, lease_seconds: float) -> Sequence[Post]:
        return await self._engine.write(lambda: claim(limit, lease_seconds, self._tokens))

    async def release(self) -> None:
        await self._engine.write(lambda: release(self._tokens))

    async def hold(self, name: str, holder: str, seconds: float) -> bool:
        return await self._engine.write(lambda: hold(name, holder, seconds))

    async def let_go(self, name: str, holder: str) -> None:
        await self._engine.write(lambda: let_go(name, holder))

    async def reserve(self, key: str, every: float, burst: int, patience: float) -> float:
        return await self._engine.write(lambda: pacing.reserve(key, every, burst, patience))

    async def hush(self, key: str, seconds: float) -> None:
        await self._engine.write(lambda: pacing.hush(key, seconds))

    async def hushed(self, key: str) -> float:
        return await self._engine.read(lambda: pacing.hushed(key))

    # ------------------------------------------------------------ chats

    async def standing(self, place: Place) -> str:
        """What a channel noted of the messages that stand there; empty when nothing."""
        return await self._engine.read(lambda: chats.standing(place))

    async def stand(self, place: Place, note: str) -> None:
        """Note it, for whichever process speaks there next."""
        await self._engine.write(lambda: chats.stand(place, note))

    async def place_of(self, chat: str) -> Place | None:
        places = await self._engine.read(lambda: best_places({chat}))
        return places.get(chat)

    async def mark_reachable(self, place: Place, reachable: bool) -> None:
        await self._engine.write(lambda: chats.set_reachable(place, reachable))

    async def move_place(self, place: Place, address: str) -> None:
        await self._engine.write(lambda: chats.move_place(place, address))

    async def join(self, chat: str, place: Place) -> None:
        await self._engine.write(lambda: chats.join(chat, place, self._clock))

    async def conversation(self, chat: str) -> bytes | None:
        return await self._engine.read(lambda: chats.conversation(chat))

    async def chat_at(self, place: Place) -> str | None:
        return await self._engine.read(lambda: chats.chat_at(place))

    async def consents(self, chat: str) -> Sequence[Mapping[str, Any]]:
        return await self._engine.read(lambda: chats.consents(chat))

    async def due_timers(self, limit: int) -> Sequence[DueTimer]:
        return await self._engine.read(lambda: chats.due_timers(limit, self._clock))

    async def drop_timer(self, timer: int) -> None:
        await self._engine.write(lambda: chats.drop_timer(timer))

    async def web_since(self, chat: str, after: int, limit: int) -> Sequence[tuple[int, bytes]]:
        return await self._engine.read(lambda: chats.web_since(chat, after, limit))

    # ------------------------------------------------------------ tickets and limits

    async def make_ticket(self, purpose: str, value: str, seconds: float, uses: int = 1) -> str:
        return await self._engine.write(lambda: self._tickets.make(purpose, value, seconds, uses))

    async def make_device_code(self, chat: str, seconds: float) -> str:
        return await self._engine.write(lambda: self._tickets.make_device_code(chat, seconds))

    async def redeem(self, purpose: str, ticket: str, client: str = "") -> str | None:
        return await self._engine.write(lambda: self._tickets.redeem(purpose, ticket, client))

    async def allow(self, key: str, limit: int, seconds: float) -> bool:
        return await self._engine.write(lambda: self._tickets.allow(key, limit, seconds))

    async def give_back(self, key: str) -> None:
        await self._engine.write(lambda: self._tickets.give_back(key))

    # ------------------------------------------------------------ staff and housekeeping

    async def poison(self, arrival: Arrival, why: str) -> bool:
        return await self._engine.write(lambda: chats.keep_poison(arrival, why, self._clock))

    async def staff_tasks(self, limit: int) -> Sequence[Mapping[str, Any]]:
        return await self._engine.read(lambda: chats.staff_tasks(limit))

    async def close_task(self, task: int, staff: str) -> None:
        await self._engine.write(lambda: chats.close_task(task, staff, self._clock))

    async def canary(self, fresh: bytes) -> bytes:
        """Keep this sealed value unless one is kept already; returns the kept one."""
        return await self._engine.write(lambda: canary(fresh))

    async def backlog(self) -> Backlog:
        return await self._engine.read(lambda: chats.backlog(self._clock))

    async def purge(self, now: datetime) -> Mapping[str, int]:
        counts = {rule.name: 0 for rule in purging.RULES}
        for rule in purging.RULES:
            gone = purging.PIECE
            while gone == purging.PIECE:
                gone = await self._purge_piece(rule, now)
                counts[rule.name] += gone
        return counts

    async def _purge_piece(self, rule: purging.Rule, now: datetime) -> int:
        return await self._engine.write(lambda: purging.purge_piece(rule, now))

    async def close(self) -> None:
        await self._engine.close()


def _result(result: T | None, failure: Exception | None) -> T:
    if failure is not None:
        raise failure
    if result is None:
        raise RuntimeError("work came back from the engine without a result")
    return result
