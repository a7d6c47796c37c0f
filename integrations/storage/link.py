"""One connection to PostgreSQL that comes back by itself, and the transactions that run on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import psycopg

from bot.failures import Outage, Uncertain
from integrations.storage.engine import TRIES
from integrations.storage.steps import Row, Statement, Steps

T = TypeVar("T")

CONNECT_SECONDS = 5
STATEMENT_SECONDS = 15
"""A statement, or a wait for a lock, lasts no longer than this."""

FROZEN_SECONDS = 5
"""A process that stops in the middle of a transaction loses its locks after this, before others give up waiting."""

READ_ONLY = psycopg.errors.ReadOnlySqlTransaction
"""The server takes no writes just now (it became a standby): a new connection may lead to the one that does."""
PASSING = (psycopg.OperationalError, psycopg.InterfaceError, psycopg.IntegrityError, READ_ONLY)
"""Worth one more try: lost connections, deadlocks, time-outs, full disks, and rows that another process wrote first."""


def _ignore(_point: str) -> None:
    """No crash points."""


class Link:
    """A connection that is opened when first used and again after it broke."""

    def __init__(self, url: str, full: bool = True) -> None:
        self._url = url
        self._options = (
            f"-c statement_timeout={STATEMENT_SECONDS}s -c idle_in_transaction_session_timeout={FROZEN_SECONDS}s"
            f" -c timezone=UTC -c synchronous_commit={'on' if full else 'off'}"
        )
        self._connection: psycopg.AsyncConnection[Row] | None = None

    async def transaction(self, steps: Callable[[], Steps[T]], reached: Callable[[str], None] = _ignore) -> T:
        """Run the steps and commit; tries again once after a passing failure.

        ``reached`` hears "before-commit" and "after-commit". Raises Outage when surely nothing was written, Uncertain
        when the connection broke while committing; other database errors as they are.
        """
        last: Exception | None = None
        for _ in range(TRIES):
            try:
                result = await self._once(steps, reached)
            except PASSING as failure:
                last = failure
            else:
                reached("after-commit")
                return result
        if isinstance(last, psycopg.IntegrityError):
            raise last
        # The text of a database error may hold values: only its class is passed on.
        raise Outage(f"database: {type(last).__name__}") from None

    async def _once(self, steps: Callable[[], Steps[T]], reached: Callable[[str], None]) -> T:
        committing = False
        try:
            connection = await self._open()
            result = await _drive(connection, steps())
            reached("before-commit")
            committing = True
            await connection.commit()
        except BaseException as failure:
            broken = await self._recover(renew=isinstance(failure, READ_ONLY))
            if committing and broken and isinstance(failure, PASSING):
                raise Uncertain(f"database: {type(failure).__name__} while committing") from None
            raise
        return result

    async def _open(self) -> psycopg.AsyncConnection[Row]:
        if self._connection is None or self._connection.closed:
            self._connection = await psycopg.AsyncConnection.connect(
                self._url, connect_timeout=CONNECT_SECONDS, options=self._options
            )
        return self._connection

    async def _recover(self, renew: bool = False) -> bool:
        """Roll back, or drop a connection that cannot (or is to be renewed); True when it was dropped."""
        connection, broken = self._connection, True
        if renew and connection is not None:
            await connection.close()
        if connection is not None and not connection.closed:
            try:
                await connection.rollback()
                broken = False
            except psycopg.Error:
                await connection.close()
        if broken:
            self._connection = None
        return broken

    async def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            await self._connection.close()
            self._connection = None


async def _drive(connection: psycopg.AsyncConnection[Row], steps: Steps[T]) -> T:
    cursor = connection.cursor(binary=True)
    try:
        statement, params = next(steps)
        while True:
            statement, params = steps.send(await _rows(cursor, statement, params) if params else [])
    except StopIteration as end:
        value: T = end.value
        return value


async def _rows(cursor: psycopg.AsyncCursor[Row], statement: Statement, params: Sequence[Row]) -> list[Row]:
    calls: Sequence[Sequence[Any]] = (
        [[list(column) for column in zip(*params, strict=True)]] if statement.arrays else params
    )
    rows: list[Row] = []
    for call in calls:
        await cursor.execute(statement.post, call)
        if cursor.description is not None:
            rows += await cursor.fetchall()
    return rows
