"""Telegram over several processes: one worker polls, another takes over when it dies, every update is one turn."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.fakes.telegram import FakeTelegram
from tests.server import Fleet

pytestmark = pytest.mark.postgres


async def test_one_worker_polls_and_another_takes_over(tmp_path: Path, postgres_url: str) -> None:
    async with FakeTelegram() as fake:
        fleet = Fleet(tmp_path, postgres_url, telegram_token=fake.token, telegram_api=fake.base)
        try:
            await asyncio.to_thread(fleet.start)
            citizen = fake.citizen("Hoa")
            await citizen.says("/start")
            await citizen.next_message(30)
            polling = [one for one in fleet.workers if "telegram-poll" in one.log.read_text(encoding="utf-8")]
            assert len(polling) == 1, "one holds the name"
            assert "409" not in polling[0].log.read_text(encoding="utf-8")
            polling[0].kill()
            await citizen.says("lý lịch tư pháp")
            await citizen.next_message(60)
            others = [one for one in fleet.workers if one is not polling[0]]
            assert "is ours" in others[0].log.read_text(encoding="utf-8")
        finally:
            await asyncio.to_thread(fleet.stop)
