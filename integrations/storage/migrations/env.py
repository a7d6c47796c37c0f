"""Alembic's way in: ``migrate.py`` hands over a connection that is already inside a transaction."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

from integrations.storage.schema import metadata


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
