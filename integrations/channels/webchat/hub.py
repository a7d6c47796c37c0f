"""Wakes the streams of a chat when its log grows."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
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


class Hub:
    """Who listens to what in this process."""

    def __init__(self) -> None:
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
        for ear in self._ears.get(key, ()):
            ear.wake()

    def close(self) -> None:
        """End every stream, so that a server can stop."""
        self.closed = True
        for key in list(self._ears):
            self.wake(key)
