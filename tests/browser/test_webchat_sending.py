"""Photos and files on their way out: in order, once each, and what happens when one cannot go."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Page, Route, expect

from bot.ports import Shown
from tests.browser.camera import asked_for_a_paper, file, seen, shot
from tests.browser.looks import assert_good_looks
from tests.browser.test_webchat_page import address, begin, photograph, say
from tests.integrations.webchat.stub import House, new_house, serving

pytestmark = pytest.mark.browser

PDF = b"%PDF-1.4 synthetic paper\n" * 40
SENDING = """() => {
  window.sending = new Set();
  const look = () => document.querySelectorAll("li.me progress.sending").forEach((bar) => window.sending.add(bar));
  new MutationObserver(look).observe(document.querySelector("#log"), { childList: true, subtree: true });
}"""


@pytest.fixture
async def house() -> AsyncIterator[House]:
    made = new_house()
    async with serving(made):
        yield made


async def test_three_files_at_once_arrive_in_order_as_one_album(phone: Page, house: House) -> None:
    await asked_for_a_paper(phone, house)
    await phone.evaluate(SENDING)
    pick = phone.locator(".photo .pick input")
    assert await pick.get_attribute("capture") is None and await pick.get_attribute("multiple") is not None
    contents = [shot(), PDF, photograph()]
    await pick.set_input_files(
        [
            file("IMG_1.jpg", contents[0]),
            file("khai sinh.pdf", contents[1], "application/pdf"),
            file("IMG_3.jpg", contents[2]),
        ]
    )
    await expect(phone.get_by_text("Đã nhận ảnh thứ 3")).to_be_visible()
    await expect(phone.locator(".waiting")).to_have_count(0)
    assert house.bot.fetched == contents
    sent: list[Any] = [event for event in house.bot.events if event["kind"] == "sent_file"]
    assert [event["file"]["name"] for event in sent] == ["IMG_1.jpg", "khai sinh.pdf", "IMG_3.jpg"]
    assert len({event["album"] for event in sent}) == 1 and sent[0]["album"]
    assert [event["file"]["compressed"] for event in sent] == [False] * 3
    assert await phone.evaluate("window.sending.size") == 3, "each showed how far it was"
    names = await phone.locator("li.me .file span").all_inner_texts()
    assert [name.splitlines()[0] for name in names] == ["IMG_1.jpg", "khai sinh.pdf", "IMG_3.jpg"]
    assert await phone.locator(".bubble.shown").count() == 2
    await assert_good_looks(phone)


async def test_one_file_too_big_is_named_and_the_others_go(phone: Page, house: House) -> None:
    await asked_for_a_paper(phone, house)
    big, other = file("qua-lon.jpg", b"x" * (20 * 1024 * 1024 + 1)), photograph()
    await phone.locator(".photo .pick input").set_input_files([file("1.jpg", shot()), big, file("2.jpg", other)])
    await expect(phone.locator("#toast")).to_have_text(
        "Tệp “qua-lon.jpg” lớn quá 20 MB. Mời chụp lại hoặc chọn tệp nhỏ hơn."
    )
    await expect(phone.get_by_text("Đã nhận ảnh thứ 2")).to_be_visible()
    assert house.bot.fetched == [shot(), other]


async def test_an_upload_that_breaks_or_falls_silent_is_sent_again_and_kept_once(phone: Page, house: House) -> None:
    await phone.clock.install()
    await asked_for_a_paper(phone, house)
    await phone.evaluate("navigator.serviceWorker.ready")
    tries: list[Route] = []

    async def spoil(route: Route) -> None:
        tries.append(route)
        if len(tries) == 1:
            await route.abort()
        elif len(tries) == 2:
            return  # nobody ever answers
        else:
            await route.continue_()

    await phone.route("**/chat/api/files", spoil)
    await phone.locator(".photo .pick input").set_input_files([file("1.jpg", shot()), file("2.jpg", photograph())])
    async with phone.expect_event("requestfailed"):
        pass
    await expect(phone.locator("li.me.waiting")).to_have_count(2)
    await phone.clock.fast_forward(2_000)
    while len(tries) < 2:
        await phone.wait_for_timeout(50)
    await phone.clock.fast_forward(50_000)
    await phone.clock.fast_forward(5_000)
    await expect(phone.get_by_text("Đã nhận ảnh thứ 2")).to_be_visible()
    assert len(tries) == 4 and len(house.bot.fetched) == 2
    sent: list[Any] = [event for event in house.bot.events if event["kind"] == "sent_file"]
    assert [event["file"]["name"] for event in sent] == ["1.jpg", "2.jpg"]


async def test_a_photo_waits_for_the_network_by_name_and_size_also_over_a_reload(phone: Page, house: House) -> None:
    await asked_for_a_paper(phone, house)
    await phone.evaluate("navigator.serviceWorker.ready")
    await phone.context.set_offline(True)
    await phone.locator(".photo .shoot input").set_input_files(file("IMG_1.jpg", shot()))
    size = f"{round(len(shot()) / 1000)} KB"
    for _ in range(2):
        await expect(phone.locator("li.me.waiting .file")).to_have_text(f"IMG_1.jpg{size}")
        await expect(phone.locator("li.me.waiting .thumb")).to_be_visible()
        await phone.reload()
    await phone.context.set_offline(False)
    await seen(phone)
    assert house.bot.fetched == [shot()]
    await expect(phone.locator("li.me .file")).to_have_text(f"IMG_1.jpg{size}")


async def test_a_file_that_the_phone_took_away_is_said_to_be_gone(phone: Page, house: House) -> None:
    await begin(phone, house)
    await phone.evaluate("navigator.serviceWorker.ready")
    await phone.route("**/chat/api/files", lambda route: route.abort())
    told = await phone.evaluate("""async () => {
      const wire = [...performance.getEntriesByType("resource")].find((one) => one.name.endsWith("/wire.js")).name;
      const { upload } = await import(wire);
      const send = (file) => upload({ id: "x", album: "", file }, () => {});
      const tell = (file) => send(file).catch((trouble) => [trouble.status, trouble.passing, trouble.words]);
      const here = new File(["a"], "a.jpg"), gone = new File(["a"], "a.jpg");
      const lost = { arrayBuffer: () => Promise.reject(new Error("gone")) };
      Object.defineProperty(gone, "slice", { value: () => lost });
      return [await tell(here), await tell(gone)];
    }""")
    assert told == [[0, True, ""], [410, False, "Không đọc được tệp này nữa. Mời chọn lại."]]


async def test_what_does_not_fit_the_browsers_store_is_sent_in_its_turn(phone: Page, house: House) -> None:
    await begin(phone, house)
    await phone.evaluate("""() => {
      const add = IDBObjectStore.prototype.add;
      IDBObjectStore.prototype.add = function (thing) {
        if (thing.event?.text === "hai") throw new DOMException("full", "QuotaExceededError");
        return add.call(this, thing);
      };
    }""")
    await phone.context.set_offline(True)
    for text in ("một", "hai", "ba"):
        await say(phone, text)
    await expect(phone.locator(".waiting")).to_have_count(3)
    await phone.context.set_offline(False)
    await expect(phone.get_by_text("Đã ghi: ba")).to_be_visible()
    await expect(phone.locator(".waiting")).to_have_count(0)
    assert [event["text"] for event in house.bot.events if event["kind"] == "wrote"] == ["một", "hai", "ba"]


async def test_a_kind_of_picture_that_the_browser_cannot_draw_is_sent_under_its_name(phone: Page, house: House) -> None:
    await begin(phone, house)
    content = b"\x00\x00\x00\x18ftypheic synthetic"
    await phone.set_input_files("#attach-file", file("IMG_2.HEIC", content, "image/heic"))
    await expect(phone.get_by_text("Đã nhận ảnh rõ nét")).to_be_visible()
    await expect(phone.locator(".thumb")).to_have_count(0)
    await expect(phone.locator("li.me .file")).to_contain_text("IMG_2.HEIC")
    assert house.bot.fetched == [content]


async def test_the_camera_stands_beside_the_keyboard_while_a_photo_is_wanted(phone: Page, house: House) -> None:
    await begin(phone, house)
    await expect(phone.locator("#shoot")).to_be_hidden()
    await say(phone, "khai sinh")
    await expect(phone.locator("#shoot")).to_be_visible()
    await house.bot.say(address(house), Shown("Hồ sơ khác đã được tiếp nhận.", "vi"))
    await expect(phone.locator("#shoot")).to_be_visible()
    await assert_good_looks(phone)
    await phone.set_input_files("#shoot-file", file("IMG_1.jpg", shot()))
    await seen(phone)
    await phone.get_by_role("button", name="Đủ rồi").click()
    await expect(phone.get_by_text("Mời kiểm tra lại")).to_be_visible()
    await expect(phone.locator("#shoot")).to_be_hidden()
