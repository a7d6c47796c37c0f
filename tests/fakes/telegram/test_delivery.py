"""How the fake delivers: offsets and conflicts of long polling; order, retries and answers of webhooks."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from tests.fakes.telegram import FakeTelegram

Answer = Callable[[dict[str, Any], web.Request], Awaitable[web.Response]]


async def call(fake: FakeTelegram, method: str, **fields: Any) -> dict[str, Any]:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{fake.base}/bot{fake.token}/{method}", json=fields) as answer,
    ):
        return dict(await answer.json())


@asynccontextmanager
async def ear(answer: Answer) -> AsyncIterator[tuple[str, list[dict[str, Any]]]]:
    """A bot's webhook; yields its address and what has come."""
    came: list[dict[str, Any]] = []

    async def take(request: web.Request) -> web.Response:
        came.append(await request.json())
        return await answer(came[-1], request)

    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook", came
    finally:
        await runner.cleanup()


async def until(what: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not what():
            await asyncio.sleep(0.01)


async def test_offset_confirms_and_negative_offset_keeps_the_last() -> None:
    async with FakeTelegram() as fake:
        citizen = fake.citizen("Đỗ Văn Giang")
        for number in range(5):
            await citizen.says(str(number))
        first = (await call(fake, "getUpdates", limit=2))["result"]
        assert [one["message"]["text"] for one in first] == ["0", "1"]
        rest = (await call(fake, "getUpdates", offset=first[-1]["update_id"] + 1))["result"]
        assert [one["message"]["text"] for one in rest] == ["2", "3", "4"]
        assert [one["message"]["text"] for one in (await call(fake, "getUpdates", offset=-1))["result"]] == ["4"]
        assert len((await call(fake, "getUpdates"))["result"]) == 1


async def test_long_poll_wakes_and_a_second_poller_ends_the_first() -> None:
    async with FakeTelegram() as fake:
        citizen = fake.citizen("Đỗ Văn Giang")
        first = asyncio.create_task(call(fake, "getUpdates", timeout=20))
        await until(lambda: fake.updates._poller is not None)
        second = asyncio.create_task(call(fake, "getUpdates", timeout=20))
        refusal = await first
        assert refusal["error_code"] == 409
        assert refusal["description"].startswith("Conflict: terminated by other getUpdates request")
        await citizen.says("chào")
        assert len((await second)["result"]) == 1


async def test_polling_and_webhook_exclude_each_other() -> None:
    async with FakeTelegram() as fake:
        poll = asyncio.create_task(call(fake, "getUpdates", timeout=20))
        await until(lambda: fake.updates._poller is not None)
        assert (await call(fake, "setWebhook", url=f"{fake.base}/x"))["description"] == "Webhook was set"
        assert (await poll)["description"] == "Conflict: terminated by setWebhook request"
        refusal = await call(fake, "getUpdates")
        assert (refusal["error_code"], refusal["ok"]) == (409, False)
        assert "use deleteWebhook to delete the webhook first" in refusal["description"]
        assert (await call(fake, "deleteWebhook"))["description"] == "Webhook was deleted"
        assert (await call(fake, "deleteWebhook"))["description"] == "Webhook is already deleted"
        assert (await call(fake, "getUpdates"))["ok"]


async def test_kinds_that_are_not_wanted_do_not_come_and_presses_die_first() -> None:
    async with FakeTelegram() as fake:
        await call(fake, "getUpdates", allowed_updates=["message", "callback_query"])
        citizen = fake.citizen("Đỗ Văn Giang")
        said = await citizen.says("chào")
        await citizen.edits(said, "chào!")
        keys = {"inline_keyboard": [[{"text": "Có", "callback_data": "co"}]]}
        fake.world.add_message(citizen.chat, fake.world.bot(), {"text": "?", "reply_markup": keys})
        await citizen.presses("Có")
        assert [sorted(one)[0] for one in (await call(fake, "getUpdates"))["result"]] == ["message", "callback_query"]
        fake.world.skew = 151
        assert [sorted(one)[0] for one in (await call(fake, "getUpdates"))["result"]] == ["message"]
        fake.world.skew = 86_401
        assert (await call(fake, "getUpdates"))["result"] == []


async def test_webhook_keeps_order_in_a_line_and_retries_with_the_secret() -> None:
    failures = 3

    async def answer(update: dict[str, Any], request: web.Request) -> web.Response:
        nonlocal failures
        assert request.headers["X-Telegram-Bot-Api-Secret-Token"] == "s" * 40
        if update["message"]["text"] == "1" and failures:
            failures -= 1
            return web.Response(status=500)
        return web.Response()

    async with FakeTelegram() as fake, ear(answer) as (url, came):
        await call(fake, "setWebhook", url=url, secret_token="s" * 40)
        slow, quick = fake.citizen("Đỗ Văn Giang"), fake.citizen("Hồ Thị Hoa")
        await slow.says("1")
        await slow.says("2")
        await quick.says("3")
        await until(lambda: not fake.updates.waiting)
        texts = [one["message"]["text"] for one in came]
        assert [text for text in texts if text != "3"] == ["1"] * 4 + ["2"]
        assert texts.index("3") < texts.index("2")
        info = (await call(fake, "getWebhookInfo"))["result"]
        assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
        assert info["pending_update_count"] == 0


async def test_presses_overtake_messages_that_are_stuck() -> None:
    async def answer(update: dict[str, Any], request: web.Request) -> web.Response:
        return web.Response(status=200 if "callback_query" in update else 503)

    async with FakeTelegram() as fake, ear(answer) as (url, came):
        await call(fake, "setWebhook", url=url)
        citizen = fake.citizen("Đỗ Văn Giang")
        keys = {"inline_keyboard": [[{"text": "Có", "callback_data": "co"}]]}
        await citizen.says("kẹt")
        fake.world.add_message(citizen.chat, fake.world.bot(), {"text": "?", "reply_markup": keys})
        await citizen.presses("Có")
        await until(lambda: any("callback_query" in one for one in came))
        await until(lambda: [sorted(one.update)[0] for one in fake.updates.waiting] == ["message"])


async def test_410_removes_the_webhook_and_a_method_in_the_answer_is_obeyed_blindly() -> None:
    said: list[str] = []

    async def answer(update: dict[str, Any], request: web.Request) -> web.Response:
        said.append(update["message"]["text"])
        if said[-1] == "đi":
            return web.Response(status=410)
        chat = update["message"]["chat"]["id"]
        return web.json_response({"method": "sendMessage", "chat_id": chat, "text": f"Chào {said[-1]}"})

    async with FakeTelegram() as fake, ear(answer) as (url, _):
        await call(fake, "setWebhook", url=url)
        citizen = fake.citizen("Đỗ Văn Giang")
        await citizen.says("anh")
        assert (await citizen.next_message()).text == "Chào anh"
        await citizen.says("đi")
        await until(lambda: fake.webhook.url == "")
        assert len(fake.updates.waiting) in (0, 1)


@pytest.mark.parametrize("secret", ["", "có dấu", "a b", "x" * 257])
async def test_only_allowed_secrets(secret: str) -> None:
    async with FakeTelegram() as fake:
        answer = await call(fake, "setWebhook", url=f"{fake.base}/x", secret_token=secret)
        assert answer["ok"] is (secret == "")


async def test_no_nulls_and_status_equals_error_code() -> None:
    async with FakeTelegram() as fake, aiohttp.ClientSession() as session:
        for method in ("getMe", "getWebhookInfo", "sendMessage", "getFile"):
            async with session.get(f"{fake.base}/bot{fake.token}/{method}") as answer:
                body = json.loads(await answer.read())
            assert "null" not in json.dumps(body)
            assert answer.status == body.get("error_code", 200)
