"""SQLAlchemy engines with this house's settings, for the desk, for staff pages and for migrations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection, ExceptionContext
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.failures import Misconfigured
from integrations.storage.link import CONNECT_SECONDS, READ_ONLY, STATEMENT_SECONDS
from integrations.storage.lite import pragmas

SQLITE = "sqlite:///"
POSTGRES = ("postgresql://", "postgres://")

READS = "motcua_reads"
"""``connection.execution_options(motcua_reads=True)`` before the first statement: a reader that takes no write lock."""


def sqlite_path(url: str) -> Path | None:
    """The file behind ``sqlite:///path``; None for PostgreSQL; Misconfigured for anything else."""
    if url.startswith(SQLITE) and len(url) > len(SQLITE):
        return Path(url.removeprefix(SQLITE))
    if url.startswith(POSTGRES):
        return None
    raise Misconfigured("DATABASE_URL must begin with sqlite:/// or postgresql://")


def engine(url: str, full: bool = True) -> AsyncEngine:
    """For ``sqlite:///path`` (aiosqlite) or ``postgresql://...`` (psycopg); ``full`` as for the store."""
    path = sqlite_path(url)
    if path is None:
        patience = {"connect_timeout": CONNECT_SECONDS, "options": f"-c statement_timeout={STATEMENT_SECONDS}s"}
        post = create_async_engine(_psycopg(url), pool_pre_ping=True, connect_args=patience)
        event.listen(post.sync_engine, "handle_error", _read_only_passes)
        return post
    made = create_async_engine(f"sqlite+aiosqlite:///{path}")
    _settle_sqlite(made.sync_engine, full)
    return made


def _read_only_passes(context: ExceptionContext) -> BaseException | None:
    """A server that takes no writes just now is like one that is away: another connection may find the right one."""
    if not isinstance(context.original_exception, READ_ONLY):
        return None
    context.is_disconnect = True
    return OperationalError(context.statement, None, context.original_exception)


def plain_engine(url: str) -> Engine:
    """The same without asyncio."""
    path = sqlite_path(url)
    if path is None:
        return create_engine(_psycopg(url))
    made = create_engine(f"sqlite:///{path}")
    _settle_sqlite(made, full=True)
    return made


def _psycopg(url: str) -> str:
    return f"postgresql+psycopg://{url.split('://', 1)[1]}"


def _settle_sqlite(made: Engine, full: bool) -> None:
    """BEGIN IMMEDIATE by hand: a transaction that starts as a reader fails when it wants to write (guard 1)."""

    def connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas(full):
            cursor.execute(pragma)
        cursor.close()

    def begun(connection: Connection) -> None:
        reads = connection.get_execution_options().get(READS)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    event.listen(made, "connect", connected)
    event.listen(made, "begin", begun)
