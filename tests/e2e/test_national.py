"""The National Portal in the whole product: what is accepted gets there; what differs waits for staff."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from integrations.sandbox import Sandbox
from tests.e2e.officer import Officer
from tests.people import HOA
from tests.server import Product
from tests.talker import Talker

pytestmark = pytest.mark.asyncio(loop_scope="module")

SECRET = "national-secret-for-tests"
PATIENCE = 120.0
"""Seconds: after a lost answer the next try comes half a minute later."""


@dataclass
class Whole:
    product: Product
    sandbox: Sandbox
    officer: Officer

    async def held(self) -> dict[str, list[str]]:
        """What the portal holds: codes and the statuses of their progress."""
        async with httpx.AsyncClient(trust_env=False) as http:
            told = (await http.get(f"{self.sandbox.base}/sandbox/national")).json()
        return {code: [status for status, _ in progress] for code, progress in told.items()}

    async def until(self, *statuses: str) -> str:
        """The code of the one dossier, once it has been told these."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for code, told in (await self.held()).items():
                if told == list(statuses):
                    return code
            await asyncio.sleep(0.3)
        raise AssertionError(f"not synchronised: {await self.held()}")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def whole(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Whole]:
    folder: Path = tmp_path_factory.mktemp("national")
    async with Sandbox(SECRET) as sandbox:
        product = Product(folder, portal_national_url=sandbox.base, portal_national_secret=SECRET)
        officer = Officer(product)
        try:
            await asyncio.to_thread(product.start)
            assert product.alive, product.log.read_text(encoding="utf-8")[-2000:]
            await officer.enter()
            yield Whole(product, sandbox, officer)
        finally:
            await officer.close()
            await asyncio.to_thread(product.stop)


def files(base: str) -> None:
    talker = Talker(base, "hoa")
    talker.post("open")
    talker.press(talker.next(), "lý lịch tư pháp")
    talker.next()
    talker.fill(HOA, ())
    talker.post("text", text="nộp")
    talker.until(lambda message: message["step"] == "consent-submit")
    talker.post("text", text="đồng ý")
    talker.until(lambda message: "Đã nộp" in message["text"])


def begins(base: str, name: str) -> str:
    """What is said to somebody who wants a temporary residence."""
    talker = Talker(base, name)
    talker.post("open")
    talker.press(talker.next(), "tạm trú")
    return str(talker.next()["text"])


async def test_what_an_officer_accepts_gets_there_and_every_move_after_it(whole: Whole) -> None:
    await asyncio.to_thread(files, whole.product.base)
    assert await whole.held() == {}
    dossier = await whole.officer.find("Nguyễn Thị Hoa")
    whole.sandbox.switches.set("reply-lost", "submit")
    await whole.officer.moves(dossier, "accept")
    await whole.officer.moves(dossier, "process")
    assert (await whole.until("2", "4")).startswith("H99.01-")
    assert "Không có hồ sơ nào chờ" in await whole.officer.get("/staff/national")
    log = whole.product.log.read_text(encoding="utf-8")
    assert HOA["full_name"] not in log and SECRET not in log


async def test_a_procedure_that_differs_waits_for_staff_and_says_so(whole: Whole) -> None:
    whole.sandbox.national.catalogue["1.004194"]["state"] = "EXPIRED"
    await whole.officer.get("/staff/national")
    page = await whole.officer.post("/staff/national/compare", whole.officer._hidden())
    assert "Hiệu lực" in page and "hết hiệu lực" in page and "đang ngừng nhận hồ sơ mới" in page
    assert "Thủ tục trên Cổng quốc gia khác" in await whole.officer.get("/staff/tasks")
    assert "tạm chưa nhận hồ sơ mới" in await asyncio.to_thread(begins, whole.product.base, "an")
    await whole.officer.get("/staff/national")
    page = await whole.officer.post("/staff/national/procedures/1.004194/open", whole.officer._hidden())
    assert "đã xem" in page and "đang ngừng nhận hồ sơ mới" not in page
    assert "Sẽ ở nơi mới" in await asyncio.to_thread(begins, whole.product.base, "binh")
