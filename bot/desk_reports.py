"""What the desk tells the citizen: written with the move, handed over after the commit, again until it is taken."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from bot.desk_store import DeskStore, DossierRow, LedgerTable, StoredReport
from bot.failures import Failure
from bot.ports import Clock, Seal

_BATCH = 100


@dataclass(frozen=True, slots=True)
class ReportRow:
    """Progress of a dossier, for ``dialogs.events.Reported``. ``order`` counts from 1 within the dossier;
    ``items`` are the paths wanted again (status 5), ``result`` the vault id of the result's PDF (status 10)."""

    dossier: str
    chat: str
    order: int
    status: int
    at: datetime
    code: str = ""
    """The dossier code once accepted, before that the registration id."""
    reason: str = ""
    items: tuple[str, ...] = ()
    deadline: date | None = None
    due: date | None = None
    result: str = ""
    amount: int = 0
    """Đồng to be paid (status 6)."""

    @property
    def id(self) -> str:
        """Unique and stable: the receiver knows a repeated delivery by it."""
        return f"desk:{self.dossier}:{self.order}"


Deliver = Callable[[ReportRow], Awaitable[None]]
"""Take a report for the citizen, durably, once per ``ReportRow.id``. Raises Failure when it could not be taken."""


def about(row: DossierRow, at: datetime, reason: str = "", fee: int = 0) -> ReportRow:
    """The report that says where this dossier now stands; ``fee`` is what is asked for with status 6."""
    wanted = row.status == 5
    return ReportRow(
        dossier=row.id,
        chat=row.chat,
        order=row.orders,
        status=row.status,
        at=at,
        code=row.code or row.registration,
        reason=reason,
        items=row.items if wanted else (),
        deadline=row.deadline if wanted else None,
        due=row.due,
        result=row.result if row.status == 10 else "",
        amount=fee if row.status == 6 else 0,
    )


def _to_bytes(report: ReportRow) -> bytes:
    return json.dumps(asdict(report), ensure_ascii=False, default=_iso).encode()


def _iso(value: date | datetime) -> str:
    return value.isoformat()


def _from_bytes(body: bytes) -> ReportRow:
    found = json.loads(body)
    for day in ("deadline", "due"):
        found[day] = date.fromisoformat(found[day]) if found[day] else None
    return ReportRow(**(found | {"at": datetime.fromisoformat(found["at"]), "items": tuple(found["items"])}))


def _where(dossier: str, order: int) -> str:
    return f"desk-report:{dossier}:{order}"


@dataclass(frozen=True, slots=True)
class Reports:
    """The desk's own small outbox: at least once, in order for each dossier."""

    store: DeskStore
    seal: Seal
    clock: Clock
    deliver: Deliver

    async def write(self, tx: LedgerTable, report: ReportRow) -> None:
        """Keep the report inside the caller's transaction."""
        body = self.seal.seal(_to_bytes(report), _where(report.dossier, report.order))
        await tx.add_report(StoredReport(report.dossier, report.order, report.at, body))

    async def deliver_pending(self, dossier: str = "") -> int:
        """Hand over what waits (of one dossier, or of all); returns how many were taken.

        A report that could not be taken stays, and so do the later ones of its dossier: they come with the next sweep.
        """
        async with self.store.begin() as tx:
            waiting = await tx.waiting_reports(dossier, _BATCH)
        taken, stuck = 0, set[str]()
        for row in waiting:
            if row.dossier in stuck:
                continue
            if await self._hand_over(row):
                taken += 1
            else:
                stuck.add(row.dossier)
        return taken

    def read(self, row: StoredReport) -> ReportRow:
        """The report as it was written."""
        return _from_bytes(self.seal.open(row.body, _where(row.dossier, row.order)))

    async def _hand_over(self, row: StoredReport) -> bool:
        try:
            await self.deliver(self.read(row))
        except Failure:
            return False
        async with self.store.begin() as tx:
            await tx.mark_delivered(row.dossier, row.order, self.clock.now())
        return True
