"""Chromium for tests that look at pages as people do. Skipped with a reason where it is not installed."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

CHROMIUM = Path("/usr/bin/chromium")
INSTALLED = CHROMIUM.exists()
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

OpenPage = Callable[..., Awaitable[Page]]


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    """Debian's Chromium, without a window."""
    if not INSTALLED:
        missing = f"{CHROMIUM} is not installed (apt-get install chromium)"
        if os.environ.get("MOTCUA_REQUIRE_ALL") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest.fixture
async def open_page(chromium: Browser) -> AsyncIterator[OpenPage]:
    """``await open_page(width=360, height=740, dark=False, touch=True)``: a page of a device of its own (own cookies).

    A script error or a broken policy on any of these pages fails the test at its end.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    async def open_one(
        width: int = 360, height: int = 740, *, dark: bool = False, touch: bool = True, **more: Any
    ) -> Page:
        context = await chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            has_touch=touch,
            is_mobile=touch,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            **more,
        )
        contexts.append(context)
        page = await context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if "Security Policy" in line.text else None)
        return page

    yield open_one
    for context in contexts:
        await context.close()
    assert errors == []


@pytest.fixture
async def phone(open_page: OpenPage) -> Page:
    """A small phone: 360 by 740 with touch."""
    return await open_page()


@pytest.fixture
async def desktop(open_page: OpenPage) -> Page:
    """A screen of 1280 by 800 with a mouse."""
    return await open_page(1280, 800, touch=False)
