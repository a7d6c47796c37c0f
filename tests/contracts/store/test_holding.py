"""A name is held by one process at a time, by the database's clock, and passes on when its holder is silent."""

from __future__ import annotations

import asyncio

import psycopg
import pytest

from bot.failures import Outage
from bot.holding import OneOfMany
from integrations.storage.alone import alone
from integrations.storage.store import SqlStore


async def test_one_holds_and_the_other_waits(store: SqlStore) -> None:
    assert await store.hold("poll", "a", 60)
    assert await store.hold("poll", "a", 60), "renewed"
    assert not await store.hold("poll", "b", 60)
    assert await store.hold("else", "b", 60), "another name"


async def test_it_passes_on_when_let_go_or_silent(store: SqlStore) -> None:
    assert await store.hold("poll", "a", 60)
    await store.let_go("poll", "b")
    assert not await store.hold("poll", "b", 60), "only its holder lets go"
    await store.let_go("poll", "a")
    assert await store.hold("poll", "b", 0.05)
    await asyncio.sleep(0.2)
    assert await store.hold("poll", "a", 60), "silent for too long"


async def test_two_who_ask_at_once_do_not_both_get_it(store: SqlStore) -> None:
    got = await asyncio.gather(*(store.hold("poll", f"p{n}", 60) for n in range(20)))
    assert sum(got) == 1


class Radio:
    """Something that must not play twice."""

    def __init__(self, store: SqlStore, who: str) -> None:
        self.playing = False
        self.one = OneOfMany(store, "radio", who, self.begin, self.end, 60)

    async def begin(self) -> None:
        self.playing = True

    async def end(self) -> None:
        self.playing = False


async def test_it_plays_in_one_process_and_moves_when_that_stops(store: SqlStore) -> None:
    first, second = Radio(store, "a"), Radio(store, "b")
    await first.one.look()
    await second.one.look()
    assert (first.playing, second.playing) == (True, False)
    await first.one.stop()
    await second.one.look()
    assert (first.playing, second.playing) == (False, True)


async def test_who_cannot_renew_ends_before_another_may_begin(store: SqlStore) -> None:
    radio = Radio(store, "a")
    await radio.one.look()

    async def down(name: str, holder: str, seconds: float) -> bool:
        raise Outage("down")

    store.hold = down  # type: ignore[method-assign]
    for _ in range(3):
        await radio.one.look()
    assert radio.playing, "a short absence ends nothing"
    await radio.one.look()
    assert not radio.playing


@pytest.mark.postgres
async def test_alone_over_processes_and_free_when_its_holder_dies(postgres_url: str) -> None:
    order: list[str] = []

    async def work(name: str) -> None:
        async with alone(postgres_url, "x"):
            order.append(f"{name} in")
            await asyncio.sleep(0.05)
            order.append(f"{name} out")

    await asyncio.gather(work("a"), work("b"))
    assert [step.split()[1] for step in order] == ["in", "out", "in", "out"]
    with psycopg.connect(postgres_url, autocommit=True) as dying:
        dying.execute("SELECT pg_advisory_lock(hashtextextended('x', 0))")
    await asyncio.wait_for(work("c"), 10)
