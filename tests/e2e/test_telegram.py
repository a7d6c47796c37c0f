"""The whole product with Telegram, by polling and by webhook: from the first message to the result."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest
import pytest_asyncio

from tests.e2e.asides import ready, rows, until
from tests.e2e.house import SECRET, House, picture, running
from tests.e2e.officer import PDF
from tests.e2e.phone import Form, Phone
from tests.people import HOA
from tests.server import ROOT

pytestmark = pytest.mark.asyncio(loop_scope="module")

COUNTER = {**HOA, "channel": "Tại quầy"}
"""Filing at the counter asks for two pictures."""
OLD = "Nút này của câu hỏi cũ"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def houses(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[dict[str, House]]:
    """One product in each mode."""
    folder = tmp_path_factory.mktemp("telegram")
    async with running(folder / "polling") as polling, running(folder / "webhook", "webhook") as webhook:
        yield {"polling": polling, "webhook": webhook}


def in_both_modes(story: Callable[[House], Awaitable[None]]) -> Callable[[dict[str, House]], Awaitable[None]]:
    """The same by polling and by webhook, at the same time: most of it is waiting for Telegram's pace."""

    async def played(houses: dict[str, House]) -> None:
        await asyncio.gather(*(story(house) for house in houses.values()))

    played.__name__, played.__doc__ = story.__name__, story.__doc__
    return played


async def asked_for_purpose(house: House, name: str) -> Phone:
    """A citizen who stands before the first question."""
    phone = Phone(house.fake.citizen(name))
    await phone.opens()
    return phone


# ------------------------------------------------------------ the whole story


async def apply(house: House, form: Form) -> tuple[Phone, str]:
    """From /start to the registration code, photos and a change on the card included."""
    phone = Phone(house.fake.citizen("Hoa"), form)
    await phone.opens()
    await phone.fills(COUNTER, until="id_card")
    await phone.citizen.sends_album([picture(60), picture(180)], order=[1, 0])
    await phone.hears("2/2", "Đọc rõ không?")
    await phone.citizen.presses("✔ Rõ, đủ rồi")
    card = await phone.hears("Xem lại hồ sơ", "Họ và tên: Nguyễn Thị Hoa", "Ảnh giấy tờ tuỳ thân: 2 ảnh")
    assert card.text == unicodedata.normalize("NFC", card.text)
    await phone.citizen.presses("✎ Liên lạc")
    await phone.hears("Chọn dòng cần sửa")
    await phone.citizen.presses("✎ Số điện thoại")
    await phone.hears("Số điện thoại liên lạc?", "Đang ghi: 0900 000 012")
    await phone.asked("0900.000.013", "Xem lại hồ sơ", "0900 000 013")
    await phone.citizen.presses("📨 Nộp hồ sơ")
    await phone.hears("chịu trách nhiệm về lời khai")
    await phone.citizen.presses("Đồng ý")
    filed = await phone.hears("Mã đăng ký: DK-")
    await phone.citizen.presses("Chép mã hồ sơ")
    assert phone.citizen.clipboard in filed.text
    return phone, phone.citizen.clipboard


async def decide(house: House, phone: Phone, registration: str) -> None:
    """Accepted, asked for photos again, repaired, done, handed over: each is told on the phone."""
    officer, citizen = house.officer, phone.citizen
    dossier = await officer.find(registration)
    await officer.moves(dossier, "accept")
    accepted = await phone.hears("đã được tiếp nhận", "Hẹn trả kết quả: ")
    (label,) = accepted.copies
    code = accepted.copies[label]
    assert re.fullmatch(r"H99\.01-\d{6}-\d{4}", code) and code in accepted.text
    await citizen.presses(label)
    assert citizen.clipboard == code

    await officer.asks_again(dossier, "id_card", "Ảnh mờ & <nghiêng>.")
    await phone.hears("cần bổ sung: Ảnh giấy tờ tuỳ thân", "Lý do: Ảnh mờ & <nghiêng>.")
    await citizen.presses("Bổ sung ngay")
    await phone.hears("Chụp 2 mặt thẻ căn cước")
    await citizen.sends_document(picture(30), "mặt trước.jpg", "image/jpeg")
    await phone.hears("1/2")
    await citizen.sends_document(picture(220), "mặt sau.jpg", "image/jpeg")
    await phone.hears("2/2")
    await citizen.presses("✔ Rõ, đủ rồi")
    await phone.hears("Phần bổ sung của hồ sơ", "đã đủ")
    await citizen.presses("📨 Nộp lại")
    if "chịu trách nhiệm" in (await phone.hears("")).text:
        await citizen.presses("Đồng ý")
    await phone.hears("Đã nhận phần bổ sung")
    assert "Công dân đã bổ sung" in await officer.dossier(dossier)

    await officer.moves(dossier, "process")
    await phone.hears("đang được xử lý")
    await officer.moves(dossier, "finish")
    await phone.hears("đã có kết quả")
    await officer.hands_over(dossier)
    result = await phone.hears_that(lambda seen: bool(seen.document), "the result")
    assert house.fake.world.files[result.document].content == PDF
    assert result.file_name.endswith(".pdf") and code in result.text
    mine = await phone.asked("hồ sơ của tôi", "Hồ sơ của bạn:", code)
    assert "đã trả kết quả" in mine.text.casefold()


