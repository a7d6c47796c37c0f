"""Durable turns a second of the store: 50 people at once, each waiting for the commit before the next word.

``python -m benchmarks.store [seconds]`` prints one line for each database. A turn here reads the conversation and
writes it with one message and one audit row; "settled" also waits until the message is recorded as delivered.
"""

from __future__ import annotations

import asyncio
import itertools
import sys
import tempfile
import time
from dataclasses import dataclass

from bot.ports import Arrival, Loaded, NewNote, NewPost, Place, Settle, Settlement, Writes
from dialogs.effects import Lane
from integrations.clock import SystemClock
from integrations.storage.store import SqlStore, open_store
from tests.fakes.postgres import bin_folder, running_postgres

PEOPLE = 50
CONVERSATION = b"c" * 800
MESSAGE = b"m" * 400


@dataclass(frozen=True, slots=True)
class Figures:
    """One run."""

    turns: float
    """A second."""
    cpu: float
    """Microseconds of this process for each turn, both threads."""
    p50: float
    p99: float
    """Milliseconds from the arrival to the commit."""


def decide(loaded: Loaded) -> Writes:
    """As large as a usual turn."""
    return Writes(CONVERSATION, (NewPost("say", Lane.INTERACTIVE, MESSAGE),), notes=(NewNote("bot", "turn"),))


async def measure(store: SqlStore, seconds: float, settled: bool) -> Figures:
    """Let the crowd talk for this long."""
    numbers = itertools.count()
    waits: list[float] = []
    run = store_run()
    cpu = time.process_time()
    begin = time.perf_counter()
    end = begin + seconds

    async def talk(person: int) -> None:
        while (now := time.perf_counter()) < end:
            place = Place("bench", "bot", f"{run}-{person}")
            taken = await store.turn(Arrival(place, f"{run}-{next(numbers)}", b""), decide)
            waits.append(time.perf_counter() - now)
            ends = [Settlement(post.id, post.lease, Settle.DONE, ref="1") for post in taken.posts]
            if settled:
                await store.settle(ends)
            else:
                settling.append(asyncio.ensure_future(store.settle(ends)))

    settling: list[asyncio.Future[None]] = []
    await asyncio.gather(*(talk(person) for person in range(PEOPLE)))
    took = time.perf_counter() - begin
    await asyncio.gather(*settling)
    cpu = time.process_time() - cpu
    waits.sort()
    count = len(waits)
    return Figures(count / took, cpu / count * 1e6, waits[count // 2] * 1e3, waits[count * 99 // 100] * 1e3)


def store_run() -> str:
    """A name that no earlier run used."""
    return SystemClock().token()[:8]


async def report(name: str, url: str, seconds: float, full: bool = True) -> None:
    """Open, measure both ways, print."""
    store = await open_store(url, SystemClock(), full=full)
    for settled in (False, True):
        found = await measure(store, seconds, settled)
        what = "turn, then settled" if settled else "turn"
        print(
            f"{name:<24}{what:<20}{found.turns:>8,.0f} turns/s {found.cpu:>6.0f} us CPU a turn"
            f"   p50 {found.p50:5.1f} ms   p99 {found.p99:5.1f} ms"
        )
    await store.close()


async def main(seconds: float) -> None:
    """SQLite with full and normal durability; PostgreSQL where it is installed."""
    with tempfile.TemporaryDirectory() as folder:
        await report("SQLite FULL", f"sqlite:///{folder}/full.db", seconds)
        await report("SQLite NORMAL", f"sqlite:///{folder}/normal.db", seconds, full=False)
    if bin_folder() is None:
        print("PostgreSQL: no server program found, not measured")
        return
    with running_postgres(durable=True) as server:
        await report("PostgreSQL", server.fresh(), seconds)


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1]) if len(sys.argv) > 1 else 3.0))
