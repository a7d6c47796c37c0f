"""A running product with a Telegram of its own and an officer who is logged in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.officer import Officer
from tests.fakes.telegram import FakeTelegram
from tests.photos import sample
from tests.server import Product

SECRET = "canary-webhook-secret_0123456789"


@dataclass(frozen=True)
class House:
    """What a test of the whole needs."""

    product: Product
    fake: FakeTelegram
    officer: Officer

    async def starts(self) -> None:
        """Start (again): beside the loop, because the product talks to the fake while it starts."""
        await asyncio.to_thread(self.product.start)


@asynccontextmanager
async def running(folder: Path, mode: str = "polling") -> AsyncIterator[House]:
    """The product with Telegram, in this mode, with its first officer logged in."""
    folder.mkdir(parents=True, exist_ok=True)
    async with FakeTelegram() as fake:
        product = Product(folder, telegram_token=fake.token, telegram_api=fake.base, telegram_mode=mode)
        product.settings |= {"MOTCUA_TELEGRAM_SECRET": SECRET, "MOTCUA_PUBLIC_URL": product.base}
        house = House(product, fake, Officer(product))
        try:
            await house.starts()
            assert product.alive, product.log.read_text(encoding="utf-8")[-2000:]
            await house.officer.enter()
            yield house
        finally:
            await house.officer.close()
            await asyncio.to_thread(product.stop)


def picture(tone: int = 120) -> bytes:
    """A good photo of a citizen card: its front for small tones, its back for large ones; each tone another photo."""
    return sample(tone, level="easy", template="cccd-front" if tone < 120 else "cccd-back").content


def both_sides() -> tuple[bytes, bytes]:
    """Front and back of a card."""
    return picture(60), picture(180)
