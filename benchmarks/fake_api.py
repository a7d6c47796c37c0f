"""A fast fake Bot API on loopback: as much of Telegram as the contenders use, and faster than the fastest of them."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable
from typing import Protocol

from benchmarks import updates
from benchmarks.bodies import Parameters, parameters
from benchmarks.hooks import Hook
from benchmarks.wire import ServerLine, response

BATCH = 100
TRUE = response(b'{"ok":true,"result":true}')
NOT_FOUND = response(b'{"ok":false,"error_code":404,"description":"Not Found"}', b"404 Not Found")
TAKEN_AS_READ = frozenset(
    {
        "setmycommands",
        "deletemycommands",
        "setmydescription",
        "setmyshortdescription",
        "setchatmenubutton",
        "sendchataction",
        "editmessagereplymarkup",
        "deletemessage",
        "setmessagereaction",
        "logout",
        "close",
    }
)
"""Calls that are answered with true and change nothing here."""


class Listener(Protocol):
    """Who looks at what the bot says: the crowd."""

    def heard(self, chat: int, message: int, text: str, markup: str) -> None:
        """The bot sent or edited a message; ``markup`` is the keyboard's JSON, or empty."""
        ...


class Account:
    """One bot of the fake: its token, its queue of updates, its webhook when it set one."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.listener: Listener | None = None
        self.hook: Hook | None = None
        self.ready = asyncio.Event()
        """Set at the first getUpdates or setWebhook."""
        self.unknown: dict[str, int] = {}
        self.presses_open: set[str] = set()
        """Callback queries that the bot has not answered yet."""
        self._queue: deque[tuple[int, bytes]] = deque()
        self._poll: tuple[ServerLine, int, asyncio.TimerHandle] | None = None
        self._flushing = False
        self._ids = 1000

    def next_id(self) -> int:
        """One counter for updates, messages and queries."""
        self._ids += 1
        return self._ids

    # -- what citizens do

    def type(self, chat: int, text: str) -> None:
        """The citizen of ``chat`` types."""
        update = self.next_id()
        self._put(chat, False, update, updates.typed(update, self.next_id(), chat, text))

    def press(self, chat: int, message: str, payload: str) -> None:
        """The citizen of ``chat`` presses a button under ``message`` (JSON)."""
        update, query = self.next_id(), self.next_id()
        self.presses_open.add(str(query))
        self._put(chat, True, update, updates.pressed(update, query, chat, message, payload))

    def _put(self, chat: int, press: bool, update: int, body: bytes) -> None:
        if self.hook is not None:
            self.hook.put(chat, press, body)
            return
        self._queue.append((update, body))
        if self._poll is not None and not self._flushing:
            self._flushing = True
            asyncio.get_running_loop().call_soon(self._flush)

    def _told(self, body: bytes) -> None:
        """A method in a webhook's answer: done like a call, but nobody learns what came of it."""
        asked = parameters("", "application/json", body)
        call = _METHODS.get(asked.get("method", "").lower())
        if call is not None:
            call(self, asked)

    # -- long polling

    def poll(self, line: ServerLine, asked: Parameters) -> bytes | None:
        """getUpdates: confirms everything below ``offset``; waits up to ``timeout`` seconds when nothing is there."""
        offset = int(asked.get("offset") or 0)
        while self._queue and self._queue[0][0] < offset:
            self._queue.popleft()
        self.ready.set()
        if self.hook is not None:
            return _refused(409, "Conflict: can't use getUpdates method while webhook is active")
        if self._poll is not None:
            self._answer_poll(_refused(409, "Conflict: terminated by other getUpdates request"))
        limit = min(int(asked.get("limit") or BATCH), BATCH)
        if self._queue:
            return self._batch(limit)
        wait = float(asked.get("timeout") or 0)
        timer = asyncio.get_running_loop().call_later(min(wait, 50.0), self._flush)
        self._poll = (line, limit, timer)
        return None

    def forget(self, line: ServerLine) -> None:
        """The connection is gone, and with it the long poll on it."""
        if self._poll is not None and self._poll[0] is line:
            self._poll[2].cancel()
            self._poll = None

    def _flush(self) -> None:
        self._flushing = False
        if self._poll is not None:
            self._answer_poll(self._batch(self._poll[1]))

    def _answer_poll(self, reply: bytes) -> None:
        assert self._poll is not None
        line, _, timer = self._poll
        timer.cancel()
        self._poll = None
        line.transport.write(reply)

    def _batch(self, limit: int) -> bytes:
        bodies = [body for _, body in self._queue] if len(self._queue) <= limit else self._first(limit)
        return response(b'{"ok":true,"result":[%b]}' % b",".join(bodies))

    def _first(self, limit: int) -> list[bytes]:
        return [self._queue[at][1] for at in range(limit)]

    # -- calls

    def send(self, asked: Parameters) -> bytes:
        """sendMessage and editMessageText: the citizen sees it before the bot learns that it was sent."""
        chat = int(asked["chat_id"])
        message = int(asked["message_id"]) if "message_id" in asked else self.next_id()
        text, markup = asked["text"], asked.get("reply_markup", "")
        if self.listener is not None:
            self.listener.heard(chat, message, text, markup)
        return response(b'{"ok":true,"result":%b}' % updates.said(message, chat, text, markup).encode())

    def answer_press(self, asked: Parameters) -> bytes:
        """answerCallbackQuery: each query once."""
        query = asked["callback_query_id"]
        if query not in self.presses_open:
            return _refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self.presses_open.discard(query)
        return TRUE

    def set_hook(self, asked: Parameters) -> bytes:
        """setWebhook: an empty URL removes it."""
        if self.hook is not None:
            self.hook.close()
        url = asked.get("url", "")
        lines = int(asked.get("max_connections") or 40)
        self.hook = Hook(url, asked.get("secret_token", ""), lines, self._told) if url else None
        if url:
            self.ready.set()
        return TRUE


