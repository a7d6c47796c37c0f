"""Telegram's "400 can't parse entities" cannot happen: every text leaves as plain text, whatever signs stand in it."""

from __future__ import annotations

import pytest

from bot.ports import Shown
from tests.fakes.telegram import FakeTelegram
from tests.integrations.telegram.conftest import Start

SIGNS = "<b>Phường_1 *[ngõ](12)* `số 5` & \\_ ~ > # + - = | { } . !"


@pytest.mark.parametrize("sender", ["extbot", "lean"])
async def test_no_text_is_ever_parsed(fake: FakeTelegram, start: Start, sender: str) -> None:
    channel = await start(sender=sender)
    citizen = fake.citizen("Hoa").opens()
    await channel.send(citizen.address, Shown(SIGNS, "vi"), 1)
    sent = [call for call in fake.calls if call.method == "sendmessage"]
    assert [call.arguments.text("text") for call in sent] == [SIGNS]
    assert all(not call.arguments.text("parse_mode") for call in sent)
