"""Staff accounts and sessions in SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from bot.desk_store import AccountRow, Role, SessionRow, Stage
from integrations.storage.desk_sql import Rows, row_of, values_of
from integrations.storage.desk_tables import accounts, sessions


class StaffRows(Rows):
    """``bot.desk_store.StaffTable``."""

    async def account(self, name: str) -> AccountRow | None:
        """See the Protocol."""
        query = select(accounts).where(accounts.c.name == name)
        found = await self._one(query)
        return _account(found) if found else None

    async def accounts(self) -> Sequence[AccountRow]:
        """See the Protocol."""
        query = select(accounts).order_by(accounts.c.name)
        return [_account(found) for found in await self._all(query)]

    async def add_account(self, row: AccountRow) -> None:
        """See the Protocol."""
        await self._add(accounts, values_of(row))

    async def save_account(self, row: AccountRow) -> None:
        """See the Protocol."""
        await self._connection.execute(update(accounts).where(accounts.c.name == row.name).values(**values_of(row)))

    async def use_otp_step(self, name: str, step: int) -> bool:
        """See the Protocol."""
        unused = (accounts.c.name == name) & (accounts.c.otp_step < step)
        done = await self._connection.execute(update(accounts).where(unused).values(otp_step=step))
        return done.rowcount == 1

    async def session(self, id: str) -> SessionRow | None:
        """See the Protocol."""
        query = select(sessions).where(sessions.c.id == id)
        found = await self._one(query)
        return row_of(SessionRow, {**found, "stage": Stage(found["stage"])}) if found else None

    async def add_session(self, row: SessionRow) -> None:
        """See the Protocol."""
        await self._add(sessions, values_of(row))

    async def touch_session(self, id: str, at: datetime) -> None:
        """See the Protocol."""
        await self._connection.execute(update(sessions).where(sessions.c.id == id).values(seen_at=at))

    async def drop_session(self, id: str) -> None:
        """See the Protocol."""
        await self._connection.execute(delete(sessions).where(sessions.c.id == id))

    async def drop_sessions(self, account: str) -> int:
        """See the Protocol."""
        return (await self._connection.execute(delete(sessions).where(sessions.c.account == account))).rowcount

    async def drop_idle_sessions(self, before: datetime) -> int:
        """See the Protocol."""
        return (await self._connection.execute(delete(sessions).where(sessions.c.seen_at < before))).rowcount


def _account(found: Mapping[str, Any]) -> AccountRow:
    return row_of(AccountRow, {**found, "role": Role(found["role"])})
