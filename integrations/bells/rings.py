"""What every kind of bell does alike: ears by topic, and rings collected until they are sent together."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.ports import Ear

MOST_WAITING = 5_000
"""More rings than this are not kept: whoever misses one looks by itself."""
MOST_AT_ONCE = 200
LONGEST = 200
"""Characters of a ring on the wire."""


class Ears:
    """Who hears what in this process; ``me`` tells its own rings from those of others."""

    def __init__(self, me: str) -> None:
        self.me = me
        self._ears: dict[str, list[Ear]] = {}

    def on(self, topic: str, ear: Ear) -> None:
        """Hear this topic."""
        self._ears.setdefault(topic, []).append(ear)

    def heard(self, wire: str) -> None:
        """A ring came in; our own were acted upon before they went out."""
        sender, _, rest = wire.partition(" ")
        topic, _, key = rest.partition(" ")
        if sender != self.me:
            for ear in self._ears.get(topic, ()):
                ear(key)

    def missed(self) -> None:
        """The line was down: whatever was rung meanwhile, nobody here heard it."""
        for ears in self._ears.values():
            for ear in ears:
                ear("")

    def wire(self, topic: str, key: str) -> str:
        """As it travels."""
        return f"{self.me} {topic} {key}"


class Waiting:
    """Rings on their way out: each once, however often it was asked for."""

    def __init__(self) -> None:
        self._rings: dict[str, None] = {}
        self._some = asyncio.Event()

    def add(self, wire: str) -> None:
        """Keep it to be sent."""
        if len(wire) <= LONGEST and len(self._rings) < MOST_WAITING:
            self._rings[wire] = None
            self._some.set()

    async def next(self) -> Sequence[str]:
        """Wait for some and take them."""
        await self._some.wait()
        taken = list(self._rings)[:MOST_AT_ONCE]
        for wire in taken:
            del self._rings[wire]
        if not self._rings:
            self._some.clear()
        return taken
