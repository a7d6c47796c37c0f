"""The fake judged by the published description: parameter names that clients send, objects that it returns."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BotCommand, BufferedInputFile, CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.types import InputMediaDocument as AlbumDocument

from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.methods import PLAYS
from tests.fakes.telegram.small import jpeg
from tests.fakes.telegram.spec import load_spec, method_named, violations
from tests.fakes.telegram.wire import without_nulls

OTHERS = {"getupdates", "setwebhook", "deletewebhook", "getwebhookinfo"}


@pytest.fixture
def spec() -> dict[str, Any]:
    return load_spec()


async def use_everything(fake: FakeTelegram) -> None:
    """Call each method that the fake plays, once."""
    citizen = fake.citizen("Phạm Văn Dũng").opens()
    keys = InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text="Có", callback_data="co", style="primary")],
            [InlineKeyboardButton(text="Mã", copy_text=CopyTextButton(text="000"))],
        ]
    )
    pdf = BufferedInputFile(b"%PDF-1.4 synthetic", "a.pdf")
    session = AiohttpSession(api=TelegramAPIServer.from_base(fake.base))
    async with Bot(fake.token, session=session) as bot:
        me = citizen.chat.id
        await bot.get_me()
        sent = await bot.send_message(me, "Chào", reply_markup=keys)
        await bot.edit_message_text("Chào lại", chat_id=me, message_id=sent.message_id, reply_markup=keys)
        await citizen.presses("Có")
        await bot.edit_message_reply_markup(chat_id=me, message_id=sent.message_id)
        await bot.send_photo(me, BufferedInputFile(jpeg(), "a.jpg"), caption="Ảnh")
        document = await bot.send_document(me, pdf)
        await bot.send_media_group(me, [AlbumDocument(media=pdf), AlbumDocument(media=pdf)])
        await bot.get_file(document.document.file_id if document.document else "")
        await bot.delete_message(me, sent.message_id)
        await bot.send_chat_action(me, "typing")
        await bot.set_my_commands([BotCommand(command="start", description="Bắt đầu")])
        await bot.get_my_commands()
        (press,) = [one for one in await bot.get_updates(timeout=0) if one.callback_query]
        assert press.callback_query
        await bot.answer_callback_query(press.callback_query.id)
        await bot.set_webhook(f"{fake.base}/nowhere", secret_token="s" * 32, max_connections=3)
        await bot.get_webhook_info()
        await bot.delete_webhook()


async def test_every_method_and_object_is_in_the_description(spec: dict[str, Any]) -> None:
    async with FakeTelegram() as fake:
        await use_everything(fake)
        calls = list(fake.calls)
    assert {call.method for call in calls} == {*PLAYS, *OTHERS}
    for call in calls:
        described = method_named(spec, call.method)
        known = {field["name"] for field in described.get("fields", [])}
        assert set(call.arguments.values) <= known, call.method
        assert not violations(spec, without_nulls(call.result), described["returns"], call.method)


async def test_every_kind_of_update_is_in_the_description(spec: dict[str, Any]) -> None:
    async with FakeTelegram() as fake:
        await everything_a_citizen_does(fake)
        updates = [one.update for one in fake.updates.waiting]
    assert len(updates) >= 20
    for update in updates:
        assert not violations(spec, without_nulls(update), ["Update"], "update")


async def test_the_judge_sees_what_is_wrong(spec: dict[str, Any]) -> None:
    user = {"id": 1, "is_bot": False, "first_name": "A"}
    assert not violations(spec, user, ["User"], "user")
    wrongs: list[Any] = [
        {**user, "id": "1"},
        {**user, "nick": "a"},
        {"id": 1, "is_bot": False},
        {**user, "is_bot": 0},
        [],
    ]
    for wrong in wrongs:
        assert violations(spec, wrong, ["User"], "user")


async def test_unknown_methods_and_tokens_are_refused() -> None:
    async with FakeTelegram() as fake, aiohttp.ClientSession() as session:
        for path, status, words in (
            (f"/bot{fake.token}/flyToTheMoon", 404, "Not Found"),
            ("/bot1:wrong/getMe", 401, "Unauthorized"),
        ):
            async with session.post(fake.base + path) as answer:
                body = await answer.json()
                assert (answer.status, body["error_code"], body["description"]) == (status, status, words)
                assert body["ok"] is False


async def everything_a_citizen_does(fake: FakeTelegram) -> None:
    citizen = fake.citizen("Phạm Văn Dũng")
    await citizen.says("/start abc")
    first = await citizen.says("xin chào")
    await citizen.sends_photo(jpeg(), caption="mặt trước")
    await citizen.sends_album([jpeg(), jpeg()])
    await citizen.sends_document(b"%PDF-1.4")
    for one in ("sticker", "voice", "video", "location", "contact", "dice"):
        await getattr(citizen, f"sends_{one}")()
    await citizen.edits(first, "xin chào!")
    keys = {"inline_keyboard": [[{"text": "Có", "callback_data": "co"}]]}
    fake.world.add_message(citizen.chat, fake.world.bot(), {"text": "Chọn", "reply_markup": keys})
    await citizen.presses("Có")
    await citizen.presses("co", inaccessible=True)
    await citizen.blocks()
    await citizen.unblocks()
    group = fake.group("Tổ dân phố")
    await fake.member("Hàng xóm", group).says("ở đây có ai không")
    fake.becomes_supergroup(group)
