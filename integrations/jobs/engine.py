"""DBOS Transact, tamed: the only file that knows it, its configuration and the few private doors that we need.

Blocking throughout, so every method is called from a thread. One engine a process, as DBOS keeps itself in globals.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from dbos import DBOS, DBOSConfig, EnqueueOptions, _dbos

from bot.failures import Misconfigured, Outage
from integrations.jobs.job import Job
from integrations.jobs.place import SCHEMA
from integrations.jobs.plain_json import PlainJson, forbid_pickle

APPLICATION: Final = "motcua"
VERSION: Final = "1"
"""Pinned: by default it is a hash of the code, and what an older hash enqueued would never run after an update.
Raise it only together with a change of what is stored of a job, and then let the old process finish first."""

WORKFLOW: Final = "job"
QUEUE: Final = "jobs"
MOST_RECOVERIES: Final = 50
"""How often a job may take its process down before it is left lying."""
CONNECTIONS: Final = 8
PRUNE_AT_ONCE: Final = 500
_FINISHED: Final = ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]


@dataclass(frozen=True, slots=True)
class EngineSetup:
    """Where the jobs are, who we are, how many run at once and how often (seconds) we look for new ones."""

    url: str
    executor: str
    at_once: int
    polling: float
    works: bool
    """False: only puts jobs in."""


class Engine:
    """A launched DBOS with one workflow, which calls ``run`` in a thread of its own for every job."""

    def __init__(self, setup: EngineSetup, run: Callable[[Job], None]) -> None:
        if os.environ.get("DBOS__CLOUD"):
            raise Misconfigured("DBOS__CLOUD is set: jobs stay on our own database")
        if _dbos._dbos_global_instance is not None:
            raise Misconfigured("this process has started its jobs already")
        forbid_pickle()
        _quieten()
        DBOS(config=_config(setup))

        @DBOS.workflow(name=WORKFLOW, max_recovery_attempts=MOST_RECOVERIES)
        def workflow(name: str, id: str, attempt: int, dedupe: str) -> None:
            job = Job(name, id, attempt, dedupe)
            if dedupe and DBOS.workflow_id:
                self._release(DBOS.workflow_id)
            run(job)

        DBOS.listen_queues([QUEUE] if setup.works else [])
        try:
            DBOS.launch()
            DBOS.register_queue(
                QUEUE, worker_concurrency=setup.at_once, polling_interval_sec=setup.polling, on_conflict="always_update"
            )
        except sa.exc.DBAPIError as error:
            self.close()
            raise Outage(f"the jobs' database ({type(error).__name__})") from error
        except BaseException:
            self.close()
            raise

    @property
    def database(self) -> sa.Engine:
        """The engine's own connections."""
        engine: sa.Engine = _dbos._get_dbos_instance()._sys_db.engine
        return engine

    def insert(self, job: Job, delay: float = 0.0, key: str = "") -> None:
        """Keep a job, durable on return; nothing happens when ``key`` was used before or ``job.dedupe`` is held."""
        options: EnqueueOptions = {"workflow_name": WORKFLOW, "queue_name": QUEUE}
        if key:
            options["workflow_id"] = key
        if delay > 0:
            options["delay_seconds"] = delay
        if job.dedupe:
            options["deduplication_id"] = f"{job.name}/{job.dedupe}"
            options["duplication_policy"] = "return-existing"
        try:
            DBOS.enqueue_workflow_with_options(options, job.name, job.id, job.attempt, job.dedupe)
        except sa.exc.DBAPIError as error:
            raise Outage(f"the jobs' database ({type(error).__name__})") from error

    def prune(self, before: datetime) -> int:
        """Delete finished jobs that were put in before this moment; returns how many."""
        deleted = 0
        while found := DBOS.list_workflows(
            status=_FINISHED, end_time=before.isoformat(), limit=PRUNE_AT_ONCE, load_input=False, load_output=False
        ):
            DBOS.delete_workflows([workflow.workflow_id for workflow in found])
            deleted += len(found)
        return deleted

    def recover(self, executors: Sequence[str]) -> None:
        """Put back what these dead processes had begun. The public ``resume_workflows`` would lose queue and key."""
        DBOS._recover_pending_workflows(list(executors))

    def stop_taking(self) -> None:
        """Begin no further job."""
        for stop in _dbos._get_dbos_instance().background_thread_stop_events:
            stop.set()

    def busy(self) -> int:
        """Jobs of this process whose end is not recorded yet."""
        return len(_dbos._get_dbos_instance()._active_workflows_set.activeList())

    def close(self) -> None:
        """Let go of database and threads; a new engine may follow."""
        DBOS.destroy(destroy_registry=True)

    def _release(self, workflow_id: str) -> None:
        """Free the key of a job that has begun: whoever asks from now on may have news that this run has not seen."""
        table = _dbos._get_dbos_instance()._sys_db.tables.workflow_status
        with self.database.begin() as connection:
            connection.execute(
                sa.update(table).where(table.c.workflow_uuid == workflow_id).values(deduplication_id=None)
            )


def _config(setup: EngineSetup) -> DBOSConfig:
    return {
        "name": APPLICATION,
        "application_version": VERSION,
        "executor_id": setup.executor,
        "system_database_url": setup.url,
        "dbos_system_schema": SCHEMA,
        "serializer": PlainJson(),
        "sys_db_pool_size": CONNECTIONS,
        "use_listen_notify": False,
        "notification_listener_polling_interval_sec": 0.5,
        "scheduler_polling_interval_sec": 3600.0,
        "max_executor_threads": setup.at_once + CONNECTIONS,
        "enable_otlp": False,
        "log_level": "WARNING",
    }


def _quieten() -> None:
    """Without a handler of ours DBOS would write to the console past the redacting log of the product."""
    logger = logging.getLogger("dbos")
    if not any(isinstance(handler, logging.NullHandler) for handler in logger.handlers):
        logger.addHandler(logging.NullHandler())
