"""Where the jobs live: a file beside the product's own, or the product's PostgreSQL under a schema of its own."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import make_url

from bot.failures import Misconfigured

FILE: Final = "jobs.sqlite"
SCHEMA: Final = "jobs"


def jobs_url(database_url: str) -> str:
    """Address of the jobs' database, given the product's: ``jobs.sqlite`` in the same folder, or the same server."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite":
        return url.set(drivername="postgresql").render_as_string(hide_password=False)
    if not url.database or url.database == ":memory:":
        raise Misconfigured("jobs need a database that outlives the process")
    return f"sqlite:///{Path(url.database).absolute().with_name(FILE)}"


def file_of(url: str) -> Path | None:
    """The SQLite file behind this address; None for PostgreSQL."""
    parsed = make_url(url)
    return Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None


def prepare(file: Path) -> None:
    """Create the file in WAL mode (which it keeps), readable for its owner only."""
    file.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    with closing(sqlite3.connect(file, timeout=30)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")


class Lock:
    """At most one process works on a file: two would take each other's running jobs for abandoned ones."""

    def __init__(self, file: Path) -> None:
        self._descriptor = os.open(file.with_name(file.name + ".lock"), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(self._descriptor)
            raise Misconfigured(f"another process already works on {file.name}") from error

    def release(self) -> None:
        """Give way; the system does the same when the process dies."""
        os.close(self._descriptor)
