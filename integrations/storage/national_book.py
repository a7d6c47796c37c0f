"""``bot.national_book.NationalBook`` in SQL, the same on SQLite and PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import astuple
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.failures import Outage
from bot.national_book import Difference, Drift, Trouble, Waiting
from integrations.storage.desk import PASSING
from integrations.storage.desk_sql import Rows
from integrations.storage.desk_tables import dossiers, reports
from integrations.storage.national_tables import drifts, syncs


class _Tx(Rows):
    async def read(self, query: Any) -> list[dict[str, Any]]:
        return await self._all(query)

    async def put(self, table: Table, key: str, values: dict[str, Any]) -> None:
        change = {name: value for name, value in values.items() if name != key}
        insert = self._insert(table).values(**values)
        await self._connection.execute(insert.on_conflict_do_update(index_elements=[key], set_=change))

    async def run(self, statement: Any) -> None:
        await self._connection.execute(statement)


class SqlNationalBook:
    """Over an async engine of ``integrations.storage``."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def waiting(self, now: datetime, limit: int) -> Sequence[Waiting]:
        newest = func.max(reports.c.order)
        done = func.coalesce(syncs.c.done, 0)
        ready = or_(syncs.c.dossier.is_(None), (syncs.c.refused.is_(False)) & (syncs.c.next_at <= now))
        query = (
            select(dossiers.c.id, done.label("done"), func.coalesce(syncs.c.tries, 0).label("tries"))
            .join(reports, reports.c.dossier == dossiers.c.id)
            .join(syncs, syncs.c.dossier == dossiers.c.id, isouter=True)
            .where(dossiers.c.accepted_at.is_not(None), ready)
            .group_by(dossiers.c.id, syncs.c.done, syncs.c.tries)
            .having(newest > done)
            .order_by(func.min(reports.c.at), dossiers.c.id)
            .limit(limit)
        )
        async with self._tx() as tx:
            return [Waiting(row["id"], row["done"], row["tries"]) for row in await tx.read(query)]

    async def synced(self, dossier: str, order: int, at: datetime) -> None:
        values = {"dossier": dossier, "done": order, "tries": 0, "refused": False, "next_at": at, "why": "", "at": at}
        async with self._tx() as tx:
            await tx.put(syncs, "dossier", values)

    async def put_off(self, dossier: str, until: datetime, why: str, at: datetime) -> None:
        await self._stuck(dossier, False, until, why, at)

    async def refused(self, dossier: str, why: str, at: datetime) -> None:
        await self._stuck(dossier, True, at, why, at)

    async def again(self, dossier: str, at: datetime) -> None:
        async with self._tx() as tx:
            mine = update(syncs).where(syncs.c.dossier == dossier)
            await tx.run(mine.values(refused=False, next_at=at, tries=0))

    async def troubles(self, limit: int) -> Sequence[Trouble]:
        query = (
            select(syncs, dossiers.c.code)
            .join(dossiers, dossiers.c.id == syncs.c.dossier)
            .where(syncs.c.why != "")
            .order_by(syncs.c.refused.desc(), syncs.c.at)
            .limit(limit)
        )
        async with self._tx() as tx:
            rows = await tx.read(query)
        return [
            Trouble(r["dossier"], r["code"], r["done"] + 1, r["refused"], r["tries"], r["why"], r["at"]) for r in rows
        ]

    async def drifts(self) -> Sequence[Drift]:
        async with self._tx() as tx:
            return [_drift(row) for row in await tx.read(select(drifts).order_by(drifts.c.procedure))]

    async def found(self, drift: Drift) -> None:
        async with self._tx() as tx:
            before = [_drift(r) for r in await tx.read(select(drifts).where(drifts.c.procedure == drift.procedure))]
            if not drift.differences:
                await tx.run(delete(drifts).where(drifts.c.procedure == drift.procedure))
                return
            same = before and before[0].differences == drift.differences
            values = {
                "procedure": drift.procedure,
                "at": before[0].at if same else drift.at,
                "differences": json.dumps([astuple(one) for one in drift.differences], ensure_ascii=False),
                "opened_by": before[0].opened_by if same else "",
            }
            await tx.put(drifts, "procedure", values)

    async def keep_open(self, procedure: str, by: str, at: datetime) -> None:
        async with self._tx() as tx:
            await tx.run(update(drifts).where(drifts.c.procedure == procedure).values(opened_by=by, at=at))

    async def _stuck(self, dossier: str, refused: bool, until: datetime, why: str, at: datetime) -> None:
        async with self._tx() as tx:
            (before,) = await tx.read(select(syncs).where(syncs.c.dossier == dossier)) or [{"done": 0, "tries": 0}]
            values = {"dossier": dossier, "done": before["done"], "tries": before["tries"] + 1, "refused": refused}
            await tx.put(syncs, "dossier", values | {"next_at": until, "why": why or "?", "at": at})

    @asynccontextmanager
    async def _tx(self) -> AsyncIterator[_Tx]:
        try:
            async with self._engine.begin() as connection:
                yield _Tx(connection)
        except PASSING as fault:
            # The text of a database error may hold values: only its class is passed on.
            raise Outage(f"database: {type(fault).__name__}") from None


def _drift(row: dict[str, Any]) -> Drift:
    found = tuple(Difference(*one) for one in json.loads(row["differences"]))
    return Drift(row["procedure"], row["at"], found, row["opened_by"])
