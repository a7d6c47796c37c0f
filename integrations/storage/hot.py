"""The three kinds of work that share one commit: turns, settlements, web log entries. Each carries its own result."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.ports import Arrival, Clock, Decide, Settlement, Taken

TURN_LEASE_SECONDS = 30.0
"""How long the process that took a turn keeps its posts to itself."""


@dataclass(slots=True)
class TurnWork:
    """One arrival and how to answer it."""

    arrival: Arrival
    decide: Decide
    result: Taken | None = None
    failure: Exception | None = None


@dataclass(slots=True)
class SettleWork:
    """Ends of attempts; nothing comes back."""

    settlements: Sequence[Settlement]
    result: None = None
    failure: Exception | None = None


@dataclass(slots=True)
class LogWork:
    """One web log entry; the result is its number in the chat."""

    chat: str
    post: int
    body: bytes
    result: int | None = None
    failure: Exception | None = None


HotWork = TurnWork | SettleWork | LogWork


@dataclass(slots=True)
class Tokens:
    """What a transaction takes from its process: lease tokens ``<process>.<number>``, a new one for every turn and
    every claim; the time; the pepper."""

    clock: Clock
    pepper: bytes = b""
    """Keys the pseudonyms of erased chats."""
    chores: bool = True
    """Chores of a turn are leased to this process; False: they are left for others to claim."""
    mine: str = ""
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.mine = self.clock.token()[:12] + "."

    def lease(self) -> str:
        """A token that no other lease has."""
        return f"{self.mine}{next(self._numbers)}"
