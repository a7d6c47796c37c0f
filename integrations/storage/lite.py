"""SQLite: one thread writes, one reads; everything that waits for the writer shares one commit."""

from __future__ import annotations

import asyncio
import contextlib
import os
import queue
import sqlite3
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from bot.crashpoints import Crash
from bot.failures import Outage
from integrations.storage.engine import MAX_BATCH, MAX_WAITING, TRIES, kinds
from integrations.storage.hot import HotWork, Tokens
from integrations.storage.settling import run_hot
from integrations.storage.steps import Row, Steps

T = TypeVar("T")

BUSY_SECONDS = 10.0
"""How long a connection waits for another one's write lock."""


PASSING = (sqlite3.OperationalError, sqlite3.InterfaceError)
"""Locks held too long, full disks, files that cannot be opened: not the statement's fault."""


def pragmas(full: bool) -> tuple[str, ...]:
    """``full``: every commit is on the disk when it returns; otherwise a power cut may lose the last ones."""
    return (
        f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}",
        "PRAGMA journal_mode = WAL",
        f"PRAGMA synchronous = {'FULL' if full else 'NORMAL'}",
        "PRAGMA foreign_keys = ON",
    )


def make_private(path: Path) -> None:
    """The file and its companions for the owner only; SQLite gives new companions the mode of the file.

    Never opened here: closing a file drops the locks that this process holds on it through other connections.
    """
    if not path.exists():
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".database")
        os.close(handle)
        try:
            os.link(name, path)
        except FileExistsError:
            pass  # another process was first, with the same mode
        finally:
            Path(name).unlink()
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(name).chmod(0o600)


def connect(path: Path, full: bool) -> sqlite3.Connection:
    """A connection with the settings of this house; transactions are begun and ended by hand."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    for pragma in pragmas(full):
        connection.execute(pragma)
    return connection


def drive(connection: sqlite3.Connection, steps: Steps[T]) -> T:
    """Run a transaction's steps to their end; the caller begins and commits."""
    try:
        statement, params = next(steps)
        while True:
            rows: list[Row] = []
            for row in params:
                rows += connection.execute(statement.lite, row)
            statement, params = steps.send(rows)
    except StopIteration as end:
        value: T = end.value
        return value


@dataclass(slots=True)
class Job:
    """Something for the writer: hot work, or steps of its own; ``done`` belongs to the event loop."""

    done: asyncio.Future[Any]
    hot: HotWork | None = None
    steps: Callable[[], Steps[Any]] | None = None
    result: Any = None
    failure: Exception | None = None

    def resolve(self) -> None:
        """On the event loop: hand over the result, unless the caller went away."""
        if self.done.done():
            return
        if self.failure is not None:
            self.done.set_exception(self.failure)
        else:
            self.done.set_result(self.result)


class LiteEngine:
    """Implements ``engine.Engine`` on one SQLite file; made on the event loop that uses it."""

    def __init__(self, path: Path, tokens: Tokens, crash: Crash, full: bool = True) -> None:
        self._tokens = tokens
        self._crash = crash
        self._loop = asyncio.get_running_loop()
        try:
            self._connection = connect(path, full)
            self._reading = connect(path, full)
        except PASSING as fault:
            raise _named(fault) from None
        self._reading.execute("PRAGMA query_only = ON")
        self._reader = ThreadPoolExecutor(1, "store-reader")
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._closed = False
        self._writer = threading.Thread(target=self._write, name="store-writer", daemon=True)
        self._writer.start()

    async def hot(self, work: HotWork) -> None:
        await self._put(Job(self._loop.create_future(), hot=work))

    async def write(self, steps: Callable[[], Steps[T]]) -> T:
        result: T = await self._put(Job(self._loop.create_future(), steps=steps))
        return result

    async def read(self, steps: Callable[[], Steps[T]]) -> T:
        if self._closed:
            raise Outage("the store is closed")
        try:
            return await self._loop.run_in_executor(self._reader, lambda: drive(self._reading, steps()))
        except PASSING as fault:
            raise _named(fault) from None

    async def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self._jobs.put(None)
        await asyncio.to_thread(self._writer.join)
        await asyncio.to_thread(self._reader.shutdown)
        self._connection.close()
        self._reading.close()

    async def _put(self, job: Job) -> Any:
        if self._closed:
            raise Outage("the store is closed")
        if self._jobs.qsize() >= MAX_WAITING:
            raise Outage("too much waits for the database")
        self._jobs.put(job)
        return await job.done

    # ------------------------------------------------------------ on the writer's thread

    def _write(self) -> None:
        while True:
            job = self._jobs.get()
            batch: list[Job] = []
            while job is not None:
                batch.append(job)
                if len(batch) >= MAX_BATCH or self._jobs.empty():
                    break
                job = self._jobs.get()
            if batch:
                self._run(batch)
                self._loop.call_soon_threadsafe(_resolve, batch)
            if job is None:
                return

    def _run(self, batch: list[Job]) -> None:
        """Commit the batch; when that fails, commit each job alone, so that a bad one loses only itself."""
        failure = self._try(batch)
        if failure is None:
            return
        for job in batch:
            again: Exception | None = self._try([job]) if len(batch) > 1 else failure
            if again is not None:
                job.failure = _named(again)

    def _try(self, batch: list[Job]) -> Exception | None:
        failure: Exception | None = None
        for _ in range(TRIES):
            try:
                self._commit(batch)
            except Exception as raised:  # noqa: BLE001 - it becomes the result of the jobs, and the writer lives on
                failure = raised
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                if not isinstance(raised, PASSING):
                    return failure
            else:
                return None
        return failure

    def _commit(self, batch: list[Job]) -> None:
        hot = [job.hot for job in batch if job.hot is not None]
        labels = kinds(hot)
        self._connection.execute("BEGIN IMMEDIATE")
        drive(self._connection, run_hot(hot, self._tokens))
        for job in batch:
            self._aside(job)
        for label in labels:
            self._crash(f"{label}.before-commit")
        self._connection.execute("COMMIT")
        for label in labels:
            self._crash(f"{label}.after-commit")

    def _aside(self, job: Job) -> None:
        if job.steps is None:
            return
        job.result = job.failure = None
        self._connection.execute("SAVEPOINT aside")
        try:
            job.result = drive(self._connection, job.steps())
        except PASSING:
            raise
        except Exception as failure:  # noqa: BLE001 - it belongs to the caller of this one job
            job.failure = failure
            self._connection.execute("ROLLBACK TO aside")
        self._connection.execute("RELEASE aside")


def _resolve(batch: list[Job]) -> None:
    for job in batch:
        job.resolve()


def _named(failure: Exception) -> Exception:
    """As the ports call it; the text of a database error may hold values, so only its class is passed on."""
    if isinstance(failure, PASSING):
        outage = Outage(f"database: {type(failure).__name__} {getattr(failure, 'sqlite_errorname', '')}".rstrip())
        outage.__cause__ = None
        return outage
    return failure
