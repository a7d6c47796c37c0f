"""Servers that are killed and started again; the nursery is their parent."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from tests.storm.history import History
from tests.storm.nursery import ROOT
from tests.storm.quotas import ANYWHERE, STARTING, Quotas

READY_SECONDS = 60.0
LIFE_SECONDS = (0.4, 3.0)
"""How long a server lives that does not die at its point before."""
START_SECONDS = (0.05, 0.5)
SHORTEST_LIFE = 0.15
"""Whoever is ready answers at least for so long, or nobody would ever get a word in."""


class Nursery:
    """The process behind ``tests.storm.nursery``."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._born: dict[str, asyncio.Future[int]] = {}
        self._dying: dict[int, asyncio.Future[int]] = {}

    async def __aenter__(self) -> Nursery:
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "tests.storm.nursery",
                cwd=ROOT,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
            )
        assert self._process.stdout is not None
        if not await self._process.stdout.readline():
            raise AssertionError(self._log.read_text(encoding="utf-8")[-2000:])
        self._reading = asyncio.create_task(self._read(self._process.stdout))
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._process is not None and self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()
        if self._reading is not None:
            await self._reading

    async def start(
        self, name: str, args: list[str], env: Mapping[str, str], log: Path
    ) -> tuple[int, asyncio.Future[int]]:
        """The pid, and what will be its exit status."""
        assert self._process is not None and self._process.stdin is not None
        born = self._born[name] = asyncio.get_running_loop().create_future()
        order = {"start": name, "args": args, "env": dict(env), "log": str(log)}
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        pid = await born
        return pid, self._dying[pid]

    async def _read(self, stream: asyncio.StreamReader) -> None:
        while line := await stream.readline():
            told = json.loads(line)
            if "started" in told:
                self._dying[told["pid"]] = asyncio.get_running_loop().create_future()
                self._born.pop(told["started"]).set_result(told["pid"])
            else:
                self._dying.pop(told["pid"]).set_result(told["status"])


@dataclass
class House:
    """One server: ``role`` all, gateway or worker; how it is started, and whether it answers just now."""

    name: str
    role: str
    env: dict[str, str]
    log: Path
    base: str
    up: bool = False
    pid: int = 0
    death: asyncio.Future[int] | None = None

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """While it lives; one that has just died by itself is none of ours any more."""
        if self.death is not None and not self.death.done():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, how)


class Keeper:
    """Starts one house again and again, each time with another death ahead of it, until there shall be peace."""

    def __init__(
        self,
        house: House,
        nursery: Nursery,
        quotas: Quotas,
        history: History,
        chance: random.Random,
        filing: Callable[[], bool],
        pace: float = 1.0,
    ) -> None:
        """``filing``: whether somebody files just now; ``pace``: so many times longer lives."""
        self.house = house
        self._nursery = nursery
        self._quotas = quotas
        self._history = history
        self._chance = chance
        self._filing = filing
        self._pace = pace
        self._peace = asyncio.Event()

    async def run(self) -> None:
        """Until it lives in peace; it then goes on living."""
        while not self._peace.is_set():
            point, passing = self._quotas.next(self.house.role, self._filing())
            await self._lives(point, passing)
        if not self.house.up:
            await self.start("", 0)
            await self.ready()

    def end_of_deaths(self) -> None:
        """Nobody is killed from now on; whoever has a death ahead is replaced by somebody who has none."""
        self._peace.set()

    async def _lives(self, point: str, passing: int) -> None:
        await self.start(point, passing)
        assert self.house.death is not None
        ready = asyncio.create_task(self.ready())
        limit = None
        if point == STARTING:
            limit = self._chance.uniform(*START_SECONDS)
            await self._first(ready, self.house.death, limit)
        else:
            await self._first(ready, self.house.death, READY_SECONDS)
            limit = max(SHORTEST_LIFE, self._pace * self._chance.uniform(*LIFE_SECONDS))
            await self._first(self.house.death, self._peace_comes(), limit)
        ready.cancel()
        died_there = self.house.death.done()
        if not died_there and self._peace.is_set():
            await self._ends(signal.SIGTERM)
            return
        how = point if died_there and point not in (ANYWHERE, STARTING) else STARTING if not self.house.up else ANYWHERE
        self.house.kill()
        status = await self.house.death
        self.house.up = False
        if status == -signal.SIGKILL:
            self._quotas.died(how)
            self._history.note("killed", house=self.house.name, point=how)
        else:
            self._history.note("fell", house=self.house.name, status=status)

    async def start(self, point: str, passing: int) -> None:
        """Start it, with a death ahead when ``point`` is one of the product's own."""
        house, env = self.house, dict(self.house.env)
        if point and point not in (ANYWHERE, STARTING):
            env |= {"MOTCUA_CRASH_TESTS": "yes", "MOTCUA_CRASH_AT": f"{point}:{passing}"}
        house.pid, house.death = await self._nursery.start(
            house.name, [] if house.role == "all" else [house.role], env, house.log
        )

    async def ready(self) -> None:
        """Wait until it answers, or is dead."""
        house = self.house
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as http:
            while house.death is not None and not house.death.done():
                if await _answers(http, house.base):
                    house.up = True
                    self._history.note("ready", house=house.name)
                    return
                await asyncio.sleep(0.03)

    async def stop(self) -> None:
        """As a supervisor stops it."""
        await self._ends(signal.SIGTERM)

    async def _ends(self, how: signal.Signals) -> None:
        self.house.kill(how)
        self.house.up = False
        if self.house.death is not None:
            try:
                await asyncio.wait_for(asyncio.shield(self.house.death), 20)
            except TimeoutError:
                self.house.kill()
                await self.house.death

    async def _peace_comes(self) -> None:
        await self._peace.wait()

    @staticmethod
    async def _first(*waits: object) -> None:
        *futures, limit = waits
        tasks = [asyncio.ensure_future(one) for one in futures]  # type: ignore[call-overload]
        await asyncio.wait(tasks, timeout=limit, return_when=asyncio.FIRST_COMPLETED)  # type: ignore[arg-type]
        for task, given in zip(tasks, futures, strict=True):
            if task is not given:
                task.cancel()


async def _answers(http: aiohttp.ClientSession, base: str) -> bool:
    try:
        async with http.get(f"{base}/readyz") as answer:
            return answer.status == 200
    except (aiohttp.ClientError, TimeoutError):
        return False
