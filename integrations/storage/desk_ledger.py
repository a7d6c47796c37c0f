"""Reports, the audit ledger and the calendar's overrides in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import delete, select, update

from bot.desk_store import AuditRow, OverrideRow, StoredReport
from integrations.storage.desk_sql import Rows, row_of, values_of
from integrations.storage.desk_tables import audit, audit_head, overrides, reports


class LedgerRows(Rows):
    """``bot.desk_store.LedgerTable``."""

    async def add_report(self, row: StoredReport) -> None:
        """See the Protocol."""
        await self._add(reports, values_of(row))

    async def reports(self, dossier: str) -> Sequence[StoredReport]:
        """See the Protocol."""
        query = select(reports).where(reports.c.dossier == dossier).order_by(reports.c.order)
        return [row_of(StoredReport, found) for found in await self._all(query)]

    async def waiting_reports(self, dossier: str, limit: int) -> Sequence[StoredReport]:
        """See the Protocol."""
        query = select(reports).where(reports.c.delivered_at.is_(None)).limit(limit)
        if dossier:
            query = query.where(reports.c.dossier == dossier)
        query = query.order_by(reports.c.at, reports.c.dossier, reports.c.order)
        return [row_of(StoredReport, found) for found in await self._all(query)]

    async def mark_delivered(self, dossier: str, order: int, at: datetime) -> None:
        """See the Protocol."""
        mine = (reports.c.dossier == dossier) & (reports.c.order == order) & reports.c.delivered_at.is_(None)
        await self._connection.execute(update(reports).where(mine).values(delivered_at=at))

    async def audit_head(self) -> tuple[int, str]:
        """See the Protocol."""
        first = self._insert(audit_head).values(id=1, seq=0, hash="")
        await self._connection.execute(first.on_conflict_do_nothing(index_elements=["id"]))
        query = select(audit_head.c.seq, audit_head.c.hash).where(audit_head.c.id == 1).with_for_update()
        seq, mark = (await self._connection.execute(query)).one()
        return int(seq), str(mark)

    async def add_audit(self, row: AuditRow) -> None:
        """See the Protocol."""
        await self._add(audit, values_of(row))
        await self._connection.execute(
            update(audit_head).where(audit_head.c.id == 1).values(seq=row.seq, hash=row.hash)
        )

    async def audit_from(self, seq: int, limit: int) -> Sequence[AuditRow]:
        """See the Protocol."""
        query = select(audit).where(audit.c.seq >= seq).order_by(audit.c.seq).limit(limit)
        return [row_of(AuditRow, found) for found in await self._all(query)]

    async def audit_of(self, dossier: str, limit: int) -> Sequence[AuditRow]:
        """See the Protocol."""
        query = select(audit).where(audit.c.dossier == dossier).order_by(audit.c.seq).limit(limit)
        return [row_of(AuditRow, found) for found in await self._all(query)]

    async def overrides(self) -> Sequence[OverrideRow]:
        """See the Protocol."""
        query = select(overrides).order_by(overrides.c.day)
        return [row_of(OverrideRow, found) for found in await self._all(query)]

    async def set_override(self, row: OverrideRow) -> None:
        """See the Protocol."""
        values = values_of(row)
        change = {name: value for name, value in values.items() if name != "day"}
        await self._connection.execute(
            self._insert(overrides).values(**values).on_conflict_do_update(index_elements=["day"], set_=change)
        )

    async def drop_override(self, day: date) -> bool:
        """See the Protocol."""
        done = await self._connection.execute(delete(overrides).where(overrides.c.day == day))
        return done.rowcount == 1
