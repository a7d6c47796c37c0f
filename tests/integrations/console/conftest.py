"""A console over SQLite in a temporary folder."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from integrations.storage.desk import SqlDeskStore
from tests.fakes.desk import desk_engine
from tests.integrations.console.office import Office, make_office


@pytest_asyncio.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    engine = await desk_engine(f"sqlite:///{tmp_path}/desk.db")
    yield make_office(SqlDeskStore(engine), engine)
    await engine.dispose()
