"""The desk's store on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from integrations.storage.desk import SqlDeskStore
from tests.fakes.desk import desk_engine


@pytest_asyncio.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[SqlDeskStore]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/desk.db"
    else:
        url = request.getfixturevalue("postgres_url")
    engine = await desk_engine(url)
    yield SqlDeskStore(engine)
    await engine.dispose()
