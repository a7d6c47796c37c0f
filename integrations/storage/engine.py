"""What the store asks of a database engine, and the bounds that both engines keep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from integrations.storage.hot import HotWork, SettleWork, TurnWork
from integrations.storage.steps import Steps

T = TypeVar("T")

MAX_WAITING = 10_000
"""More work than this is refused (Outage) instead of piling up."""

MAX_BATCH = 256
"""Pieces of work that share one commit at most."""

TRIES = 2
"""A transaction that fails for a passing reason is run this often before it is an Outage."""


CRASH_KINDS = {"turn": TurnWork, "settle": SettleWork}
"""Crash points are "turn.before-commit", "turn.after-commit", "settle.before-commit", "settle.after-commit"."""


class Engine(Protocol):
    """Runs transactions. Durable on return; raises Outage when surely nothing was written, Uncertain when the
    connection broke during the commit (a turn may then simply be taken again: it is replayed if it was kept)."""

    async def hot(self, work: HotWork) -> None:
        """Take this work with whatever else waits, in one commit; its result is in the work."""
        ...

    async def write(self, steps: Callable[[], Steps[T]]) -> T:
        """A transaction of its own."""
        ...

    async def read(self, steps: Callable[[], Steps[T]]) -> T:
        """Only reads."""
        ...

    async def close(self) -> None:
        """Finish what waits, then let go of the database."""
        ...


def kinds(works: Sequence[HotWork]) -> list[str]:
    """The kinds of work present, as crash points call them."""
    return [name for name, kind in CRASH_KINDS.items() if any(isinstance(work, kind) for work in works)]
