"""The one-stop desk: where officers work on dossiers, each move one transaction with its audit line and its report."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.desk_apologies import APOLOGISED, apology_note
from bot.desk_calendar import Days, DeskCalendar
from bot.desk_intake import Intake
from bot.desk_ledger import Ledger, Verdict, report_in
from bot.desk_money import PaymentRow, owed, paid
from bot.desk_moves import MOST_REASON, Due, Incomplete, Order, Rules, check_money, moved, put_off
from bot.desk_package import Owner, paths, photo_of, search_words
from bot.desk_reports import Deliver, ReportRow, Reports, about
from bot.desk_store import AuditRow, DeskStore, DeskTx, DossierRow, QueueQuery
from bot.failures import Conflict, NotAllowed
from bot.ports import Clock, Package, Receipt, Seal, Vault
from dialogs.deadlines import VIETNAM
from dialogs.dossier import CODE, FINAL, Step

LAPSED = "Quá thời hạn bổ sung hồ sơ."
"""The reason a citizen reads when a supplement never came."""

CLOSED = frozenset(CODE[life] for life in FINAL)
"""Statuses in which nothing more happens."""

_LAPSE_BATCH = 100
_HISTORY = 500


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A dossier in the queue with its applicant's name."""

    row: DossierRow
    name: str


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue, how many stand in each status, and how many are overdue."""

    lines: tuple[QueueLine, ...]
    counts: Mapping[int, int]
    overdue: int
    more: bool


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened to a dossier, for its history; ``report`` is what the citizen was told, if anything."""

    line: AuditRow
    report: ReportRow | None
    delivered: bool


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything an officer sees of one dossier. ``reason`` is the last one given to the citizen."""

    row: DossierRow
    owner: Owner
    package: Package
    history: tuple[Happening, ...]
    reason: str
    payments: tuple[PaymentRow, ...] = ()


class Desk:
    """The desk. ``secret`` (32 bytes) keys the search words and the ledger; ``due`` knows the terms of procedures,
    ``days`` the working days."""

    def __init__(
        self,
        store: DeskStore,
        vault: Vault,
        seal: Seal,
        clock: Clock,
        deliver: Deliver,
        due: Due,
        days: Days,
        secret: bytes,
        most_supplements: Callable[[str], int],
        unit: str = "H99.01",
    ) -> None:
        self.store = store
        self.vault = vault
        self.seal = seal
        self.clock = clock
        self.rules = rules = Rules(due, days.working, most_supplements)
        self.secret = secret
        self.unit = unit
        self.ledger = Ledger(secret)
        self.reports = Reports(store, seal, clock, deliver)
        self.intake = Intake(store, seal, clock, self.reports, self.ledger, rules, secret, unit)
        self.calendar = DeskCalendar(store, clock, self.ledger, self.reports, rules, days)

    # ------------------------------------------------------------ the citizen's side

    def submit(self, package: Package) -> Awaitable[Receipt]:
        """See ``Intake.submit``."""
        return self.intake.submit(package)

    async def deliver_pending(self) -> int:
        """Hand waiting reports over; call it every few seconds. Returns how many were taken."""
        return await self.reports.deliver_pending()

    # ------------------------------------------------------------ looking

    async def queue(self, officer: str, statuses: tuple[int, ...], search: str, page: int, size: int = 50) -> Queue:
        """A page (from 0) of the queue. ``search`` is a code, words of a name, an ID number or its last digits."""
        query = self._query(statuses, search, page, size)
        async with self.store.begin() as tx:
            rows = await tx.dossiers(query)
            counts = await tx.counts()
            overdue = await tx.overdue(self.today())
            await self._note(tx, officer, "queue", detail=f"shown={min(len(rows), size)}")
        lines = tuple(QueueLine(row, self.intake.owner_of(row).name) for row in rows[:size])
        return Queue(lines, counts, overdue, len(rows) > size)

    async def open(self, officer: str, id: str, what: str = "opened") -> Dossier:
        """One dossier, whole; ``what`` names the look in the ledger. Raises NotAllowed when it is not here."""
        async with self.store.begin() as tx:
            row = await self._row(tx, id)
            filing = await tx.filing(row.key)
            lines = await tx.audit_of(id, _HISTORY)
            payments = tuple(await tx.payments(id))
            stored = {report.order: report for report in await tx.reports(id)}
            await self._note(tx, officer, what, id)
        if filing is None:
            raise NotAllowed("the filing of this dossier is missing")
        happenings = []
        for line in lines:
            report = stored.get(report_in(line.detail))
            read = self.reports.read(report) if report else None
            happenings.append(Happening(line, read, bool(report and report.delivered_at)))
        reason = self.seal.open(row.reason, f"desk-reason:{id}").decode() if row.reason else ""
        return Dossier(
            row, self.intake.owner_of(row), self.intake.package_of(filing), tuple(happenings), reason, payments
        )

    async def photo(self, officer: str, dossier: str, file: str, *copies: str) -> tuple[Mapping[str, object], bytes]:
        """A photo of any filing of this dossier: what the package says of it, and its bytes; ``copies`` ("scan",
        "preview", "clean") name copies that were made when it was checked: the first that is there is taken.
        Raises NotAllowed when no filing of this dossier has it."""
        async with self.store.begin() as tx:
            filings = await tx.filings(dossier)
            packages = [self.intake.package_of(filing) for filing in filings]
            photo = next((found for package in packages if (found := photo_of(package, file))), None)
            if photo is None:
                raise NotAllowed("no such file in this dossier")
            await self._note(tx, officer, "photo", dossier)
        chosen = next((str(photo[copy]) for copy in copies if photo.get(copy)), file)
        return photo, await self.vault.get(dossier, chosen)

    async def paper(self, officer: str, dossier: str, file: str) -> tuple[str, bytes]:
        """A whole paper as one PDF: its name, led by the dossier's code, and its bytes. Raises NotAllowed when the
        dossier has no such paper."""
        found = await self.open(officer, dossier, "paper")
        paper = next((one for one in found.package.papers if file and one.file == file), None)
        if paper is None:
            raise NotAllowed("no such paper in this dossier")
        name = f"{found.row.code or found.row.registration}_{paper.name}"
        return name, await self.vault.get(dossier, file)

    async def result(self, officer: str, dossier: str) -> bytes:
        """The result's PDF. Raises NotAllowed when there is none."""
        async with self.store.begin() as tx:
            row = await self._row(tx, dossier)
            if not row.result:
                raise NotAllowed("no result yet")
            await self._note(tx, officer, "result", dossier)
        return await self.vault.get(dossier, row.result)

    # ------------------------------------------------------------ moving

    async def move(self, officer: str, order: Order) -> DossierRow:
        """Carry out one order: version, table and content are checked, then row, report and audit line are written
        together; the citizen is told right after. Raises Conflict, NotAllowed, Incomplete."""
        after = await self._move(officer, order)
        await self.reports.deliver_pending(order.dossier)
        return after

    async def put_off(self, officer: str, dossier: str, until: date, reason: str) -> DossierRow:
        """Apologise for what is late: the new day and the reason go to the citizen, and the slip can be printed.
        Raises NotAllowed when nothing is late, Incomplete (until, reason)."""
        if not 0 < len(reason.strip()) <= MOST_REASON:
            raise Incomplete("reason")
        now = self.clock.now()
        async with self.store.begin() as tx:
            self.calendar.days.replace(await tx.overrides())
            row = await self._row(tx, dossier)
            after = put_off(row, until, now, self.rules.working)
            await tx.save_dossier(after)
            await self.reports.write(tx, about(after, now, reason.strip()))
            detail = apology_note(row.due or until, until, after.orders)
            await self._note(tx, officer, APOLOGISED, dossier, detail)
        await self.reports.deliver_pending(dossier)
        return after

    async def preview(self, order: Order) -> DossierRow:
        """What the dossier would become, without doing it; a code is not given yet. Raises like ``move``."""
        async with self.store.begin() as tx:
            after, _ = await self._decide(tx, order, self.clock.now())
        return after

    async def keep_result(self, dossier: str, pdf: bytes) -> str:
        """Keep a result's PDF in the vault under its dossier, for an order HANDED_OVER."""
        return await self.vault.put(dossier, pdf)

    async def expire_supplements(self) -> int:
        """Close dossiers whose supplement never came (5 -> 3, facts 4.3); call it daily. Returns how many."""
        async with self.store.begin() as tx:
            rows = await tx.lapsed(self.today(), _LAPSE_BATCH)
        closed = 0
        for row in rows:
            try:
                await self._move("system", Order(row.id, row.version, Step.REFUSED, reason=LAPSED))
            except Conflict:
                continue  # Supplied at this very moment: nothing to close.
            closed += 1
        await self.reports.deliver_pending()
        return closed

    # ------------------------------------------------------------ the ledger

    async def audit(self, officer: str, page: int, size: int = 100) -> tuple[Sequence[AuditRow], int]:
        """A page (0 = newest) of the ledger, newest first, and the number of its last line."""
        async with self.store.begin() as tx:
            last, _ = await tx.audit_head()
            first = max(1, last - (page + 1) * size + 1)
            rows = await tx.audit_from(first, min(size, max(0, last - page * size)))
            await self._note(tx, officer, "audit-read")
        return tuple(reversed(rows)), last

    async def verify(self) -> Verdict:
        """Check the whole ledger."""
        return await self.ledger.verify(self.store)

    def today(self) -> date:
        """Today in Vietnam."""
        return self.clock.now().astimezone(VIETNAM).date()

    # ------------------------------------------------------------ inside

    async def _move(self, officer: str, order: Order) -> DossierRow:
        now = self.clock.now()
        async with self.store.begin() as tx:
            after, fee = await self._decide(tx, order, now)
            if order.step is Step.ACCEPTED:
                after = replace(after, code=await self.intake.number(tx, self.unit, now))
            await tx.save_dossier(after)
            await self.reports.write(tx, about(after, now, order.reason, fee))
            await self._note(tx, officer, f"move:{order.step}", after.id, f"to={after.status} report={after.orders}")
        return after

    async def _decide(self, tx: DeskTx, order: Order, now: datetime) -> tuple[DossierRow, int]:
        """Version, table, content and money checked; the row as it will be, its reason sealed, and the fee.
        Days are counted with the calendar as it stands now: another process may have changed it a moment ago."""
        self.calendar.days.replace(await tx.overrides())
        row = await self._row(tx, order.dossier)
        if row.version != order.version:
            raise Conflict("the dossier was changed meanwhile")
        filing = await tx.filing(row.key)
        package = self.intake.package_of(filing) if filing else None
        known, fee = (frozenset(paths(package)), package.fee) if package else (frozenset[str](), 0)
        after = moved(row, order, now, known, self.rules)
        charges = await tx.payments(row.id)
        check_money(order.step, fee, owed(charges) is not None, paid(charges))
        if order.reason:
            after = replace(after, reason=self.seal.seal(order.reason.encode(), f"desk-reason:{row.id}"))
        return after, fee

    async def _note(self, tx: DeskTx, officer: str, what: str, dossier: str = "", detail: str = "") -> None:
        await self.ledger.note(tx, self.clock.now(), officer, what, dossier, detail)

    async def _row(self, tx: DeskTx, id: str) -> DossierRow:
        row = await tx.dossier(id)
        if row is None:
            raise NotAllowed("no such dossier")
        return row

    def _query(self, statuses: tuple[int, ...], search: str, page: int, size: int) -> QueueQuery:
        text = search.strip()
        latest = not statuses or CLOSED.issuperset(statuses)
        query = QueueQuery(statuses, latest_first=latest, limit=size + 1, offset=page * size)
        if "-" in text and any(sign.isdigit() for sign in text):
            return replace(query, code=text.upper())
        return replace(query, words=search_words(text, self.secret) if text else ())
