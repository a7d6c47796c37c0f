"""What the desk's tables share: inserting against conflicts in either dialect, rows to dataclasses and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import Select, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.failures import Conflict

Row = TypeVar("Row")
Insert = postgresql.Insert | sqlite.Insert


class Rows:
    """A group of tables inside one open transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    def _insert(self, table: Table) -> Insert:
        """An INSERT that knows ON CONFLICT in this connection's dialect."""
        if self._connection.dialect.name == "postgresql":
            return postgresql.insert(table)
        return sqlite.insert(table)

    async def _all(self, query: Select[Any]) -> list[dict[str, Any]]:
        """The rows found, as column values by name."""
        found = await self._connection.execute(query)
        return [dict(zip(found.keys(), row, strict=True)) for row in found]

    async def _one(self, query: Select[Any]) -> dict[str, Any] | None:
        """The only row found, or None."""
        found = await self._all(query.limit(1))
        return found[0] if found else None

    async def _add(self, table: Table, values: Mapping[str, Any]) -> None:
        """Insert one row. Raises Conflict when it is there already; the transaction is then of no further use."""
        try:
            await self._connection.execute(self._insert(table).values(**values))
        except IntegrityError as error:
            raise Conflict(f"{table.name}: already there") from error


def values_of(row: Any) -> dict[str, Any]:
    """A row's dataclass as column values: tuples as JSON, the rest as it is."""
    found = {field.name: getattr(row, field.name) for field in fields(row)}
    return {
        name: json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value
        for name, value in found.items()
    }


def row_of(kind: type[Row], found: Mapping[str, Any], lists: tuple[str, ...] = ()) -> Row:
    """A row's dataclass from column values; ``lists`` name the columns that hold JSON lists."""
    return kind(**{name: tuple(json.loads(value)) if name in lists else value for name, value in found.items()})
