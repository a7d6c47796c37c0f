"""Alembic's way in: ``migrate.py`` hands over a connection that is already inside a transaction."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

import integrations.storage.desk_tables
import integrations.storage.national_tables
import integrations.storage.portal_tables
import integrations.storage.weather_tables  # noqa: F401 - their tables are on the same metadata
from integrations.storage.tables import metadata


def render_plainly(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Our own column types by what the database sees, so that migrations never import the program."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=render_plainly,
)
with context.begin_transaction():
    context.run_migrations()
