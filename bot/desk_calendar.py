"""Working days as the staff know them: the calendar with their own overrides, and promised days counted again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.desk_ledger import Ledger
from bot.desk_moves import Rules, repromised
from bot.desk_reports import Reports, about
from bot.desk_store import DeskStore, OverrideRow
from bot.desk_terms import Working
from bot.failures import NotAllowed
from bot.ports import Clock
from dialogs.deadlines import VIETNAM

BACK = timedelta(days=365)
AHEAD = timedelta(days=3 * 365 + 1)


def settable(day: date, today: date) -> bool:
    """Whether staff may set this day: a year back to three years ahead. (Any day that is set may be dropped.)"""
    return today - BACK <= day <= today + AHEAD


class Days:
    """Is this a working day? The staff's overrides first, then the calendar (``base``).

    The overrides are held in memory: ``DeskCalendar.load`` brings them up to date.
    """

    def __init__(self, base: Working) -> None:
        self._base = base
        self._overrides: dict[date, bool] = {}

    def working(self, day: date) -> bool:
        """Whether the office works on this day."""
        known = self._overrides.get(day)
        return self._base(day) if known is None else known

    def replace(self, rows: Sequence[OverrideRow]) -> None:
        """Forget the overrides known so far and take these."""
        self._overrides = {row.day: row.working for row in rows}


@dataclass(frozen=True, slots=True)
class DeskCalendar:
    """The staff's calendar page."""

    store: DeskStore
    clock: Clock
    ledger: Ledger
    reports: Reports
    rules: Rules
    days: Days

    async def load(self) -> Sequence[OverrideRow]:
        """Read the overrides into memory: at the start; whatever promises a day reads them again."""
        async with self.store.begin() as tx:
            rows = await tx.overrides()
        self.days.replace(rows)
        return rows

    async def set_day(self, officer: str, day: date, working: bool, why: str) -> int:
        """Make a day a working day or a day off; returns how many promised days that changed. Raises
        NotAllowed for a day that is not ``settable``."""
        now = self.clock.now()
        if not settable(day, now.astimezone(VIETNAM).date()):
            raise NotAllowed("a day out of the calendar's reach")
        async with self.store.begin() as tx:
            await tx.set_override(OverrideRow(day, working, why, officer, now))
            await self.ledger.note(tx, now, officer, "calendar-set", "", f"{day} {'working' if working else 'off'}")
        return await self.recount(officer)

    async def drop_day(self, officer: str, day: date) -> int:
        """Let the day be what the calendar says; returns how many promised days that changed."""
        async with self.store.begin() as tx:
            if not await tx.drop_override(day):
                return 0
            await self.ledger.note(tx, self.clock.now(), officer, "calendar-dropped", "", str(day))
        return await self.recount(officer)

    async def recount(self, officer: str) -> int:
        """Count the promised days of open dossiers again and tell the citizens whose day changed; returns how many."""
        await self.load()
        now = self.clock.now()
        async with self.store.begin() as tx:
            changed = [after for row in await tx.promised() if (after := repromised(row, self.rules, now))]
            for after in changed:
                await tx.save_dossier(after)
                await self.reports.write(tx, about(after, now))
                await self.ledger.note(tx, now, officer, "promised-again", after.id, f"report={after.orders}")
        await self.reports.deliver_pending()
        return len(changed)
