"""The webhook: who may call, what is taken, and that 200 is said only after the commit."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from bot.failures import Misconfigured, Outage
from bot.ports import Arrival
from integrations.channels.telegram import TelegramChannel, Webhooked
from tests.contracts.channels.harness import Inbox
from tests.contracts.channels.telegram_harness import channel_for
from tests.fakes.telegram import FakeTelegram
from tests.integrations.telegram.test_polling import MALFORMED, texts

SECRET = "Canary-secret_0123456789-abcdefghijkl"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
PATH = "/webhooks/telegram"


def update(number: int = 1, text: str = "chào") -> dict[str, Any]:
    person = {"id": 900000001, "is_bot": False, "first_name": "A"}
    chat = {"id": 900000001, "type": "private", "first_name": "A"}
    return {
        "update_id": number,
        "message": {"message_id": number, "date": 1_790_000_000, "chat": chat, "from": person, "text": text},
    }


@pytest.fixture
async def client(fake: FakeTelegram, inbox: Inbox) -> AsyncIterator[httpx.AsyncClient]:
    channel = channel_for(fake, inbox, mode="webhook", secret=SECRET, sender="lean")
    app = FastAPI()
    app.include_router(channel.router())
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://bot", headers={HEADER: SECRET}) as made:
        yield made
    await channel.stop()


@pytest.mark.parametrize(
    "secret", ["", "short", "x" * 31, "x" * 257, "có dấu" * 10, "spaces are not allowed in here, no"]
)
def test_refuses_to_work_without_a_good_secret(secret: str) -> None:
    async def never(*_: object) -> Any:
        raise AssertionError

    with pytest.raises(Misconfigured):
        TelegramChannel("1:a", "http://127.0.0.1:1", never, None, never, never, never, "webhook", secret)  # type: ignore[arg-type]


FORGED: list[tuple[str, list[tuple[bytes, bytes]]]] = [
    ("none", []),
    ("empty", [(b"x-telegram-bot-api-secret-token", b"")]),
    ("wrong", [(b"x-telegram-bot-api-secret-token", b"x" * 37)]),
    ("shorter", [(b"x-telegram-bot-api-secret-token", SECRET[:-1].encode())]),
    ("longer", [(b"x-telegram-bot-api-secret-token", SECRET.encode() + b"a")]),
    ("other case", [(b"x-telegram-bot-api-secret-token", SECRET.upper().encode())]),
    ("not ascii", [(b"x-telegram-bot-api-secret-token", "bí mật".encode())]),
    ("latin", [(b"x-telegram-bot-api-secret-token", b"\xff\xfe" * 18)]),
    ("twice", [(b"x-telegram-bot-api-secret-token", SECRET.encode())] * 2),
    ("another header", [(b"authorization", SECRET.encode())]),
    ("with a blank", [(b"x-telegram-bot-api-secret-token", SECRET.encode() + b"\t.")]),
    ("forwarded", [(b"x-forwarded-for", b"149.154.160.1")]),
]


@pytest.mark.parametrize(("name", "headers"), FORGED, ids=[name for name, _ in FORGED])
async def test_forged_calls_change_nothing(
    client: httpx.AsyncClient, inbox: Inbox, name: str, headers: list[tuple[bytes, bytes]]
) -> None:
    client.headers.pop(HEADER)
    answer = await client.post(PATH, json=update(), headers=headers)
    assert answer.status_code == 401
    assert not inbox.tries
    assert not inbox.poisoned


async def test_takes_an_update_once(client: httpx.AsyncClient, inbox: Inbox) -> None:
    for _ in range(2):
        assert (await client.post(PATH, json=update())).status_code == 200
    assert len(inbox.tries) == 2
    assert texts(inbox, "900000001") == ["chào"]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"update_id": ' + b"9" * 5000 + b"}", b"<xml/>", b'{"a": NaN'],
    ids=["empty", "cut", "binary", "deep", "huge number", "xml", "nan"],
)
async def test_no_json_is_a_bad_request(client: httpx.AsyncClient, inbox: Inbox, body: bytes) -> None:
    assert (await client.post(PATH, content=body)).status_code == 400
    assert not inbox.poisoned


@pytest.mark.parametrize("raw", [*MALFORMED, None, True, [], {"update_id": True}, {"update_id": 10**30}])
async def test_json_that_is_no_update_is_kept_as_poison(client: httpx.AsyncClient, inbox: Inbox, raw: Any) -> None:
    body = json.dumps(raw).encode()
    assert (await client.post(PATH, content=body)).status_code == 200
    ((arrival, why),) = inbox.poisoned
    assert arrival.body == body
    assert arrival.event
    assert why
    assert not inbox.tries


@pytest.mark.parametrize("text", ["\\ud800", "\\u0000 a", "a" * 5000, "\\u202e", "e\\u0301"])
async def test_strange_texts_are_taken_or_kept(client: httpx.AsyncClient, inbox: Inbox, text: str) -> None:
    body = json.dumps(update()).replace("ch\\u00e0o", text).encode()
    assert text.encode() in body
    assert (await client.post(PATH, content=body)).status_code == 200
    assert len(inbox.arrivals) + len(inbox.poisoned) == 1


async def test_too_large_a_body_is_not_read(client: httpx.AsyncClient, inbox: Inbox) -> None:
    assert (await client.post(PATH, content=b" " * (2**20 + 1))).status_code == 413
    assert (await client.post(PATH, content=json.dumps(update()).encode().ljust(2**20))).status_code == 200


async def test_come_again_while_the_store_is_down(client: httpx.AsyncClient, inbox: Inbox) -> None:
    def down(arrival: Arrival) -> None:
        raise Outage("down", after=7.2)

    inbox.before = down
    answer = await client.post(PATH, json=update())
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "7")
    inbox.before = lambda arrival: None
    assert (await client.post(PATH, json=update())).status_code == 200
    assert len(inbox.arrivals) == 1


async def test_a_turn_that_raises_is_kept_and_not_repeated(client: httpx.AsyncClient, inbox: Inbox) -> None:
    def boom(arrival: Arrival) -> None:
        raise RuntimeError("boom")

    inbox.before = boom
    assert (await client.post(PATH, json=update())).status_code == 200
    assert [why for _, why in inbox.poisoned] == ["RuntimeError"]


async def test_only_post(client: httpx.AsyncClient) -> None:
    assert (await client.get(PATH)).status_code == 405


# ---------------------------------------------------------------- with the fake delivering


@asynccontextmanager
async def served(channel: TelegramChannel, port: int) -> AsyncIterator[None]:
    app = FastAPI()
    app.include_router(channel.router())
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="critical", lifespan="off"))
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        await task


async def test_delivers_in_order_and_acknowledges_in_the_answer(
    fake: FakeTelegram, inbox: Inbox, unused_tcp_port: int
) -> None:
    refused = 3

    def sometimes(arrival: Arrival) -> None:
        nonlocal refused
        if refused:
            refused -= 1
            raise Outage("down")

    inbox.before = sometimes
    where = Webhooked(url=f"http://127.0.0.1:{unused_tcp_port}{PATH}", connections=7)
    channel = channel_for(fake, inbox, mode="webhook", secret=SECRET, webhook=where)
    citizen = fake.citizen("Người")
    async with served(channel, unused_tcp_port):
        await channel.start()
        for number in range(5):
            await citizen.says(str(number))
        await inbox.until(lambda: len(inbox.arrivals) == 5)
        assert texts(inbox, citizen.address) == ["0", "1", "2", "3", "4"]
        keys = {"inline_keyboard": [[{"text": "Có", "callback_data": "co"}]]}
        fake.world.add_message(citizen.chat, fake.world.bot(), {"text": "?", "reply_markup": keys})
        press = await citizen.presses("Có")
        async with asyncio.timeout(5):
            while press in fake.world.presses:
                await asyncio.sleep(0.01)
        await channel.stop()
    assert fake.webhook.secret == SECRET
    assert fake.webhook.most == 7
    assert set(fake.updates.allowed) == {"message", "edited_message", "callback_query", "my_chat_member"}
    assert [call.agent for call in fake.calls if call.method == "answercallbackquery"] == ["webhook answer"]


async def test_webhook_mode_needs_an_address(fake: FakeTelegram, inbox: Inbox) -> None:
    channel = channel_for(fake, inbox, mode="webhook", secret=SECRET)
    with pytest.raises(Misconfigured):
        await channel.start()
