"""The shared pace over a real Redis: two processes share it; killed, emptied, frozen, absent: nothing is lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from integrations.bells import SilentBell
from integrations.channels.telegram import Pace, SharedLimiter
from integrations.pacing import RedisPacer
from integrations.storage.store import SqlStore, open_store
from tests.fakes.clock import SettableClock
from tests.fakes.redis import RedisServer

pytestmark = pytest.mark.redis


@pytest.fixture
async def rows(tmp_path: Path) -> AsyncIterator[SqlStore]:
    store = await open_store(f"sqlite:///{tmp_path}/bot.db", SettableClock())
    yield store
    await store.close()


@pytest.fixture
async def two(redis_server: RedisServer, rows: SqlStore) -> AsyncIterator[list[RedisPacer]]:
    """Two processes of one installation."""
    pacers = [RedisPacer(redis_server.url, "room", rows, SilentBell()) for _ in range(2)]
    yield pacers
    for pacer in pacers:
        await pacer.close()


async def test_two_processes_share_one_pace(two: list[RedisPacer]) -> None:
    waits = sorted(await asyncio.gather(*(two[n % 2].reserve("all", 1.0, 2, 60.0) for n in range(6))))
    assert waits[:2] == [0.0, 0.0]
    for number, wait in enumerate(waits[2:], 1):
        assert number - 1 < wait <= number
    assert await two[0].reserve("all", 1.0, 2, 0.5) > 3, "and what is refused is not taken"


async def test_rooms_on_one_server_are_apart(redis_server: RedisServer, two: list[RedisPacer]) -> None:
    await two[0].reserve("all", 100.0, 1, 0.0)
    other = RedisPacer(redis_server.url, "elsewhere", two[0]._rows, SilentBell())
    assert await other.reserve("all", 100.0, 1, 0.0) == 0.0
    await other.close()


@pytest.mark.parametrize("trouble", ["kill", "freeze"])
async def test_without_redis_the_rows_keep_the_pace(
    redis_server: RedisServer,
    two: list[RedisPacer],
    trouble: str,
) -> None:
    await two[0].reserve("all", 0.01, 1, 1.0)
    getattr(redis_server, trouble)()
    waits = sorted(await asyncio.gather(*(two[n % 2].reserve("all", 1.0, 1, 60.0) for n in range(4))))
    assert waits[0] == 0.0 and waits[-1] > 2, "both fell back to the same row"
    redis_server.thaw()


async def test_an_emptied_redis_forgets_turns_but_no_plea_to_wait(
    redis_server: RedisServer,
    two: list[RedisPacer],
) -> None:
    first = SharedLimiter(two[0], "bot", Pace())
    await first.take(7)
    await first.pause(30)
    redis_server.empty()
    again = SharedLimiter(two[1], "bot", Pace())
    await again.learn()
    assert again.silent() > 25, "a process that starts now waits as well"
    assert not await again.try_take(7)


async def test_absent_at_the_start_and_back_later(redis_server: RedisServer, rows: SqlStore) -> None:
    redis_server.kill()
    time = [0.0]
    pacer = RedisPacer(redis_server.url, "room", rows, SilentBell(), now=lambda: time[0])
    assert await pacer.reserve("all", 100.0, 1, 0.0) == 0.0
    redis_server.start()
    assert await pacer.reserve("all", 100.0, 1, 0.0) > 90, "not asked again at once"
    time[0] = 10.0
    await pacer.reserve("all", 100.0, 1, 0.0)
    with redis_server.client() as client:
        assert len(list(client.scan_iter("motcua:room:pace:*"))) == 1, "asked again after a while"
    await pacer.close()
