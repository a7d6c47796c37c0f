"""The contest: everybody is started once, examined, and then measured in turn, round after round (A B C A B C ...)."""

from __future__ import annotations

import asyncio
import gc
import sys
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, process_time

from benchmarks.arguments import Arguments
from benchmarks.contenders import Contender
from benchmarks.crowd import Crowd
from benchmarks.fake_api import Account, FakeApi
from benchmarks.processes import Child, cores, flush_milliseconds, free_port, start_redis
from benchmarks.report import Entry, Round, measured

LAST_ANSWERS_SECONDS = 2.0
START_SECONDS = 60.0
WARM_SECONDS = 0.4
FLUSHES = 10


@dataclass(slots=True)
class Runner:
    """A contender that is running."""

    contender: Contender
    account: Account
    crowd: Crowd
    child: Child
    redis: Child | None = None
    rounds: list[Round] = field(default_factory=list)
    failed: str = ""


class Contest:
    """One run over all contenders; ``end`` must be called whatever happened."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._api = FakeApi()
        self._redis: dict[str, tuple[Child, str]] = {}
        self._runners: list[Runner] = []
        self._bot_core, self._crowd_core = cores()

    async def start(self, contenders: tuple[Contender, ...]) -> None:
        """Start every contender, one after the other, and freeze it as soon as it is ready."""
        await self._api.start()
        for number, contender in enumerate(contenders):
            runner = self._launch(number, contender)
            self._runners.append(runner)
            await self._make_ready(runner)
        gc.collect()
        gc.freeze()
        gc.set_threshold(100_000, 50, 100)

    async def round(self, seconds: float) -> None:
        """Measure each contender once."""
        for runner in self._runners:
            if not runner.failed:
                await self._measure(runner, seconds)

    def entries(self) -> list[Entry]:
        """What came of it, in the order of the contenders."""
        return [
            Entry(
                runner.contender,
                runner.rounds,
                dict(_flaws(runner)),
                [*runner.crowd.examples, *([runner.failed] if runner.failed else [])],
            )
            for runner in self._runners
        ]

    async def end(self) -> None:
        """End every child and the fake."""
        for runner in self._runners:
            runner.child.end()
        for child, _ in self._redis.values():
            child.end()
        await self._api.stop()

    # -- one contender

    def _launch(self, number: int, contender: Contender) -> Runner:
        token = f"99000000{number}:{contender.name}-{'x' * 30}"
        home = self._directory / contender.name
        home.mkdir()
        redis, url = self._redis_of(contender.redis, number)
        account = self._api.open_account(token)
        given = Arguments(self._api.url, token, contender.mode, home, free_port(), url, contender.variant)
        command = [sys.executable, "-m", contender.module, *given.as_options()]
        child = Child(command, self._bot_core, self._directory / f"{contender.name}.log")
        return Runner(contender, account, Crowd(account, contender.manner), child, redis)

    def _redis_of(self, policy: str, number: int) -> tuple[Child | None, str]:
        if not policy:
            return None, ""
        if policy not in self._redis:
            self._redis[policy] = start_redis(policy, self._crowd_core, self._directory / f"redis-{policy}")
        child, url = self._redis[policy]
        return child, f"{url.rpartition('/')[0]}/{number}"

    async def _make_ready(self, runner: Runner) -> None:
        end = perf_counter() + START_SECONDS
        while not runner.account.ready.is_set():
            if not runner.child.alive or perf_counter() > end:
                runner.failed = f"did not start: {runner.child.last_words()}"
                return
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.3)
        await runner.crowd.exam()
        runner.child.freeze()

    async def _measure(self, runner: Runner, seconds: float) -> None:
        flush = flush_milliseconds(self._directory, FLUSHES)
        runner.child.thaw()
        runner.crowd.start()
        await asyncio.sleep(WARM_SECONDS)
        began = (runner.child.cpu_seconds(), process_time(), _redis_cpu(runner))
        tally = await runner.crowd.measure(seconds)
        ended = (runner.child.cpu_seconds(), process_time(), _redis_cpu(runner))
        bot, crowd, redis = (after - before for before, after in zip(began, ended, strict=True))
        await runner.crowd.stop()
        runner.rounds.append(measured(tally, bot, crowd, redis, flush))
        await _answered(runner)
        runner.child.freeze()
        if not runner.child.alive:
            runner.failed = f"died: {runner.child.last_words()}"


async def _answered(runner: Runner) -> None:
    """Let the last presses be acknowledged before the bot is stopped: an answer cut off by us is no flaw of its own."""
    end = perf_counter() + LAST_ANSWERS_SECONDS
    while runner.account.presses_open and perf_counter() < end:
        await asyncio.sleep(0.02)


def _redis_cpu(runner: Runner) -> float:
    return runner.redis.cpu_seconds() if runner.redis is not None else 0.0


def _flaws(runner: Runner) -> dict[str, int]:
    flaws = dict(runner.crowd.flaws)
    if runner.failed:
        flaws["failed"] = 1
    if runner.account.presses_open:
        flaws["press not answered"] = len(runner.account.presses_open)
    if runner.account.hook is not None and runner.account.hook.failed:
        flaws["delivery not taken"] = runner.account.hook.failed
    flaws.update({f"unknown call {name}": count for name, count in runner.account.unknown.items()})
    return flaws
