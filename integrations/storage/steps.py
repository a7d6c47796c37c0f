"""A transaction as a generator: it yields statements and is sent rows, so that it is written once for two drivers.

SQLite runs such a transaction on the writer's thread, PostgreSQL on the event loop; neither is known here.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias, TypeVar

T = TypeVar("T")
Row: TypeAlias = tuple[Any, ...]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement in both dialects.

    ``lite`` runs once for each row of parameters; so does ``post``, unless ``arrays``: then it runs once for all rows,
    whose columns it gets as arrays. Results come in no promised order, so rows carry their keys.
    """

    lite: str
    post: str
    arrays: bool = False


Request: TypeAlias = tuple[Statement, Sequence[Row]]
"""A statement and its rows of parameters; nothing is sent when there are none."""

Steps: TypeAlias = Generator[Request, list[Row], T]
"""One transaction's work: may be run again from the start when the transaction has to be repeated."""


def one(sql: str, post: str = "") -> Statement:
    """A statement with ``?`` for parameters; ``post`` where PostgreSQL needs other words."""
    return Statement(sql, (post or sql).replace("?", "%s"))


def many(columns: str, sql: str, lock: str = "") -> Statement:
    """A statement over the table ``w`` of parameters, whose ``columns`` are given as "name type, name type".

    ``lock`` is PostgreSQL's locking clause: SQLite has but one writer.
    """
    fields = [column.split() for column in columns.split(",")]
    names = ", ".join(name for name, _ in fields)
    marks = ", ".join("?" for _ in fields)
    arrays = ", ".join(f"%b::{kind}[]" for _, kind in fields)
    return Statement(
        f"WITH w({names}) AS (VALUES ({marks})) {sql}",
        f"WITH w({names}) AS (SELECT * FROM unnest({arrays})) {sql} {lock}",
        arrays=True,
    )


def insert(table: str, columns: str, conflict: str = "") -> Statement:
    """Insert rows; ``columns`` as for ``many``, ``conflict`` an ``ON CONFLICT`` clause."""
    names = ", ".join(column.split()[0] for column in columns.split(","))
    # "WHERE true" keeps SQLite from reading ON CONFLICT as a join condition.
    return many(columns, f"INSERT INTO {table} ({names}) SELECT * FROM w WHERE true {conflict}")


def ask(statement: Statement, *params: Any) -> Steps[list[Row]]:
    """One statement with one row of parameters."""
    return (yield statement, (params,))


def millis(moment: datetime) -> int:
    """As the tables keep it: whole milliseconds since 1970 UTC."""
    return (moment - _EPOCH) // _TICK


def moment(value: int) -> datetime:
    """Aware UTC."""
    return _EPOCH + value * _TICK
