"""Every test of the store's contract runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.ports import Clock
from integrations.storage.store import SqlStore, open_store
from tests.fakes.clock import SettableClock

Open = Callable[..., Awaitable[SqlStore]]
PEPPER = b"a test's pepper"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database."""
    if request.param == "postgres":
        made: str = request.getfixturevalue("postgres_url")
        return made
    return f"sqlite:///{tmp_path}/bot.db"


@pytest.fixture
def clock() -> SettableClock:
    """Stands still until told."""
    return SettableClock()


@pytest.fixture
async def open_another(url: str, clock: SettableClock) -> AsyncIterator[Open]:
    """Open the same database as another process would: ``await open_another()``, optionally with its own clock."""
    stores: list[SqlStore] = []

    async def opening(own: Clock | None = None) -> SqlStore:
        store = await open_store(url, own or SettableClock(clock.now(), f"process {len(stores)}"), pepper=PEPPER)
        stores.append(store)
        return store

    yield opening
    for store in stores:
        await store.close()


@pytest.fixture
async def store(open_another: Open, clock: SettableClock) -> SqlStore:
    """The store under test, on the test's clock."""
    return await open_another(clock)
