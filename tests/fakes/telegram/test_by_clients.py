"""The fake judged by the two client libraries that this project did not write: what one lets through the other sees."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiogram
import aiogram.exceptions as ear
import aiohttp
import pytest
import telegram
import telegram.error as mouth
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.faults import Trouble
from tests.fakes.telegram.small import jpeg
from tests.fakes.telegram.test_by_spec import everything_a_citizen_does

KEYS = {"inline_keyboard": [[{"text": "Có", "callback_data": "co"}]]}


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as made:
        yield made


@pytest.fixture
async def hears(fake: FakeTelegram) -> AsyncIterator[aiogram.Bot]:
    bot = aiogram.Bot(fake.token, session=AiohttpSession(api=TelegramAPIServer.from_base(fake.base)))
    async with bot:
        yield bot


@pytest.fixture
async def speaks(fake: FakeTelegram) -> AsyncIterator[telegram.Bot]:
    bot = telegram.Bot(fake.token, base_url=f"{fake.base}/bot", base_file_url=f"{fake.base}/file/bot")
    async with bot:
        yield bot


async def test_both_read_every_update_alike(fake: FakeTelegram, hears: aiogram.Bot, speaks: telegram.Bot) -> None:
    await everything_a_citizen_does(fake)
    first = await hears.get_updates(timeout=0)
    second = await speaks.get_updates(timeout=0)
    assert len(first) == len(second) >= 20
    for one, other in zip(first, second, strict=True):
        assert one.update_id == other.update_id
        ours, theirs = one.message or one.edited_message, other.message or other.edited_message
        assert (ours is None) == (theirs is None)
        if ours and theirs:
            assert (ours.message_id, ours.text, ours.media_group_id) == (
                theirs.message_id,
                theirs.text,
                theirs.media_group_id,
            )
            assert ours.date == theirs.date
        assert not one.model_extra
        assert not other.api_kwargs


async def test_ptb_sends_changes_and_downloads(fake: FakeTelegram, speaks: telegram.Bot) -> None:
    citizen = fake.citizen("Võ Thị Em").opens()
    markup = telegram.InlineKeyboardMarkup.de_json(KEYS, speaks)
    sent = await speaks.send_message(citizen.chat.id, "Chào", reply_markup=markup)
    assert sent.reply_markup
    await speaks.edit_message_text("Chào lại", citizen.chat.id, sent.message_id)
    assert [(one.text, one.buttons) for one in citizen.screen()] == [("Chào lại", ())]
    picture = await speaks.send_photo(citizen.chat.id, jpeg(1600, 1200), caption="Ảnh")
    assert [(size.width, size.height) for size in picture.photo][-1] == (1280, 960)
    paper = await speaks.send_document(citizen.chat.id, b"%PDF-1.4", filename="tờ khai.pdf")
    assert paper.document
    assert paper.document.file_name == "tờ khai.pdf"
    file = await paper.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"%PDF-1.4"
    media = [telegram.InputMediaPhoto(jpeg()), telegram.InputMediaPhoto(jpeg(shade=90))]
    album = await speaks.send_media_group(citizen.chat.id, media)
    assert len({one.media_group_id for one in album}) == 1


async def test_json_form_query_and_multipart_are_one(fake: FakeTelegram) -> None:
    citizen = fake.citizen("Võ Thị Em").opens()
    fields = {"chat_id": str(citizen.chat.id), "text": "[1, 2]"}
    form = aiohttp.FormData(fields, default_to_multipart=True)
    async with aiohttp.ClientSession() as session:
        for options in (
            {"params": fields},
            {"data": fields},
            {"json": {**fields, "chat_id": citizen.chat.id}},
            {"data": form},
        ):
            async with session.post(f"{fake.base}/bot{fake.token}/SENDmessage", **options) as answer:
                assert (await answer.json())["result"]["text"] == "[1, 2]"
    assert len(citizen.screen()) == 4


REFUSALS = [
    ("blocked", 403, "Forbidden: bot was blocked by the user"),
    ("gone", 403, "Forbidden: user is deactivated"),
    ("new", 403, "Forbidden: bot can't initiate conversation with a user"),
]


@pytest.mark.parametrize(("state", "status", "words"), REFUSALS)
async def test_unreachable_people(
    fake: FakeTelegram, hears: aiogram.Bot, speaks: telegram.Bot, state: str, status: int, words: str
) -> None:
    citizen = fake.citizen("Võ Thị Em")
    citizen.chat.state = state
    with pytest.raises(ear.TelegramForbiddenError, match=words):
        await hears.send_message(citizen.chat.id, "Chào")
    with pytest.raises(mouth.Forbidden, match=words):
        await speaks.send_message(citizen.chat.id, "Chào")


BAD = [
    ({"text": ""}, "message text is empty"),
    ({"text": "  \n "}, "message text is empty"),
    ({"text": "👍" * 2049}, "message is too long"),
    ({"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "a"}]]}}, "Text buttons are unallowed"),
    (
        {"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "ế" * 22}]]}},
        "BUTTON_DATA_INVALID",
    ),
    (
        {"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]] * 101}},
        "reply markup is too long",
    ),
]


@pytest.mark.parametrize(("fields", "words"), BAD)
async def test_bad_requests_in_the_servers_words(fake: FakeTelegram, fields: dict[str, object], words: str) -> None:
    citizen = fake.citizen("Võ Thị Em").opens()
    async with aiohttp.ClientSession() as session:
        body = {"chat_id": citizen.chat.id, **fields}
        async with session.post(f"{fake.base}/bot{fake.token}/sendMessage", json=body) as answer:
            refusal = await answer.json()
    assert (answer.status, refusal["error_code"]) == (400, 400)
    assert words in refusal["description"]
    assert citizen.screen() == []


async def test_a_full_text_of_4096_units_is_taken(fake: FakeTelegram, speaks: telegram.Bot) -> None:
    citizen = fake.citizen("Võ Thị Em").opens()
    await speaks.send_message(citizen.chat.id, "👍" * 2048)
    assert len(citizen.screen()) == 1


async def test_too_fast_with_parameters_and_header(fake: FakeTelegram, hears: aiogram.Bot) -> None:
    citizen = fake.citizen("Võ Thị Em").opens()
    fake.faults.too_fast(9, chat=citizen.chat.id)
    async with aiohttp.ClientSession() as session:
        body = {"chat_id": citizen.chat.id, "text": "a"}
        async with session.post(f"{fake.base}/bot{fake.token}/sendMessage", json=body) as answer:
            assert (answer.status, answer.headers["Retry-After"]) == (429, "9")
    fake.faults.too_fast(9, chat=citizen.chat.id)
    with pytest.raises(ear.TelegramRetryAfter) as slow:
        await hears.send_message(citizen.chat.id, "Chào")
    assert slow.value.retry_after == 9
    await hears.send_message(citizen.chat.id, "Chào")


async def test_a_lost_answer_was_done_and_a_dropped_call_was_not(fake: FakeTelegram, speaks: telegram.Bot) -> None:
    citizen = fake.citizen("Võ Thị Em").opens()
    for trouble, seen in ((Trouble.LOSE_ANSWER, 1), (Trouble.DROP, 1), (Trouble.GARBAGE, 2)):
        fake.faults.add(trouble)
        with pytest.raises(mouth.TelegramError):
            await speaks.send_message(citizen.chat.id, "Chào")
        assert len(citizen.screen()) == seen


async def test_group_that_moved(fake: FakeTelegram, hears: aiogram.Bot, speaks: telegram.Bot) -> None:
    group = fake.group("Tổ dân phố")
    fresh = fake.becomes_supergroup(group)
    with pytest.raises(ear.TelegramMigrateToChat) as first:
        await hears.send_message(group.id, "Chào")
    with pytest.raises(mouth.ChatMigrated) as second:
        await speaks.send_message(group.id, "Chào")
    assert first.value.migrate_to_chat_id == second.value.new_chat_id == fresh.id
    await speaks.send_message(fresh.id, "Chào")


async def test_presses_are_answered_once_and_edits_must_change(fake: FakeTelegram, hears: aiogram.Bot) -> None:
    citizen = fake.citizen("Võ Thị Em").opens()
    markup = aiogram.types.InlineKeyboardMarkup.model_validate(KEYS)
    sent = await hears.send_message(citizen.chat.id, "Chọn", reply_markup=markup)
    press = await citizen.presses("Có")
    await hears.answer_callback_query(press)
    with pytest.raises(ear.TelegramBadRequest, match="query is too old and response timeout expired"):
        await hears.answer_callback_query(press)
    with pytest.raises(ear.TelegramBadRequest, match="message is not modified"):
        await hears.edit_message_text("Chọn", chat_id=citizen.chat.id, message_id=sent.message_id, reply_markup=markup)
    with pytest.raises(ear.TelegramBadRequest, match="message to edit not found"):
        await hears.edit_message_text("Chọn", chat_id=citizen.chat.id, message_id=999_999)


async def test_real_limits(speaks: telegram.Bot) -> None:
    async with FakeTelegram(real_limits=True) as fake:
        citizen = fake.citizen("Võ Thị Em").opens()
        bot = telegram.Bot(fake.token, base_url=f"{fake.base}/bot")
        async with bot:
            with pytest.raises(mouth.RetryAfter):
                for _ in range(6):
                    await bot.send_message(citizen.chat.id, "Chào")
        assert len(citizen.screen()) == 5


async def test_files_that_are_too_big_or_unknown(fake: FakeTelegram, speaks: telegram.Bot) -> None:
    stored = fake.world.keep(b"0" * (20 * 2**20 + 1), "documents", ".pdf")
    for id, words in ((stored.id, "file is too big"), ("nothing", "wrong file_id or the file is temporarily")):
        with pytest.raises(mouth.BadRequest, match=f"(?i){words}"):
            await speaks.get_file(id)