class FakeApi:
    """The server: accounts by token, one dispatch for all methods."""

    def __init__(self) -> None:
        self.accounts: dict[str, Account] = {}
        self.url = ""
        self.calls = 0
        self._server: asyncio.Server | None = None
        self._lines: set[ServerLine] = set()

    async def start(self) -> None:
        """Listen on a free port of loopback; ``url`` is then the base for a Bot API client."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: ServerLine(self._answer, self._gone), "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def open_account(self, token: str) -> Account:
        """A new bot with its own queue."""
        account = self.accounts[token] = Account(token)
        return account

    async def stop(self) -> None:
        """Close the door and every connection."""
        for account in self.accounts.values():
            if account.hook is not None:
                account.hook.close()
        if self._server is not None:
            self._server.close()
        for line in self._lines:
            line.transport.close()
        await asyncio.sleep(0)

    def _gone(self, line: ServerLine) -> None:
        self._lines.discard(line)
        for account in self.accounts.values():
            account.forget(line)

    def _answer(self, line: ServerLine, path: str, content_type: str, body: bytes) -> bytes | None:
        self.calls += 1
        self._lines.add(line)
        route, _, query = path.partition("?")
        token, _, method = route.removeprefix("/bot").partition("/")
        account = self.accounts.get(token)
        if account is None:
            return response(b'{"ok":false,"error_code":401,"description":"Unauthorized"}', b"401 Unauthorized")
        try:
            return _dispatch(account, line, method.lower(), parameters(query, content_type, body))
        except (KeyError, ValueError) as wrong:
            return _refused(400, f"Bad Request: {type(wrong).__name__} {wrong}")


def _dispatch(account: Account, line: ServerLine, method: str, asked: Parameters) -> bytes | None:
    if method == "getupdates":
        return account.poll(line, asked)
    call = _METHODS.get(method)
    if call is not None:
        return call(account, asked)
    if method in TAKEN_AS_READ:
        return TRUE
    account.unknown[method] = account.unknown.get(method, 0) + 1
    return NOT_FOUND


def _hook_told(account: Account, asked: Parameters) -> bytes:
    return response(b'{"ok":true,"result":{"url":"","has_custom_certificate":false,"pending_update_count":0}}')


_METHODS: dict[str, Callable[[Account, Parameters], bytes]] = {
    "sendmessage": Account.send,
    "editmessagetext": Account.send,
    "answercallbackquery": Account.answer_press,
    "getme": lambda account, asked: response(b'{"ok":true,"result":%b}' % updates.ME),
    "setwebhook": Account.set_hook,
    "deletewebhook": lambda account, asked: account.set_hook({}),
    "getwebhookinfo": _hook_told,
}


def _refused(code: int, why: str) -> bytes:
    body = json.dumps({"ok": False, "error_code": code, "description": why}).encode()
    return response(body, b"%d Refused" % code)
