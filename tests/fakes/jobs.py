"""Jobs in this process alone, for tests of what uses them: real time, nothing outlives the process.

Kept to the contract of the real ones by ``tests/contracts/jobs``.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.failures import Misconfigured
from integrations.jobs.job import Job, checked
from integrations.jobs.retry import PAUSES, pause_after
from integrations.jobs.ticker import Ticker, check

log = logging.getLogger(__name__)

Work = Callable[[str], Awaitable[None]]
GaveUp = Callable[[str, str, str], Awaitable[None]]


class InlineJobs:
    """``enqueued``: everything that was put in, as (name, id, delay, dedupe). ``hold`` True: nothing runs by itself,
    the test calls ``run_all``."""

    def __init__(
        self, pauses: Sequence[float] = PAUSES, gave_up: GaveUp | None = None, grace: float = 5.0, hold: bool = False
    ) -> None:
        self.enqueued: list[tuple[str, str, float, str]] = []
        self.works: dict[str, Work] = {}
        self._pauses = pauses
        self._gave_up = gave_up
        self._grace = grace
        self._hold = hold
        self._crons: dict[str, str] = {}
        self._keys: set[tuple[str, str]] = set()
        self._kept: list[Job] = []
        self._waiting: set[asyncio.Task[None]] = set()
        self._running: set[asyncio.Task[None]] = set()
        self._ticking: asyncio.Task[None] | None = None
        self._started = False

    def define(self, name: str, work: Work) -> None:
        """See the port."""
        if self._started or name in self.works:
            raise ValueError(f"{name} is defined too late or twice")
        self.works[checked(Job(name, "-")).name] = work

    def every(self, name: str, cron: str, work: Callable[[], Awaitable[None]]) -> None:
        """See the port."""

        async def tick(_: str) -> None:
            await work()

        check(cron)
        self.define(name, tick)
        self._crons[name] = cron

    async def enqueue(self, name: str, id: str, delay: float = 0.0, dedupe: str = "") -> None:
        """See the port."""
        if name not in self.works:
            raise ValueError(f"no work is named {name}")
        job = checked(Job(name, id, 0, dedupe))
        if not self._started:
            raise Misconfigured("the jobs have not been started")
        self.enqueued.append((name, id, delay, dedupe))
        self._put(job, delay)

    async def start(self) -> None:
        """See the port."""
        if self._started:
            raise Misconfigured("the jobs have been started already")
        self._started = True
        if not self._hold:
            self._ticking = asyncio.create_task(Ticker(self._crons, self._tick).run())

    async def stop(self) -> None:
        """See the port; what still waits is lost."""
        if self._ticking is not None:
            self._ticking.cancel()
        for task in self._waiting - self._running:
            task.cancel()
        if self._running:
            await asyncio.wait(tuple(self._running), timeout=self._grace)
        for task in tuple(self._running):
            task.cancel()
        await asyncio.gather(*self._waiting, return_exceptions=True)
        self._started = False

    async def run_all(self) -> None:
        """Run what is held now, in order, delays ignored; what fails is held again."""
        kept, self._kept = self._kept, []
        for job in kept:
            self._keys.discard((job.name, job.dedupe))
            await self._attempt(job)

    async def run_tick(self, name: str) -> None:
        """Run recurring work as if its tick had come."""
        await self.works[name]("tick")

    def _put(self, job: Job, delay: float) -> None:
        key = (job.name, job.dedupe)
        if job.dedupe and key in self._keys:
            return
        if job.dedupe:
            self._keys.add(key)
        if self._hold:
            self._kept.append(job)
            return
        task = asyncio.create_task(self._later(job, delay))
        self._waiting.add(task)
        task.add_done_callback(self._waiting.discard)

    async def _later(self, job: Job, delay: float) -> None:
        await asyncio.sleep(delay)
        self._keys.discard((job.name, job.dedupe))
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("a job runs outside a task")
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        await self._attempt(job)

    async def _attempt(self, job: Job) -> None:
        try:
            await self.works[job.name](job.id)
        except Exception as error:  # noqa: BLE001 - as the real ones: decides about another try
            pause = pause_after(error, job.attempt, self._pauses)
            if pause is not None:
                self._put(replace(job, attempt=job.attempt + 1), pause)
            elif self._gave_up is not None:
                await self._gave_up(job.name, job.id, type(error).__name__)
            else:
                log.error("job %s given up (%s)", job.name, type(error).__name__)

    async def _tick(self, name: str, tick: datetime) -> None:
        self._put(Job(name, tick.strftime("%Y%m%dT%H%M%S")), 0.0)
