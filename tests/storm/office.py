"""The portal in a storm: what it stores is written down, some calls fail, and its officers push out of order, twice."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from typing import Any

from integrations.sandbox import Sandbox
from integrations.sandbox.shelf import Kept, Refused, Stored
from tests.storm.history import History

PATHS = ((2, 4, 9, 10), (3,), (2, 4, 8), (9,), (2, 4, 5, 4, 9), (2, 5, 4), (2, 4))
"""What becomes of a dossier; after 5 the officer thinks better of it, so that a late 5 would do harm."""
FAULTS = ("500", "503", "429", "down", "502-after", "reply-lost", "html", "truncated", "interrupted")
LOOK_FAULTS = ("500", "down", "html")
TWICE, LATE = 0.3, 0.5
TRIES = 400


class Office:
    """Everything that happens at the portal's side."""

    def __init__(
        self,
        sandbox: Sandbox,
        history: History,
        chance: random.Random,
        callbacks: Sequence[str],
        fault_every: tuple[float, float],
    ) -> None:
        self._sandbox = sandbox
        self._callbacks = callbacks
        self._fault_every = fault_every
        self._history = history
        self._chance = chance
        self._known: set[str] = set()
        self._working: set[asyncio.Task[None]] = set()
        self._peace = False
        self._take = sandbox.shelf.take
        sandbox.shelf.take = self._written_down  # type: ignore[method-assign]

    def _written_down(self, ref: str, procedure: str, shape: str, raw: dict[str, Any], files: list[Kept]) -> Stored:
        try:
            stored = self._take(ref, procedure, shape, raw, files)
        except Refused as refused:
            self._history.note("turned away", ref=ref, why=str(refused))
            raise
        self._history.note("stored", ref=ref, code=stored.code)
        return stored

    async def run(self) -> None:
        """Until cancelled: look at what has come in, and let things go wrong until there is peace."""
        next_fault = 0.0
        while True:
            for stored in [one for ref, one in self._sandbox.shelf.dossiers.items() if ref not in self._known]:
                self._known.add(stored.ref)
                task = asyncio.create_task(self._handles(stored))
                self._working.add(task)
                task.add_done_callback(self._working.discard)
            if not self._peace and self._history.seconds > next_fault:
                next_fault = self._history.seconds + self._chance.uniform(*self._fault_every)
                self._goes_wrong()
            await asyncio.sleep(0.05)

    def end_of_faults(self) -> None:
        """Every call is answered well from now on."""
        self._peace = True
        self._sandbox.switches.clear()

    async def done(self) -> None:
        """Until every dossier has come to its end and every push was taken."""
        await asyncio.sleep(0.2)
        while self._working:
            await asyncio.gather(*self._working)

    def _goes_wrong(self) -> None:
        where, names = ("submit", FAULTS) if self._chance.random() < 0.7 else ("look-up", LOOK_FAULTS)
        if len(self._sandbox.switches.listed()) < 2:
            self._sandbox.switches.set(self._chance.choice(names), where)

    async def _handles(self, stored: Stored) -> None:
        pushes: list[tuple[int, dict[str, Any]]] = []
        path = self._chance.choice(PATHS)
        for status in path:
            await asyncio.sleep(self._chance.uniform(0, 1.5))
            pushes.append((status, self._sandbox.pusher.report(stored, status)))
            if len(pushes) > 1 or self._chance.random() > LATE or status == path[-1]:
                self._chance.shuffle(pushes)
                for one in pushes:
                    await self._pushes(stored, *one)
                pushes = []

    async def _pushes(self, stored: Stored, status: int, report: dict[str, Any]) -> None:
        for _ in range(2 if self._chance.random() < TWICE else 1):
            for _ in range(TRIES):
                # As behind a load balancer: whoever is there.
                self._sandbox.pusher._callback = self._chance.choice(self._callbacks)
                answer = await self._sandbox.pusher.push(report)
                self._history.note("pushed", ref=stored.ref, status=status, answer=answer)
                if answer == 200:
                    break
                await asyncio.sleep(0.2)
