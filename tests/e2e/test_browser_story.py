"""One application seen in a real browser: the citizen on a small phone, the officer at the desk, both to the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.looks import CONTRAST, SIDEWAYS, TARGETS, assert_good_looks
from tests.e2e.officer import PDF
from tests.e2e.sight import Counter, Seat, Shots
from tests.people import HOA
from tests.server import Product

pytestmark = pytest.mark.browser

ANSWERS = {**HOA, "channel": "Tại quầy"}
LOOKS = {
    "purpose": "first-question",
    "consent_fill": "consent",
    "full_name": "typing",
    "birth_place": "address",
    "nationality": "choices",
    "history.1.address": "history",
    "convictions": "sensitive",
}


@pytest.fixture
def product(tmp_path: Path) -> Iterator[Product]:
    made = Product(tmp_path)
    try:
        made.start()
        yield made
    finally:
        made.stop()


async def apply(citizen: Seat) -> str:
    """The form, two photos by the camera, a change on the card, filing; returns the registration code."""
    page, shots = citizen.page, citizen.shots
    await citizen.opens()
    await citizen.fills(ANSWERS, "id_card", LOOKS)
    await shots.take(page, "photo-asked")
    await assert_good_looks(page)
    await citizen.shoots(60)
    await citizen.reads("1/2")
    await shots.take(page, "photo-one")
    await citizen.shoots(180)
    await citizen.reads("2/2", "Đọc rõ không?")
    await shots.take(page, "photo-both")
    await citizen.taps("Rõ, đủ rồi")
    await citizen.sees_card("Nguyễn Thị Hoa", "2 ảnh")
    await shots.take(page, "review-top")
    await assert_good_looks(page)
    await page.locator("button.line", has_text="Số điện thoại").click()
    await citizen.reads("Số điện thoại liên lạc?")
    await citizen.types("0900 000 013")
    await citizen.sees_card("0900 000 013")
    await page.locator("#talk").evaluate("node => node.scrollTo(0, node.scrollHeight)")
    await shots.take(page, "review-bottom")
    await citizen.taps("Nộp hồ sơ")
    await citizen.reads("chịu trách nhiệm về lời khai")
    await shots.take(page, "declaration")
    await citizen.taps("Đồng ý")
    filed = citizen.said("Mã đăng ký: DK-")
    await expect(filed).to_have_count(1)
    await citizen.reads("Tờ khai đã nộp")
    await shots.take(page, "filed")
    await assert_good_looks(page)
    return "DK-" + (await filed.inner_text()).split("DK-")[1].split()[0]


async def look_at_the_dossier(officer: Counter) -> None:
    """Answers, pictures and the declaration."""
    page = officer.page
    await expect(page.get_by_text("0900 000 013")).to_be_visible()
    await expect(page.get_by_text("Nguyễn Văn Bình")).to_be_visible()
    photos = page.locator(".photos img")
    await expect(photos).to_have_count(2)
    for photo in await photos.all():
        await photo.scroll_into_view_if_needed()
        await page.wait_for_function("image => image.complete", arg=await photo.element_handle())
        assert await photo.evaluate("image => image.naturalWidth") > 300
    sheet = page.get_by_role("img", name="Trang đầu của tờ khai")
    await sheet.scroll_into_view_if_needed()
    await page.wait_for_function("image => image.complete && image.naturalWidth", arg=await sheet.element_handle())
    await officer.shots.take(page, "staff-dossier", whole=True)
    path = await page.get_by_role("link", name="Mở tờ khai").get_attribute("href")
    declaration = await page.request.get(officer.base + (path or ""))
    assert declaration.headers["content-type"] == "application/pdf" and (await declaration.body())[:5] == b"%PDF-"
    preview = await page.request.get(officer.base + (path or "").replace(".pdf", ".jpg"))
    (officer.shots.folder / "declaration.jpg").write_bytes(await preview.body())
    await expect(page.get_by_role("link", name="Mở Ảnh giấy tờ tuỳ thân, ảnh 1")).to_be_visible()
    assert await page.evaluate(CONTRAST) == [] and await page.evaluate(SIDEWAYS) <= 0
    assert await page.evaluate(TARGETS, 32) == []


async def test_from_the_first_tap_to_the_result(open_page: OpenPage, product: Product, tmp_path: Path) -> None:
    shots = Shots(tmp_path / "shots")
    citizen = Seat(await open_page(360, 740), product.base, shots)
    officer = Counter(await open_page(1280, 800, touch=False), product.base, shots)
    code = await apply(citizen)

    await officer.enters(product.first_password())
    await officer.finds(code)
    await look_at_the_dossier(officer)
    await officer.moves("Tiếp nhận", "staff-accept")
    await citizen.reads("đã được tiếp nhận", "Hẹn trả kết quả")
    await shots.take(citizen.page, "accepted")
    await officer.asks_again("Ảnh giấy tờ tuỳ thân", "Chụp lại, thấy đủ bốn góc.")
    await citizen.reads("cần bổ sung", "Chụp lại, thấy đủ bốn góc.")
    await shots.take(citizen.page, "supplement")
    await assert_good_looks(citizen.page)

    await citizen.taps("Bổ sung ngay")
    await citizen.reads("Chụp 2 mặt thẻ căn cước")
    await citizen.shoots(30, 220)
    await citizen.taps("Rõ, đủ rồi")
    await citizen.reads("đã đủ")
    await shots.take(citizen.page, "repaired")
    await citizen.taps("Nộp lại")
    agree = citizen.page.locator(".under[aria-live] .options:not(.past)").get_by_role(
        "button", name="Đồng ý", exact=True
    )
    received = citizen.page.get_by_text("Đã nhận phần bổ sung")
    await expect(agree.or_(received).first).to_be_visible()
    if await agree.count():
        await agree.click()
    await expect(received).to_be_visible()

    await officer.page.reload()
    await expect(officer.page.get_by_text("Công dân đã bổ sung.")).to_be_visible()
    await shots.take(officer.page, "staff-repaired", whole=True)
    await officer.moves("Bắt đầu xử lý")
    await officer.moves("Hoàn thành")
    await officer.hands_over()
    await shots.take(officer.page, "staff-done")
    async with citizen.page.expect_download() as download:
        await citizen.page.get_by_role("link", name=re.compile(r"^H99.*\.pdf")).click()
    assert Path(await (await download.value).path()).read_bytes() == PDF
    await shots.take(citizen.page, "result")
    await citizen.page.click("#open-menu")
    await shots.take(citizen.page, "menu")
    await citizen.page.locator("#sheet-menu").get_by_role("button", name="Hồ sơ của tôi").click()
    await citizen.reads("Hồ sơ của bạn", "Mã", "H99.01-")
    await expect(citizen.page.locator("#log > li.me").last).to_contain_text("Hồ sơ của tôi")
    await expect(citizen.last).to_contain_text("đã trả kết quả", ignore_case=True)
    await shots.take(citizen.page, "my-dossiers")
    await assert_good_looks(citizen.page)
