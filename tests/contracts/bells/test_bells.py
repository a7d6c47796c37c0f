"""Every bell rings in the other processes, never in its own, and comes back after its line was down."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import psycopg
import pytest

from integrations.bells import PostgresBell, RedisBell
from integrations.bells.rings import LONGEST, MOST_WAITING, Waiting
from tests.fakes.redis import RedisServer

Bells = tuple[PostgresBell | RedisBell, PostgresBell | RedisBell, "Heard", "Heard"]
pytestmark = pytest.mark.postgres


class Heard:
    """Remembers what an ear was told."""

    def __init__(self) -> None:
        self.keys: asyncio.Queue[str] = asyncio.Queue()

    def __call__(self, key: str) -> None:
        self.keys.put_nowait(key)

    async def next(self) -> str:
        return await asyncio.wait_for(self.keys.get(), 10)


@pytest.fixture(params=["postgres", "redis"])
async def two(request: pytest.FixtureRequest, postgres_url: str) -> AsyncIterator[Bells]:
    """Two processes, each with an ear on "web", both listening."""
    bells: list[PostgresBell | RedisBell] = [PostgresBell(postgres_url, name) for name in ("one", "two")]
    if request.param == "redis":
        url = request.getfixturevalue("redis_server").url
        bells = [RedisBell(url, "room", name, PostgresBell(postgres_url, name)) for name in ("one", "two")]
    ears = [Heard(), Heard()]
    for bell, ear in zip(bells, ears, strict=True):
        bell.on("web", ear)
        await bell.start()
    for ear in ears:
        for _ in range(1 if request.param == "postgres" else 2):
            assert await ear.next() == "", "who begins to listen has missed everything, on each line"
    yield bells[0], bells[1], ears[0], ears[1]
    for bell in bells:
        await bell.stop()


async def test_rings_there_and_not_here(two: Bells) -> None:
    one, other, here, there = two
    one.ring("other-topic", "x")
    one.ring("web", "chat a")
    assert await there.next() == "chat a"
    other.ring("web", "back")
    assert await here.next() == "back", "and its own ring was not heard before"
    assert there.keys.empty(), "once"


async def test_a_broken_line_comes_back_and_says_that_something_was_missed(
    two: Bells,
    postgres_url: str,
) -> None:
    one, _, _, there = two
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")
    assert await there.next() == ""
    one.ring("web", "again")
    assert await there.next() == "again"


@pytest.mark.redis
@pytest.mark.parametrize("two", ["redis"], indirect=True)
@pytest.mark.parametrize("trouble", ["kill", "freeze"])
async def test_without_redis_rings_go_by_the_other_line(
    two: Bells,
    redis_server: RedisServer,
    trouble: str,
) -> None:
    one, _, _, there = two
    getattr(redis_server, trouble)()
    one.ring("web", "still")
    assert await there.next() == "still"
    assert isinstance(one, RedisBell) and await one.standing() == "away"
    redis_server.thaw()


@pytest.mark.redis
@pytest.mark.parametrize("two", ["redis"], indirect=True)
async def test_an_emptied_redis_still_rings_and_one_that_came_back_rings_again(
    two: Bells,
    redis_server: RedisServer,
) -> None:
    one, _, _, there = two
    redis_server.empty()
    one.ring("web", "a")
    assert await there.next() == "a"
    redis_server.kill()
    redis_server.start()
    assert await there.next() == "", "back, and something may have been missed"
    async with asyncio.timeout(10):
        while isinstance(one, RedisBell) and await one.standing() != "ok":
            await asyncio.sleep(0.05)
    one.ring("web", "b")
    assert await there.next() == "b"


async def test_what_waits_is_bounded_and_each_ring_is_kept_once() -> None:
    waiting = Waiting()
    for _ in range(3):
        waiting.add("me web chat")
    waiting.add("x" * (LONGEST + 1))
    assert await waiting.next() == ["me web chat"]
    for number in range(MOST_WAITING + 50):
        waiting.add(f"me web {number}")
    taken = 0
    while taken < MOST_WAITING:
        taken += len(await waiting.next())
    assert taken == MOST_WAITING
