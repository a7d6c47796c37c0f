"""By post in the whole product: on the web and on Telegram the packet arrives as one PDF that opens, and the number is
kept."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from dialogs.mailing import PACKET_NAME
from tests.e2e.house import House, both_sides, running
from tests.e2e.phone import Phone
from tests.integrations.paper.packets import BY_POST
from tests.integrations.paper.sheets import pages_of
from tests.talker import Talker

pytestmark = pytest.mark.asyncio(loop_scope="module")

NUMBER = "EB123456785VN"
LEAST = 4
"""Cover, declaration, identity card, label."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with running(tmp_path_factory.mktemp("post")) as house:
        yield house


def on_the_web(base: str) -> tuple[bytes, str, str]:
    """(the packet, what is said once the number is told, "hồ sơ của tôi" afterwards)."""
    talker = Talker(base, "post")
    talker.post("open")
    talker.press(talker.next(), "lý lịch tư pháp")
    talker.next()
    talker.fill(BY_POST, both_sides())
    talker.post("text", text="nộp")
    message = talker.until(lambda one: "còn 3 bước" in one["text"])
    packet = talker.http.get(message["attachment"]["url"]).content
    talker.press(message, "Đã gửi bưu điện")
    talker.until(lambda one: "mã vận đơn trên biên lai" in one["text"])
    talker.post("text", text=f"mã là {NUMBER}")
    told = talker.until(lambda one: "Đã ghi" in one["text"])["text"]
    talker.post("text", text="hồ sơ của tôi")
    mine = talker.until(lambda one: one["step"] == "dossiers")
    return packet, told, str(mine["sections"])


async def test_on_the_web(house: House) -> None:
    packet, told, mine = await asyncio.to_thread(on_the_web, house.product.base)
    pages = pages_of(packet)
    assert len(pages) >= LEAST and "BỘ HỒ SƠ GỬI QUA BƯU ĐIỆN" in pages[0] and "NGƯỜI NHẬN" in pages[-1]
    assert NUMBER in told and NUMBER in mine
    assert "Nguyễn Thị Hoa" not in await house.officer.get("/staff"), "nothing of it is at the desk"


async def test_on_telegram(house: House) -> None:
    phone = Phone(house.fake.citizen("Bưu"))
    await phone.opens()
    await phone.fills(BY_POST, until="id_card")
    await phone.citizen.sends_album(list(both_sides()))
    await phone.hears("2/2", "Đọc rõ không?")
    await phone.citizen.presses("✔ Rõ, đủ rồi")
    await phone.hears("Xem lại hồ sơ")
    await phone.says("nộp")
    seen = await phone.hears_that(lambda one: one.file_name == PACKET_NAME, "the packet")
    assert "còn 3 bước" in seen.text and seen.document
    assert len(pages_of(house.fake.world.files[seen.document].content)) >= LEAST
    await phone.asked(f"đã gửi {NUMBER}", "Đã ghi", NUMBER)
