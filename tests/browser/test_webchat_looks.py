"""What a citizen sees without scrolling or puzzling: the newest message, whole codes, the answer that was chosen."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect

from bot.ports import Shown, ShownButton, ShownLine, ShownSection
from dialogs.effects import Ask, Style
from tests.browser.test_webchat_page import address, begin, photograph, say
from tests.integrations.webchat.stub import House, new_house, review_card, serving

pytestmark = pytest.mark.browser

NEWEST_IN_SIGHT = """() => {
  const view = document.querySelector("#talk").getBoundingClientRect();
  const item = document.querySelector("#log > li:last-child").getBoundingClientRect();
  if (item.height > view.height) return Math.abs(item.top - view.top) < 30;
  return item.top >= view.top && item.bottom <= view.bottom;
}"""
LONG = "Một dòng dài để choán chỗ trên màn hình nhỏ của điện thoại. " * 5
MORE = (ShownButton("go", "Bổ sung ngay"),)


@pytest.fixture
async def house() -> AsyncIterator[House]:
    made = new_house()
    async with serving(made):
        yield made


async def test_of_a_run_of_messages_the_newest_is_in_sight_with_its_buttons(phone: Page, house: House) -> None:
    await begin(phone, house)
    for number in range(3):
        await house.bot.say(address(house), Shown(f"{number}. {LONG}", "vi"))
    await house.bot.say(address(house), Shown(f"Cần bổ sung. {LONG}", "vi", MORE, ask=Ask.CHOICE))
    await expect(phone.get_by_role("button", name="Bổ sung ngay")).to_be_in_viewport(ratio=1)
    await phone.wait_for_function(NEWEST_IN_SIGHT)


async def test_a_message_taller_than_the_screen_shows_its_beginning(phone: Page, house: House) -> None:
    await begin(phone, house)
    await house.bot.say(address(house), Shown(LONG, "vi"))
    lines = tuple(ShownLine(f"Dòng {number}", "giá trị", f"fix:{number}") for number in range(20))
    await house.bot.say(address(house), Shown("Xem lại hồ sơ", "vi", MORE, (ShownSection("Phần", lines),)))
    await expect(phone.get_by_text("Xem lại hồ sơ")).to_be_in_viewport(ratio=1)
    await phone.wait_for_function(NEWEST_IN_SIGHT)


async def test_what_grows_later_does_not_push_the_newest_away(phone: Page, house: House) -> None:
    await begin(phone, house)
    shot = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
    await phone.set_input_files("#attach-file", shot)  # type: ignore[arg-type]
    await expect(phone.get_by_text("Đã nhận ảnh rõ nét")).to_be_visible()
    await house.bot.say(address(house), Shown("Gửi lại nhé?", "vi", MORE, ask=Ask.CHOICE))
    await expect(phone.get_by_text("Gửi lại nhé?")).to_be_in_viewport(ratio=1)
    await phone.wait_for_function(NEWEST_IN_SIGHT)
    await phone.locator(".thumb").evaluate(
        "picture => { picture.style.height = '800px'; picture.style.maxHeight = 'none'; }"
    )
    await phone.wait_for_function(NEWEST_IN_SIGHT)
    await phone.set_viewport_size({"width": 360, "height": 420})  # the keyboard comes up
    await phone.wait_for_function(NEWEST_IN_SIGHT)


async def test_a_reader_who_went_up_is_left_there_until_the_word_for_news_is_tapped(
    desktop: Page, house: House
) -> None:
    await begin(desktop, house)
    for number in range(6):
        await house.bot.say(address(house), Shown(f"{number}. {LONG * 2}", "vi"))
    await expect(desktop.get_by_text("5. Một dòng")).to_be_in_viewport()
    await desktop.wait_for_function(NEWEST_IN_SIGHT)
    await desktop.locator("#talk").hover()
    await desktop.mouse.wheel(0, -600)
    await desktop.wait_for_function("t => t.scrollHeight - t.scrollTop - t.clientHeight > 500", arg=await talk(desktop))
    await desktop.wait_for_timeout(300)  # let the wheel's own movement come to rest
    before = await desktop.locator("#talk").evaluate("t => t.scrollTop")
    await house.bot.say(address(house), Shown("Tin sau cùng.", "vi"))
    await expect(desktop.locator("#newer")).to_be_visible()
    assert await desktop.locator("#talk").evaluate("t => t.scrollTop") == before
    await desktop.click("#newer")
    await expect(desktop.get_by_text("Tin sau cùng.")).to_be_in_viewport(ratio=1)
    await expect(desktop.locator("#newer")).to_be_hidden()


async def talk(page: Page) -> object:
    return await page.locator("#talk").element_handle()


async def test_codes_stand_on_one_line(phone: Page, house: House) -> None:
    await begin(phone, house)
    for words in ("Mã", "Mã đăng ký", "Mã đăng ký của", "Hồ sơ của bạn có mã là"):
        await house.bot.say(address(house), Shown(f"{words} H99.01-261122-0001, DK-261122-0001.", "vi"))
    await expect(phone.locator(".whole")).to_have_count(8)
    lines = await phone.locator(".whole").evaluate_all(
        "all => all.map(n => [n.textContent, n.getClientRects().length])"
    )
    assert lines == [["H99.01-261122-0001", 1], ["DK-261122-0001", 1]] * 4
    await say(phone, "1-22" * 40)  # no code; it must not push the page sideways
    await expect(phone.get_by_text("Đã ghi: 1-22")).to_be_visible()
    assert await phone.locator("#talk").evaluate("t => t.scrollWidth - t.clientWidth") <= 0


async def test_a_page_to_pay_on_opens_beside_the_chat_and_learns_nothing_of_it(phone: Page, house: House) -> None:
    await begin(phone, house)
    buttons = (
        ShownButton("!pay", "Mở trang nộp phí", Style.PRIMARY, link="https://pay.example/p-1"),
        ShownButton("x", "Không phải trang", link="javascript:alert(1)"),
        ShownButton("paid", "Tôi đã nộp"),
    )
    await house.bot.say(address(house), Shown("Nộp phí", "vi", buttons))
    page = phone.get_by_role("link", name="Mở trang nộp phí")
    await expect(page).to_have_attribute("href", "https://pay.example/p-1")
    await expect(page).to_have_attribute("rel", "noopener noreferrer")
    await expect(page).to_have_attribute("target", "_blank")
    await expect(phone.get_by_role("button", name="Tôi đã nộp")).to_be_visible()
    await expect(phone.get_by_text("Không phải trang")).to_have_count(0)
    await say(phone, "Mở trang nộp phí")  # typing its name presses nothing
    assert not [event for event in house.bot.events if event.get("button") == "!pay"]


@pytest.mark.parametrize(("typed", "marked"), [("dong Y.", "Đồng ý"), ("2", "Không đồng ý"), ("để mai", None)])
async def test_a_typed_answer_marks_the_option_it_names(
    phone: Page, house: House, typed: str, marked: str | None
) -> None:
    await begin(phone, house)
    await say(phone, typed)
    await expect(phone.get_by_text(f"Đã ghi: {typed}")).to_be_visible()
    await expect(phone.get_by_text("Ngày sinh của")).to_be_visible()
    if marked is None:
        await expect(phone.locator(".options.past")).to_have_count(0)
        return
    await expect(phone.locator(".options.past .option")).to_have_count(2)
    await expect(phone.locator(".options.past .chosen")).to_contain_text(marked)
    await expect(phone.locator(".options.past .chosen")).to_have_count(1)


async def test_a_status_begins_with_a_capital_and_an_answer_stays_as_written(phone: Page, house: House) -> None:
    await begin(phone, house)
    section = ShownSection("Phiếu lý lịch tư pháp", (ShownLine("Tình trạng", "đã trả kết quả"),))
    await house.bot.say(address(house), review_card("nguyễn văn a"))
    await house.bot.say(address(house), Shown("Hồ sơ của bạn:", "vi", (), (section,), step="dossiers"))
    await expect(phone.get_by_text("Hồ sơ của bạn:")).to_be_visible()
    first = "n => getComputedStyle(n, '::first-letter').textTransform"
    assert await phone.get_by_text("đã trả kết quả").evaluate(first) == "uppercase"
    assert await phone.get_by_text("nguyễn văn a", exact=True).evaluate(first) == "none"
