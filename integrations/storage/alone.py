"""One process at a time does something, for as long as it takes: a lock of the server's that dies with its holder."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg

from bot.failures import Outage
from integrations.storage.link import CONNECT_SECONDS

PATIENCE_SECONDS = 60
"""Longer than this nobody waits; what waited is tried again later."""

_LOCK = "SELECT pg_advisory_lock(hashtextextended(%s, 0))"
_OPTIONS = f"-c statement_timeout={PATIENCE_SECONDS}s"


@asynccontextmanager
async def alone(url: str, name: str) -> AsyncIterator[None]:
    """Only this block runs under this name, over all processes; no transaction is open meanwhile. Raises Outage."""
    try:
        connection = await psycopg.AsyncConnection.connect(
            url, autocommit=True, connect_timeout=CONNECT_SECONDS, options=_OPTIONS
        )
    except psycopg.Error as problem:
        raise Outage(f"database: {type(problem).__name__}") from None
    try:
        await connection.execute(_LOCK, (name,))
        yield
    except psycopg.Error as problem:
        raise Outage(f"database: {type(problem).__name__}") from None
    finally:
        await connection.close()
