"""The tables of portals' weather: breakers, holds, and the queue. Ids and codes only, nothing that a citizen said."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, PrimaryKeyConstraint, String, Table, Text

from integrations.storage.desk_tables import Instant
from integrations.storage.tables import metadata

weathers = Table(
    "portal_weather",
    metadata,
    Column("portal", String(32), primary_key=True),
    Column("sky", String(16), nullable=False),
    Column("failures", Integer, nullable=False),
    Column("rests", Integer, nullable=False),
    Column("until", Instant, nullable=True),
    Column("since", Instant, nullable=True),
    Column("next_at", Instant, nullable=True),
    Column("at", Instant, nullable=True),
)

holds = Table(
    "portal_holds",
    metadata,
    Column("portal", String(32), nullable=False),
    Column("procedure", String(32), nullable=False, doc="empty: all of the portal"),
    Column("by", String(64), nullable=False),
    Column("at", Instant, nullable=False),
    Column("why", Text, nullable=False),
    PrimaryKeyConstraint("portal", "procedure"),
)

queue = Table(
    "portal_queue",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("portal", String(32), nullable=False),
    Column("procedure", String(32), nullable=False),
    Column("dossier", String(64), nullable=False),
    Column("order", BigInteger, nullable=False, doc="the post's number: who confirmed first"),
    Column("at", Instant, nullable=False),
    Column("by", Date, nullable=True, doc="the last day on which it is in time"),
    Column("sent", Boolean, nullable=False, doc="a byte of it may have left"),
    Column("fails", Integer, nullable=False),
    Column("told", Boolean, nullable=False, doc="its owner knows that it waits"),
    Column("passing_until", Instant, nullable=True, doc="on its way; over, its process has died"),
    Index("portal_queue_by_portal", "portal", "order"),
)