async def whole_story(house: House, form: Form) -> None:
    await decide(house, *await apply(house, form))


async def test_a_whole_application_in_both_modes(houses: dict[str, House]) -> None:
    """At the same time, because each must keep Telegram's pace of a message a second; one of them types in NFD."""
    await asyncio.gather(whole_story(houses["polling"], "NFC"), whole_story(houses["webhook"], "NFD"))
    for house in houses.values():
        assert rows(house.product, "SELECT kind, error FROM posts WHERE state = 2") == []
        assert ready(house.product)["poison"] == 0


# ------------------------------------------------------------ odd ways to answer


@in_both_modes
async def test_an_old_button_changes_nothing(house: House) -> None:
    phone = await asked_for_purpose(house, "Cũ")
    question = phone.citizen.bot_messages()[-1]
    await phone.citizen.presses("Du học")
    await phone.hears("Cần loại phiếu nào?")
    await phone.citizen.forges(question.data["Xin việc làm"], question.id)
    await phone.hears(OLD, "Cần loại phiếu nào?")
    await phone.citizen.forges("made-up:" + "x" * 50, question.id)
    await phone.hears(OLD, "Cần loại phiếu nào?")


@in_both_modes
async def test_a_double_tap_answers_once(house: House) -> None:
    phone = await asked_for_purpose(house, "Bấm Hai")
    question = phone.citizen.bot_messages()[-1]
    for _ in range(2):
        await phone.citizen.forges(question.data["Du học"], question.id)
    await phone.hears("Bước 2/", "Cần loại phiếu nào?")
    await phone.hears("đã được ghi nhận", "Bước 2/", "Cần loại phiếu nào?")


@in_both_modes
async def test_two_messages_at_once_are_two_answers_in_order(house: House) -> None:
    phone = await asked_for_purpose(house, "Nhanh")
    for text in ("Du học", "số 1", "cho chính tôi"):
        await phone.says(text)
    await phone.hears("Cần loại phiếu nào?")
    await phone.hears("Xin phiếu cho ai?")
    await phone.hears("Muốn nộp bằng cách nào?")


@in_both_modes
async def test_what_is_no_text_gets_an_answer_and_the_question_again(house: House) -> None:
    phone = await asked_for_purpose(house, "Lạ")
    citizen = phone.citizen
    ways = {
        "Nhãn dán": citizen.sends_sticker,
        "tin thoại": citizen.sends_voice,
        "Vị trí": citizen.sends_location,
        "Danh thiếp": citizen.sends_contact,
        "Bước này chưa cần ảnh": lambda: citizen.sends_photo(picture()),
        "Loại tin này": citizen.sends_dice,
    }
    for words, send in ways.items():
        await send()
        await phone.hears(words, "Xin phiếu lý lịch tư pháp để làm gì?")
    wrong = await citizen.says("gõ nhầm")
    await phone.hears("Bước 1/")
    await citizen.edits(wrong, "du học")
    await phone.hears("Sửa tin cũ không làm đổi hồ sơ", "Bước 1/")


@in_both_modes
async def test_a_text_without_end(house: House) -> None:
    phone = await asked_for_purpose(house, "Dài")
    await phone.says("a" * 5000)
    await phone.hears("Bước 1/")
    await phone.says("ạ" * 5001)
    await phone.hears("Tin dài quá 5.000 ký tự", "Bước 1/")
    await phone.says("​​")
    await phone.hears("không có chữ nào đọc được", "Bước 1/")


@in_both_modes
async def test_an_english_conversation(house: House) -> None:
    phone = await asked_for_purpose(house, "Ann")
    await phone.asked("ngôn ngữ", "Choose a language")
    await phone.citizen.presses("English")
    await phone.hears("Step 1/", "What do you need the certificate for?")
    await phone.citizen.presses("Study abroad")
    await phone.hears("Step 2/")
    await phone.asked("my dossiers", "Your")
    await phone.asked("tiếng việt", "Bước 2/")


# ------------------------------------------------------------ troubles of the line


@in_both_modes
async def test_blocked_and_unblocked(house: House) -> None:
    """Who blocked the bot is left alone; who comes back finds everything where it was."""
    phone = await asked_for_purpose(house, "Chặn")
    await phone.citizen.blocks()
    where = ("telegram", phone.citizen.address)
    reachable = "SELECT reachable FROM places WHERE channel = ? AND address = ?"
    await until(lambda: rows(house.product, reachable, *where) == [(0,)], "the block to be known")
    await phone.citizen.unblocks()
    await until(lambda: rows(house.product, reachable, *where) == [(1,)], "the return to be known")
    await phone.asked("du học", "Cần loại phiếu nào?")


