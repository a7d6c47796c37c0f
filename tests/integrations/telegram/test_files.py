"""Downloads are bounded even where nobody names the size."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.failures import Outage, Unusable
from dialogs.events import FileRef
from integrations.channels.telegram.files import Files
from integrations.channels.telegram.limiter import Limiter
from integrations.channels.telegram.mouth import Found
from integrations.channels.telegram.mouth_lean import LeanMouth
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.faults import Trouble


class Sizeless(LeanMouth):
    """Telegram may leave ``file_size`` out."""

    async def find(self, file: str) -> Found:
        return replace(await super().find(file), size=0)


async def test_never_more_than_asked_for(fake: FakeTelegram) -> None:
    stored = fake.world.keep(b"x" * 300_000, "documents", ".pdf")
    mouth = Sizeless(fake.token, fake.base, Limiter())
    files = Files(fake.token, fake.base, mouth)
    file = FileRef("telegram", stored.id)
    assert len(await files.fetch(file, 300_000)) == 300_000
    with pytest.raises(Unusable, match="too-big"):
        await files.fetch(file, 299_999)
    fake.faults.add(Trouble.REFUSE, "download")
    with pytest.raises(Unusable, match="damaged"):
        await files.fetch(file, 300_000)
    await mouth.close()


async def test_files_that_telegram_has_not(fake: FakeTelegram) -> None:
    mouth = LeanMouth(fake.token, fake.base, Limiter())
    files = Files(fake.token, fake.base, mouth)
    big = fake.world.keep(b"0" * (20 * 2**20 + 1), "documents", ".pdf")
    for ref, reason in ((big.id, "too-big"), ("nothing", "damaged")):
        with pytest.raises(Unusable, match=reason):
            await files.fetch(FileRef("telegram", ref), 2**30)
    await mouth.close()
    await fake.stop()
    with pytest.raises(Outage):
        await files.fetch(FileRef("telegram", big.id), 2**30)
    await mouth.close()
