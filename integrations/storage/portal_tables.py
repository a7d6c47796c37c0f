"""The tables of foreign portals: what was filed under which reference, and what was pushed to us."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

from integrations.storage.desk_tables import Instant
from integrations.storage.tables import metadata

filings = Table(
    "portal_filings",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("portal", String(32), nullable=False),
    Column("dossier", String(64), nullable=False),
    Column("chat", String(64), nullable=False, doc="no foreign key: the portal reports after the chat was erased"),
    Column("procedure", String(32), nullable=False),
    Column("ref", String(80), nullable=False),
    Column("round", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("papers", Text, nullable=False, doc="JSON: code, size, SHA-256 of each file"),
    Column("begun", Boolean, nullable=False),
    Column("code", String(80), nullable=False),
    Index("portal_filings_by_ref", "portal", "ref"),
    Index("portal_filings_by_code", "portal", "code"),
    Index("portal_filings_by_dossier", "dossier"),
)

standings = Table(
    "portal_standings",
    metadata,
    Column("portal", String(32), nullable=False),
    Column("ref", String(80), nullable=False),
    Column("status", Integer, nullable=False),
    Column("order", BigInteger, nullable=False, doc="of the report that was told last"),
    Column("asked_at", Instant, nullable=False),
    PrimaryKeyConstraint("portal", "ref"),
    Index("portal_standings_by_asked", "portal", "asked_at"),
)

pushes = Table(
    "portal_pushes",
    metadata,
    Column("portal", String(32), nullable=False),
    Column("id", String(160), nullable=False),
    Column("ref", String(80), nullable=False),
    Column("at", Instant, nullable=False),
    Column("body", LargeBinary, nullable=False, doc="sealed raw copy"),
    Column("state", String(16), nullable=False),
    Column("settled_at", Instant, nullable=True),
    PrimaryKeyConstraint("portal", "id"),
    Index("portal_pushes_by_state", "state", "at"),
)
