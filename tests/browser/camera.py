"""A camera for the pages: a generated photo as a file to choose, a question for photos, and the bot's picture."""

from __future__ import annotations

from functools import cache
from typing import Any

from playwright.async_api import Locator, Page, expect

from tests.browser.test_webchat_page import begin, say
from tests.integrations.webchat.stub import House
from tests.photos import sample

LOADED = "image => image.complete && image.naturalWidth > 0"


@cache
def shot() -> bytes:
    """A photo of a paper as a telephone's camera makes it."""
    return sample(7, level="easy", template="cccd-front").content


def file(name: str, content: bytes, mime: str = "image/jpeg") -> Any:
    """As it stands in a file chooser."""
    return {"name": name, "mimeType": mime, "buffer": content}


async def asked_for_a_paper(page: Page, house: House) -> None:
    """Until photos are wanted."""
    await begin(page, house)
    await say(page, "khai sinh")
    await expect(page.get_by_text("Mời chụp giấy khai sinh")).to_be_visible()


async def seen(page: Page) -> Locator:
    """The newest picture of the bot, loaded."""
    image = page.locator("#log li.bot .picture img").last
    await expect(image).to_be_visible()
    await page.wait_for_function(LOADED, arg=await image.element_handle())
    return image
