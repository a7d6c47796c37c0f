"""The citizen's side of the desk: file once, look up, ask for withdrawal, say how a dossier stands."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.desk_ledger import Ledger
from bot.desk_moves import Rules, supplied
from bot.desk_package import Owner, from_bytes, owner_from_bytes, owner_to_bytes, owner_words, to_bytes
from bot.desk_reports import Reports, about
from bot.desk_store import DeskStore, DeskTx, DossierRow, FilingRow
from bot.failures import Conflict, NotAccepted, NotAllowed
from bot.ports import Clock, Package, Receipt, Seal
from dialogs.deadlines import VIETNAM
from dialogs.dossier import CODE, WITHDRAWABLE

_DECOY = "desk-owner:-"
_WITHDRAWABLE = frozenset(CODE[life] for life in WITHDRAWABLE)


@dataclass(frozen=True, slots=True)
class Intake:
    """Takes dossiers in. Everything said by a citizen is sealed; the search words are keyed hashes."""

    store: DeskStore
    seal: Seal
    clock: Clock
    reports: Reports
    ledger: Ledger
    rules: Rules
    secret: bytes
    unit: str
    registration: str = "DK"

    async def submit(self, package: Package) -> Receipt:
        """File once per key, or supply what was asked for. Raises NotAccepted for a second dossier under a known id
        that awaits nothing, for a supplement to an unknown dossier, and for a key used by another dossier."""
        try:
            return await self._submit(package)
        except Conflict:
            # The same key, filed at the same moment by another worker, is the same filing.
            known = await self.look_up(package.key)
            if known is None:
                raise NotAccepted("filed-meanwhile") from None
            return known

    async def look_up(self, key: str) -> Receipt | None:
        """The receipt given for this key, if it was filed."""
        async with self.store.begin() as tx:
            filing = await tx.filing(key)
            row = await tx.dossier(filing.dossier) if filing else None
        return _receipt(row, filing) if row and filing else None

    async def has(self, dossier: str) -> bool:
        """Whether this dossier was filed here."""
        async with self.store.begin() as tx:
            return await tx.dossier(dossier) is not None

    async def withdraw(self, dossier: str) -> None:
        """Note that the citizen wants the dossier back; an officer agrees. Asking twice is asking once.
        Raises NotAccepted when it is not here or is past that point."""
        now = self.clock.now()
        async with self.store.begin() as tx:
            row = await tx.dossier(dossier)
            if row is None or (row.status not in _WITHDRAWABLE and row.status != 7):
                raise NotAccepted("not-withdrawable")
            if row.status == 7 or row.withdraw_asked:
                return
            await tx.save_dossier(replace(row, withdraw_asked=now, changed_at=now, version=row.version + 1))
            await self.ledger.note(tx, now, "citizen", "withdraw-asked", dossier)

    async def status_of(self, code: str, factor: str) -> tuple[int, date | None] | None:
        """Status and promised day for code and last six digits of the owner's ID number.
        Absent and not-yours give the same answer after the same work."""
        async with self.store.begin() as tx:
            row = await tx.dossier_by_code(code.strip().upper())
        decoy = self.seal.seal(owner_to_bytes(Owner("", "")), _DECOY)
        sealed, where = (row.owner, f"desk-owner:{row.id}") if row else (decoy, _DECOY)
        number = owner_from_bytes(self.seal.open(sealed, where)).number
        same = hmac.compare_digest(number[-6:].rjust(6, "-").encode(), factor.strip().encode())
        return (row.status, row.due) if row and same else None

    def package_of(self, filing: FilingRow) -> Package:
        """The package as it was filed."""
        return from_bytes(self.seal.open(filing.package, f"desk-filing:{filing.key}"))

    def owner_of(self, row: DossierRow) -> Owner:
        """Whose dossier it is."""
        return owner_from_bytes(self.seal.open(row.owner, f"desk-owner:{row.id}"))

    async def number(self, tx: DeskTx, prefix: str, now: datetime) -> str:
        """The next ``{prefix}-{yyMMdd}-{sequence}``, restarting daily, by Vietnam's calendar (facts 4.1)."""
        stem = f"{prefix}-{now.astimezone(VIETNAM):%y%m%d}"
        return f"{stem}-{await tx.count_up(stem):04d}"

    async def _submit(self, package: Package) -> Receipt:
        now = self.clock.now()
        async with self.store.begin() as tx:
            known = await tx.filing(package.key)
            row = await tx.dossier(package.dossier)
            if known is not None:
                if row is None or known.dossier != package.dossier:
                    raise NotAccepted("key-taken")
                return _receipt(row, known)
            filing = self._filing(package, now)
            after = await (self._take_supplement(tx, row, package, now) if row else self._take(tx, package, now))
            await tx.add_filing(filing)
            await self.ledger.note(
                tx, now, "citizen", "filed", after.id, f"round={package.round} report={after.orders}"
            )
            return _receipt(after, filing)

    async def _take(self, tx: DeskTx, package: Package, now: datetime) -> DossierRow:
        if package.round != 0:
            raise NotAccepted("unknown-dossier")
        owner = Owner(package.owner_name, package.owner_id)
        row = DossierRow(
            id=package.dossier,
            key=package.key,
            round=0,
            chat=package.chat,
            procedure=package.procedure,
            title=package.title,
            term=package.term,
            registration=await self.number(tx, self.registration, now),
            status=1,
            version=1,
            submitted_at=now,
            changed_at=now,
            owner=self.seal.seal(owner_to_bytes(owner), f"desk-owner:{package.dossier}"),
        )
        await tx.add_dossier(row, owner_words(owner, self.secret))
        return row

    async def _take_supplement(self, tx: DeskTx, row: DossierRow, package: Package, now: datetime) -> DossierRow:
        if package.round <= row.round:
            raise NotAccepted("already-filed")
        try:
            after = supplied(row, package.key, package.round, package.items, now, self.rules.working)
        except NotAllowed:
            raise NotAccepted("nothing-awaited") from None
        await tx.save_dossier(after)
        await self.reports.write(tx, about(after, now))
        return after

    def _filing(self, package: Package, now: datetime) -> FilingRow:
        body = self.seal.seal(to_bytes(package), f"desk-filing:{package.key}")
        return FilingRow(package.key, package.dossier, package.round, now, body)


def _receipt(row: DossierRow, filing: FilingRow) -> Receipt:
    """The dossier code once there is one, before that the registration id."""
    return Receipt(row.code or row.registration, filing.at)
