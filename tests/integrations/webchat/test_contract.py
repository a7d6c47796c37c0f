"""The contract of channels, kept by the web chat: the shared tests with this channel's harness."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.contracts.channels.harness import Harness
from tests.contracts.channels.test_channels import *  # noqa: F403
from tests.integrations.webchat.harness import webchat


@pytest.fixture
async def harness() -> AsyncIterator[Harness]:
    async with webchat() as made:
        yield made
