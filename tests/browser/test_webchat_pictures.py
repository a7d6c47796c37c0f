"""Pictures of the bot in the conversation, as a citizen meets them on a small phone."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, Route, expect

from bot.ports import Attachment, Shown, ShownButton
from dialogs.effects import Ask
from tests.browser.camera import LOADED, asked_for_a_paper, file, seen, shot
from tests.browser.conftest import OpenPage
from tests.browser.looks import assert_good_looks
from tests.browser.test_webchat_looks import NEWEST_IN_SIGHT
from tests.browser.test_webchat_page import address, begin
from tests.contracts.channels.cases import picture
from tests.integrations.webchat.stub import House, new_house, serving

pytestmark = pytest.mark.browser

PDF = b"%PDF-1.4 synthetic paper\n" * 40


@pytest.fixture
async def house() -> AsyncIterator[House]:
    made = new_house()
    async with serving(made):
        yield made


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_a_photo_by_the_camera_comes_back_as_a_picture_to_judge(
    open_page: OpenPage, house: House, dark: bool
) -> None:
    page = await open_page(360, 740, dark=dark)
    await asked_for_a_paper(page, house)
    await assert_good_looks(page)
    camera = page.locator(".photo .shoot input")
    assert await camera.get_attribute("capture") == "environment"
    assert await camera.get_attribute("accept") == "image/*", "with anything else beside it phones offer files instead"
    await camera.set_input_files(file("IMG_0001.jpg", shot()))
    image = await seen(page)
    assert house.bot.fetched == [shot()], "every pixel, as the camera made it"
    words = "Đã nhận ảnh thứ 1. Đọc rõ không?"
    assert await image.get_attribute("alt") == words
    assert await image.get_attribute("loading") == "lazy"
    await expect(page.locator(".bubble.shown .caption")).to_have_text(words)
    await expect(page.get_by_role("button", name="Đủ rồi")).to_be_in_viewport(ratio=1)
    await expect(page.locator(".photo .pick")).to_be_in_viewport(ratio=1)
    await page.wait_for_function(NEWEST_IN_SIGHT)
    await assert_good_looks(page)
    await page.reload()
    again = await seen(page)
    assert await again.get_attribute("alt") == words
    await page.wait_for_function(NEWEST_IN_SIGHT)


async def test_a_tap_enlarges_and_another_one_shows_every_letter(phone: Page, house: House) -> None:
    await asked_for_a_paper(phone, house)
    await phone.locator(".photo .shoot input").set_input_files(file("IMG_0001.jpg", shot()))
    small = await seen(phone)
    before = await small.bounding_box()
    await small.tap()
    large = phone.locator("#viewer img")
    await expect(large).to_be_visible()
    await phone.wait_for_function(LOADED, arg=await large.element_handle())
    await assert_good_looks(phone)
    whole = await large.bounding_box()
    assert before and whole and whole["width"] > before["width"]
    assert whole["x"] >= 0 and whole["x"] + whole["width"] <= 360 and whole["y"] + whole["height"] <= 740
    await phone.touchscreen.tap(whole["x"] + whole["width"] * 0.9, whole["y"] + whole["height"] * 0.5)
    close = await large.bounding_box()
    assert close and close["width"] >= await large.evaluate("image => image.naturalWidth") > whole["width"]
    assert close["x"] < -360, "the tapped place has come into sight"
    await large.tap(position={"x": close["width"] * 0.9, "y": close["height"] * 0.5})
    assert await large.bounding_box() == whole
    async with phone.expect_download() as download:
        await phone.get_by_role("link", name="Tải xuống").click()
    assert (await download.value).suggested_filename == "giay-khai-sinh.jpg"
    await phone.get_by_role("button", name="Đóng").click()
    await expect(phone.locator("#viewer")).to_be_hidden()


async def test_the_keyboard_opens_and_closes_a_picture_and_stays_where_it_was(desktop: Page, house: House) -> None:
    await begin(desktop, house)
    await house.bot.say(address(house), Shown("Trang đầu", "vi", attachment=picture("to-khai.png", 720, 1018)))
    await seen(desktop)
    button = desktop.get_by_role("button", name="Trang đầu Xem to")
    await button.focus()
    await desktop.keyboard.press("Enter")
    await expect(desktop.get_by_role("dialog", name="Ảnh")).to_be_visible()
    await desktop.get_by_role("button", name="Phóng to hoặc thu nhỏ").press("Enter")
    await expect(desktop.locator("#viewer-stage")).to_have_class("viewer-stage closer")
    await desktop.keyboard.press("Escape")
    await expect(desktop.locator("#viewer")).to_be_hidden()
    await expect(button).to_be_focused()
    await button.press("Enter")
    await expect(desktop.locator("#viewer-stage")).to_have_class("viewer-stage")


async def test_room_is_kept_before_a_picture_comes(phone: Page, house: House) -> None:
    await begin(phone, house)
    await phone.evaluate("navigator.serviceWorker.ready")
    held: list[Route] = []

    async def hold(route: Route) -> None:
        held.append(route)

    await phone.route("**/chat/api/files/*", hold)
    await house.bot.say(address(house), Shown("Trang đầu", "vi", attachment=picture("a.jpg", 1600, 1200)))
    image = phone.locator(".picture img")
    await expect(image).to_be_visible()
    early = await image.bounding_box()
    height = await phone.locator("#talk").evaluate("talk => talk.scrollHeight")
    for route in held:
        await route.continue_()
    await seen(phone)
    late = await image.bounding_box()
    assert early and late and early["width"] > 280
    assert all(abs(early[side] - late[side]) < 1 for side in ("width", "height"))
    assert abs(await phone.locator("#talk").evaluate("talk => talk.scrollHeight") - height) <= 1


async def test_a_picture_that_did_not_come_is_fetched_by_a_tap(phone: Page, house: House) -> None:
    await begin(phone, house)
    await phone.evaluate("navigator.serviceWorker.ready")
    asked: list[str] = []

    async def lose(route: Route) -> None:
        asked.append(route.request.url)
        await (route.abort() if len(asked) == 1 else route.continue_())

    await phone.route("**/chat/api/files/*", lose)
    await house.bot.say(address(house), Shown("Trang đầu", "vi", attachment=picture("a.jpg", 900, 1200)))
    await expect(phone.get_by_text("Chưa tải được ảnh. Chạm để thử lại.")).to_be_visible()
    await assert_good_looks(phone)
    await phone.locator(".picture").tap()
    await seen(phone)
    await expect(phone.get_by_text("Chưa tải được ảnh")).to_be_hidden()
    await expect(phone.locator("#viewer")).to_be_hidden()


async def test_one_button_leads_on(phone: Page, house: House) -> None:
    """The camera while a photo is wanted, also to mend one; else what goes on."""
    await asked_for_a_paper(phone, house)
    primary = phone.locator("li.bot .under .option.primary")
    await expect(primary).to_have_text(["Chụp ảnh"])
    await phone.locator(".photo .shoot input").set_input_files(file("IMG_1.jpg", shot()))
    await expect(primary).to_have_text(["Đủ rồi"])
    use = (ShownButton("use", "Vẫn dùng"),)
    blurred = picture("birth.jpg", 900, 1200)
    await house.bot.say(address(house), Shown("Ảnh bị mờ.", "vi", use, ask=Ask.PHOTO, attachment=blurred))
    await expect(primary).to_have_text(["Chụp ảnh"])
    below = await phone.locator("li.bot").last.locator(".option").all_inner_texts()
    assert below == ["Chụp ảnh", "Chọn ảnh, tệp", "Vẫn dùng"]


async def test_a_paper_is_a_card_to_take_away(phone: Page, house: House) -> None:
    await begin(phone, house)
    paper = Attachment("to-khai-H99.01-261122-0001.pdf", "application/pdf", PDF)
    await house.bot.say(address(house), Shown("Tờ khai của anh/chị:", "vi", attachment=paper))
    card = phone.get_by_role("link", name=paper.name)
    await expect(card).to_contain_text("PDF · 1 KB · Tải xuống")
    await assert_good_looks(phone)
    await phone.reload()
    async with phone.expect_download() as download:
        await card.click()
    assert (await download.value).suggested_filename == paper.name
    assert await phone.locator(".picture").count() == 0
