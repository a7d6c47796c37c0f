"""Dossiers, filings and counters in SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select, update

from bot.desk_store import DossierRow, FilingRow, QueueQuery
from bot.failures import Conflict
from integrations.storage.desk_sql import Rows, row_of, values_of
from integrations.storage.desk_tables import counters, dossiers, filings, words

_MOST_PROMISED = 10_000


class DossierRows(Rows):
    """``bot.desk_store.DossierTable``."""

    async def dossier(self, id: str) -> DossierRow | None:
        """See the Protocol."""
        found = await self._one(select(dossiers).where(dossiers.c.id == id))
        return _dossier(found) if found else None

    async def dossier_by_code(self, code: str) -> DossierRow | None:
        """See the Protocol."""
        query = select(dossiers).where((dossiers.c.code == code) | (dossiers.c.registration == code))
        found = await self._one(query)
        return _dossier(found) if found else None

    async def dossiers(self, query: QueueQuery) -> Sequence[DossierRow]:
        """See the Protocol."""
        chosen = select(dossiers).limit(query.limit).offset(query.offset)
        if query.statuses:
            chosen = chosen.where(dossiers.c.status.in_(query.statuses))
        if query.code:
            chosen = chosen.where(
                dossiers.c.code.startswith(query.code, autoescape=True)
                | dossiers.c.registration.startswith(query.code, autoescape=True)
            )
        for word in query.words:
            chosen = chosen.where(dossiers.c.id.in_(select(words.c.dossier).where(words.c.word == word)))
        if query.latest_first:
            chosen = chosen.order_by(dossiers.c.changed_at.desc(), dossiers.c.id)
        else:
            chosen = chosen.order_by(dossiers.c.due.asc().nulls_first(), dossiers.c.submitted_at, dossiers.c.id)
        return [_dossier(found) for found in await self._all(chosen)]

    async def counts(self) -> Mapping[int, int]:
        """See the Protocol."""
        query = select(dossiers.c.status, func.count()).group_by(dossiers.c.status)
        return {int(status): int(many) for status, many in await self._connection.execute(query)}

    async def overdue(self, today: date) -> int:
        """See the Protocol."""
        query = select(func.count()).where(dossiers.c.status.in_((2, 4, 6)), dossiers.c.due < today)
        return int((await self._connection.execute(query)).scalar_one())

    async def promised(self) -> Sequence[DossierRow]:
        """See the Protocol."""
        query = select(dossiers).where(dossiers.c.status.in_((2, 4, 5, 6)), dossiers.c.due.is_not(None))
        return [_dossier(row) for row in await self._all(query.order_by(dossiers.c.id).limit(_MOST_PROMISED))]

    async def lapsed(self, today: date, limit: int) -> Sequence[DossierRow]:
        """See the Protocol."""
        query = select(dossiers).where(dossiers.c.status == 5, dossiers.c.deadline < today)
        return [_dossier(row) for row in await self._all(query.order_by(dossiers.c.deadline).limit(limit))]

    async def add_dossier(self, row: DossierRow, found_by: Sequence[str]) -> None:
        """See the Protocol."""
        await self._add(dossiers, _columns(row))
        for word in found_by:
            await self._add(words, {"word": word, "dossier": row.id})

    async def save_dossier(self, row: DossierRow) -> None:
        """See the Protocol."""
        change = update(dossiers).where(dossiers.c.id == row.id, dossiers.c.version == row.version - 1)
        done = await self._connection.execute(change.values(**_columns(row)))
        if done.rowcount != 1:
            raise Conflict("the dossier was changed meanwhile")

    async def filing(self, key: str) -> FilingRow | None:
        """See the Protocol."""
        found = await self._one(select(filings).where(filings.c.key == key))
        return row_of(FilingRow, found) if found else None

    async def filings(self, dossier: str) -> Sequence[FilingRow]:
        """See the Protocol."""
        query = select(filings).where(filings.c.dossier == dossier).order_by(filings.c.round)
        return [row_of(FilingRow, found) for found in await self._all(query)]

    async def add_filing(self, row: FilingRow) -> None:
        """See the Protocol."""
        await self._add(filings, values_of(row))

    async def count_up(self, counter: str) -> int:
        """See the Protocol."""
        bump = (
            self._insert(counters)
            .values(name=counter, value=1)
            .on_conflict_do_update(index_elements=["name"], set_={"value": counters.c.value + 1})
            .returning(counters.c.value)
        )
        return int((await self._connection.execute(bump)).scalar_one())


def _columns(row: DossierRow) -> dict[str, Any]:
    return values_of(row) | {"code": row.code or None}


def _dossier(found: Mapping[str, Any]) -> DossierRow:
    return row_of(DossierRow, {**found, "code": found["code"] or ""}, ("items", "supplied"))