@in_both_modes
async def test_too_many_requests_are_waited_out(house: House) -> None:
    phone = await asked_for_purpose(house, "Chậm")
    house.fake.faults.too_fast(2, chat=phone.citizen.chat.id, times=2)
    await phone.asked("du học", "Cần loại phiếu nào?")
    await phone.asked("số 1", "Xin phiếu cho ai?")
    assert sum("Cần loại phiếu nào?" in seen.text for seen in phone.citizen.bot_messages()) == 1
    assert house.fake.faults.injected >= 2


@in_both_modes
async def test_killed_in_the_middle_of_a_talk(house: House) -> None:
    """What was said while nobody listened is answered once, after the start, and nothing before it is lost."""
    phone = await asked_for_purpose(house, "Bền")
    await phone.asked("du học", "Cần loại phiếu nào?")
    await asyncio.to_thread(house.product.kill)
    await phone.says("số 1")
    await phone.says("cho chính tôi")
    await house.starts()
    await phone.hears("Xin phiếu cho ai?")
    await phone.hears("Muốn nộp bằng cách nào?")
    await phone.asked("xem lại", "Mục đích: Du học", "Loại phiếu: Phiếu số 1")
    said = [seen.text for seen in phone.citizen.bot_messages()]
    assert sum("Xin phiếu cho ai?" in text for text in said) == 1


# ------------------------------------------------------------ strangers at the door


async def arrivals(house: House) -> int:
    (count,) = rows(house.product, "SELECT count(*) FROM arrivals WHERE channel = 'telegram'")[0]
    return int(count)


def forged(house: House, phone: Phone) -> dict[str, Any]:
    """A press in somebody else's name."""
    question = phone.citizen.bot_messages()[-1]
    chat = {"id": phone.citizen.id, "type": "private", "first_name": "X"}
    message = {"message_id": question.id, "date": 0, "chat": chat}
    press = {"id": "1", "from": phone.citizen.user(), "chat_instance": "1", "data": question.data["Du học"]}
    return {"update_id": 1, "callback_query": {**press, "message": message}}


async def test_the_webhook_hears_only_who_knows_the_secret(houses: dict[str, House]) -> None:
    house = houses["webhook"]
    phone = await asked_for_purpose(house, "Đích")
    before = await arrivals(house)
    header = "X-Telegram-Bot-Api-Secret-Token"
    async with httpx.AsyncClient(base_url=house.product.base, timeout=30) as stranger:
        wrong: list[dict[str, Any]] = [{}, {header: ""}, {header: SECRET[:-1]}, {header: SECRET.upper()}]
        for headers in wrong:
            answer = await stranger.post("/webhooks/telegram", json=forged(house, phone), headers=headers)
            assert answer.status_code == 401
        malformed = await stranger.post("/webhooks/telegram", content=b'{"update', headers={header: SECRET})
        assert malformed.status_code == 400
    assert await arrivals(house) == before
    await phone.asked("du học", "Cần loại phiếu nào?")


async def test_no_webhook_where_polling_is_the_way(houses: dict[str, House]) -> None:
    house = houses["polling"]
    phone = await asked_for_purpose(house, "Cửa")
    async with httpx.AsyncClient(base_url=house.product.base, timeout=30) as stranger:
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        answer = await stranger.post("/webhooks/telegram", json=forged(house, phone), headers=headers)
    assert answer.status_code == 404


@in_both_modes
async def test_what_cannot_be_read_is_kept_and_blocks_nobody(house: House) -> None:
    phone = await asked_for_purpose(house, "Hỏng")
    before = ready(house.product)["poison"]
    house.fake.updates.add_raw({"message": {"text": "canary", "chat": "nowhere"}})
    house.fake.updates.add_raw({"brand_new_kind": {}})
    await phone.asked("du học", "Cần loại phiếu nào?")
    await until(lambda: ready(house.product)["poison"] == before + 2, "both to be kept")


@in_both_modes
async def test_in_a_group_nothing_personal_happens(house: House) -> None:
    group = house.fake.group("Tổ dân phố 5")
    member = house.fake.member("Tổ trưởng", group)
    await member.says("lý lịch tư pháp")
    told = await member.next_message(60)
    assert "khung chat riêng" in told.text and not told.data
    await member.says("030190000018")
    assert "khung chat riêng" in (await member.next_message(60)).text


def ticket(house: House) -> str:
    """``python run_bot.py ticket 3.000333`` beside the running product."""
    environment = {**os.environ, **house.product.settings, "MOTCUA_DATA_DIR": str(house.product.folder / "data")}
    command = [sys.executable, "run_bot.py", "ticket", "3.000333"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=120)
    return done.stdout.split()[-1]


@in_both_modes
async def test_a_ticket_in_a_link_opens_the_procedure_once(house: House) -> None:
    made = await asyncio.to_thread(ticket, house)
    phone, late = Phone(house.fake.citizen("Có Vé")), Phone(house.fake.citizen("Đến Sau"))
    await phone.asked(f"/start {made}", "Bước 1/", "Xin phiếu lý lịch tư pháp để làm gì?")
    await late.asked(f"/start {made}", "Bạn cần làm thủ tục nào?")
    await late.asked("/start 3.000333", "Bạn cần làm thủ tục nào?")
