"""A real PostgreSQL that dies, takes no more connections, writes nothing, or is full: an Outage, and nothing half kept.

What was refused is taken when it comes again, once; what was acknowledged is there.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Iterator

import psycopg
import pytest

from bot.failures import Failure, Outage, Retry
from integrations.storage.desk import SqlDeskStore
from integrations.storage.engines import engine
from integrations.storage.store import SqlStore, open_store
from tests.contracts.desk_store.test_rows import dossier
from tests.contracts.store.people import append, arrives
from tests.fakes.clock import SettableClock
from tests.fakes.postgres import PostgresServer, running_postgres

pytestmark = pytest.mark.postgres


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    """A server of its own: what happens to it must not happen to other tests."""
    with running_postgres() as made:
        yield made


@pytest.fixture
async def store(server: PostgresServer) -> AsyncIterator[SqlStore]:
    opened = await open_store(server.fresh(), SettableClock())
    yield opened
    await opened.close()


def ask(server: PostgresServer, *statements: str, database: str = "test_1") -> None:
    with psycopg.connect(server.url(database), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


async def refused_then_taken(store: SqlStore, event: str, mended: contextlib.ExitStack) -> None:
    """The trouble is on; ``mended.close`` takes it away."""
    with pytest.raises(Outage) as caught:
        await store.turn(arrives("lan", event), append("two"))
    assert caught.value.retry is Retry.LATER and "lan" not in str(caught.value)
    mended.close()
    taken = await store.turn(arrives("lan", event), append("two"))
    assert not taken.replayed and await store.conversation(taken.chat) == b"one two "
    assert (await store.turn(arrives("lan", event), append("three"))).replayed


async def test_a_server_that_was_killed(server: PostgresServer, store: SqlStore) -> None:
    await store.turn(arrives("lan", "e1"), append("one"))
    server.kill()
    with contextlib.ExitStack() as mended:
        mended.callback(server.start)
        await refused_then_taken(store, "e2", mended)


async def test_a_server_that_takes_no_more_connections(server: PostgresServer, store: SqlStore) -> None:
    await store.turn(arrives("lan", "e1"), append("one"))
    with contextlib.ExitStack() as mended:
        others = "FROM pg_stat_activity WHERE datname = 'test_1' AND pid <> pg_backend_pid()"
        ask(server, f"SELECT pg_terminate_backend(pid) {others}")
        with contextlib.suppress(psycopg.OperationalError):
            while True:
                mended.enter_context(psycopg.connect(server.url("postgres")))
        await refused_then_taken(store, "e2", mended)


async def test_a_server_that_only_reads(server: PostgresServer, store: SqlStore) -> None:
    desk_sql = engine(server.url("test_1"))
    desk = SqlDeskStore(desk_sql)
    await store.turn(arrives("lan", "e1"), append("one"))
    ask(server, "ALTER SYSTEM SET default_transaction_read_only = on", "SELECT pg_reload_conf()")
    with contextlib.ExitStack() as mended:
        off = ("SET default_transaction_read_only = off", "ALTER SYSTEM RESET default_transaction_read_only")
        mended.callback(ask, server, *off, "SELECT pg_reload_conf()", "SELECT pg_sleep(0.2)")
        ask(server, "SELECT pg_sleep(0.2)")
        with pytest.raises(Failure) as caught:
            async with desk.begin() as tx:
                await tx.add_dossier(dossier(), [])
        assert caught.value.retry is not Retry.NEVER
        await refused_then_taken(store, "e2", mended)
    async with desk.begin() as tx:
        await tx.add_dossier(dossier(), [])
    await desk_sql.dispose()


async def test_a_server_whose_disk_is_full(server: PostgresServer, store: SqlStore) -> None:
    """The server's own error, raised where it writes: only root may make a disk full, and not everywhere."""
    await store.turn(arrives("lan", "e1"), append("one"))
    ask(
        server,
        "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$",
        "CREATE TRIGGER full_disk BEFORE INSERT ON posts EXECUTE FUNCTION full_disk()",
    )
    with contextlib.ExitStack() as mended:
        mended.callback(ask, server, "DROP TRIGGER full_disk ON posts")
        await refused_then_taken(store, "e2", mended)
