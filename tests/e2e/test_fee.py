"""A fee in the whole product: filed on the web, asked for by an officer, paid by the code at a platform on the wire."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
import zxingcpp
from PIL import Image

from dialogs.checks.vietqr import VietQr, parse, purpose_of
from tests.e2e.officer import Officer
from tests.fakes.paygov import PARTNER, SECRET, PayGovSandbox
from tests.fakes.payments import ACCOUNT, BANK
from tests.people import HOA
from tests.server import Product
from tests.talker import Talker

pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass
class Whole:
    """The product, the platform, an officer."""

    product: Product
    sandbox: PayGovSandbox
    officer: Officer

    def hears(self, talker: Talker, words: str) -> dict[str, Any]:
        return talker.until(lambda message: words in message["text"])

    def files(self, name: str) -> Talker:
        """A dossier of 200,000 đ, from the first word to its registration."""
        talker = Talker(self.product.base, name)
        talker.post("open")
        talker.press(talker.next(), "lý lịch tư pháp")
        talker.next()
        talker.fill({**HOA, "five_papers": "[Không]", "full_name": f"Trần Thị {name.title()}"}, ())
        talker.post("text", text="nộp")
        talker.until(lambda message: message["step"] == "consent-submit")
        talker.post("text", text="đồng ý")
        self.hears(talker, "DK-")
        return talker

    async def asked(self, name: str) -> tuple[Talker, str, dict[str, Any]]:
        """The same, until the code to pay with has come: citizen, dossier, message."""
        talker = await asyncio.to_thread(self.files, name)
        dossier = await self.officer.find(name.title())
        for step in ("accept", "process", "ask_payment"):
            await self.officer.moves(dossier, step)
        return talker, dossier, await asyncio.to_thread(self.hears, talker, "lưu ảnh mã này")

    def ref(self, invitation: dict[str, Any]) -> str:
        (page,) = [button["link"] for button in invitation["buttons"] if button["link"]]
        return str(page).rpartition("/")[2]


def gone(talker: Talker, url: str) -> bool:
    """Whether what was shown there goes within a few seconds."""
    for _ in range(50):
        if talker.http.get(url).status_code != 200:
            return True
        time.sleep(0.1)
    return False


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def whole(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Whole]:
    folder: Path = tmp_path_factory.mktemp("fee")
    async with PayGovSandbox() as sandbox:
        product = Product(
            folder,
            payment_url=sandbox.url,
            payment_partner=PARTNER,
            payment_secret=SECRET,
            payment_account=f"{BANK}:{ACCOUNT}:KHO BAC",
        )
        sandbox.ipn_to = f"{product.base}/callbacks/payments/paygov"
        officer = Officer(product)
        try:
            await asyncio.to_thread(product.start)
            await officer.enter()
            yield Whole(product, sandbox, officer)
        finally:
            await officer.close()
            await asyncio.to_thread(product.stop)


async def test_paid_by_the_code(whole: Whole) -> None:
    talker, dossier, invitation = await whole.asked("anh")
    picture = await asyncio.to_thread(lambda: talker.http.get(invitation["attachment"]["url"]).content)
    (read,) = zxingcpp.read_barcodes(Image.open(BytesIO(picture)))
    code = invitation["text"].split("hồ sơ ")[1].split(": bấm")[0]
    assert code.startswith("H99.01-")
    assert parse(read.text) == VietQr(BANK, ACCOUNT, 200_000, purpose_of(code))

    whole.sandbox.faults = {"ipn-twice"}
    await whole.sandbox.pay(whole.ref(invitation))
    assert whole.sandbox.answers[-2:] == [200, 200]
    await asyncio.to_thread(whole.hears, talker, "Đã nhận 200.000 đ")
    assert await asyncio.to_thread(gone, talker, invitation["attachment"]["url"]), "the code stays in the chat"
    page = await whole.officer.dossier(dossier)
    assert "Đã thanh toán" in page and "trực tuyến" in page and "Đang xử lý" in page
    talker.post("text", text="tôi đã chuyển khoản")
    await asyncio.to_thread(whole.hears, talker, "không phải nộp lại")
    thanks = [one for one in talker.messages if "Số biên nhận" in one["text"]]
    assert len(thanks) == 1


async def test_paid_but_nobody_called(whole: Whole) -> None:
    talker, _, invitation = await whole.asked("binh")
    whole.sandbox.faults = {"no-ipn"}
    await asyncio.to_thread(talker.press, invitation, "Tôi đã nộp")
    await asyncio.to_thread(whole.hears, talker, "chưa thấy tiền")
    await whole.sandbox.pay(whole.ref(invitation))
    talker.post("text", text="đã nộp")
    await asyncio.to_thread(whole.hears, talker, "Đã nhận 200.000 đ")
    codes = [one for one in talker.messages if one["attachment"] and one["attachment"]["name"] == "ma-nop-phi.png"]
    assert len(codes) == 1, "the code is shown once"


async def test_a_forged_call_changes_nothing(whole: Whole) -> None:
    _, dossier, invitation = await whole.asked("cuong")
    notice = whole.sandbox.settle(whole.ref(invitation))
    for forged in (notice | {"MaXacThuc": "0" * 64}, notice | {"SoTien": "1"}):
        assert await whole.sandbox.call(forged) == 403
    assert await whole.sandbox.call({"x": 1}) == 400
    async with httpx.AsyncClient(trust_env=False) as http:
        assert (await http.post(f"{whole.product.base}/callbacks/payments/other", json=notice)).status_code == 404
        assert (await http.post(whole.sandbox.ipn_to, content=b" " * 70_000)).status_code == 413
    assert "Chờ thanh toán" in await whole.officer.dossier(dossier)


async def test_a_wrong_amount_goes_to_staff_and_cash_settles_it(whole: Whole) -> None:
    talker, dossier, invitation = await whole.asked("dung")
    whole.sandbox.faults = set()
    await whole.sandbox.pay(whole.ref(invitation), 150_000)
    await asyncio.to_thread(whole.hears, talker, "Đã nhận 150.000 đ, nhưng phí là 200.000 đ")
    assert "Nhận sai số tiền phí" in await whole.officer.get("/staff/tasks")
    await whole.officer.get(f"/staff/dossiers/{dossier}/cash")
    await whole.officer.post(f"/staff/dossiers/{dossier}/cash", {**whole.officer._hidden(), "sure": "yes"})
    await asyncio.to_thread(whole.hears, talker, "BN-")
