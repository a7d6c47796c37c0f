"""``bot.portal_book.PortalBook`` in SQL, the same on SQLite and PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.failures import Outage
from bot.portal_book import Filing, PaperMark, Push, PushState, Standing
from dialogs.dossier import CODE, FINAL
from integrations.storage.desk import PASSING
from integrations.storage.desk_sql import Rows
from integrations.storage.engines import READS
from integrations.storage.portal_tables import filings, pushes, standings

_FIRST_ROUND_WINS = {"key", "portal", "dossier", "chat", "procedure", "ref", "round"}


class _Tx(Rows):
    async def put_filing(self, values: dict[str, Any]) -> None:
        change = {name: value for name, value in values.items() if name not in _FIRST_ROUND_WINS}
        insert = self._insert(filings).values(**values)
        await self._connection.execute(insert.on_conflict_do_update(index_elements=["key"], set_=change))

    async def stand_anew(self, filing: Filing) -> None:
        values = {"portal": filing.portal, "ref": filing.ref, "status": Standing().status, "asked_at": filing.at}
        insert = self._insert(standings).values(**values, order=Standing().order)
        change = {name: values[name] for name in ("status", "asked_at")}
        await self._connection.execute(insert.on_conflict_do_update(index_elements=["portal", "ref"], set_=change))

    async def put_push(self, values: dict[str, Any]) -> bool:
        insert = self._insert(pushes).values(**values).on_conflict_do_nothing(index_elements=["portal", "id"])
        return (await self._connection.execute(insert.returning(pushes.c.id))).first() is not None

    async def newest(self, where: ColumnElement[bool]) -> Filing | None:
        row = await self._one(select(filings).where(where).order_by(filings.c.round.desc(), filings.c.at.desc()))
        return _filing(row) if row else None

    async def waiting(self, state: PushState, limit: int) -> Sequence[Push]:
        query = select(pushes).where(pushes.c.state == state.value)
        return await self.pushes(query, limit)

    async def parked(self, before: datetime, limit: int) -> Sequence[Push]:
        same_portal = filings.c.portal == pushes.c.portal
        known = exists().where(same_portal & ((filings.c.ref == pushes.c.ref) | (filings.c.code == pushes.c.ref)))
        query = select(pushes).where(pushes.c.state == PushState.PARKED.value, known | (pushes.c.at <= before))
        return await self.pushes(query, limit)

    async def standing(self, portal: str, ref: str) -> dict[str, Any] | None:
        return await self._one(select(standings).where(_of(portal, ref)))

    async def quiet(self, portal: str, before: datetime, limit: int) -> Sequence[str]:
        same = (filings.c.portal == standings.c.portal) & (filings.c.ref == standings.c.ref)
        filed = exists().where(same & (filings.c.code != ""))
        going_on = standings.c.status.not_in([CODE[life] for life in FINAL])
        mine = (standings.c.portal == portal) & (standings.c.asked_at < before)
        query = select(standings.c.ref).where(mine, going_on, filed).order_by(standings.c.asked_at).limit(limit)
        return [row["ref"] for row in await self._all(query)]

    async def pushes(self, query: Select[Any], limit: int) -> Sequence[Push]:
        found = await self._all(query.order_by(pushes.c.at, pushes.c.id).limit(limit))
        return [_push(row) for row in found]


class SqlPortalBook:
    """Over an async engine of ``integrations.storage``."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def begin(self, filing: Filing) -> None:
        values = asdict(filing) | {"papers": json.dumps([asdict(mark) for mark in filing.papers])}
        async with self._tx() as (_, tx):
            await tx.put_filing(values)
            await tx.stand_anew(filing)

    async def unsent(self, key: str) -> None:
        async with self._tx() as (connection, _):
            await connection.execute(update(filings).where(filings.c.key == key).values(begun=False))

    async def filed(self, key: str, code: str) -> None:
        async with self._tx() as (connection, _):
            await connection.execute(update(filings).where(filings.c.key == key).values(code=code))

    async def filing(self, key: str) -> Filing | None:
        async with self._look() as tx:
            return await tx.newest(filings.c.key == key)

    async def latest(self, portal: str, ref: str) -> Filing | None:
        async with self._look() as tx:
            return await tx.newest((filings.c.portal == portal) & ((filings.c.ref == ref) | (filings.c.code == ref)))

    async def of_dossier(self, dossier: str) -> Filing | None:
        async with self._look() as tx:
            return await tx.newest(filings.c.dossier == dossier)

    async def standing(self, portal: str, ref: str) -> Standing:
        async with self._look() as tx:
            row = await tx.standing(portal, ref)
        return Standing(row["status"], row["order"]) if row else Standing()

    async def told(self, portal: str, ref: str, standing: Standing) -> None:
        older = _of(portal, ref) & (standings.c.order < standing.order)
        async with self._tx() as (connection, _):
            values = {"status": standing.status, "order": standing.order}
            await connection.execute(update(standings).where(older).values(**values))

    async def quiet(self, portal: str, before: datetime, limit: int) -> Sequence[str]:
        async with self._look() as tx:
            return await tx.quiet(portal, before, limit)

    async def asked(self, portal: str, ref: str, at: datetime) -> None:
        async with self._tx() as (connection, _):
            await connection.execute(update(standings).where(_of(portal, ref)).values(asked_at=at))

    async def keep(self, found: Sequence[Push]) -> int:
        async with self._tx() as (_, tx):
            return sum([await tx.put_push(_row(push)) for push in found])

    async def waiting(self, state: PushState, limit: int) -> Sequence[Push]:
        async with self._look() as tx:
            return await tx.waiting(state, limit)

    async def parked(self, before: datetime, limit: int) -> Sequence[Push]:
        async with self._look() as tx:
            return await tx.parked(before, limit)

    async def settle(self, push: Push, state: PushState, at: datetime) -> None:
        mine = (pushes.c.portal == push.portal) & (pushes.c.id == push.id)
        settled = None if state in (PushState.WAITING, PushState.PARKED) else at
        async with self._tx() as (connection, _):
            await connection.execute(update(pushes).where(mine).values(state=state.value, settled_at=settled))

    async def purge(self, before: datetime) -> int:
        old = pushes.c.settled_at.is_not(None) & (pushes.c.settled_at < before)
        async with self._tx() as (connection, _):
            return (await connection.execute(delete(pushes).where(old))).rowcount

    @asynccontextmanager
    async def _tx(self) -> AsyncIterator[tuple[AsyncConnection, _Tx]]:
        """Every write here may be done twice, so that a commit whose outcome is unknown is an Outage like any other."""
        with answering():
            async with self._engine.begin() as connection:
                yield connection, _Tx(connection)

    @asynccontextmanager
    async def _look(self) -> AsyncIterator[_Tx]:
        """Only reads: takes no write lock."""
        with answering():
            async with self._engine.connect() as connection:
                await connection.execution_options(**{READS: True})
                async with connection.begin():
                    yield _Tx(connection)


@contextmanager
def answering() -> Iterator[None]:
    """A database that does not answer is an Outage, here and in every book beside this one."""
    try:
        yield
    except PASSING as fault:
        # The text of a database error may hold values: only its class is passed on.
        raise Outage(f"database: {type(fault).__name__}") from None


def _of(portal: str, ref: str) -> ColumnElement[bool]:
    return (standings.c.portal == portal) & (standings.c.ref == ref)


def _filing(row: dict[str, Any]) -> Filing:
    return Filing(**row | {"papers": tuple(PaperMark(**mark) for mark in json.loads(row["papers"]))})


def _push(row: dict[str, Any]) -> Push:
    return Push(row["portal"], row["id"], row["ref"], row["at"], row["body"], PushState(row["state"]))


def _row(push: Push) -> dict[str, Any]:
    return asdict(push) | {"state": push.state.value, "settled_at": None}
