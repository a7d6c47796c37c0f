"""The fake's HTTP server: routes, faults, limits, and the way for tests to make citizens and groups."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.fakes.telegram.citizen import Citizen, seen
from tests.fakes.telegram.faults import Faults, Floods, Trouble
from tests.fakes.telegram.methods import SENDING, Api
from tests.fakes.telegram.updates import Updates
from tests.fakes.telegram.webhook import Webhook
from tests.fakes.telegram.wire import Arguments, Refused, accepted, read_arguments, refused
from tests.fakes.telegram.world import MOST_UPLOAD, Chat, Message, World

TOKEN = "700000001:AAE-canary-token-0123456789abcdefghi"
"""Made up; doubles as the canary that must never appear in a log."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call as it came in, after reading: for tests that look at what was asked."""

    method: str
    arguments: Arguments
    result: Any
    agent: str = ""


class FakeTelegram:
    """``async with FakeTelegram() as fake:`` serves at ``fake.base``."""

    def __init__(self, token: str = TOKEN, *, real_limits: bool = False, keep_calls: bool = True) -> None:
        self.token = token
        self.world = World(int(token.split(":")[0]))
        self.updates = Updates(self.world.now)
        self.faults = Faults()
        self.floods = Floods(time.monotonic) if real_limits else None
        self.webhook = Webhook(self.updates, self._from_answer)
        self.api = Api(self.world, self._announce)
        self.calls: list[Call] = []
        self.keep_calls = keep_calls
        self.base = ""
        self._citizens: dict[int, list[Citizen]] = {}
        self._runner: web.AppRunner | None = None
        self._stopping = asyncio.Event()

    # ------------------------------------------------------------ life

    async def __aenter__(self) -> FakeTelegram:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self, port: int = 0) -> None:
        app = web.Application(client_max_size=MOST_UPLOAD + 2**20)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        app.router.add_get("/file/bot{token}/{path:.*}", self._download)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        self._stopping.set()
        await self.webhook.stop()
        self.updates.terminate("Conflict: terminated by setWebhook request")
        if self._runner:
            await self._runner.cleanup()

    # ------------------------------------------------------------ people

    def citizen(self, name: str, language: str = "vi") -> Citizen:
        """A new person with a private chat that has not begun."""
        chat = self.world.add_chat("private", name)
        return self._join(Citizen(self, name, chat, chat.id, language))

    def member(self, name: str, group: Chat) -> Citizen:
        """A new person who writes in a group."""
        id = self.world.add_chat("private", name).id
        return self._join(Citizen(self, name, group, id))

    def group(self, title: str) -> Chat:
        group = self.world.add_chat("group", title)
        group.state = "open"
        return group

    def becomes_supergroup(self, group: Chat) -> Chat:
        """The group moves to a new id: two messages tell of it, and the old id is refused."""
        fresh = self.world.add_chat("supergroup", group.title)
        fresh.state = "open"
        sender = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
        leave = self.world.add_message(group, sender, {"migrate_to_chat_id": fresh.id})
        enter = self.world.add_message(fresh, sender, {"migrate_from_chat_id": group.id})
        group.migrated_to = fresh.id
        self.updates.add("message", leave, f"chat {group.id}")
        self.updates.add("message", enter, f"chat {fresh.id}")
        return fresh

    def _join(self, citizen: Citizen) -> Citizen:
        self._citizens.setdefault(citizen.chat.id, []).append(citizen)
        return citizen

    def _announce(self, chat: Chat, message: Message) -> None:
        for citizen in self._citizens.get(chat.id, []):
            citizen.news.put_nowait(seen(message, self.world.bot_id))

    # ------------------------------------------------------------ serving

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        try:
            self._check_token(request)
            arguments = await read_arguments(request)
            return await self._answer(request, method, arguments)
        except Refused as why:
            return refused(why)

    async def _answer(self, request: web.Request, method: str, arguments: Arguments) -> web.StreamResponse:
        fault = self.faults.take(method, arguments.integer("chat_id") or None)
        if fault and fault.trouble is Trouble.REFUSE and fault.why:
            raise fault.why
        if fault and fault.trouble is Trouble.BROKEN_HTML:
            return web.Response(status=502, text="<html><h1>502 Bad Gateway</h1></html>", content_type="text/html")
        if fault and fault.trouble is Trouble.DROP:
            return _hang_up(request)
        result, description = await self._carry_out(method, arguments)
        if self.keep_calls:
            self.calls.append(Call(method.lower(), arguments, result, request.headers.get("User-Agent", "")))
        if fault:
            return await self._spoil(request, fault.trouble)
        return accepted(result, description)

    async def _spoil(self, request: web.Request, trouble: Trouble) -> web.StreamResponse:
        if trouble is Trouble.HANG:
            await self._stopping.wait()
        if trouble is Trouble.GARBAGE:
            return web.Response(text="<<not json>>", content_type="application/json")
        if trouble is Trouble.NULL_RESULT:
            return web.Response(text='{"ok":true}', content_type="application/json")
        return _hang_up(request)

    async def _carry_out(self, method: str, arguments: Arguments) -> tuple[Any, str]:
        name = method.lower()
        if self.floods and name in SENDING:
            self.floods.check(arguments.integer("chat_id"))
        if name == "getupdates":
            return await self.updates.poll(arguments), ""
        if name == "setwebhook":
            return await self.webhook.set(arguments)
        if name == "deletewebhook":
            return await self.webhook.delete(arguments)
        if name == "getwebhookinfo":
            return self.webhook.info(), ""
        return self.api.call(method, arguments), ""

    def _from_answer(self, method: str, arguments: Arguments) -> None:
        """A method that stood in a webhook's answer; errors are lost, as on the real server."""
        try:
            result = self.api.call(method, arguments)
        except Refused as why:
            result = why.description
        self.calls.append(Call(method.lower(), arguments, result, "webhook answer"))

    def _check_token(self, request: web.Request) -> None:
        if request.match_info["token"] != self.token:
            raise Refused(401, "Unauthorized")

    async def _download(self, request: web.Request) -> web.StreamResponse:
        fault = self.faults.take("download", None)
        if request.match_info["token"] != self.token or fault:
            return web.json_response({"ok": False, "error_code": 404, "description": "Not Found"}, status=404)
        for stored in self.world.files.values():
            if stored.path == request.match_info["path"]:
                return web.Response(body=stored.content, content_type="application/octet-stream")
        return web.json_response({"ok": False, "error_code": 404, "description": "Not Found"}, status=404)


def _hang_up(request: web.Request) -> web.Response:
    """Close the connection without a word."""
    if request.transport:
        request.transport.abort()
    return web.Response()
