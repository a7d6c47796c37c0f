"""A few children that outlive their accidents: a dead one is replaced, a hung one is killed, an old one retires."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.failures import Outage, Unusable
from integrations.vision import bounds
from integrations.vision.answers import Answer
from integrations.vision.frames import Garbled
from integrations.vision.requests import Request, Task
from integrations.vision.worker import COMMAND, Died, Worker

log = logging.getLogger(__name__)

_ATTEMPTS: Final = 2
_OUT_OF_TIME: Final = frozenset({-signal.SIGPROF, -signal.SIGXCPU})


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolSize:
    """How many children, for how many requests each, and how long (seconds) one may take."""

    workers: int = bounds.WORKERS
    tasks_per_worker: int = bounds.TASKS_PER_WORKER
    waiting: int = bounds.MOST_WAITING
    deadline: float = bounds.DEADLINE
    bind_deadline: float = bounds.BIND_DEADLINE
    start_deadline: float = bounds.START_DEADLINE


class Pool:
    """Hands files to children. No child runs before the first file; belongs to one event loop."""

    def __init__(self, size: PoolSize, command: Sequence[str] = COMMAND) -> None:
        self._size = size
        self._command = command
        self._turns = asyncio.Semaphore(size.workers)
        self._starting = asyncio.Lock()
        self._waiting = 0
        self._idle: list[Worker] = []
        self._all: set[Worker] = set()
        self._closed = False
        self._restocking: set[asyncio.Task[None]] = set()

    async def warm(self) -> None:
        """Start one child ahead, so that the first file does not wait for it; nothing when one is running."""
        async with self._starting:
            if not self._all:
                self._idle.append(await self._start())

    async def ask(self, request: Request) -> Answer:
        """Have a request carried out, by a second child if the first one dies over it.

        Raises Unusable (too-slow; damaged when both children crashed over it) and Outage (closed, no child starts, or
        too many files are waiting).
        """
        if self._waiting >= self._size.waiting:
            raise Outage("too many files are waiting to be looked at")
        self._waiting += 1
        try:
            async with self._turns:
                return await self._attempts(request)
        finally:
            self._waiting -= 1

    async def close(self) -> None:
        """End every child; files under way fail with Outage."""
        self._closed = True
        for task in tuple(self._restocking):
            task.cancel()
        for worker in tuple(self._all):
            await self._end(worker)

    async def _attempts(self, request: Request) -> Answer:
        code = 0
        for attempt in range(_ATTEMPTS):
            worker = await self._worker(fresh=attempt > 0)
            try:
                return await self._try(worker, request)
            except Died as death:
                code = death.code
                log.warning("a child died over a file (%s), attempt %d", death, attempt + 1)
            if code in _OUT_OF_TIME:
                raise Unusable("too-slow")
        raise Unusable("too-slow" if code == -signal.SIGKILL else "damaged")

    async def _try(self, worker: Worker, request: Request) -> Answer:
        sound = False
        deadline = self._size.bind_deadline if request.task is Task.BIND else self._size.deadline
        try:
            async with asyncio.timeout(deadline):
                answer = await worker.ask(request)
            sound = True
            return answer
        except TimeoutError as error:
            raise Unusable("too-slow") from error
        except Garbled as error:
            log.error("a child gave an answer that cannot be trusted: %s", error)
            raise Unusable("damaged") from error
        finally:
            await self._put_back(worker, sound)

    async def _worker(self, fresh: bool) -> Worker:
        self._check_open()
        if not fresh and (worker := await self._rested()) is not None:
            return worker
        async with self._starting:  # Whoever waited here takes the child that was started ahead meanwhile.
            return (None if fresh else await self._rested()) or await self._start()

    async def _rested(self) -> Worker | None:
        while self._idle:
            worker = self._idle.pop()
            if worker.process.returncode is None:
                return worker
            await self._end(worker)
        return None

    async def _start(self) -> Worker:
        self._check_open()
        try:
            worker = await Worker.start(self._command, self._size.start_deadline)
        except (Died, Garbled, OSError) as error:
            raise Outage(f"no child starts ({type(error).__name__}: {error})") from error
        self._all.add(worker)
        try:
            self._check_open()
        except Outage:
            await self._end(worker)
            raise
        log.info("a child is ready to look at files (%s)", worker.walls)
        return worker

    def _check_open(self) -> None:
        if self._closed:
            raise Outage("closed")

    async def _put_back(self, worker: Worker, sound: bool) -> None:
        old = worker.tasks >= self._size.tasks_per_worker
        if sound and not self._closed and not old:
            self._idle.append(worker)
            return
        await self._end(worker)
        if sound and not self._closed:
            # Loading the models takes seconds: the next file should not have to wait for a child that retires.
            self.expect()

    def expect(self) -> None:
        """A file is likely to come soon: start a child meanwhile, when none is there."""
        if self._all or self._restocking or self._closed:
            return
        task = asyncio.create_task(self._restock())
        self._restocking.add(task)
        task.add_done_callback(self._restocking.discard)

    async def _restock(self) -> None:
        try:
            await self.warm()
        except Outage as failure:
            log.warning("no child starts ahead of a file: %s", failure)

    async def _end(self, worker: Worker) -> None:
        self._all.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)
        await worker.end()
