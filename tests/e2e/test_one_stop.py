"""A citizen files through a provincial one-stop over HTTP: accepted, supplemented, finished; told each once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from integrations.sandbox import Sandbox
from integrations.sandbox.shelf import Stored
from tests.e2e.house import both_sides, picture
from tests.people import HOA
from tests.server import Product
from tests.talker import Talker

pytestmark = pytest.mark.asyncio(loop_scope="module")

SECRET = "portal-secret-for-tests"
COUNTER = {**HOA, "channel": "Tại quầy"}


class Story:
    """One product, one sandbox, one citizen."""

    def __init__(self, product: Product, sandbox: Sandbox) -> None:
        self.product = product
        self.sandbox = sandbox
        self.talker = Talker(product.base, "hoa")

    async def does(self, what: Any, *values: Any, **named: Any) -> Any:
        """Blocking things beside the loop in which the sandbox lives."""
        return await asyncio.to_thread(what, *values, **named)

    async def hears(self, words: str) -> dict[str, Any]:
        return dict(await self.does(self.talker.until, lambda message: words in message["text"]))

    async def files(self) -> dict[str, Any]:
        talker = self.talker
        await self.does(talker.post, "open")
        await self.does(talker.press, await self.does(talker.next), "lý lịch tư pháp")
        await self.does(talker.next)
        await self.does(talker.fill, COUNTER, both_sides())
        await self.does(talker.post, "text", text="nộp")
        await self.does(talker.until, lambda message: message["step"] == "consent-submit")
        await self.does(talker.post, "text", text="đồng ý")
        return await self.hears("Đã nộp")

    @property
    def dossier(self) -> Stored:
        (found,) = self.sandbox.shelf.dossiers.values()
        return found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def story(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Story]:
    folder = tmp_path_factory.mktemp("one-stop")
    product = Product(folder, portal_secret=SECRET)
    callback = f"{product.base}/callbacks/portals/one_stop"
    async with Sandbox(SECRET, callback=callback) as sandbox:
        product.settings["MOTCUA_PORTAL_URL"] = sandbox.base
        await asyncio.to_thread(product.start)
        assert product.alive, product.log.read_text(encoding="utf-8")[-2000:]
        try:
            yield Story(product, sandbox)
        finally:
            await asyncio.to_thread(product.stop)


async def test_from_the_first_word_to_the_result(story: Story) -> None:
    sandbox, talker = story.sandbox, story.talker
    filed = await story.files()
    code = story.dossier.code
    assert code in filed["text"] and [b["copy"] for b in filed["buttons"] if b["copy"]] == [code]
    assert story.dossier.raw["toKhai"]["nycHoTen"] == "NGUYỄN THỊ HOA"
    assert [file.mime for file in story.dossier.files] == ["application/pdf"]
    first = story.dossier.files[0].digest

    assert await sandbox.pusher.move(story.dossier, 2, due="30/11/2026") == 200
    await story.hears("đã được tiếp nhận")
    asked = await sandbox.pusher.move(story.dossier, 5, items=["LLTP-01"], deadline="04/12/2026")
    assert asked == 200
    wanted = await story.hears("cần bổ sung")
    assert "04/12/2026" in wanted["text"] and "mờ" in wanted["text"]
    await story.does(talker.press, wanted, "Bổ sung")
    await story.does(talker.next)
    for side in (picture(61), picture(181)):
        await story.does(talker.photo, side)
    clear = await story.does(talker.until, lambda m: any("Rõ" in button["label"] for button in m["buttons"]))
    await story.does(talker.press, clear, "Rõ")
    await story.does(talker.until, lambda message: message["step"] == "review")
    await story.does(talker.post, "text", text="nộp")
    await story.hears("Đã nhận phần bổ sung")
    assert story.dossier.rounds == 1 and story.dossier.status == 2
    assert story.dossier.files[0].digest != first

    for status in (4, 9, 10):
        assert await sandbox.pusher.move(story.dossier, status) == 200
    await story.hears("Đã trả kết quả")
    told = Counter(message["text"] for message in talker.messages if code in message["text"])
    assert all(times == 1 for times in told.values()), told
