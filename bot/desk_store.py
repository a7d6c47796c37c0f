"""What the one-stop desk needs of a database: its rows, and the transaction in which they are read and written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from bot.desk_money import PaymentTable


@dataclass(frozen=True, slots=True)
class DossierRow:
    """A dossier as the desk holds it. ``status`` is the national code 1..10; ``version`` grows with every change.

    ``previous`` is the status to return to after a supplement (0 = none); ``items`` are the paths asked for while
    status is 5, ``supplied`` those that came in with the latest round; ``orders`` counts the reports made so far."""

    id: str
    key: str
    """Key of the latest filing."""
    round: int
    chat: str
    procedure: str
    title: str
    registration: str
    """``DK-261122-0007``, given at filing."""
    status: int
    version: int
    submitted_at: datetime
    changed_at: datetime
    owner: bytes
    """Sealed JSON: name and ID number of the applicant."""
    code: str = ""
    """``H99.01-261122-0007``, given when an officer accepts."""
    previous: int = 0
    accepted_at: datetime | None = None
    due: date | None = None
    asked_at: datetime | None = None
    """When the supplement that is open (or was the last) was asked for."""
    deadline: date | None = None
    items: tuple[str, ...] = ()
    supplied: tuple[str, ...] = ()
    supplements: int = 0
    """How many times a supplement was asked for."""
    waited: int = 0
    """Working days spent waiting for supplements; the promised day has moved by as many."""
    reason: bytes = b""
    """Sealed: the last reason given to the citizen."""
    withdraw_asked: datetime | None = None
    result: str = ""
    """Vault id of the result's PDF."""
    term: int = 0
    """Working days until the result, as the citizen was told; 0 = the procedure's ordinary term."""
    orders: int = 0
    put_off: int = 0
    """Working days by which the office itself has put the promised day off, with an apology."""


@dataclass(frozen=True, slots=True)
class FilingRow:
    """One filing of a dossier: the first or a supplement. ``package`` is sealed JSON (``bot.desk_package``)."""

    key: str
    dossier: str
    round: int
    at: datetime
    package: bytes


@dataclass(frozen=True, slots=True)
class StoredReport:
    """Something to tell the citizen; ``body`` is sealed JSON of a ``bot.desk_reports.ReportRow``."""

    dossier: str
    order: int
    at: datetime
    body: bytes
    delivered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One line of the desk's ledger: codes and counts only. ``hash`` covers the line and ``before``, the hash of the
    line above, so that no line can be changed, dropped or moved unnoticed."""

    seq: int
    at: datetime
    actor: str
    what: str
    dossier: str
    detail: str
    before: str
    hash: str


class Role(StrEnum):
    """What a member of staff may do: an administrator may do everything that an officer may."""

    OFFICER = "officer"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A member of staff. ``otp`` is the sealed TOTP secret (empty = none yet), in force once ``otp_confirmed``;
    ``otp_step`` is the last 30-second step that was used, so that a code works once."""

    name: str
    role: Role
    password: str
    """argon2id hash."""
    must_change: bool
    created_at: datetime
    otp: bytes = b""
    otp_confirmed: bool = False
    otp_step: int = 0
    disabled: bool = False


class Stage(StrEnum):
    """How far a staff session has got."""

    CHANGE = "change"
    ENROL = "enrol"
    VERIFY = "verify"
    IN = "in"


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A staff session; ``id`` is the SHA-256 of the cookie's value, which the database never sees."""

    id: str
    account: str
    stage: Stage
    created_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class OverrideRow:
    """A day that is worked or off against the calendar, and why."""

    day: date
    working: bool
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class QueueQuery:
    """Which dossiers to list: by status, by code or registration id (starts with), by keyed hashes of words that must
    all belong to the applicant. Those not yet promised a day come first, then by promised day and moment of filing;
    ``latest_first`` orders by the last change in place of it."""

    statuses: tuple[int, ...] = ()
    code: str = ""
    words: tuple[str, ...] = ()
    latest_first: bool = False
    limit: int = 50
    offset: int = 0


