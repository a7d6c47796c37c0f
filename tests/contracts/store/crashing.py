"""The victim of the crash tests: a process that talks to the store and kills itself at a labelled point.

Arguments: url, run number, label, which time the label is reached (0: never), words already acknowledged as JSON.
It prints one JSON line for everything that was acknowledged or delivered, before it goes on.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from datetime import timedelta

from bot.crashpoints import Crash
from bot.ports import Post, Settle, Settlement, Store
from integrations.storage.store import open_store
from tests.contracts.store.people import append, arrives
from tests.fakes.clock import START, SettableClock

PEOPLE = 4
WORDS = 12
MINUTES_BETWEEN_RUNS = 2
"""So that the leases of the process killed before have run out."""


def tell(what: str, *values: object) -> None:
    print(json.dumps([what, *values]), flush=True)


def killer(label: str, times: int) -> Crash:
    left = times

    def crash(point: str) -> None:
        nonlocal left
        if point == label:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return crash


async def deliver(store: Store, post: Post) -> None:
    tell("sent", post.chat, post.id, post.body.decode())
    await store.settle([Settlement(post.id, post.lease, Settle.DONE, ref=str(post.id))])
    tell("settled", post.id)


async def talk(store: Store, person: str, after: int) -> None:
    """Like a channel: an event that was not acknowledged comes again, under the same id."""
    for word in range(after, WORDS):
        taken = await store.turn(arrives(person, f"{person}-{word}"), append(str(word)))
        tell("acknowledged", person, word, taken.chat)
        if not taken.replayed:
            for post in taken.posts:
                await deliver(store, post)


async def main(url: str, run: int, label: str, times: int, acknowledged: dict[str, int]) -> None:
    clock = SettableClock(START + timedelta(minutes=MINUTES_BETWEEN_RUNS * run), f"run {run}")
    store = await open_store(url, clock, crash=killer(label, times))
    while posts := await store.claim(100, 30):
        for post in posts:
            await deliver(store, post)
    await asyncio.gather(*(talk(store, f"p{n}", acknowledged.get(f"p{n}", 0)) for n in range(PEOPLE)))
    clock.forward(minutes=1)
    while posts := await store.claim(100, 30):
        for post in posts:
            await deliver(store, post)
    await store.close()
    tell("finished")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4]), json.loads(sys.argv[5])))
