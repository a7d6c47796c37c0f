"""Joins the one-stop desk and its staff: tables of their own, the calendar, promised days."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import date, datetime

from bot.desk import Desk
from bot.desk_calendar import Days
from bot.desk_terms import working_days_after
from bot.ports import Clock, Seal, Vault
from bot.reports import DeskReports
from bot.settings import Settings
from bot.staff import Staff
from bot.turns import Turns
from dialogs.deadlines import VIETNAM
from dialogs.procedure import Catalogue
from integrations.console import Argon2Hasher, PyOtp
from integrations.storage.desk import SqlDeskStore
from integrations.storage.engines import engine
from integrations.storage.seal import Keyring
from integrations.storage.store import SqlStore


async def join_desk(
    settings: Settings,
    away: AsyncExitStack,
    keys: Keyring,
    vault: Vault,
    seal: Seal,
    clock: Clock,
    turns: Turns,
    store: SqlStore,
    catalogue: Catalogue,
) -> tuple[Desk, Staff]:
    sql = engine(settings.database)
    away.push_async_callback(sql.dispose)
    rows, days = SqlDeskStore(sql), Days(catalogue.calendar.is_working_day)
    deliver, secret = DeskReports(turns, clock).deliver, keys.derive("desk")
    due, most = _due(catalogue, days), catalogue.most_supplements
    desk = Desk(rows, vault, seal, clock, deliver, due, days, secret, most, settings.office_unit)
    await desk.calendar.load()
    return desk, Staff(rows, seal, clock, desk.ledger, Argon2Hasher(), PyOtp(), store)


def _due(catalogue: Catalogue, days: Days) -> Callable[[str, int, datetime], date]:
    """The promised day: so many working days after acceptance as the citizen was told, staff's overrides counted."""

    def due(procedure: str, term: int, accepted: datetime) -> date:
        found = catalogue.current(procedure)
        if found is None:
            raise LookupError(f"no procedure {procedure}")
        return working_days_after(accepted.astimezone(VIETNAM).date(), term or found.terms[-1].days, days.working)

    return due
