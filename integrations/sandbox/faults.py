"""Fault switches: what goes wrong with the next calls, and whether the portal stored the dossier all the same."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

DRIP_SECONDS = 0.2
SLOW_SECONDS = 30.0
RETRY_AFTER = "2"

PLAIN = {
    "500": 500,
    "503": 503,
    "401": 401,
    "403": 403,
    "404": 404,
    "409": 409,
    "413": 413,
    "429": 429,
}
"""Answered at once; nothing is stored."""
AFTER = {
    "502-after": "stored, then 502",
    "reply-lost": "stored, then the connection is cut",
    "html": "stored, then 200 with a page of HTML",
    "truncated": "stored, then half of the JSON and the connection is cut",
    "drip": "stored, then one byte at a time",
    "slow": "stored, then the answer comes after half a minute",
}
INSIDE = {
    "interrupted": "stored, acknowledged with 03",
    "refused": "not stored, acknowledged with 01",
    "other-code": "stored, the answer names another dossier",
    "partial": "the last file is not stored",
    "altered": "one file is stored with another content",
}
"""Played by the routes themselves."""
CUT = "down"
"""The connection is cut before anything is read."""
EVERY = (*PLAIN, *AFTER, *INSIDE, CUT)
WHERE = ("submit", "look-up", "any")


@dataclass(slots=True)
class Fault:
    """``where``: submit, look-up or any; ``times``: how often it is still to happen (-1: until switched off)."""

    name: str
    where: str = "any"
    times: int = 1


class Switches:
    """What is to go wrong, in the order in which it was asked for."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self.played: Counter[str] = Counter()
        self.calls: Counter[str] = Counter()

    def set(self, name: str, where: str = "any", times: int = 1) -> None:
        """Raises ValueError for a fault that is not known."""
        if name not in EVERY or where not in WHERE or times == 0:
            raise ValueError("unknown fault")
        self._faults.append(Fault(name, where, times))

    def clear(self) -> None:
        """Everything works again."""
        self._faults.clear()

    def listed(self) -> list[dict[str, Any]]:
        """What is still to come."""
        return [{"name": one.name, "where": one.where, "times": one.times} for one in self._faults]

    def next(self, where: str) -> str:
        """The fault of this call; empty when it goes well."""
        self.calls[where] += 1
        for fault in self._faults:
            if fault.where in (where, "any"):
                fault.times -= 1
                if fault.times == 0:
                    self._faults.remove(fault)
                self.played[fault.name] += 1
                return fault.name
        return ""


class Faulty:
    """Stands in front of the routes, as a bad line or a bad gateway would."""

    def __init__(self, app: App, switches: Switches, where_of: Callable[[str, bytes], str]) -> None:
        self._app = app
        self._switches = switches
        self._where_of = where_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Only wire routes fail; the sandbox's own pages always work."""
        if scope["type"] != "http" or not self._where_of(scope["path"], b""):
            await self._app(scope, receive, send)
            return
        body = await _body(receive)
        name = self._switches.next(self._where_of(scope["path"], body))
        scope.setdefault("state", {})["fault"] = name
        if name == CUT:
            _cut(send)
        elif name in PLAIN:
            await _answer(send, PLAIN[name], _words(name), "application/json")
        elif name in AFTER:
            await self._after(name, scope, body, send)
        else:
            await self._app(scope, _again(body), send)

    async def _after(self, name: str, scope: Scope, body: bytes, send: Send) -> None:
        said = bytearray()

        async def keep(message: Message) -> None:
            said.extend(message.get("body", b""))

        await self._app(scope, _again(body), keep)
        match name:
            case "502-after":
                await _answer(send, 502, b"<html><body>Bad Gateway</body></html>", "text/html")
            case "reply-lost":
                _cut(send)
            case "html":
                page = "<html><body>Hệ thống đang bảo trì</body></html>".encode()
                await _answer(send, 200, page, "text/html")
            case "truncated":
                await _start(send, 200, len(said), "application/json")
                await send({"type": "http.response.body", "body": bytes(said[: len(said) // 2]), "more_body": True})
                await asyncio.sleep(0.05)
                _cut(send)
            case "drip":
                await _drip(send, bytes(said))
            case _:
                await asyncio.sleep(SLOW_SECONDS)
                await _answer(send, 200, bytes(said), "application/json")


async def _drip(send: Send, said: bytes) -> None:
    await _start(send, 200, len(said), "application/json")
    for number in range(len(said)):
        await send({"type": "http.response.body", "body": said[number : number + 1], "more_body": True})
        await asyncio.sleep(DRIP_SECONDS)
    await send({"type": "http.response.body", "body": b""})


def _words(name: str) -> bytes:
    return json.dumps({"statusCode": "01", "errorDetail": name}).encode()


def _cut(send: Send) -> None:
    """Close the socket without a word: ASGI knows no way, uvicorn's own sender has the transport."""
    sender: Any = getattr(send, "__self__", None)
    sender.transport.abort()


async def _start(send: Send, status: int, length: int, kind: str) -> None:
    headers = [(b"content-type", kind.encode()), (b"content-length", str(length).encode())]
    if status in (429, 503):
        headers.append((b"retry-after", RETRY_AFTER.encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})


async def _answer(send: Send, status: int, body: bytes, kind: str) -> None:
    await _start(send, status, len(body), kind)
    await send({"type": "http.response.body", "body": body})


async def _body(receive: Receive) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if message["type"] == "http.disconnect" or not message.get("more_body"):
            return bytes(body)


def _again(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive
