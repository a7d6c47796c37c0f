"""Two portals joined in the whole product: a residence goes to the police portal, whose pushes come under its name."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from integrations.sandbox import Sandbox
from tests.e2e.test_one_stop import Story
from tests.people import NAM
from tests.photos import sample
from tests.server import Product

pytestmark = pytest.mark.asyncio(loop_scope="module")

SECRET, OTHER = "police-secret-for-tests", "province-secret-for-tests"


@pytest_asyncio.fixture(loop_scope="module")
async def story(tmp_path: Path) -> AsyncIterator[Story]:
    product = Product(tmp_path, portal_police_secret=SECRET, portal_secret=OTHER)
    callback = f"{product.base}/callbacks/portals/police"
    async with Sandbox(SECRET, callback=callback, unit="G01.899") as police, Sandbox(OTHER) as province:
        product.settings |= {"MOTCUA_PORTAL_POLICE_URL": police.base, "MOTCUA_PORTAL_URL": province.base}
        await asyncio.to_thread(product.start)
        assert product.alive, product.log.read_text(encoding="utf-8")[-2000:]
        try:
            yield Story(product, police)
        finally:
            await asyncio.to_thread(product.stop)
        assert not province.shelf.dossiers, "nothing of it went to the province"


async def test_a_residence_from_the_first_word_to_its_acceptance(story: Story) -> None:
    talker = story.talker
    await story.does(talker.post, "open")
    await story.does(talker.press, await story.does(talker.next), "tạm trú")
    await story.does(talker.next)
    page = sample(100, level="easy", template="lease").content
    await story.does(talker.fill, NAM, (page,))
    await story.does(talker.post, "text", text="nộp")
    await story.does(talker.until, lambda message: message["step"] == "consent-submit")
    await story.does(talker.post, "text", text="đồng ý")
    filed = await story.hears("Đã nộp")
    assert story.dossier.code in filed["text"] and story.dossier.code.startswith("G01.899-")
    assert await story.sandbox.pusher.move(story.dossier, 2, due="30/11/2026") == 200
    await story.hears("đã được tiếp nhận")
