"""A desk's database that does not answer is an Outage, one that breaks at the commit Uncertain."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import psycopg
import pytest
import pytest_asyncio
from sqlalchemy import text

from bot.desk_store import DeskTx
from bot.failures import Conflict, Outage, Uncertain
from integrations.storage.desk import SqlDeskStore, SqlDeskTx
from tests.contracts.desk_store.test_rows import dossier
from tests.fakes.desk import desk_engine


async def test_a_locked_file_is_an_outage_and_later_works_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("integrations.storage.lite.BUSY_SECONDS", 0.05)
    engine = await desk_engine(f"sqlite:///{tmp_path}/desk.db")
    store = SqlDeskStore(engine)
    with sqlite3.connect(tmp_path / "desk.db", isolation_level=None) as stranger:
        stranger.execute("BEGIN IMMEDIATE")
        with pytest.raises(Outage) as caught:
            async with store.begin() as tx:
                await tx.add_dossier(dossier(), [])
        assert str(caught.value) == "database: OperationalError"
        stranger.execute("ROLLBACK")
    async with store.begin() as tx:
        assert await tx.counts() == {}
    await engine.dispose()


async def test_a_failure_of_the_block_stays_what_it_is(store: SqlDeskStore) -> None:
    for fault in (Conflict("mine"), ValueError("mine")):
        with pytest.raises(type(fault), match="mine"):
            async with store.begin():
                raise fault


@pytest_asyncio.fixture
async def server(postgres_url: str) -> AsyncIterator[tuple[SqlDeskStore, str]]:
    engine = await desk_engine(postgres_url)
    yield SqlDeskStore(engine), postgres_url
    await engine.dispose()


async def _hang_up(tx: DeskTx, url: str) -> None:
    """End this transaction's connection from the server's side."""
    assert isinstance(tx, SqlDeskTx)
    pid = (await tx._connection.execute(text("SELECT pg_backend_pid()"))).scalar_one()
    with psycopg.connect(url, autocommit=True) as stranger:
        stranger.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))


@pytest.mark.postgres
async def test_a_connection_lost_in_the_middle_is_an_outage(server: tuple[SqlDeskStore, str]) -> None:
    store, url = server
    with pytest.raises(Outage):
        async with store.begin() as tx:
            await tx.add_dossier(dossier(), [])
            await _hang_up(tx, url)
            await tx.counts()
    async with store.begin() as tx:
        assert await tx.counts() == {}


@pytest.mark.postgres
async def test_a_connection_lost_at_the_commit_is_uncertain(server: tuple[SqlDeskStore, str]) -> None:
    store, url = server
    with pytest.raises(Uncertain):
        async with store.begin() as tx:
            await tx.add_dossier(dossier(), [])
            await _hang_up(tx, url)
    async with store.begin() as tx:
        assert await tx.counts() == {}
