"""The tables of the National Portal: how far each dossier is synchronised, which procedures differ."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text

from integrations.storage.desk_tables import Instant
from integrations.storage.tables import metadata

syncs = Table(
    "national_syncs",
    metadata,
    Column("dossier", String(64), primary_key=True),
    Column("done", Integer, nullable=False, doc="the last report that the portal took"),
    Column("tries", Integer, nullable=False),
    Column("refused", Boolean, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("why", Text, nullable=False, doc="a code, never an answer"),
    Column("at", Instant, nullable=False),
    Index("national_syncs_by_next", "refused", "next_at"),
)

drifts = Table(
    "national_drifts",
    metadata,
    Column("procedure", String(32), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("differences", Text, nullable=False, doc="JSON: field, ours, theirs"),
    Column("opened_by", String(64), nullable=False),
)
