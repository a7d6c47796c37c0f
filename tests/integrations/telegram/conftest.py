"""A fake Telegram, an inbox where turns would be, and channels of any kind on them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from integrations.channels.telegram import TelegramChannel
from tests.contracts.channels.harness import Inbox
from tests.contracts.channels.telegram_harness import channel_for
from tests.fakes.telegram import FakeTelegram

Start = Callable[..., Awaitable[TelegramChannel]]


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as made:
        yield made


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
async def start(fake: FakeTelegram, inbox: Inbox) -> AsyncIterator[Start]:
    """Makes and starts a channel; stops it at the end."""
    made: list[TelegramChannel] = []

    async def starting(**options: Any) -> TelegramChannel:
        made.append(channel_for(fake, inbox, **{"sender": "lean", **options}))
        await made[-1].start()
        return made[-1]

    yield starting
    for channel in made:
        await channel.stop()
