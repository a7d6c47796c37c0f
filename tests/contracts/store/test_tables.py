"""Models and migrations agree, on both engines; a database that is up to date is opened without Alembic."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from bot.failures import Misconfigured
from integrations.storage import migrate
from integrations.storage.engines import READS, engine, plain_engine
from integrations.storage.schema import metadata
from integrations.storage.store import open_store
from tests.fakes.clock import SettableClock


def run_sql(url: str, sql: str) -> None:
    if url.startswith("sqlite:///"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as lite:
            lite.execute(sql)
    else:
        with psycopg.connect(url) as post:
            post.execute(sql.encode())


def differences(url: str) -> list[object]:
    made = plain_engine(url)
    with made.begin() as connection:
        # Alembic cannot compare a default of '' on SQLite; PostgreSQL answers for both.
        defaults = made.dialect.name == "postgresql"
        options = {"compare_type": True, "compare_server_default": defaults}
        context = MigrationContext.configure(connection, opts=options)
        found: list[object] = list(compare_metadata(context, metadata))
    made.dispose()
    return found


def test_migrations_make_what_the_tables_say(url: str) -> None:
    migrate.bring_up(url)
    assert differences(url) == []
    run_sql(url, "ALTER TABLE chats ADD COLUMN stray TEXT")
    assert len(differences(url)) == 1, "the comparison itself is blind"


def test_the_revision_asked_for_in_plain_sql_is_the_head_that_alembic_knows() -> None:
    assert ScriptDirectory.from_config(migrate.alembic_config()).get_heads() == [migrate.revisions()[-1]]


def test_going_down_leaves_nothing(url: str) -> None:
    from alembic import command

    migrate.bring_up(url)
    made = plain_engine(url)
    config = migrate.alembic_config()
    with made.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    made.dispose()
    assert len(differences(url)) >= len(metadata.tables)


def test_a_database_of_a_newer_program_is_refused(url: str) -> None:
    migrate.bring_up(url)
    run_sql(url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Misconfigured):
        migrate.bring_up(url)


async def test_several_processes_may_start_at_once_on_an_empty_database(url: str) -> None:
    stores = await asyncio.gather(*(open_store(url, SettableClock(seed=str(n))) for n in range(4)))
    for store in stores:
        assert (await store.backlog()).waiting == 0
        await store.close()


def test_an_up_to_date_database_is_opened_without_alembic(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/bot.db"
    migrate.bring_up(url)
    check = "import sys; from integrations.storage.migrate import bring_up as up; up(sys.argv[1]); "
    check += "print('alembic' in sys.modules)"
    words = [sys.executable, "-c", check, url]
    ended = subprocess.run(words, cwd=migrate.FOLDER.parents[2], capture_output=True, text=True)
    assert ended.stdout.strip() == "False", ended.stderr


async def test_the_engine_for_the_desk_writes_and_reads_beside_the_store(url: str) -> None:
    store = await open_store(url, SettableClock())
    desk = engine(url)

    async def add(name: str) -> None:
        async with desk.begin() as connection:
            count = (await connection.execute(text("SELECT count(*) FROM chats"))).scalar_one()
            row = {"id": f"{name}-{count}", "at": 1}
            await connection.execute(text("INSERT INTO chats (id, created_at, updated_at) VALUES (:id, :at, :at)"), row)

    await asyncio.gather(*(add(f"desk {n}") for n in range(5)), *(store.allow(f"k{n}", 1, 1) for n in range(20)))
    async with desk.connect() as connection:
        reading = await connection.execution_options(**{READS: True})
        assert (await reading.execute(text("SELECT count(*) FROM chats"))).scalar_one() == 5
        assert await store.allow("while somebody reads", 1, 1)
    await desk.dispose()
    await store.close()


async def test_the_sqlite_engine_for_the_desk_keeps_the_house_settings(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/bot.db"
    desk = engine(url)
    async with desk.connect() as connection:
        values = [
            (await connection.execute(text(f"PRAGMA {name}"))).scalar_one()
            for name in ("synchronous", "journal_mode", "foreign_keys")
        ]
    assert values == [2, "wal", 1]
    await desk.dispose()
