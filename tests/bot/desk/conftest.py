"""A desk over SQLite in a temporary folder."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from integrations.storage.desk import SqlDeskStore
from tests.fakes.desk import DeskSet, desk_engine, desk_set


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[DeskSet]:
    engine = await desk_engine(f"sqlite:///{tmp_path}/desk.db")
    yield desk_set(SqlDeskStore(engine))
    await engine.dispose()
