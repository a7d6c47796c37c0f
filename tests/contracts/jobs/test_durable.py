"""What the durable jobs promise beyond the contract: each guard against a failure that DBOS showed."""

from __future__ import annotations

import asyncio
import base64
import logging
import os
import pickle
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.failures import Misconfigured, Outage
from integrations.jobs.durable import DurableJobs, JobsSetup
from integrations.jobs.place import jobs_url
from tests.contracts.jobs.witness import Witness

ROOT = Path(__file__).resolve().parents[3]
QUICK = JobsSetup(polling=0.05, pauses=(0.1,), grace=0.2)


MINE = "workflow_uuid NOT LIKE '%@%'"
"""Leaves out recurring work, of which a tick may fall into any test."""
STATUS = f"SELECT status FROM workflow_status WHERE {MINE}"

Make = Callable[..., DurableJobs]


def rows(file: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(query).fetchall()


@pytest_asyncio.fixture
async def make(tmp_path: Path) -> AsyncIterator[Make]:
    """Jobs in one file with the work "note"; whatever still runs after the test is stopped."""
    made: list[DurableJobs] = []

    def make(witness: Witness, setup: JobsSetup = QUICK) -> DurableJobs:
        jobs = DurableJobs(f"sqlite:///{tmp_path}/jobs.sqlite", setup)
        jobs.define("note", witness.work)
        made.append(jobs)
        return jobs

    yield make
    for jobs in made:
        await jobs.stop()


async def test_waiting_jobs_outlive_the_process(make: Make, tmp_path: Path, witness: Witness) -> None:
    jobs = make(witness)
    await jobs.start()
    await jobs.enqueue("note", "d-1", delay=0.5)
    await jobs.stop()
    again = make(witness)
    await again.start()
    await witness.until_seen("d-1")
    await again.stop()


async def test_what_stopping_cut_off_is_begun_again(make: Make, tmp_path: Path, witness: Witness) -> None:
    async def endless(id: str) -> None:
        witness.seen.append(id)
        await asyncio.Event().wait()

    jobs = make(witness)
    jobs.define("long", endless)
    await jobs.start()
    await jobs.enqueue("long", "d-1", dedupe="d-1")
    await witness.until_seen("d-1")
    await jobs.stop()
    again = make(Witness())
    again.define("long", witness.work)
    await again.start()
    await witness.until(lambda: witness.done == ["d-1"])
    await again.stop()


async def test_a_second_run_may_put_in_other_jobs_than_the_first(make: Make, witness: Witness) -> None:
    async def spread(id: str) -> None:
        if not witness.seen:
            witness.seen.append("first run")
            await jobs.enqueue("note", "from-first", delay=3600)
            await asyncio.Event().wait()
        for number in range(3):
            await again.enqueue("note", f"from-second-{number}")

    jobs = make(witness)
    jobs.define("spread", spread)
    await jobs.start()
    await jobs.enqueue("spread", "d-1")
    await witness.until_seen("first run")
    await jobs.stop()
    again = make(witness)
    again.define("spread", spread)
    await again.start()
    await witness.until_seen("from-second-0", "from-second-1", "from-second-2")


async def test_the_library_has_no_console_of_its_own(make: Make, witness: Witness) -> None:
    await make(witness).start()
    theirs = logging.getLogger("dbos")
    assert theirs.propagate and all(isinstance(handler, logging.NullHandler) for handler in theirs.handlers)
    assert theirs.getEffectiveLevel() == logging.WARNING


async def test_sqlite_is_in_wal_mode_durable_and_immediate(make: Make, tmp_path: Path, witness: Witness) -> None:
    jobs = make(witness)
    await jobs.start()
    assert jobs._engine is not None
    with jobs._engine.database.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.connection.dbapi_connection is not None
        assert connection.connection.dbapi_connection.isolation_level == "IMMEDIATE"
    await jobs.stop()


async def test_one_process_a_file(make: Make, tmp_path: Path, witness: Witness) -> None:
    jobs = make(witness)
    await jobs.start()
    with pytest.raises(Misconfigured, match="another process"):
        await make(witness).start()
    await jobs.enqueue("note", "d-1")
    await witness.until_seen("d-1")
    await jobs.stop()
    after = make(witness)
    await after.start()
    await after.stop()


async def test_rows_are_plain_json_under_a_pinned_version(make: Make, tmp_path: Path, witness: Witness) -> None:
    jobs = make(witness)
    await jobs.start()
    await jobs.enqueue("note", "d-1")
    await witness.until_seen("d-1")
    await jobs.stop()
    file = tmp_path / "jobs.sqlite"
    query = f"SELECT status, application_version, serialization FROM workflow_status WHERE {MINE}"
    ((status, version, serialization),) = rows(file, query)
    assert (status, serialization) == ("SUCCESS", "plain_json")
    assert version in {None, "1"}
    assert rows(file, "SELECT version_name FROM application_versions") == [("1",)]
    assert rows(file, f"SELECT inputs FROM workflow_input WHERE {MINE}") == [
        ('{"args": ["note", "d-1", 0, ""], "kwargs": {}}',)
    ]


class Canary:
    """Touches a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, (f"touch {self.path}",)


async def test_a_row_cannot_make_us_run_code(make: Make, tmp_path: Path, witness: Witness) -> None:
    jobs = make(witness)
    await jobs.start()
    await jobs.enqueue("note", "d-1", delay=0.5)
    canary = tmp_path / "canary"
    pickled = base64.b64encode(pickle.dumps({"args": Canary(canary), "kwargs": {}})).decode()
    with closing(sqlite3.connect(tmp_path / "jobs.sqlite", timeout=10)) as connection, connection:
        connection.execute(f"UPDATE workflow_status SET serialization = 'py_pickle' WHERE {MINE}")
        connection.execute(f"UPDATE workflow_input SET inputs = ? WHERE {MINE}", (pickled,))
    await witness.until(lambda: rows(tmp_path / "jobs.sqlite", STATUS) == [("ERROR",)])
    await jobs.stop()
    assert not canary.exists()


async def test_an_error_leaves_no_text_behind(make: Make, tmp_path: Path, witness: Witness) -> None:
    async def fail(id: str) -> None:
        witness.seen.append(id)
        raise ValueError("canary-content")

    jobs = make(witness)
    jobs.define("fail", fail)
    await jobs.start()
    await jobs.enqueue("fail", "d-1")
    await witness.until(lambda: len(witness.seen) == 2)
    await jobs.stop()
    assert not any(b"canary-content" in file.read_bytes() for file in tmp_path.iterdir())


async def test_finished_jobs_are_deleted_and_waiting_ones_stay(make: Make, tmp_path: Path, witness: Witness) -> None:
    jobs = make(witness)
    await jobs.start()
    for number in range(5):
        await jobs.enqueue("note", f"d-{number}")
    await jobs.enqueue("note", "waiting", delay=3600)
    query = f"SELECT count(*) FROM workflow_status WHERE status = 'SUCCESS' AND {MINE}"
    await witness.until(lambda: rows(tmp_path / "jobs.sqlite", query) == [(5,)])
    await jobs._prune()
    assert rows(tmp_path / "jobs.sqlite", query) == [(5,)], "deleted before its time"
    await jobs.stop()
    later = make(Witness(), JobsSetup(polling=0.05, keep=0.0))
    await later.start()
    await later._prune()
    await later.stop()
    assert rows(tmp_path / "jobs.sqlite", STATUS) == [("DELAYED",)]
    assert len(rows(tmp_path / "jobs.sqlite", f"SELECT inputs FROM workflow_input WHERE {MINE}")) == 1


async def test_a_process_that_only_puts_in(make: Make, tmp_path: Path, witness: Witness) -> None:
    worker = make(witness)
    await worker.start()
    await worker.stop()
    gateway = make(Witness(), JobsSetup(works=False, polling=0.05))
    await gateway.start()
    await gateway.enqueue("note", "d-1")
    await witness.calm(2.0)
    await gateway.stop()
    assert rows(tmp_path / "jobs.sqlite", STATUS) == [("ENQUEUED",)]
    worker = make(witness)
    await worker.start()
    await witness.until_seen("d-1")
    await worker.stop()


async def test_work_of_another_version_waits(make: Make, tmp_path: Path, witness: Witness) -> None:
    newer = make(witness)
    newer.define("new", witness.work)
    await newer.start()
    await newer.enqueue("new", "d-1", delay=0.3)
    await newer.stop()
    older = make(witness, JobsSetup(polling=0.05, pauses=(0.1, 1.5, 1.5, 1.5)))
    await older.start()
    query = f"SELECT count(*) FROM workflow_status WHERE status = 'SUCCESS' AND {MINE}"
    await witness.until(lambda: rows(tmp_path / "jobs.sqlite", query) == [(1,)])
    await older.stop()
    newer = make(witness)
    newer.define("new", witness.work)
    await newer.start()
    await witness.until_seen("d-1")
    await newer.stop()


async def test_an_unreachable_database_is_an_outage(witness: Witness) -> None:
    jobs = DurableJobs("postgresql://bot@127.0.0.1:1/none", QUICK)
    with pytest.raises(Outage):
        await jobs.start()


async def test_the_vendors_cloud_is_refused(
    make: Make, tmp_path: Path, witness: Witness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBOS__CLOUD", "true")
    with pytest.raises(Misconfigured):
        await make(witness).start()


def test_the_address_follows_the_products(tmp_path: Path) -> None:
    assert jobs_url(f"sqlite:///{tmp_path}/bot.sqlite") == f"sqlite:///{tmp_path}/jobs.sqlite"
    assert jobs_url(f"sqlite+aiosqlite:///{tmp_path}/bot.sqlite") == f"sqlite:///{tmp_path}/jobs.sqlite"
    assert jobs_url("postgresql+psycopg://u:p@h:5/d") == "postgresql://u:p@h:5/d"
    with pytest.raises(Misconfigured):
        jobs_url("sqlite://")


QUIET = """
import asyncio, json, sys
called = []
def hook(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}:
        called.append([event, repr(arguments[1:])])
sys.addaudithook(hook)
from integrations.jobs.durable import DurableJobs, JobsSetup
assert not {"dbos", "sqlalchemy", "psycopg"} & set(sys.modules), "importing the jobs must cost nothing"
async def main():
    ran = asyncio.Event()
    async def work(id):
        ran.set()
    jobs = DurableJobs(sys.argv[1], JobsSetup(polling=0.05))
    jobs.define("note", work)
    await jobs.start()
    await jobs.enqueue("note", "d-1")
    await ran.wait()
    await jobs.stop()
asyncio.run(main())
assert not called, called
assert "websockets" not in sys.modules and "opentelemetry.sdk" not in sys.modules
"""


def test_nothing_is_printed_and_nobody_is_called(tmp_path: Path) -> None:
    command = [sys.executable, "-c", QUIET, f"sqlite:///{tmp_path}/jobs.sqlite"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
