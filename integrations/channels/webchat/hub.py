"""Wakes the streams of a chat when its log grows."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Ear:
    """One open stream: wakes on any of its keys."""

    def __init__(self) -> None:
        self.keys: set[str] = set()
        self._woken = asyncio.Event()

    def wake(self) -> None:
        self._woken.set()

    def rest(self) -> None:
        """From here on, a wake is a new one."""
        self._woken.clear()

    async def wait(self, seconds: float) -> bool:
        """True when woken, False when the time ran out."""
        try:
            await asyncio.wait_for(self._woken.wait(), seconds)
        except TimeoutError:
            return False
        return True


def nobody(_key: str) -> None:
    """There is no other process with open pages."""


class Hub:
    """Who listens to what in this process; ``tell`` passes a wake on to the others."""

    def __init__(self, tell: Callable[[str], None] = nobody) -> None:
        self._tell = tell
        self._ears: defaultdict[str, set[Ear]] = defaultdict(set)
        self.closed = False

    @contextmanager
    def listen(self, key: str) -> Iterator[Ear]:
        """An ear on ``key``, for as long as the block runs."""
        ear = Ear()
        self.add(ear, key)
        try:
            yield ear
        finally:
            for old in ear.keys:
                self._ears[old].discard(ear)
                if not self._ears[old]:
                    del self._ears[old]

    def add(self, ear: Ear, key: str) -> None:
        """Let the ear hear this key too."""
        ear.keys.add(key)
        self._ears[key].add(ear)

    def count(self, key: str) -> int:
        return len(self._ears.get(key, ()))

    def wake(self, key: str) -> None:
        """The log behind this key has grown, here."""
        self.heard(key)
        self._tell(key)

    def heard(self, key: str) -> None:
        """It has grown elsewhere; an empty key stands for any."""
        for one in [key] if key else list(self._ears):
            for ear in self._ears.get(one, ()):
                ear.wake()

    def close(self) -> None:
        """End every stream, so that a server can stop."""
        self.closed = True
        self.heard("")
