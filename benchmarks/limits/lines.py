"""A Bot API client with nothing in it: long polling or a webhook, and fifty keep-alive connections."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from benchmarks.arguments import Arguments
from benchmarks.form import QUESTIONS
from benchmarks.wire import ClientLine, ServerLine, post, response

LINES = 50
Batch = list[dict[str, Any]]
Work = Callable[[Batch], list[bytes]]
"""Takes a batch of updates and returns the calls to make, as whole requests."""


class BareBot:
    """Receives batches, hands them to ``work``, sends the calls that come back."""

    def __init__(self, arguments: Arguments, work: Work) -> None:
        parts = urlsplit(arguments.api)
        self._host, self._port = parts.hostname or "", parts.port or 80
        self._address = f"{self._host}:{self._port}"
        self._root = f"/bot{arguments.token}/"
        self._arguments = arguments
        self._work = work
        self._free: deque[ClientLine] = deque()
        self._calls: deque[bytes] = deque()

    def call(self, method: str, **values: object) -> bytes:
        """A whole request for this method."""
        body = json.dumps(values, ensure_ascii=False).encode()
        return post(self._root + method, self._address, body)

    async def run(self) -> None:
        """Until cancelled."""
        loop = asyncio.get_running_loop()
        for _ in range(LINES):
            self._free.append(await self._connect(loop))
        if self._arguments.mode == "webhook":
            await self._listen(loop)
        else:
            await self._poll(loop)

    def take(self, batch: Batch) -> None:
        """Work on a batch and send what it asks for."""
        for call in self._work(batch):
            if self._free:
                self._free.popleft().ask(call, self._sent)
            else:
                self._calls.append(call)

    def _sent(self, line: ClientLine, status: int, body: bytes) -> None:
        if status == 0:
            return
        if self._calls:
            line.ask(self._calls.popleft(), self._sent)
        else:
            self._free.append(line)

    async def _connect(self, loop: asyncio.AbstractEventLoop) -> ClientLine:
        _, line = await loop.create_connection(lambda: ClientLine(lambda line: None), self._host, self._port)
        return line

    async def _poll(self, loop: asyncio.AbstractEventLoop) -> None:
        line = await self._connect(loop)
        offset = 0
        while True:
            answered: asyncio.Future[bytes] = loop.create_future()
            call = self.call("getUpdates", offset=offset, timeout=30, limit=100)
            line.ask(call, partial(_settle, answered))
            batch = json.loads(await answered)["result"]
            if batch:
                offset = batch[-1]["update_id"] + 1
                self.take(batch)

    async def _listen(self, loop: asyncio.AbstractEventLoop) -> None:
        def answer(line: ServerLine, path: str, content_type: str, body: bytes) -> bytes:
            self.take([json.loads(body)])
            return response(b"{}")

        await loop.create_server(lambda: ServerLine(answer, lambda line: None), "127.0.0.1", self._arguments.port)
        url = f"http://127.0.0.1:{self._arguments.port}/hook"
        self._free.popleft().ask(self.call("setWebhook", url=url, max_connections=40), self._sent)
        await asyncio.Event().wait()


def _settle(answered: asyncio.Future[bytes], line: ClientLine, status: int, body: bytes) -> None:
    if not answered.done():
        answered.set_result(body)


def keyboard(at: int) -> dict[str, object]:
    """The ``reply_markup`` of question ``at``, where it has buttons."""
    buttons = QUESTIONS[at].buttons
    if not buttons:
        return {}
    return {
        "reply_markup": {"inline_keyboard": [[{"text": label, "callback_data": value} for value, label in buttons]]}
    }


def run(bot: Coroutine[Any, Any, None]) -> None:
    """Run on uvloop until the process is told to end."""
    import uvloop

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(bot)
