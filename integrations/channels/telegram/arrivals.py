"""From an update to a committed turn: read it, redeem its ticket, hand it on; what cannot be read is kept as poison."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from aiogram.types import Update

from bot.failures import Failure, Outage, Retry
from bot.ports import Arrival, Clock, Place, Receive
from dialogs.events import Event, Opened
from integrations.channels.telegram.ears import NoUpdate, read_update
from integrations.channels.telegram.hearing import NAME, Heard, hear
from integrations.channels.telegram.speaking import Speaker

log = logging.getLogger("motcua.telegram")

Encode = Callable[[Event], bytes]
Poison = Callable[[Arrival, str], Awaitable[object]]
Redeem = Callable[[str], Awaitable[str | None]]

MOST_TICKET = 64


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that came in and is no update we understand."""

    arrival: Arrival
    why: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Takes updates in. ``take`` raises only a Failure worth a retry (the store is down): then nothing was taken."""

    account: str
    clock: Clock
    encode: Encode
    receive: Receive
    poison: Poison
    redeem: Redeem
    speaker: Speaker

    def read(self, raw: Any, body: bytes | None = None) -> Heard | Unreadable | None:
        """One update as JSON; ``body`` its bytes when they are at hand. None when nobody needs to know of it."""
        try:
            update = read_update(raw)
        except NoUpdate as problem:
            return self._unreadable(raw, body, str(problem))
        heard = hear(update, self.clock)
        if heard is None and not _known_kind(update):
            return self._unreadable(raw, body, "no kind of update that we know")
        return heard

    async def take(self, what: Heard | Unreadable) -> None:
        """Hand it on; returns after the commit."""
        if isinstance(what, Unreadable):
            await self._keep(what.arrival, what.why)
            return
        arrival = Arrival(Place(NAME, self.account, what.address), what.event.id, b"")
        try:
            if what.message:
                await self.speaker.heard(what.address, what.message)
            arrival = replace(arrival, body=self.encode(await self._with_ticket(what)))
            await self.receive(arrival)
        except Exception as problem:
            if isinstance(problem, Failure) and problem.retry is not Retry.NEVER:
                raise
            log.error("telegram: a turn raised %s; kept as poison", type(problem).__name__)
            await self._keep(arrival, type(problem).__name__)

    async def _keep(self, arrival: Arrival, why: str) -> None:
        """Keep it as poison; when even that fails it has not been taken, and must come again."""
        try:
            await self.poison(arrival, why)
        except Exception as problem:
            raise Outage(f"telegram: poison not kept: {type(problem).__name__}") from problem

    async def _with_ticket(self, heard: Heard) -> Event:
        """A /start payload is a random single-use ticket, never a name or a code; unknown ones just open the chat."""
        if not isinstance(heard.event, Opened) or not 0 < len(heard.ticket) <= MOST_TICKET:
            return heard.event
        return replace(heard.event, procedure=await self.redeem(heard.ticket) or "")

    def _unreadable(self, raw: Any, body: bytes | None, why: str) -> Unreadable:
        kept = body if body is not None else json.dumps(raw, ensure_ascii=True).encode()
        number = raw.get("update_id") if isinstance(raw, dict) else None
        key = f"u{number}" if isinstance(number, int) else f"x{hashlib.sha256(kept).hexdigest()[:32]}"
        return Unreadable(Arrival(Place(NAME, self.account, ""), key, kept), why)


def _known_kind(update: Update) -> bool:
    """Whether the update carries anything that aiogram knows; service messages do, ``{}`` does not."""
    kinds = Update.model_fields.keys() - {"update_id"}
    return any(getattr(update, kind) is not None for kind in kinds)
