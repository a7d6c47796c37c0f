"""A running house and clients for it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.integrations.webchat.client import Client
from tests.integrations.webchat.stub import House, new_house, serving


@pytest.fixture
async def house() -> AsyncIterator[House]:
    made = new_house()
    async with serving(made):
        yield made


@pytest.fixture
async def citizen(house: House) -> AsyncIterator[Client]:
    client = await Client(house.url).visit()
    yield client
    await client.http.aclose()
