"""Finds jobs whose process has died and has them begun again by the living (PostgreSQL, several processes).

DBOS itself recovers a dead process's jobs only when a process with the same id starts again. Here every process writes
its name and the database's time every few seconds; what a silent one had begun is put back. A false alarm is harmless:
the late one cannot record its end any more, and jobs are idempotent.
"""

from __future__ import annotations

import logging
import threading
import time

import sqlalchemy as sa

from integrations.jobs.engine import Engine
from integrations.jobs.place import SCHEMA

log = logging.getLogger(__name__)

_CREATE = f"CREATE TABLE IF NOT EXISTS {SCHEMA}.executors (executor text PRIMARY KEY, seen timestamptz NOT NULL)"
_BEAT = f"""INSERT INTO {SCHEMA}.executors VALUES (:executor, clock_timestamp())
    ON CONFLICT (executor) DO UPDATE SET seen = excluded.seen"""
_SILENT = f"""SELECT DISTINCT w.executor_id FROM {SCHEMA}.workflow_status w
    LEFT JOIN {SCHEMA}.executors e ON e.executor = w.executor_id
    WHERE w.status = 'PENDING' AND w.executor_id <> :executor
    AND (e.seen IS NULL OR e.seen < clock_timestamp() - make_interval(secs => :silence))"""
_FORGET = f"""DELETE FROM {SCHEMA}.executors
    WHERE executor = :executor OR seen < clock_timestamp() - interval '1 day'"""


class Sweeper:
    """A thread of its own, so that a busy event loop does not look like a dead process."""

    def __init__(self, engine: Engine, executor: str, beat: float, silence: float) -> None:
        self._engine = engine
        self._executor = executor
        self._beat = beat
        self._silence = silence
        self._watching_since = time.monotonic()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="jobs-sweeper", daemon=True)
        self._create()
        self._execute(_BEAT)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Take our name off the list, so that the others need not wait; call it when nothing of ours runs any more."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(self._beat + 5)
        try:
            self._execute(_FORGET)
        except sa.exc.DBAPIError as error:
            log.warning("our name stays on the list of processes (%s)", type(error).__name__)

    def _run(self) -> None:
        while not self._stop.wait(self._beat):
            try:
                self._execute(_BEAT)
                self._sweep()
            except sa.exc.DBAPIError as error:
                # While the database was away nobody could show a sign of life: look on for a while before judging.
                self._watching_since = time.monotonic()
                log.warning("no sign of life could be written (%s)", type(error).__name__)

    def _sweep(self) -> None:
        if time.monotonic() - self._watching_since < self._silence:
            return
        with self._engine.database.begin() as connection:
            rows = connection.execute(sa.text(_SILENT), {"executor": self._executor, "silence": self._silence})
            dead = [str(row[0]) for row in rows]
        if dead:
            log.warning("%d process(es) went silent: their jobs are begun again", len(dead))
            self._engine.recover(dead)

    def _create(self) -> None:
        try:
            with self._engine.database.begin() as connection:
                connection.execute(sa.text(_CREATE))
        except sa.exc.IntegrityError:
            # Two processes created it in the same moment; PostgreSQL lets one of them fail.
            log.debug("another process created the list of processes")

    def _execute(self, statement: str) -> None:
        with self._engine.database.begin() as connection:
            connection.execute(sa.text(statement), {"executor": self._executor})
