"""Kill -9 at every labelled point while a fee is paid: one charge, one move, one receipt, and no second code."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.crashpoints import PAYMENT_POINTS
from tests.e2e.officer import Officer
from tests.fakes.paygov import PARTNER, SECRET, PayGovSandbox
from tests.fakes.payments import ACCOUNT, BANK
from tests.people import HOA
from tests.server import Product
from tests.storm.test_kill import Supervised

PATIENCE = 20


def files(product: Product) -> Supervised:
    """A dossier of 200,000 đ at the desk."""
    talker = Supervised(product)
    talker.post("open")
    talker.press(talker.next(), "lý lịch tư pháp")
    talker.next()
    talker.fill({**HOA, "five_papers": "[Không]"}, ())
    talker.post("text", text="nộp")
    talker.until(lambda message: message["step"] == "consent-submit")
    talker.post("text", text="đồng ý")
    heard(talker, "DK-")
    return talker


def heard(talker: Supervised, words: str) -> dict[str, Any]:
    known = next((message for message in talker.messages if words in message["text"]), None)
    return known or talker.until(lambda message: words in message["text"])


async def calls(talker: Supervised, sandbox: PayGovSandbox, notice: dict[str, Any]) -> None:
    """As a gateway does: again until it is answered 200; whoever died is started again meanwhile."""
    for _ in range(PATIENCE):
        try:
            if await sandbox.call(notice) == 200:
                return
        except httpx.TransportError:
            await asyncio.to_thread(talker.hear)
    raise AssertionError(f"the call was never taken: {sandbox.answers}")


@pytest.mark.storm
@pytest.mark.parametrize("point", PAYMENT_POINTS)
async def test_a_fee_survives(tmp_path: Path, point: str) -> None:
    async with PayGovSandbox() as sandbox:
        product = Product(tmp_path, payment_url=sandbox.url, payment_partner=PARTNER, payment_secret=SECRET)
        product.settings["MOTCUA_PAYMENT_ACCOUNT"] = f"{BANK}:{ACCOUNT}"
        sandbox.ipn_to = f"{product.base}/callbacks/payments/paygov"
        await asyncio.to_thread(product.start, MOTCUA_CRASH_TESTS="yes", MOTCUA_CRASH_AT=f"{point}:1")
        officer = Officer(product)
        try:
            await officer.enter()
            talker = await asyncio.to_thread(files, product)
            dossier = await officer.find("Hoa")
            for step in ("accept", "process", "ask_payment"):
                with suppress(httpx.TransportError):  # the move is made, its page is lost with the process
                    await officer.moves(dossier, step)
            await asyncio.to_thread(heard, talker, "lưu ảnh mã này")
            (ref,) = sandbox.charges
            await calls(talker, sandbox, sandbox.settle(ref))
            await asyncio.to_thread(heard, talker, "Số biên nhận")
            await asyncio.sleep(2)
            await asyncio.to_thread(talker.hear)
            page = await officer.dossier(dossier)
        finally:
            await officer.close()
            await asyncio.to_thread(product.stop)
    assert talker.deaths == 1, f"{point} was not passed: the test proves nothing"
    assert "Đã thanh toán" in page and "Đang xử lý" in page
    said = [message["text"] for message in talker.messages]
    assert sum("lưu ảnh mã này" in text for text in said) == 1 and sum("Số biên nhận" in text for text in said) == 1
    with sqlite3.connect(tmp_path / "data" / "motcua.sqlite") as database:
        assert database.execute("SELECT state FROM desk_payments").fetchall() == [("paid",)]
        paid = database.execute("SELECT count(*) FROM desk_audit WHERE what = 'payment-paid'").fetchone()
    assert paid == (1,)
