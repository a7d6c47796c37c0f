"""What is remembered of portals' weather: breakers, holds, and the queue of dossiers that wait for a portal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.weather import Ahead, Go, Hold, Wait, Weather

Decide = Callable[[Weather, Sequence[Hold], Ahead, bool], Go | Wait]
"""(weather, holds of the portal, what stands before it, whether anybody waits) -> what to do."""


@dataclass(frozen=True, slots=True)
class Queued:
    """One submission that waits, or is on its way. ``order``: the number of its post,
    which grows with the moment of consent; a row whose post is gone counts for nothing. ``by``: the last day on which
    it is still in time; ``sent``: a byte of it may have left; ``fails``: tries that a broken portal spoiled."""

    key: str
    portal: str
    procedure: str
    dossier: str
    order: int
    at: datetime
    by: date | None = None
    sent: bool = False
    fails: int = 0
    told: bool = False
    """Its owner knows that it waits."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many wait for a portal, of each procedure."""

    procedure: str
    count: int


class WeatherBook(Protocol):
    """Every method is one transaction; those of one portal go one after the other. Raises Outage when the database does
    not answer."""

    async def weather(self, portal: str) -> Weather: ...

    async def change(self, portal: str, change: Callable[[Weather], Weather]) -> tuple[Weather, Weather]:
        """(before, after)."""
        ...

    async def enter(self, one: Queued, now: datetime, decide: Decide) -> tuple[Go | Wait, Queued]:
        """Ask for leave to send. Who must wait is queued; who may go while somebody waits is queued as on its way; in
        fair weather nothing is written. Returns what was remembered of it, too."""
        ...

    async def queued(self, key: str) -> Queued | None: ...

    async def back(self, key: str) -> None:
        """It had leave, and nothing was sent after all: it waits on."""
        ...

    async def spoiled(self, one: Queued, now: datetime) -> Queued:
        """A try failed for the portal's sake: it waits (again), and a byte may have left."""
        ...

    async def told(self, key: str) -> None:
        """Its owner was told that it waits."""
        ...

    async def leave(self, key: str) -> None:
        """It waits no longer, however it ended."""
        ...

    async def holds(self) -> Sequence[Hold]: ...

    async def hold(self, hold: Hold) -> bool:
        """Set it; False when it was set already."""
        ...

    async def release(self, portal: str, procedure: str) -> bool:
        """False when there was none."""
        ...

    async def waiting(self, portal: str) -> Sequence[Waiting]: ...