class DossierTable(Protocol):
    """Dossiers, their filings and the numbers given to them."""

    async def dossier(self, id: str) -> DossierRow | None: ...

    async def dossier_by_code(self, code: str) -> DossierRow | None:
        """By dossier code or registration id, upper case."""
        ...

    async def dossiers(self, query: QueueQuery) -> Sequence[DossierRow]: ...

    async def counts(self) -> Mapping[int, int]:
        """How many dossiers stand in each status."""
        ...

    async def overdue(self, today: date) -> int:
        """How many open dossiers (2, 4, 6) are past their due day."""
        ...

    async def promised(self) -> Sequence[DossierRow]:
        """Open dossiers with a promised day (2, 4, 5, 6), for a change of the calendar."""
        ...

    async def lapsed(self, today: date, limit: int) -> Sequence[DossierRow]:
        """Dossiers in status 5 whose supplement deadline lies before today."""
        ...

    async def add_dossier(self, row: DossierRow, words: Sequence[str]) -> None:
        """Insert with the search words of its owner. Raises Conflict when the dossier is there already."""
        ...

    async def save_dossier(self, row: DossierRow) -> None:
        """Write ``row`` over version ``row.version - 1``. Raises Conflict when that is not the version found."""
        ...

    async def filing(self, key: str) -> FilingRow | None: ...

    async def filings(self, dossier: str) -> Sequence[FilingRow]:
        """Oldest first."""
        ...

    async def add_filing(self, row: FilingRow) -> None:
        """Raises Conflict when the key, or this round of this dossier, was filed already."""
        ...

    async def count_up(self, counter: str) -> int:
        """The next number of this counter, from 1; two transactions never get the same."""
        ...


class LedgerTable(Protocol):
    """Reports to the citizen, the audit ledger and the calendar."""

    async def add_report(self, row: StoredReport) -> None: ...

    async def reports(self, dossier: str) -> Sequence[StoredReport]:
        """All reports of a dossier, in order."""
        ...

    async def waiting_reports(self, dossier: str, limit: int) -> Sequence[StoredReport]:
        """Undelivered reports of one dossier (empty = of all), oldest dossier first, in order within each."""
        ...

    async def mark_delivered(self, dossier: str, order: int, at: datetime) -> None: ...

    async def audit_head(self) -> tuple[int, str]:
        """Number and hash of the last line (0, "" at first); held until the end of the transaction."""
        ...

    async def add_audit(self, row: AuditRow) -> None:
        """Append, and move the head to this line."""
        ...

    async def audit_from(self, seq: int, limit: int) -> Sequence[AuditRow]:
        """Lines from number ``seq`` upwards."""
        ...

    async def audit_of(self, dossier: str, limit: int) -> Sequence[AuditRow]:
        """The lines about one dossier, oldest first."""
        ...

    async def overrides(self) -> Sequence[OverrideRow]:
        """By day."""
        ...

    async def set_override(self, row: OverrideRow) -> None:
        """Insert or replace the day."""
        ...

    async def drop_override(self, day: date) -> bool: ...


class StaffTable(Protocol):
    """Staff accounts and their sessions."""

    async def account(self, name: str) -> AccountRow | None: ...

    async def accounts(self) -> Sequence[AccountRow]: ...

    async def add_account(self, row: AccountRow) -> None:
        """Raises Conflict when the name is taken."""
        ...

    async def save_account(self, row: AccountRow) -> None: ...

    async def use_otp_step(self, name: str, step: int) -> bool:
        """Mark this step as used; False when it, or a later one, was used already."""
        ...

    async def session(self, id: str) -> SessionRow | None: ...

    async def add_session(self, row: SessionRow) -> None: ...

    async def touch_session(self, id: str, at: datetime) -> None: ...

    async def drop_session(self, id: str) -> None: ...

    async def drop_sessions(self, account: str) -> int: ...

    async def drop_idle_sessions(self, before: datetime) -> int: ...


class DeskTx(DossierTable, LedgerTable, PaymentTable, StaffTable, Protocol):
    """One transaction. It commits when its block ends well and leaves nothing behind when the block raises."""


class DeskStore(Protocol):
    """Where the desk keeps its rows."""

    def begin(self) -> AbstractAsyncContextManager[DeskTx]:
        """A transaction that may write."""
        ...
