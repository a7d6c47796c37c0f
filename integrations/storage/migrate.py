"""Brings a database to the newest shape of the tables; asks with plain SQL first, because Alembic is slow to import.

``python -m integrations.storage.migrate <name>`` drafts the next migration from the difference to the tables.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from sqlalchemy.exc import OperationalError

from bot.failures import Misconfigured, Outage
from integrations.storage.engines import SQLITE, plain_engine, sqlite_path
from integrations.storage.lite import make_private

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).with_name("migrations")

LOCK = 0x6D6F7463
"""PostgreSQL advisory lock: one process migrates, the others wait and then find nothing to do."""

_ONE_AT_A_TIME = threading.Lock()
"""Alembic keeps its context in module variables: two threads must not use it at once."""

_RECORDED = "SELECT version_num FROM alembic_version"


def revisions() -> list[str]:
    """The revision ids in order: the numbers that the files begin with."""
    return sorted(path.name.split("_")[0] for path in (FOLDER / "versions").glob("[0-9]*_*.py"))


def bring_up(url: str) -> None:
    """Create or upgrade the tables, in one transaction; raises Misconfigured for a database from a newer program,
    Outage when the database does not answer."""
    try:
        _bring_up(url)
    except (sqlite3.OperationalError, psycopg.OperationalError, OperationalError, OSError) as failure:
        raise Outage(f"database: {type(failure).__name__}") from None


def _bring_up(url: str) -> None:
    known = revisions()
    there = recorded(url)
    if there == known[-1]:
        return
    if there is not None and there not in known:
        raise Misconfigured(f"the database is of revision {there}, this program knows up to {known[-1]}")
    _upgrade(url)


def recorded(url: str) -> str | None:
    """The revision of this database, None when it is empty."""
    path = sqlite_path(url)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        make_private(path)
        with closing(sqlite3.connect(path)) as lite:
            exists = lite.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
            row = lite.execute(_RECORDED).fetchone() if exists else None
    else:
        with psycopg.connect(url, connect_timeout=5) as post:
            exists = post.execute("SELECT to_regclass('alembic_version')").fetchone()
            row = post.execute(_RECORDED).fetchone() if exists and exists[0] else None
    return str(row[0]) if row else None


def alembic_config() -> Config:
    """Alembic's configuration, made here: there is no ini file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    return config


def _upgrade(url: str) -> None:
    from alembic import command

    config = alembic_config()
    made = plain_engine(url)
    with _ONE_AT_A_TIME, made.begin() as connection:
        if made.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    made.dispose()


def draft(name: str) -> None:
    """Write the next migration into the folder, from an SQLite database at the present head."""
    from alembic import command

    with tempfile.TemporaryDirectory() as folder:
        url = f"{SQLITE}{folder}/draft.db"
        if revisions():
            bring_up(url)
        config = alembic_config()
        made = plain_engine(url)
        with made.begin() as connection:
            config.attributes["connection"] = connection
            command.revision(config, name, autogenerate=True, rev_id=f"{len(revisions()) + 1:04d}")
        made.dispose()


if __name__ == "__main__":
    draft(sys.argv[1])
