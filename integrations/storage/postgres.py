"""PostgreSQL: a few writers share commits among what waits for them; everything else has connections of its own."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar

from bot.failures import Outage
from integrations.storage.engine import MAX_BATCH, MAX_WAITING, Crash, kinds
from integrations.storage.hot import HotWork, LogWork, SettleWork, Tokens, TurnWork
from integrations.storage.link import Link
from integrations.storage.settling import run_hot
from integrations.storage.steps import Steps

T = TypeVar("T")

WRITERS = 2
"""Connections that take turns; the turns of one chat always go through the same one."""

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
        self._queues: list[asyncio.Queue[Job | None]] = [asyncio.Queue() for _ in range(WRITERS)]
        self._links = [Link(url, full) for _ in range(WRITERS + SIDE_LINKS)]
        self._idle: asyncio.LifoQueue[Link] = asyncio.LifoQueue()
        for link in self._links[WRITERS:]:
            self._idle.put_nowait(link)
        self._waiting_aside = 0
        self._closed = False
        pairs = zip(self._links, self._queues, strict=False)
        self._writers = [asyncio.create_task(self._write(link, jobs)) for link, jobs in pairs]

    async def hot(self, work: HotWork) -> None:
        jobs = self._queues[zlib.crc32(partition(work).encode()) % WRITERS]
        self._admit(jobs.qsize())
        job = Job(work, asyncio.get_running_loop().create_future())
        jobs.put_nowait(job)
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
        for jobs in self._queues:
            jobs.put_nowait(None)
        await asyncio.gather(*self._writers)
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

    # ------------------------------------------------------------ writers

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


def partition(work: HotWork) -> str:
    """Works with the same key go through the same writer, in order."""
    match work:
        case TurnWork(arrival=arrival):
            place = arrival.place
            return arrival.chat or f"{place.channel}\0{place.account}\0{place.address}"
        case LogWork(chat=chat):
            return chat
        case SettleWork(settlements=ends):
            return str(ends[0].post) if ends else ""
