"""The desk's rows in SQL: one transaction object over the groups of tables, the same on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.desk_store import DeskTx
from bot.failures import Outage, Uncertain
from integrations.storage.desk_dossiers import DossierRows
from integrations.storage.desk_ledger import LedgerRows
from integrations.storage.desk_money import PaymentRows
from integrations.storage.desk_staff import StaffRows

PASSING = (OperationalError, InterfaceError, NoConnectionFree)
"""Lost connections, locks held too long, full disks, time-outs: not the statement's fault."""


class SqlDeskTx(DossierRows, LedgerRows, PaymentRows, StaffRows):
    """One open transaction (see ``bot.desk_store.DeskTx``)."""


class SqlDeskStore:
    """``DeskStore`` over an async engine of ``integrations.storage``, whose SQLite transactions begin IMMEDIATE."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[DeskTx]:
        """Commits at the end of the block, rolls back when it raises. Raises Outage when the database does not answer
        and surely nothing was written, Uncertain when it broke during the commit."""
        committing = False
        try:
            async with self._engine.connect() as connection:
                await connection.begin()
                yield SqlDeskTx(connection)
                committing = True
                await connection.commit()
        except PASSING as fault:
            # The text of a database error may hold values: only its class is passed on.
            if committing:
                raise Uncertain(f"database: {type(fault).__name__} while committing") from None
            raise Outage(f"database: {type(fault).__name__}") from None
