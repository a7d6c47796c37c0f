"""A citizen files through a provincial one-stop over HTTP: accepted, supplemented, finished; told each once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
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
        await self.asks_to_file()
        return await self.hears("Đã nộp")

    async def asks_to_file(self) -> None:
        """From the first word to the consent."""
        talker = self.talker
        await self.does(talker.post, "open")
        await self.does(talker.press, await self.does(talker.next), "lý lịch tư pháp")
        await self.does(talker.next)
        await self.does(talker.fill, COUNTER, both_sides())
        await self.does(talker.post, "text", text="nộp")
        await self.does(talker.until, lambda message: message["step"] == "consent-submit")
        await self.does(talker.post, "text", text="đồng ý")

    @property
    def dossier(self) -> Stored:
        (found,) = self.sandbox.shelf.dossiers.values()
        return found


@pytest_asyncio.fixture(loop_scope="module")
async def story(tmp_path: Path) -> AsyncIterator[Story]:
    folder = tmp_path
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
    log = story.product.log.read_text(encoding="utf-8").casefold()
    for secret in (HOA["full_name"], HOA["id_number"].replace(" ", ""), SECRET):
        assert secret.casefold() not in log
    told = Counter(message["text"] for message in talker.messages if code in message["text"])
    assert all(times == 1 for times in told.values()), told


def submits(story: Story) -> int:
    return story.sandbox.switches.calls["submit"]


@pytest.mark.parametrize("point", ["filing.before-portal", "filing.after-portal"])
async def test_killed_around_the_filing_it_is_filed_once(story: Story, point: str) -> None:
    await story.does(story.product.stop)
    crash = {"MOTCUA_CRASH_TESTS": "yes", "MOTCUA_CRASH_AT": f"{point}:1"}
    await story.does(lambda: story.product.start(**crash))
    await story.asks_to_file()
    assert story.product.process is not None
    await story.does(story.product.process.wait, 30)
    assert len(story.sandbox.shelf.dossiers) == (1 if point.endswith("after-portal") else 0)
    await _comes_back_and_files_once(story)


async def test_killed_while_the_portal_takes_its_time_it_is_filed_once(story: Story) -> None:
    """The portal has stored it and has not answered: after the start it is looked up, not sent again."""
    story.sandbox.switches.set("slow", "submit")
    await story.asks_to_file()
    while not story.sandbox.shelf.dossiers:
        await asyncio.sleep(0.02)
    await story.does(story.product.kill)
    await _comes_back_and_files_once(story)


async def _comes_back_and_files_once(story: Story) -> None:
    await story.does(story.product.start)
    filed = await story.hears("Đã nộp")
    assert story.dossier.code in filed["text"]
    assert submits(story) == 1
    assert sum("Đã nộp" in message["text"] for message in story.talker.messages) == 1
