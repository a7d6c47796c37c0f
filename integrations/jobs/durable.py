"""The Jobs of ``bot.ports`` on a database: kept when ``enqueue`` returns, run at least once, tried again over hours."""

from __future__ import annotations

import asyncio
import contextvars
import functools
import logging
import os
import socket
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from bot.failures import Misconfigured
from integrations.jobs.job import Job, checked
from integrations.jobs.retry import PAUSES, pause_after

if TYPE_CHECKING:
    from integrations.jobs.engine import Engine
    from integrations.jobs.place import Lock
    from integrations.jobs.sweeper import Sweeper

log = logging.getLogger(__name__)

EMBEDDED: Final = "local"
"""The one process that works on a SQLite file always has this id, so that it finds what it had begun."""
RETENTION: Final = "jobs-retention"
_HOURLY: Final = "23 * * * *"

Work = Callable[[str], Awaitable[None]]
GaveUp = Callable[[str, str, str], Awaitable[None]]
"""Called with name, id and the class name of the last error when a job is given up."""


class _LetGo(BaseException):
    """Ends a run without an outcome: the job counts as begun and is begun again by the next process.

    Not an ``Exception``, because DBOS records every exception as the job's end.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class JobsSetup:
    """Times in seconds. ``works`` False: this process puts jobs in and runs none."""

    works: bool = True
    at_once: int = 8
    polling: float = 0.2
    pauses: Sequence[float] = PAUSES
    keep: float = 2 * 24 * 3600.0
    """How long a finished job stays in the database."""
    grace: float = 5.0
    """How long ``stop`` waits for jobs under way."""
    beat: float = 2.0
    silence: float = 10.0
    """A process that showed no sign of life for so long is dead (PostgreSQL)."""


class DurableJobs:
    """Define everything, then start. ``url``: see ``place.jobs_url``. One at a time in a process."""

    def __init__(self, url: str, setup: JobsSetup | None = None, gave_up: GaveUp | None = None) -> None:
        self._url = url
        self._setup = setup or JobsSetup()
        self._gave_up = gave_up
        self._works: dict[str, Work] = {}
        self._crons: dict[str, str] = {}
        self._engine: Engine | None = None
        self._sweeper: Sweeper | None = None
        self._lock: Lock | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ticking: asyncio.Task[None] | None = None
        self._running: set[asyncio.Task[None]] = set()
        self._stopping = False

    def define(self, name: str, work: Work) -> None:
        """Name a piece of work. Raises ValueError when the name is taken or the jobs have started."""
        if self._loop is not None or name in self._works:
            raise ValueError(f"{name} is defined too late or twice")
        self._works[checked(Job(name, "-")).name] = work

    def every(self, name: str, cron: str, work: Callable[[], Awaitable[None]]) -> None:
        """Run ``work`` once per tick over all processes, in Vietnamese time. A tick missed by a restart is made up."""
        from integrations.jobs.ticker import check

        async def tick(_: str) -> None:
            await work()

        check(cron)
        self.define(name, tick)
        self._crons[name] = cron

    async def enqueue(self, name: str, id: str, delay: float = 0.0, dedupe: str = "") -> None:
        """Keep a job: durable on return. Raises Outage, and ValueError on what is not a name or an id.

        ``dedupe``: while a job of this name waits under the same key, nothing is added; a running one does not count.
        """
        if name not in self._works:
            raise ValueError(f"no work is named {name}")
        await self._insert(checked(Job(name, id, 0, dedupe)), delay)

    async def start(self) -> None:
        """Open the database, begin what was left over, then run what comes. Raises Outage, Misconfigured."""
        if self._loop is not None:
            raise Misconfigured("the jobs have been started already")
        self.every(RETENTION, _HOURLY, self._prune)
        self._loop = asyncio.get_running_loop()
        self._stopping = False
        try:
            await asyncio.to_thread(self._open)
        except BaseException:
            await asyncio.to_thread(self._close)
            self._forget_start()
            raise
        if self._setup.works:
            from integrations.jobs.ticker import Ticker

            self._ticking = asyncio.create_task(Ticker(self._crons, self._tick).run(), name="jobs-ticker")

    async def stop(self) -> None:
        """Begin nothing more, wait for what is under way, then let go of it: it will be begun again."""
        if self._engine is None:
            return
        self._stopping = True
        if self._ticking is not None:
            self._ticking.cancel()
            await asyncio.gather(self._ticking, return_exceptions=True)
        self._engine.stop_taking()
        if self._running:
            await asyncio.wait(tuple(self._running), timeout=self._setup.grace)
        for task in tuple(self._running):
            task.cancel()
        await self._until_recorded()
        await asyncio.to_thread(self._close)
        self._forget_start()

    # ---------------------------------------------------------------- in the event loop

    async def _insert(self, job: Job, delay: float = 0.0, key: str = "") -> None:
        if self._engine is None:
            raise Misconfigured("the jobs have not been started")
        await asyncio.to_thread(self._engine.insert, job, delay, key)

    async def _tick(self, name: str, tick: datetime) -> None:
        moment = tick.astimezone(UTC).strftime("%Y%m%dT%H%M%S")
        await self._insert(Job(name, moment), key=f"{name}@{moment}")

    async def _prune(self) -> None:
        if self._engine is not None:
            before = datetime.now(UTC) - timedelta(seconds=self._setup.keep)
            deleted = await asyncio.to_thread(self._engine.prune, before)
            log.info("%d finished jobs deleted", deleted)

    async def _attempt(self, job: Job) -> float | None:
        """Do the work; returns the seconds after which to try again, None when it is over."""
        task = asyncio.current_task()
        if task is not None:
            self._running.add(task)
            task.add_done_callback(self._running.discard)
        try:
            work = self._works.get(job.name, _unknown)
            await work(job.id)
        except Exception as error:  # noqa: BLE001 - the work may raise anything; it decides about another try, never hides
            return await self._failed(job, error)
        return None

    async def _failed(self, job: Job, error: Exception) -> float | None:
        kind = type(error).__name__
        pause = pause_after(error, job.attempt, self._setup.pauses)
        if pause is not None:
            log.warning("job %s failed (%s), attempt %d, again in %d s", job.name, kind, job.attempt + 1, pause)
        else:
            log.error("job %s failed (%s), attempt %d, given up", job.name, kind, job.attempt + 1)
            if self._gave_up is not None:
                await self._gave_up(job.name, job.id, kind)
        return pause

    async def _until_recorded(self) -> None:
        for _ in range(100):
            if self._engine is None or not self._engine.busy():
                return
            await asyncio.sleep(0.02)
        log.warning("some jobs did not let go in time; they will be begun again")

    # ---------------------------------------------------------------- in threads

    def _open(self) -> None:
        # DBOS costs half a second to import, which nobody pays who runs no jobs.
        from integrations.jobs import place
        from integrations.jobs.engine import Engine, EngineSetup
        from integrations.jobs.sweeper import Sweeper

        file = place.file_of(self._url)
        if file is not None:
            place.prepare(file)
            self._lock = place.Lock(file) if self._setup.works else None
        works = self._setup.works
        executor = (
            EMBEDDED if file is not None and works else f"{socket.gethostname()}-{os.getpid()}-{os.urandom(4).hex()}"
        )
        setup = EngineSetup(self._url, executor, self._setup.at_once, self._setup.polling, works)
        self._engine = Engine(setup, self._run)
        if file is None and works:
            self._sweeper = Sweeper(self._engine, executor, self._setup.beat, self._setup.silence)
            self._sweeper.start()

    def _close(self) -> None:
        if self._sweeper is not None:
            self._sweeper.stop()
        if self._engine is not None:
            self._engine.close()
        if self._lock is not None:
            self._lock.release()

    def _forget_start(self) -> None:
        self._engine = self._sweeper = self._lock = self._loop = self._ticking = None
        del self._works[RETENTION], self._crons[RETENTION]

    def _run(self, job: Job) -> None:
        """Called by the engine in a thread of its own; returning records the job as done."""
        if self._stopping or self._loop is None or self._engine is None:
            raise _LetGo
        # In an empty context: what the work enqueues must not become a recorded step of this run, for a second run
        # would then have to repeat exactly the same calls.
        submit = functools.partial(_submit, self._attempt(job), self._loop)
        try:
            pause = contextvars.Context().run(submit)
        except (CancelledError, asyncio.CancelledError) as error:
            if self._stopping:
                raise _LetGo from error
            pause = pause_after(RuntimeError("cancelled"), job.attempt, self._setup.pauses)
        if pause is not None:
            again = replace(job, attempt=job.attempt + 1)
            contextvars.Context().run(self._engine.insert, again, pause)


def _submit(attempt: Coroutine[Any, Any, float | None], loop: asyncio.AbstractEventLoop) -> float | None:
    try:
        future = asyncio.run_coroutine_threadsafe(attempt, loop)
    except RuntimeError as error:
        # The loop has ended without ``stop``.
        attempt.close()
        raise _LetGo from error
    return future.result()


async def _unknown(_: str) -> None:
    raise LookupError("no work of this name is defined in this version")
