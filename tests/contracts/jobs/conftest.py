"""Every kind of Jobs, made alike: in process, on SQLite, on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import pytest_asyncio

from bot.ports import Jobs
from integrations.jobs.durable import DurableJobs, JobsSetup
from tests.contracts.jobs.witness import Witness
from tests.fakes.jobs import InlineJobs

PAUSES = (0.1, 0.2)


@dataclass
class Given:
    """The jobs under test, what they gave up on, and a way to make another on the same place."""

    make: Callable[[], Jobs]
    kind: str
    gave_up: list[tuple[str, str, str]] = field(default_factory=list)


@pytest.fixture(params=["inline", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def given(request: pytest.FixtureRequest, tmp_path: Path) -> Given:
    """Not started yet."""
    kind: str = request.param
    given = Given(lambda: InlineJobs(), kind)

    async def gave_up(name: str, id: str, error: str) -> None:
        given.gave_up.append((name, id, error))

    if kind == "inline":
        given.make = lambda: InlineJobs(PAUSES, gave_up, grace=1.0)
    else:
        url = f"sqlite:///{tmp_path}/jobs.sqlite" if kind == "sqlite" else request.getfixturevalue("postgres_url")
        setup = JobsSetup(polling=0.05, pauses=PAUSES, grace=1.0, beat=0.2, silence=1.0)
        given.make = lambda: DurableJobs(url, setup, gave_up)
    return given


@pytest_asyncio.fixture
async def jobs(given: Given) -> AsyncIterator[Jobs]:
    """Not started yet; stopped after the test."""
    jobs = given.make()
    yield jobs
    await jobs.stop()


@pytest.fixture
def witness() -> Witness:
    """Sees what runs."""
    return Witness()
