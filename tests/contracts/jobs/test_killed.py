"""Processes killed at random points: nothing that was kept is lost, and what is finished does not run again."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from integrations.jobs.durable import DurableJobs, JobsSetup
from tests.contracts.jobs.witness import PATIENCE, Witness
from tests.fakes.postgres import running_postgres

ROOT = Path(__file__).resolve().parents[3]
JOBS = 60
KILLS = 6
AT_ONCE = 4
"""As in ``crew``: so many jobs can be cut off by one kill and run twice; and one more, kept but not yet confirmed."""


class Log:
    """What the crews wrote."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.touch()

    def lines(self) -> list[list[str]]:
        return [line.split() for line in self.path.read_text().splitlines()]

    def ids(self, what: str) -> list[str]:
        return [line[1] for line in self.lines() if line[0] == what]

    def wait(self, true: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 2 * PATIENCE
        while not true():
            assert time.monotonic() < deadline, self.lines()[-10:]
            time.sleep(0.02)


@contextmanager
def crew(url: str, log: Log, first: int, last: int, *words: str) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A running crew and the file of what it printed; killed at the end of the block."""
    said = log.path.with_name(f"said-{len(list(log.path.parent.glob('said-*')))}")
    command = [sys.executable, "-m", "tests.contracts.jobs.crew", url, str(log.path), str(first), str(last), *words]
    with said.open("w") as output:
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, text=True)
    try:
        yield process, said
    finally:
        process.kill()
        process.wait()


def kept(said: Path) -> list[str]:
    return [line.split()[1] for line in said.read_text().splitlines() if line.startswith("kept")]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/jobs.sqlite"
    found: str = request.getfixturevalue("postgres_url")
    return found


@pytest.mark.storm
def test_killed_again_and_again(url: str, tmp_path: Path) -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    chance = random.Random(seed)
    log = Log(tmp_path / "log")
    promised: set[str] = set()
    for _ in range(KILLS):
        events = len(log.lines()) + chance.randint(1, 12)
        with crew(url, log, len(promised), JOBS) as (_, said):
            log.wait(lambda said=said, events=events: len(log.lines()) >= events or len(kept(said)) >= 15)  # type: ignore[misc]
        promised |= set(kept(said))
    with crew(url, log, len(promised), JOBS) as (_, said):
        log.wait(lambda: {f"job-{number}" for number in range(JOBS)} <= set(log.ids("end")))
        log.wait(lambda: len(kept(said)) == JOBS - len(promised))
        time.sleep(0.5)
    ended = Counter(log.ids("end"))
    assert promised <= set(ended), "kept, but never done"
    again = sum(count - 1 for count in Counter(log.ids("begin")).values())
    assert again <= KILLS * (AT_ONCE + 1), f"{again} runs too many"
    before = len(log.lines())
    with crew(url, log, 0, 0) as (_, said):
        log.wait(lambda: "ready" in said.read_text())
        time.sleep(3)
    assert len(log.lines()) == before, "a finished job ran again"


@pytest.mark.storm
@pytest.mark.postgres
def test_the_living_take_over_from_the_dead(postgres_url: str, tmp_path: Path) -> None:
    log = Log(tmp_path / "log")
    with crew(postgres_url, log, 0, 3, "slow"):
        log.wait(lambda: len(log.ids("begin")) == 3)
        with crew(postgres_url, log, 0, 0) as (_, said):
            log.wait(lambda: "ready" in said.read_text())
            time.sleep(4)
            assert log.ids("end") == [], "what the living are at is not taken from them"
    with crew(postgres_url, log, 0, 0):
        log.wait(lambda: len(log.ids("end")) == 3)
    assert Counter(log.ids("begin")) == {"slow-0": 2, "slow-1": 2, "slow-2": 2}


@pytest.mark.postgres
def test_a_tick_is_one_over_all_processes(postgres_url: str, tmp_path: Path) -> None:
    log = Log(tmp_path / "log")
    with (
        crew(postgres_url, log, 0, 0, "ticks") as (_, first),
        crew(postgres_url, log, 0, 0, "ticks") as (_, second),
    ):
        log.wait(lambda: "ready" in first.read_text() and "ready" in second.read_text())
        before, began = len(log.ids("tick")), time.monotonic()
        log.wait(lambda: len(log.ids("tick")) >= before + 6)
        passed = time.monotonic() - began
        assert len(log.ids("tick")) - before <= passed + 3


@pytest.mark.storm
@pytest.mark.postgres
async def test_a_database_that_goes_and_comes_back(witness: Witness) -> None:
    with running_postgres() as server:
        jobs = DurableJobs(server.fresh(), JobsSetup(polling=0.05, beat=0.2, silence=1.0))
        jobs.define("note", witness.work)
        await jobs.start()
        await jobs.enqueue("note", "before")
        await jobs.enqueue("note", "across", delay=1.0)
        await witness.until_seen("before")
        await asyncio.to_thread(server.kill)
        await asyncio.sleep(1.0)
        await asyncio.to_thread(server.start)
        await jobs.enqueue("note", "after")
        await witness.until_seen("across", "after")
        await jobs.stop()
    assert Counter(witness.seen)["across"] == Counter(witness.seen)["after"] == 1
