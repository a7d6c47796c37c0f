"""Charges in SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from bot.desk_money import Held, PaymentRow
from bot.failures import Conflict
from integrations.storage.desk_sql import Rows, row_of, values_of
from integrations.storage.desk_tables import payments


class PaymentRows(Rows):
    """``bot.desk_money.PaymentTable``."""

    async def payment(self, ref: str) -> PaymentRow | None:
        """See the Protocol."""
        found = await self._one(select(payments).where(payments.c.ref == ref))
        return _payment(found) if found else None

    async def payments(self, dossier: str) -> Sequence[PaymentRow]:
        """See the Protocol."""
        query = select(payments).where(payments.c.dossier == dossier).order_by(payments.c.opened_at, payments.c.ref)
        return [_payment(found) for found in await self._all(query)]

    async def payments_to_look_at(self, now: datetime, limit: int) -> Sequence[PaymentRow]:
        """See the Protocol."""
        query = select(payments).where(payments.c.state == Held.OPEN, payments.c.look_at <= now)
        return [_payment(found) for found in await self._all(query.order_by(payments.c.look_at).limit(limit))]

    async def payments_untold(self, limit: int) -> Sequence[PaymentRow]:
        """See the Protocol."""
        query = select(payments).where(payments.c.told.is_(False)).order_by(payments.c.settled_at, payments.c.ref)
        return [_payment(found) for found in await self._all(query.limit(limit))]

    async def add_payment(self, row: PaymentRow) -> None:
        """See the Protocol."""
        await self._add(payments, values_of(row))

    async def save_payment(self, row: PaymentRow) -> None:
        """See the Protocol."""
        change = update(payments).where(payments.c.ref == row.ref, payments.c.version == row.version - 1)
        done = await self._connection.execute(change.values(**values_of(row)))
        if done.rowcount != 1:
            raise Conflict("the payment was changed meanwhile")


def _payment(found: Mapping[str, Any]) -> PaymentRow:
    return row_of(PaymentRow, {**found, "state": Held(found["state"])})
