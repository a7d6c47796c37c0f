"""The web chat as a citizen uses it on a small phone, against a real server with a scripted bot."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator

import pytest
from PIL import Image
from playwright.async_api import Page, expect

from bot.ports import Shown
from tests.browser.conftest import OpenPage
from tests.browser.looks import assert_good_looks
from tests.integrations.webchat.stub import House, new_house, review_card, serving

pytestmark = pytest.mark.browser


@pytest.fixture
async def house() -> AsyncIterator[House]:
    made = new_house()
    async with serving(made):
        yield made


def photograph() -> bytes:
    """A generated JPEG, as a camera would hand over."""
    kept = io.BytesIO()
    Image.effect_noise((320, 200), 40).convert("RGB").save(kept, "JPEG")
    return kept.getvalue()


async def begin(page: Page, house: House) -> None:
    await page.goto(house.url + "/chat")
    await expect(page.get_by_role("button", name="Đồng ý", exact=True)).to_be_enabled()


async def say(page: Page, text: str) -> None:
    await page.fill("#words", text)
    await page.press("#words", "Enter")


async def bubbles(page: Page) -> list[str]:
    own: list[str] = await page.eval_on_selector_all(
        "#log > li.me .bubble",
        "all => all.map(n => [...n.childNodes].filter(c => c.nodeType === 3).map(c => c.data).join(''))",
    )
    return own


def address(house: House) -> str:
    return next(iter(house.store.chats))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_a_whole_application_on_a_small_phone(open_page: OpenPage, house: House, dark: bool) -> None:
    page = await open_page(360, 740, dark=dark)
    await begin(page, house)
    await expect(page.get_by_text("Bước 1/8")).to_be_visible()
    await assert_good_looks(page)
    await page.get_by_role("button", name="Đồng ý", exact=True).click()
    await expect(page.get_by_text("Họ và tên khai sinh")).to_be_visible()
    await expect(page.locator(".options.past .chosen")).to_contain_text("Đồng ý")
    await expect(page.locator(".options.past .option").first).to_be_disabled()
    await say(page, "Nguyễn Văn A")
    await expect(page.get_by_text("Ngày sinh của")).to_be_visible()
    await expect(page.locator("#words")).to_have_attribute("inputmode", "numeric")
    await page.fill("#words", "05031990")
    await expect(page.locator("#hint")).to_have_text("Sẽ gửi: 05/03/1990")
    await assert_good_looks(page)
    await page.click("#send")
    await page.get_by_role("searchbox").fill("muong")
    await expect(page.locator(".choices .option:visible")).to_have_text(["Mường"])
    await assert_good_looks(page)
    await page.get_by_role("button", name="Mường", exact=True).click()
    await expect(page.get_by_text("Bước 6/8")).to_be_visible()
    await assert_good_looks(page)
    picture = photograph()
    shot = {"name": "mat-truoc.jpg", "mimeType": "image/jpeg", "buffer": picture}
    camera = page.locator(".photo .shoot input")
    assert await camera.get_attribute("capture") == "environment"
    await camera.set_input_files(shot)
    await expect(page.get_by_text("Đã nhận ảnh rõ nét")).to_be_visible()
    assert house.bot.fetched == [picture]
    await expect(page.get_by_text("Mời chụp mặt trước")).to_have_count(0)  # replaced
    await assert_good_looks(page)
    await page.locator("button.line", has_text="Họ và tên").click()
    await expect(page.get_by_text("Mời nhập lại họ và tên.")).to_be_visible()
    await house.bot.say(address(house), review_card("NGUYỄN VĂN B"))
    await page.locator("[data-button='review:send']").click()
    async with page.expect_download() as download:
        await page.get_by_role("link", name="phieu-hen.pdf").click()
    assert (await download.value).suggested_filename == "phieu-hen.pdf"
    await assert_good_looks(page)
    assert await bubbles(page) == ["Đồng ý", "Nguyễn Văn A", "05/03/1990", "Mường", "", "Sửa: Họ và tên", "Nộp hồ sơ"]


async def test_a_reload_midway_shows_the_same_and_goes_on(phone: Page, house: House) -> None:
    await begin(phone, house)
    await phone.get_by_role("button", name="Đồng ý", exact=True).click()
    await say(phone, "Nguyễn Văn A")
    await expect(phone.get_by_text("Ngày sinh của")).to_be_visible()
    await phone.fill("#words", "05/03")
    before = await phone.locator("#log").inner_text()
    await phone.reload()
    await expect(phone.get_by_text("Ngày sinh của")).to_be_visible()
    assert await phone.locator("#log").inner_text() == before
    await expect(phone.locator("#words")).to_have_value("05/03")
    await expect(phone.get_by_text("Bước 3/8")).to_be_visible()
    assert sum(e["kind"] == "opened" for e in house.bot.events) == 1
    await say(phone, "05/03/1990")
    await expect(phone.get_by_role("searchbox")).to_be_visible()


async def test_what_is_typed_offline_is_sent_once_later_even_after_a_reload(phone: Page, house: House) -> None:
    await begin(phone, house)
    await phone.evaluate("navigator.serviceWorker.ready")
    await phone.context.set_offline(True)
    await expect(phone.locator("#offline")).to_be_visible()
    await say(phone, "một")
    await say(phone, "hai")
    await expect(phone.get_by_text("Chờ mạng, sẽ tự gửi")).to_have_count(2)
    await assert_good_looks(phone)
    await phone.reload()
    await expect(phone.get_by_text("Chờ mạng, sẽ tự gửi")).to_have_count(2)
    assert not [e for e in house.bot.events if e["kind"] == "wrote"]
    await phone.context.set_offline(False)
    await expect(phone.get_by_text("Đã ghi: hai")).to_be_visible()
    await expect(phone.locator(".waiting")).to_have_count(0)
    assert [e["text"] for e in house.bot.events if e["kind"] == "wrote"] == ["một", "hai"]
    assert await bubbles(phone) == ["một", "hai"]


async def test_a_lost_answer_leads_to_a_retry_with_the_same_id_and_no_double(phone: Page, house: House) -> None:
    await begin(phone, house)
    await phone.evaluate("navigator.serviceWorker.ready")
    lost = []

    async def lose(route) -> None:  # type: ignore[no-untyped-def]
        if lost:
            await route.continue_()
            return
        lost.append(await route.fetch())  # the server took it ...
        await route.abort()  # ... and the phone never heard

    await phone.route("**/chat/api/events", lose)
    await say(phone, "đúng một lần")
    await expect(phone.get_by_text("Đã ghi: đúng một lần")).to_have_count(1)
    await expect(phone.locator(".waiting")).to_have_count(0)
    await phone.reload()
    await expect(phone.get_by_text("Đã ghi: đúng một lần")).to_have_count(1)
    assert len(lost) == 1 and [e["text"] for e in house.bot.events if e["kind"] == "wrote"] == ["đúng một lần"]


async def test_the_page_outlives_a_restart_of_the_server(phone: Page) -> None:
    house = new_house()
    async with serving(house):
        await begin(phone, house)
    await say(phone, "khi máy chủ tắt")
    async with serving(house):
        await house.bot.say(address(house), Shown("Tin sau khi khởi động lại.", "vi"))
        await expect(phone.get_by_text("Tin sau khi khởi động lại.")).to_be_visible(timeout=15_000)
        await expect(phone.get_by_text("Đã ghi: khi máy chủ tắt")).to_have_count(1, timeout=15_000)
        assert len(await phone.locator("#log > li[data-seq]").all()) == 5


async def test_another_device_takes_over_by_code(phone: Page, desktop: Page, house: House) -> None:
    await begin(phone, house)
    await phone.get_by_role("button", name="Đồng ý", exact=True).click()
    await expect(phone.get_by_text("Họ và tên khai sinh")).to_be_visible()
    await phone.click("#open-menu")
    await assert_good_looks(phone)
    await phone.locator("#sheet-menu").get_by_role("button", name="Chuyển sang máy khác").click()
    await phone.click("#get-code")
    await expect(phone.locator("#digits")).not_to_contain_text("•")
    code = await phone.locator("#digits").inner_text()
    await assert_good_looks(phone)
    await desktop.goto(house.url + "/chat")
    await desktop.locator("#side-menu").get_by_role("button", name="Chuyển sang máy khác").click()
    await desktop.fill("#join-code", "00000000" if code != "0000 0000" else "11111111")
    await desktop.press("#join-code", "Enter")
    await expect(desktop.locator("#join-error")).to_contain_text("Mã không đúng")
    await desktop.fill("#join-code", code)
    await desktop.press("#join-code", "Enter")
    await expect(desktop.get_by_text("Họ và tên khai sinh")).to_be_visible()
    await assert_good_looks(desktop)
    await say(desktop, "Nguyễn Văn A")
    await phone.keyboard.press("Escape")
    await expect(phone.get_by_text("Đã ghi: Nguyễn Văn A")).to_be_visible()


async def test_leaving_a_shared_machine_leaves_nothing_behind(phone: Page, house: House) -> None:
    await begin(phone, house)
    await phone.click("#open-menu")
    await phone.locator("#sheet-menu").get_by_role("button", name="Rời khỏi máy này").click()
    await phone.click("#leave-now")
    await phone.wait_for_url(house.url + "/")
    await begin(phone, house)
    assert len(house.store.chats) == 2


async def test_menu_words_are_posted_as_stable_ids(phone: Page, house: House) -> None:
    await begin(phone, house)
    for name in ("Lùi một bước", "Xem lại", "Trợ giúp", "Gặp cán bộ", "Hồ sơ của tôi", "Dữ liệu của tôi"):
        await phone.click("#open-menu")
        await phone.locator("#sheet-menu").get_by_role("button", name=name).click()
    await expect(phone.locator(".waiting")).to_have_count(0)
    await expect(phone.locator("#log > li.me")).to_have_count(6)
    await expect(phone.locator("#log > li.bot")).to_have_count(8)
    pressed = [e["button"] for e in house.bot.events if e["kind"] == "pressed"]
    assert pressed == ["!back", "!review", "!help", "!person", "!dossiers", "!my-data"]
    await expect(phone.get_by_role("button", name="Đồng ý", exact=True)).to_be_enabled()  # the question stays open


async def test_a_notice_leaves_the_open_question_open(phone: Page, house: House) -> None:
    await begin(phone, house)
    await house.bot.say(address(house), Shown("Hồ sơ khác của anh/chị đã được tiếp nhận.", "vi"))
    await expect(phone.get_by_text("đã được tiếp nhận")).to_be_visible()
    await expect(phone.get_by_role("button", name="Đồng ý", exact=True)).to_be_enabled()


async def test_a_double_tap_presses_once(phone: Page, house: House) -> None:
    await begin(phone, house)
    await phone.get_by_role("button", name="Đồng ý", exact=True).dblclick()
    await expect(phone.get_by_text("Họ và tên khai sinh")).to_have_count(1)
    assert len([e for e in house.bot.events if e["kind"] == "pressed"]) == 1


async def test_texts_are_never_markup(phone: Page, house: House) -> None:
    await begin(phone, house)
    await say(phone, "<img src=x onerror=alert(1)><b>đậm")
    await expect(phone.get_by_text("Đã ghi: <img src=x onerror=alert(1)><b>đậm")).to_be_visible()
    assert await phone.locator("#log img, #log b").count() == 0


async def test_the_page_speaks_the_language_of_the_messages(phone: Page, house: House) -> None:
    await begin(phone, house)
    await say(phone, "english")
    await expect(phone.get_by_role("button", name="I agree", exact=True)).to_be_visible()
    await expect(phone.get_by_text("Step 1/8")).to_be_visible()
    await expect(phone.locator("html")).to_have_attribute("lang", "en")
    await assert_good_looks(phone)


async def test_the_keyboard_alone_is_enough(desktop: Page, house: House) -> None:
    await begin(desktop, house)
    await desktop.get_by_role("button", name="Đồng ý", exact=True).focus()
    await desktop.keyboard.press("Enter")
    await expect(desktop.locator("#words")).to_be_focused()
    await desktop.keyboard.type("Nguyễn Văn A\n01/02/1990\n")
    await desktop.get_by_role("searchbox").focus()
    await desktop.keyboard.type("e de")
    await desktop.keyboard.press("Enter")
    await expect(desktop.get_by_text("Mời chụp mặt trước")).to_be_visible()
    assert [e["button"] for e in house.bot.events if e["kind"] == "pressed"] == ["consent:yes", "eth:11"]


async def test_a_file_too_big_is_refused_before_it_is_sent(phone: Page, house: House) -> None:
    await begin(phone, house)
    big = {"name": "to.jpg", "mimeType": "image/jpeg", "buffer": b"x" * (20 * 1024 * 1024 + 1)}
    await phone.set_input_files("#attach-file", big)
    await expect(phone.locator("#toast")).to_contain_text("lớn quá 20 MB")
    assert house.vault.kept == {}


async def test_a_refused_message_can_be_tried_again_with_the_same_id(phone: Page, house: House) -> None:
    await begin(phone, house)
    await phone.evaluate("navigator.serviceWorker.ready")
    ids: list[str] = []

    async def refuse(route) -> None:  # type: ignore[no-untyped-def]
        ids.append(route.request.post_data_json["id"])
        trouble = {"error": "malformed", "message": {"vi": "Chưa nhận được.", "en": "No."}}
        await (route.fulfill(status=400, json=trouble) if len(ids) == 1 else route.continue_())

    await phone.route("**/chat/api/events", refuse)
    await say(phone, "thử lại nhé")
    await expect(phone.get_by_text("Chưa nhận được.")).to_be_visible()
    await assert_good_looks(phone)
    await phone.get_by_role("button", name="Thử lại").click()
    await expect(phone.get_by_text("Đã ghi: thử lại nhé")).to_be_visible()
    assert len(ids) == 2 and len(set(ids)) == 1


@pytest.mark.parametrize(("width", "dark"), [(360, False), (360, True), (1280, False)])
async def test_the_landing_page_leads_to_the_chat(open_page: OpenPage, house: House, width: int, dark: bool) -> None:
    page = await open_page(width, 800, dark=dark, touch=width < 1000)
    await page.goto(house.url)
    await assert_good_looks(page, least=24)
    await expect(page.get_by_role("link", name="Dành cho cán bộ")).to_have_attribute("href", "/staff")
    await page.get_by_role("link", name="Bắt đầu trò chuyện").click()
    await expect(page.get_by_text("Bước 1/8")).to_be_visible()
