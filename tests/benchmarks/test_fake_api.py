"""The fake Bot API of the benchmarks, seen by the two libraries that the peers are built with."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot as AiogramBot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import web
from telegram import Bot as PtbBot
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from benchmarks.bodies import parameters
from benchmarks.fake_api import Account, FakeApi

TOKEN = "990000001:x"
CHAT = 700_000_001


class Ears:
    """Keeps what the bot said."""

    def __init__(self) -> None:
        self.said: list[tuple[int, str, str]] = []

    def heard(self, chat: int, message: int, text: str, markup: str) -> None:
        self.said.append((chat, text, markup))


@pytest.fixture
async def api() -> AsyncIterator[FakeApi]:
    """A fake that listens."""
    fake = FakeApi()
    await fake.start()
    yield fake
    await fake.stop()


@pytest.fixture
def account(api: FakeApi) -> Account:
    """A bot's account whose messages are kept."""
    account = api.open_account(TOKEN)
    account.listener = Ears()
    return account


def _said(account: Account) -> list[tuple[int, str, str]]:
    assert isinstance(account.listener, Ears)
    return account.listener.said


async def test_ptb_reads_updates_and_is_heard(api: FakeApi, account: Account) -> None:
    async with PtbBot(TOKEN, base_url=f"{api.url}/bot") as bot:
        account.type(CHAT, "/start xin chào")
        (update,) = await bot.get_updates(timeout=1)
        assert update.message is not None and update.message.text == "/start xin chào"
        assert [entity.length for entity in update.message.entities] == [6]
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Đồng ý", callback_data="yes")]])
        sent = await bot.send_message(CHAT, "Câu & hỏi = 100 %", reply_markup=keyboard)
        assert sent.text == "Câu & hỏi = 100 %" and sent.reply_markup == keyboard
    ((chat, text, markup),) = _said(account)
    assert (chat, text) == (CHAT, "Câu & hỏi = 100 %")
    assert json.loads(markup)["inline_keyboard"][0][0]["text"] == "Đồng ý"


async def test_aiogram_reads_presses_and_answers_each_once(api: FakeApi, account: Account) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(api.url))
    async with AiogramBot(TOKEN, session=session) as bot:
        sent = await bot.send_message(CHAT, "Đồng ý?")
        account.press(CHAT, sent.model_dump_json(exclude_none=True), "yes")
        (update,) = await bot.get_updates(timeout=1)
        assert update.callback_query is not None and update.callback_query.data == "yes"
        assert await update.callback_query.answer().as_(bot)
        assert not account.presses_open
        with pytest.raises(Exception, match="query is too old"):
            await update.callback_query.answer().as_(bot)


async def test_an_update_comes_again_until_its_offset_is_confirmed(api: FakeApi, account: Account) -> None:
    async with PtbBot(TOKEN, base_url=f"{api.url}/bot") as bot:
        account.type(CHAT, "một")
        account.type(CHAT, "hai")
        first = await bot.get_updates(limit=1)
        again = await bot.get_updates()
        assert [u.update_id for u in again][:1] == [u.update_id for u in first] and len(again) == 2
        assert await bot.get_updates(offset=again[-1].update_id + 1, timeout=0) == ()


async def test_a_waiting_poll_is_woken(api: FakeApi, account: Account) -> None:
    async with PtbBot(TOKEN, base_url=f"{api.url}/bot") as bot:
        poll = asyncio.create_task(bot.get_updates(timeout=20))
        async with asyncio.timeout(5):
            await account.ready.wait()
            account.type(CHAT, "chào")
            (update,) = await poll
        assert update.message is not None and update.message.text == "chào"


async def test_a_hook_delivers_in_order_and_again_after_a_failure(api: FakeApi, account: Account) -> None:
    taken: list[tuple[str, str]] = []
    all_came = asyncio.Event()
    answers = iter([500, 200, 200])

    async def door(request: web.Request) -> web.Response:
        update = await request.json()
        taken.append((request.headers["X-Telegram-Bot-Api-Secret-Token"], update["message"]["text"]))
        if len(taken) == 3:
            all_came.set()
        return web.Response(status=next(answers))

    application = web.Application()
    application.router.add_post("/hook", door)
    server = web.AppRunner(application)
    await server.setup()
    site = web.TCPSite(server, "127.0.0.1", 0)
    await site.start()
    port = server.addresses[0][1]
    async with PtbBot(TOKEN, base_url=f"{api.url}/bot") as bot:
        await bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token="geheim")
    account.type(CHAT, "một")
    account.type(CHAT, "hai")
    async with asyncio.timeout(5):
        await all_came.wait()
    await server.cleanup()
    assert taken == [("geheim", "một"), ("geheim", "một"), ("geheim", "hai")]
    assert account.hook is not None and account.hook.failed == 1


FORM = b"chat_id=5&text=a%26b+c&reply_markup=%7B%22k%22%3A1%7D"
JSON = b'{"chat_id": 5, "text": "a&b c", "reply_markup": {"k":1}}'
PARTS = (
    b'--X\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n5\r\n'
    b'--X\r\nContent-Disposition: form-data; name="text"\r\n\r\na&b c\r\n'
    b'--X\r\nContent-Disposition: form-data; name="reply_markup"\r\n\r\n{"k": 1}\r\n--X--\r\n'
)


@pytest.mark.parametrize(
    ("query", "kind", "body"),
    [
        ("", "application/x-www-form-urlencoded", FORM),
        ("", "application/json", JSON),
        ("", "multipart/form-data; boundary=X", PARTS),
        (FORM.decode(), "", b""),
    ],
)
def test_every_way_of_sending_means_the_same(query: str, kind: str, body: bytes) -> None:
    read = parameters(query, kind, body)
    assert read.pop("reply_markup").replace(" ", "") == '{"k":1}'
    assert read == {"chat_id": "5", "text": "a&b c"}


def test_an_unknown_kind_of_body_is_refused() -> None:
    with pytest.raises(ValueError, match="content type"):
        parameters("", "application/gzip", gzip.compress(FORM))
