"""The children's accidents: killed, hung, crashed, lying, worn out; the pool lives on."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from bot.failures import Outage, Unusable
from bot.ports import Binding
from integrations.vision.pool import Pool, PoolSize
from integrations.vision.reader import PictureReader
from integrations.vision.requests import Request, Task
from tests.fakes import pictures
from tests.integrations.vision.stubborn import LIES

FILE = Request(Task.CLEAN, (b"x",))
MakePool = Callable[..., Pool]


@pytest_asyncio.fixture
async def make_pool(tmp_path: Path) -> AsyncIterator[MakePool]:
    """Pools of children that misbehave in a chosen way (``stubborn.py``), closed after the test."""
    made: list[Pool] = []

    def make(way: str, **size: float) -> Pool:
        script = Path(__file__).with_name("stubborn.py")
        command = (sys.executable, str(script), way, str(tmp_path / "marker"))
        made.append(Pool(PoolSize(**{"workers": 1, "deadline": 5.0, **size}), command))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for pool in made:
        await pool.close()


def children(pool: Pool) -> list[int]:
    return [worker.process.pid for worker in pool._all]


async def first_child(pool: Pool) -> None:
    """Wait until a child works."""
    for _ in range(1000):
        if children(pool):
            return
        await asyncio.sleep(0.01)
    raise AssertionError("no child started")


def alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


async def test_no_child_before_the_first_file_and_none_after_the_end() -> None:
    reader = PictureReader()
    assert children(reader._pool) == []
    await reader.inspect(pictures.photo())
    (child,) = children(reader._pool)
    assert alive(child)
    await reader.close()
    assert not alive(child)
    with pytest.raises(Outage):
        await reader.inspect(pictures.photo())


async def test_a_child_killed_over_a_file_is_replaced_and_the_file_looked_at(make_pool: MakePool) -> None:
    pool = make_pool("die once")
    assert (await pool.ask(FILE)).reason == "too-small"


async def test_a_file_that_kills_twice_is_refused_and_the_pool_lives(make_pool: MakePool) -> None:
    with pytest.raises(Unusable, match="too-slow"):
        await make_pool("die").ask(FILE)
    with pytest.raises(Unusable, match="damaged"):
        await make_pool("crash").ask(FILE)


async def test_real_children_killed_while_idle_and_while_working() -> None:
    reader = PictureReader(PoolSize(workers=1))
    photo = pictures.photo("image/png", 1600, 1200)
    await reader.inspect(photo)
    for pause in (0.0, 0.02, 0.1):
        under_way = asyncio.create_task(reader.inspect(photo))
        await asyncio.sleep(pause)
        for child in children(reader._pool):
            os.kill(child, signal.SIGKILL)
        assert (await under_way).width == 1600
    await reader.close()


async def test_a_hung_child_is_ended_at_the_deadline(make_pool: MakePool) -> None:
    pool = make_pool("hang", deadline=0.3)
    with pytest.raises(Unusable, match="too-slow"):
        await pool.ask(FILE)
    assert children(pool) == []


async def test_the_kernel_ends_a_child_that_only_computes(make_pool: MakePool) -> None:
    with pytest.raises(Unusable, match="too-slow"):
        await make_pool("burn").ask(FILE)


@pytest.mark.parametrize("way", LIES)
async def test_what_a_child_says_is_not_believed(make_pool: MakePool, way: str) -> None:
    pool = make_pool(way)
    with pytest.raises(Unusable, match="damaged"):
        await pool.ask(FILE)
    assert children(pool) == [], "a child that lied is ended"


@pytest.mark.parametrize("way", ["never ready", "no start"])
async def test_children_that_do_not_start(make_pool: MakePool, way: str) -> None:
    with pytest.raises(Outage):
        await make_pool(way, start_deadline=0.3).ask(FILE)


async def test_children_retire(make_pool: MakePool) -> None:
    pool = make_pool("work", tasks_per_worker=2)
    served = [(await pool.ask(FILE)).note for _ in range(5)]
    assert [served.count(pid) for pid in dict.fromkeys(served)] == [2, 2, 1]


async def test_a_child_that_retires_is_replaced_ahead(make_pool: MakePool) -> None:
    pool = make_pool("work", tasks_per_worker=1)
    first = (await pool.ask(FILE)).note
    while not pool._idle:
        await asyncio.sleep(0.01)
    (child,) = children(pool)
    assert str(child) != first
    assert (await pool.ask(FILE)).note == str(child), "and takes the next file"
    await pool.close()
    assert children(pool) == []


async def test_a_child_started_ahead_takes_the_first_file(make_pool: MakePool) -> None:
    pool = make_pool("work")
    pool.expect()
    pool.expect()
    await pool.warm()
    (child,) = children(pool)
    await pool.warm()
    assert children(pool) == [child], "one is enough"
    assert (await pool.ask(FILE)).note == str(child)
    with pytest.raises(Outage):
        await make_pool("no start").warm()


async def test_binding_has_more_time(make_pool: MakePool) -> None:
    pool = make_pool("hang", deadline=60.0, bind_deadline=0.3)
    with pytest.raises(Unusable, match="too-slow"):
        await pool.ask(Request(Task.BIND, (b"x", b"y")))


async def test_a_pdf_larger_than_wanted_is_not_believed(make_pool: MakePool) -> None:
    with pytest.raises(Unusable, match="damaged"):
        await make_pool("a large pdf").ask(Request(Task.BIND, (b"x",), binding=Binding(most_bytes=1000)))
    pdf = (await make_pool("a large pdf").ask(Request(Task.BIND, (b"x",), binding=Binding(most_bytes=2000)))).clean
    assert len(pdf) == 2000


async def test_too_many_waiting(make_pool: MakePool) -> None:
    pool = make_pool("hang", deadline=0.5, waiting=2)
    asked = [asyncio.create_task(pool.ask(FILE)) for _ in range(3)]
    ends = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(end) for end in ends] == [Unusable, Unusable, Outage]


async def test_a_caller_that_leaves_takes_its_child_along(make_pool: MakePool) -> None:
    pool = make_pool("hang", deadline=60.0)
    under_way = asyncio.create_task(pool.ask(FILE))
    await first_child(pool)
    under_way.cancel()
    with pytest.raises(asyncio.CancelledError):
        await under_way
    assert children(pool) == []


async def test_closing_ends_what_is_under_way(make_pool: MakePool) -> None:
    pool = make_pool("hang", deadline=60.0)
    under_way = asyncio.create_task(pool.ask(FILE))
    await first_child(pool)
    await pool.close()
    with pytest.raises(Outage):
        await under_way


async def test_several_at_once() -> None:
    reader = PictureReader()
    found = await asyncio.gather(*(reader.inspect(pictures.photo("image/jpeg", 400 + n, 400)) for n in range(6)))
    assert [inspected.width for inspected in found] == [400 + n for n in range(6)]
    assert len(children(reader._pool)) == 2
    await reader.close()


async def test_a_child_inherits_no_secret(make_pool: MakePool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_MASTER_KEY", "canary")
    assert (await make_pool("secrets").ask(FILE)).note == ""
