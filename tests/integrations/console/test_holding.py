"""The hold switch: who, when and why is shown on the dossiers' page and in the ledger; and so is the weather."""

from __future__ import annotations

import pytest

from bot.desk_store import Role
from bot.failures import NotAllowed
from bot.weather import bad
from tests.integrations.console.office import Office

HOLD = {"portal": "one_stop", "procedure": "3.000333", "why": "Cổng bảo trì theo thông báo 12"}


async def test_held_and_let_go_with_who_when_and_why(office: Office) -> None:
    browser = await office.officer()
    page = await browser.get("/staff/portals")
    assert "Hoạt động" in page.text and "Không có hồ sơ nào đang chờ" in page.text
    page = await browser.post("/staff/portals/hold", HOLD)
    assert "Đang tạm giữ: Cấp Phiếu lý lịch tư pháp" in page.text
    assert "Cổng bảo trì theo thông báo 12 · an, 20/11/2026" in page.text or "an," in page.text
    queue = await browser.get("/staff")
    assert "an đang tạm giữ Cấp Phiếu lý lịch tư pháp: Cổng bảo trì theo thông báo 12" in queue.text
    await browser.get("/staff/portals")
    page = await browser.post("/staff/portals/release", HOLD)
    assert "Đang tạm giữ" not in page.text
    assert "đang tạm giữ" not in (await browser.get("/staff")).text
    boss = await office.officer("chi", Role.ADMINISTRATOR)
    ledger = (await boss.get("/staff/audit")).text
    assert "Tạm giữ hồ sơ gửi cổng" in ledger and "Cho gửi cổng tiếp" in ledger
    assert "one_stop:3.000333" in ledger and "bảo trì" not in ledger


async def test_no_reason_no_hold(office: Office) -> None:
    browser = await office.officer()
    await browser.get("/staff/portals")
    page = await browser.post("/staff/portals/hold", HOLD | {"why": " "})
    assert page.status_code == 422 and "Hãy ghi lý do." in page.text and "Đang tạm giữ" not in page.text


async def test_twice_is_once_in_the_ledger(office: Office) -> None:
    for _ in range(2):
        await office.holds.hold("an", "one_stop", "", "bão")
    async with office.parts.store.begin() as tx:
        assert (await tx.audit_head())[0] == 1


@pytest.mark.parametrize(("portal", "procedure"), [("elsewhere", ""), ("one_stop", "9.999999")])
async def test_what_this_house_does_not_have_cannot_be_held(office: Office, portal: str, procedure: str) -> None:
    with pytest.raises(NotAllowed):
        await office.holds.hold("an", portal, procedure, "bão")


async def test_foul_weather_is_said_above_the_dossiers(office: Office) -> None:
    browser = await office.officer()
    assert "không trả lời" not in (await browser.get("/staff")).text
    now = office.parts.clock.now()
    await office.holds.gate._book.change("one_stop", lambda weather: bad(weather, now, surely=True))
    assert "Hệ thống một cửa của tỉnh: không trả lời" in (await browser.get("/staff")).text
    assert "Không trả lời" in (await browser.get("/staff/portals")).text
