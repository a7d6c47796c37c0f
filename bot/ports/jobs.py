"""Work that outlives a process."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol


class Jobs(Protocol):
    """Work that outlives a process. Jobs carry ids, never personal data, and are idempotent."""

    def define(self, name: str, work: Callable[[str], Awaitable[None]]) -> None:
        """Name a piece of work that takes one id; before ``start``."""
        ...

    def every(self, name: str, cron: str, work: Callable[[], Awaitable[None]]) -> None:
        """Run once per tick over all processes (cron with minutes, or with seconds when it has six fields)."""
        ...

    async def enqueue(self, name: str, id: str, delay: float = 0.0, dedupe: str = "") -> None: ...

    async def start(self) -> None: ...

    async def stop(self) -> None: ...
