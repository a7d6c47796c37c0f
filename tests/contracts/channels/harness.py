"""The common face of all channels for the contract tests: people with a screen, and faults that can be played."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from bot.codec import decode_event
from bot.ports import Arrival, Channel, Taken
from dialogs.events import Event

PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class OnScreen:
    """A message of the bot as the citizen sees it now. ``buttons``: label to id; ``copies``: label to copied text;
    ``links``: label to the page it opens; ``files``: what can be taken away; ``pictures``: what is seen at once, maybe
    recompressed on the way."""

    text: str
    buttons: dict[str, str] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    files: tuple[tuple[str, bytes], ...] = ()
    pictures: tuple[bytes, ...] = ()


class Fault(StrEnum):
    """What can happen to the next message to a person."""

    BLOCKED = "blocked"
    GONE = "gone"
    TOO_FAST = "too_fast"
    OUTAGE = "outage"
    LOST_ANSWER = "lost_answer"
    BROKEN = "broken"
    REFUSED = "refused"


class Person(Protocol):
    """Somebody on this channel, already reachable."""

    @property
    def address(self) -> str: ...

    async def screen(self) -> list[OnScreen]:
        """The bot's messages, oldest first, as they stand after edits."""
        ...

    async def says(self, text: str) -> None: ...

    async def presses(self, label: str) -> None: ...

    async def sends_file(self, name: str, mime: str, content: bytes) -> None: ...


class Harness(Protocol):
    """A channel with everything around it. ``can``: faults that this channel can meet; ``receives``: whether people
    can be driven through it."""

    can: frozenset[Fault]
    receives: bool
    inbox: Inbox

    @property
    def channel(self) -> Channel: ...

    async def person(self, name: str) -> Person: ...

    async def play(self, fault: Fault, person: Person) -> None:
        """The next message to this person meets the fault."""
        ...


class Inbox:
    """Stands where ``bot.turns`` will be: keeps arrivals, dedupes, can raise, and can be waited for."""

    def __init__(self) -> None:
        self.arrivals: list[Arrival] = []
        self.poisoned: list[tuple[Arrival, str]] = []
        self.tries: list[Arrival] = []
        self.before: Callable[[Arrival], None] = lambda arrival: None
        self._keys: set[str] = set()
        self._changed = asyncio.Condition()

    async def receive(self, arrival: Arrival) -> Taken:
        self.tries.append(arrival)
        await self._tell()
        self.before(arrival)
        known = arrival.event in self._keys
        if not known:
            self._keys.add(arrival.event)
            self.arrivals.append(arrival)
        await self._tell()
        return Taken(arrival.place.address, (), replayed=known)

    async def poison(self, arrival: Arrival, why: str) -> bool:
        self.poisoned.append((arrival, why))
        await self._tell()
        return True

    async def until(self, what: Callable[[], bool]) -> None:
        """Wait until this holds."""
        async with asyncio.timeout(PATIENCE), self._changed:
            await self._changed.wait_for(what)

    async def events(self, count: int) -> list[Event]:
        """At least ``count`` events, decoded, in order of arrival."""
        await self.until(lambda: len(self.arrivals) >= count)
        return [decode_event(arrival.body) for arrival in self.arrivals]

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()
