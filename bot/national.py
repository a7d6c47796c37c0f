"""Synchronises what the desk has accepted with the National Portal: every report, in the desk's order, none lost.

The desk writes a report in the transaction of its move; the cursor of a dossier moves only after the portal took it. So
a crash, an unknown outcome or a lost answer leads to the same report being sent again, and the portal keeps it once: a
dossier by its code, a progress item by code, status and moment.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.desk_intake import Intake
from bot.desk_package import Owner
from bot.desk_reports import ReportRow, Reports
from bot.desk_store import DeskStore, DossierRow
from bot.failures import Conflict, Failure, Misconfigured, NotAccepted
from bot.national_book import NationalBook, Waiting
from bot.ports import Clock, Package

log = logging.getLogger(__name__)

BATCH = 50
FIRST_DELAY, LONGEST_DELAY = 30.0, 3600.0
"""Seconds between tries: doubled from one to the other."""


@dataclass(frozen=True, slots=True)
class Synced:
    """A dossier as the portal gets it. Printing it shows nothing of a person."""

    row: DossierRow
    owner: Owner
    package: Package
    report: ReportRow

    def __repr__(self) -> str:
        return f"Synced({self.row.code}, {self.report.order})"


class NationalPortal(Protocol):
    """Raises Outage, TooFast, Uncertain (all tried again), Misconfigured, NotAccepted (for staff), Conflict (it is
    there already)."""

    async def put(self, dossier: Synced, updating: bool) -> None:
        """DongBoHoSoMC."""
        ...

    async def progress(self, dossier: Synced) -> None:
        """CapNhatTienDoHoSoMC."""
        ...

    async def has(self, code: str) -> bool:
        """TraCuuHoSo: whether the portal has a dossier with this code."""
        ...


Alarm = Callable[[str, str], Awaitable[None]]
"""(stable id, reason): opens a task for staff, once for each id."""


class NationalSync:
    """Call ``sweep`` every few seconds."""

    def __init__(
        self,
        store: DeskStore,
        intake: Intake,
        reports: Reports,
        book: NationalBook,
        portal: NationalPortal,
        alarm: Alarm,
        clock: Clock,
    ) -> None:
        self._store = store
        self._intake = intake
        self._reports = reports
        self._book = book
        self._portal = portal
        self._alarm = alarm
        self._clock = clock

    async def sweep(self) -> int:
        """Send what waits; returns how many reports the portal took. One dossier's trouble holds back only itself."""
        taken = 0
        for waiting in await self._book.waiting(self._clock.now(), BATCH):
            taken += await self._catch_up(waiting)
        return taken

    async def _catch_up(self, waiting: Waiting) -> int:
        row, package, reports = await self._read(waiting)
        owner, taken = self._intake.owner_of(row), 0
        for report in reports:
            try:
                await self._send(Synced(row, owner, package, report), first=waiting.done == 0 and taken == 0)
            except NotAccepted as refused:
                log.error("national portal: report %d of %s refused: %s", report.order, row.code, refused)
                await self._book.refused(row.id, str(refused), self._clock.now())
                await self._alarm(f"sync:{row.id}:{report.order}", "national_refused")
                break
            except Failure as failure:
                await self._put_off(waiting, failure)
                break
            await self._book.synced(row.id, report.order, self._clock.now())
            taken += 1
        return taken

    async def _read(self, waiting: Waiting) -> tuple[DossierRow, Package, Sequence[ReportRow]]:
        """The dossier, and its reports since acceptance that the portal does not have, in order."""
        async with self._store.begin() as tx:
            row = await tx.dossier(waiting.dossier)
            stored = await tx.reports(waiting.dossier)
            filing = await tx.filing(row.key) if row else None
        if row is None or filing is None:
            raise LookupError("a dossier that waits for the portal is not at the desk")
        wanted = [report for report in map(self._reports.read, stored) if report.order > waiting.done]
        accepted = [report for report in wanted if report.code == row.code]
        return row, self._intake.package_of(filing), accepted

    async def _send(self, dossier: Synced, first: bool) -> None:
        """The dossier, then the progress item. That it is there may be the unknown outcome of an earlier try."""
        try:
            await self._portal.put(dossier, updating=not first)
        except Conflict:
            if not first or not await self._portal.has(dossier.row.code):
                raise NotAccepted("the portal takes it neither as new nor as known") from None
            await self._portal.put(dossier, updating=True)
        await self._portal.progress(dossier)

    async def _put_off(self, waiting: Waiting, failure: Failure) -> None:
        now = self._clock.now()
        delay = min(FIRST_DELAY * 2.0 ** min(waiting.tries, 12), LONGEST_DELAY)
        if isinstance(failure, Misconfigured):
            delay = LONGEST_DELAY  # A person must act; asking often would only lock us out.
        wait = timedelta(seconds=max(delay, failure.after or 0.0))
        await self._book.put_off(waiting.dossier, now + wait, str(failure), now)
