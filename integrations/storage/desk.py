"""The desk's rows in SQL: one transaction object over the three groups of tables, the same on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.desk_store import DeskTx
from integrations.storage.desk_dossiers import DossierRows
from integrations.storage.desk_ledger import LedgerRows
from integrations.storage.desk_staff import StaffRows


class SqlDeskTx(DossierRows, LedgerRows, StaffRows):
    """One open transaction (see ``bot.desk_store.DeskTx``)."""


class SqlDeskStore:
    """``DeskStore`` over an async engine of ``integrations.storage``, whose SQLite transactions begin IMMEDIATE."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[DeskTx]:
        """Commits at the end of the block, rolls back when it raises."""
        async with self._engine.begin() as connection:
            yield SqlDeskTx(connection)
