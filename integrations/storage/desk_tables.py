"""The tables of the one-stop desk: dossiers, filings, reports, charges, the audit ledger, staff, the calendar."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Dialect,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

from integrations.storage.tables import metadata

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """An aware moment, kept as whole microseconds since 1970 UTC: the same number in every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        return None if value is None else (value - _EPOCH) // _TICK

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else _EPOCH + int(value) * _TICK


dossiers = Table(
    "desk_dossiers",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("round", Integer, nullable=False),
    Column("chat", String(64), nullable=False),
    Column("procedure", String(32), nullable=False),
    Column("title", Text, nullable=False),
    Column("registration", String(40), nullable=False, unique=True),
    Column("status", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("submitted_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("owner", LargeBinary, nullable=False),
    Column("code", String(40), nullable=True, unique=True),
    Column("previous", Integer, nullable=False),
    Column("accepted_at", Instant, nullable=True),
    Column("due", Date, nullable=True),
    Column("asked_at", Instant, nullable=True),
    Column("deadline", Date, nullable=True),
    Column("items", Text, nullable=False),
    Column("supplied", Text, nullable=False),
    Column("supplements", Integer, nullable=False),
    Column("waited", Integer, nullable=False),
    Column("reason", LargeBinary, nullable=False),
    Column("withdraw_asked", Instant, nullable=True),
    Column("result", String(64), nullable=False),
    Column("term", Integer, nullable=False, server_default="0"),
    Column("orders", Integer, nullable=False),
    Column("put_off", Integer, nullable=False, server_default="0"),
    Index("desk_dossiers_by_status", "status", "due", "submitted_at"),
)

words = Table(
    "desk_words",
    metadata,
    Column("word", String(32), primary_key=True),
    Column("dossier", String(64), primary_key=True),
    Index("desk_words_by_dossier", "dossier"),
)

filings = Table(
    "desk_filings",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("dossier", String(64), nullable=False),
    Column("round", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("package", LargeBinary, nullable=False),
    UniqueConstraint("dossier", "round", name="desk_filings_round"),
)

counters = Table(
    "desk_counters",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("value", Integer, nullable=False),
)

reports = Table(
    "desk_reports",
    metadata,
    Column("dossier", String(64), primary_key=True),
    Column("order", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("delivered_at", Instant, nullable=True),
    Index("desk_reports_waiting", "delivered_at", "at"),
)

payments = Table(
    "desk_payments",
    metadata,
    Column("ref", String(128), primary_key=True),
    Column("dossier", String(64), nullable=False, index=True),
    Column("chat", String(64), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("state", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("method", String(16), nullable=False),
    Column("received", BigInteger, nullable=False),
    Column("receipt", String(64), nullable=False),
    Column("settled_at", Instant, nullable=True),
    Column("told", Boolean, nullable=False),
    Column("look_at", Instant, nullable=True),
    Column("looks", Integer, nullable=False),
    Column("by", String(64), nullable=False),
    Column("twice", Boolean, nullable=False),
    Index("desk_payments_to_look_at", "state", "look_at"),
    Index("desk_payments_untold", "told"),
)

audit = Table(
    "desk_audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("what", String(64), nullable=False),
    Column("dossier", String(64), nullable=False),
    Column("detail", Text, nullable=False),
    Column("before", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("desk_audit_by_dossier", "dossier", "seq"),
)

audit_head = Table(
    "desk_audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
)

accounts = Table(
    "staff_accounts",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("password", Text, nullable=False),
    Column("must_change", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("otp", LargeBinary, nullable=False),
    Column("otp_confirmed", Boolean, nullable=False),
    Column("otp_step", BigInteger, nullable=False),
    Column("disabled", Boolean, nullable=False),
)

sessions = Table(
    "staff_sessions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("account", String(64), nullable=False, index=True),
    Column("stage", String(8), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
)

overrides = Table(
    "calendar_overrides",
    metadata,
    Column("day", Date, primary_key=True),
    Column("working", Boolean, nullable=False),
    Column("why", Text, nullable=False),
    Column("by", String(64), nullable=False),
    Column("at", Instant, nullable=False),
)
