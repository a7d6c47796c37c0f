"""PostgreSQL: one writer shares its commits among all that waits; everything else has connections of its own.

Measured: a second writer halves the batches and with them the turns a second (1,500-3,900 against 4,100-5,500).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar

from bot.crashpoints import Crash
from bot.failures import Outage
from integrations.storage.engine import MAX_BATCH, MAX_WAITING, kinds
from integrations.storage.hot import HotWork, Tokens
from integrations.storage.link import Link
from integrations.storage.settling import run_hot
from integrations.storage.steps import Steps

T = TypeVar("T")

SIDE_LINKS = 3
"""Connections for everything else."""


@dataclass(slots=True)
class Job:
    """Hot work and the future of whoever waits for it."""

    work: HotWork
    done: asyncio.Future[None]

    def resolve(self, failure: Exception | None = None) -> None:
        """Tell the caller, unless it went away."""
        if self.done.done():
            return
        if failure is not None:
            self.done.set_exception(failure)
        else:
            self.done.set_result(None)


class PostgresEngine:
    """Implements ``engine.Engine`` on one PostgreSQL database; made on the event loop that uses it."""

    def __init__(self, url: str, tokens: Tokens, crash: Crash, full: bool = True) -> None:
        self._tokens = tokens
        self._crash = crash
        self._jobs: asyncio.Queue[Job | None] = asyncio.Queue()
        self._links = [Link(url, full) for _ in range(SIDE_LINKS)]
        self._idle: asyncio.LifoQueue[Link] = asyncio.LifoQueue()
        for link in self._links:
            self._idle.put_nowait(link)
        self._waiting_aside = 0
        self._closed = False
        self._writer = asyncio.create_task(self._write(Link(url, full), self._jobs))

    async def hot(self, work: HotWork) -> None:
        self._admit(self._jobs.qsize())
        job = Job(work, asyncio.get_running_loop().create_future())
        self._jobs.put_nowait(job)
        await job.done

    async def write(self, steps: Callable[[], Steps[T]]) -> T:
        async with self._side() as link:
            return await link.transaction(steps)

    async def read(self, steps: Callable[[], Steps[T]]) -> T:
        return await self.write(steps)

    async def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self._jobs.put_nowait(None)
        await self._writer
        for _ in range(SIDE_LINKS):
            await self._idle.get()
        for link in self._links:
            await link.close()

    def _admit(self, waiting: int) -> None:
        if self._closed:
            raise Outage("the store is closed")
        if waiting >= MAX_WAITING:
            raise Outage("too much waits for the database")

    @asynccontextmanager
    async def _side(self) -> AsyncIterator[Link]:
        self._admit(self._waiting_aside)
        self._waiting_aside += 1
        try:
            link = await self._idle.get()
        finally:
            self._waiting_aside -= 1
        try:
            yield link
        finally:
            self._idle.put_nowait(link)

    # ------------------------------------------------------------ the writer

    async def _write(self, link: Link, jobs: asyncio.Queue[Job | None]) -> None:
        while True:
            job = await jobs.get()
            batch: list[Job] = []
            while job is not None:
                batch.append(job)
                if len(batch) >= MAX_BATCH or jobs.empty():
                    break
                job = jobs.get_nowait()
            if batch:
                await self._run(link, batch)
            if job is None:
                await link.close()
                return

    async def _run(self, link: Link, batch: Sequence[Job]) -> None:
        """Commit the batch; when that fails for a reason of its own, commit each job alone: a bad one is alone bad."""
        try:
            await self._commit(link, [job.work for job in batch])
        except Outage as outage:
            for job in batch:
                job.resolve(outage)
        except Exception as failure:  # noqa: BLE001 - it becomes the result of the job, and the writer lives on
            if len(batch) == 1:
                batch[0].resolve(failure)
                return
            for job in batch:
                await self._run(link, [job])
        else:
            for job in batch:
                job.resolve()

    async def _commit(self, link: Link, works: Sequence[HotWork]) -> None:
        labels = kinds(works)

        def reached(point: str) -> None:
            for label in labels:
                self._crash(f"{label}.{point}")

        await link.transaction(lambda: run_hot(works, self._tokens), reached)
