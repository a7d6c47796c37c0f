"""The bot's memory: one SQL database, every method one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.ports.arrivals import Arrival, Backlog, Decide, DueTimer, Place, Post, Settlement, Taken


class Store(Protocol):
    """The bot's memory: one SQL database. Every method is one transaction; times are database-independent UTC."""

    async def turn(self, arrival: Arrival, decide: Decide) -> Taken:
        """Take one event: dedupe, find or create the chat, load, decide, write everything, commit (durable on return).

        Turns that arrive together share one commit (group commit); turns of one chat run in order of arrival.
        If ``decide`` raises, nothing of this turn is kept and the exception is raised here; others are untouched.
        """
        ...

    async def poison(self, arrival: Arrival, why: str) -> bool:
        """Keep an event whose turn raised, with a staff task; True when it is new (unique like turns)."""
        ...

    async def claim(self, limit: int, lease_seconds: float) -> Sequence[Post]:
        """Lease unsettled posts whose lease has run out and whose time has come: by lane, then oldest first.
        "say" posts of one chat come strictly in order: none is claimed while an earlier one of that chat is unsettled
        and not in the same claim."""
        ...

    async def release(self) -> None:
        """Give up every lease at once: for a start at which no other process can be alive."""
        ...

    async def hold(self, name: str, holder: str, seconds: float) -> bool:
        """Become, or stay, the one that holds this name for so long by the database's clock; False: another does."""
        ...

    async def let_go(self, name: str, holder: str) -> None:
        """Hold this name no longer; nothing happens when another does."""
        ...

    async def settle(self, settlements: Sequence[Settlement]) -> None:
        """Record ends of attempts, batched."""
        ...

    async def place_of(self, chat: str) -> Place | None:
        """Where this chat can be reached now."""
        ...

    async def chat_at(self, place: Place) -> str | None:
        """The chat that this place belongs to; None before first contact."""
        ...

    async def mark_reachable(self, place: Place, reachable: bool) -> None:
        """A channel told us that this address is blocked or open again."""
        ...

    async def move_place(self, place: Place, address: str) -> None:
        """A channel told us that this address has a new name."""
        ...

    async def conversation(self, chat: str) -> bytes | None:
        """The sealed conversation, for chores (submit, export)."""
        ...

    async def consents(self, chat: str) -> Sequence[Mapping[str, Any]]:
        """The consent rows of this chat, for export: purpose, given, text, text_hash, language, channel, at."""
        ...

    async def due_timers(self, limit: int) -> Sequence[DueTimer]:
        """Timers whose moment has come; they stay until ``drop_timer`` (a crash delivers again; the turn dedupes)."""
        ...

    async def drop_timer(self, timer: int) -> None: ...

    async def make_ticket(self, purpose: str, value: str, seconds: float, uses: int = 1) -> str:
        """A random single-use ticket (at least 80 bits, ``A-Za-z0-9_-``) for deep links."""
        ...

    async def make_device_code(self, chat: str, seconds: float) -> str:
        """A code of 8 digits that brings another device into this chat; single use, five tries an hour a client."""
        ...

    async def redeem(self, purpose: str, ticket: str, client: str = "") -> str | None:
        """The value behind a ticket or (purpose "device") a device code, once; None when unknown, used up, expired,
        or after too many tries of this client."""
        ...

    async def join(self, chat: str, place: Place) -> None:
        """Bind this address to that chat (another device, another channel)."""
        ...

    async def allow(self, key: str, limit: int, seconds: float) -> bool:
        """Count an attempt under ``key`` in a sliding window; False when ``limit`` is passed."""
        ...

    async def give_back(self, key: str) -> None:
        """The latest attempt under ``key`` turned out not to be one to count."""
        ...

    async def log_web(self, chat: str, post: int, body: bytes) -> int:
        """Append to the chat's web log (sealed rendered message or the citizen's own words), unique by ``post`` when
        positive; returns the sequence number in this chat."""
        ...

    async def web_since(self, chat: str, after: int, limit: int) -> Sequence[tuple[int, bytes]]:
        """Web log entries with a sequence above ``after``."""
        ...

    async def purge(self, now: datetime) -> Mapping[str, int]:
        """Delete what retention says (settled posts' bodies after 1 day, web log after 7 days idle, used tickets, old
        seen-event rows after 8 days); returns counts."""
        ...

    async def backlog(self) -> Backlog: ...

    async def staff_tasks(self, limit: int) -> Sequence[Mapping[str, Any]]:
        """Open tasks, oldest first: id, reason, dossier, chat, detail, at."""
        ...

    async def close_task(self, task: int, staff: str) -> None: ...

    async def close(self) -> None: ...
