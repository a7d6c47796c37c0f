"""A fleet on a real PostgreSQL, started by the test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.postgres import postgres_server, postgres_url  # noqa: F401 - fixtures
from tests.fakes.redis import redis_server  # noqa: F401 - a fixture
from tests.fakes.s3 import s3  # noqa: F401 - a fixture
from tests.server import Fleet


@pytest.fixture
def fleet(tmp_path: Path, postgres_url: str) -> Iterator[Fleet]:  # noqa: F811 - a fixture
    """Two gateways and two workers, started at the same moment on an empty database."""
    made = Fleet(tmp_path, postgres_url)
    made.start()
    yield made
    made.stop()
