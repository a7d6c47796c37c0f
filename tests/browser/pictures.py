"""Takes the pictures of the README: ``python -m tests.browser.pictures`` (a real product, a synthetic citizen)."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Browser, async_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.e2e.house import both_sides
from tests.e2e.officer import Officer
from tests.people import HOA
from tests.server import ROOT, Product
from tests.talker import Talker

COUNTER = {**HOA, "channel": "Tại quầy"}


async def main(folder: Path) -> None:
    """Write chat.png, card.png, queue.png and desk.png."""
    with TemporaryDirectory() as scratch:
        product = Product(Path(scratch))
        await asyncio.to_thread(product.start)
        try:
            filed = await asyncio.to_thread(_file, product)
            half = await asyncio.to_thread(_begin, product, "id_number")
            card = await asyncio.to_thread(_begin, product, "review")
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
                await _shoot_chat(browser, product, half, folder / "chat.png")
                await _shoot_chat(browser, product, card, folder / "card.png")
                await _shoot_chat(browser, product, filed, folder / "filed.png")
                await _shoot_desk(browser, product, folder)
                await browser.close()
        finally:
            await asyncio.to_thread(product.stop)


def _begin(product: Product, until: str) -> Talker:
    talker = Talker(product.base, f"picture-{until}")
    talker.post("open")
    talker.press(talker.next(), "lý lịch tư pháp")
    talker.next()
    talker.fill(COUNTER, both_sides(), until)
    return talker


def _file(product: Product) -> Talker:
    talker = _begin(product, "review")
    talker.post("text", text="nộp")
    talker.until(lambda message: message["step"] == "consent-submit")
    talker.post("text", text="đồng ý")
    talker.until(lambda message: "DK-" in message["text"])
    return talker


async def _shoot_chat(browser: Browser, product: Product, talker: Talker, file: Path) -> None:
    context = await browser.new_context(
        viewport={"width": 360, "height": 740}, device_scale_factor=2, is_mobile=True, has_touch=True
    )
    cookies = [{"name": c.name, "value": c.value or "", "url": product.base} for c in talker.http.cookies.jar]
    await context.add_cookies(cookies)  # type: ignore[arg-type]
    page = await context.new_page()
    await page.goto(f"{product.base}/chat")
    await page.wait_for_timeout(1500)
    await page.screenshot(path=str(file))
    await context.close()


async def _shoot_desk(browser: Browser, product: Product, folder: Path) -> None:
    officer = Officer(product)
    await officer.enter()
    context = await browser.new_context(viewport={"width": 1280, "height": 860})
    cookies = [{"name": c.name, "value": c.value or "", "url": product.base} for c in officer.http.cookies.jar]
    await context.add_cookies(cookies)  # type: ignore[arg-type]
    page = await context.new_page()
    await page.goto(f"{product.base}/staff")
    await page.screenshot(path=str(folder / "queue.png"))
    await page.locator("a[href*='/staff/dossiers/']").first.click()
    await page.wait_for_timeout(2500)
    await page.screenshot(path=str(folder / "desk.png"))
    await officer.close()


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"
    target.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("PYTHONPATH", str(ROOT))
    asyncio.run(main(target))
