"""Webhook delivery as Telegram does it: keep-alive posts, in order for each queue, a failed one is tried again."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from urllib.parse import urlsplit

from benchmarks.wire import ClientLine, post

RETRY_SECONDS = 0.25


class Hook:
    """Delivers to one URL over at most ``lines`` connections.

    A queue is (chat, is a press): a press travels beside the messages of its chat, as with Telegram. ``told`` gets the
    body of an answer that is not empty: a bot may call one method in it.
    """

    def __init__(self, url: str, secret: str, lines: int, told: Callable[[bytes], None]) -> None:
        self._told = told
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port or 80
        self._path = parts.path or "/"
        self._headers = (("X-Telegram-Bot-Api-Secret-Token", secret),) if secret else ()
        self._most = lines
        self._open = 0
        self._free: list[ClientLine] = []
        self._ready: deque[tuple[int, bool]] = deque()
        self._queues: dict[tuple[int, bool], deque[bytes]] = {}
        self._opening: set[asyncio.Task[None]] = set()
        self._closed = False
        self.failed = 0
        """Deliveries that were answered, and not with 2xx."""

    def put(self, chat: int, press: bool, update: bytes) -> None:
        """Deliver this after everything that was put into the same queue before."""
        key = (chat, press)
        waiting = self._queues.get(key)
        if waiting is not None:
            waiting.append(update)
            return
        self._queues[key] = deque((update,))
        self._offer(key)

    def close(self) -> None:
        """Hang up; what was not delivered is dropped."""
        self._closed = True
        for line in self._free:
            line.transport.close()

    def _offer(self, key: tuple[int, bool]) -> None:
        if self._free:
            self._deliver(self._free.pop(), key)
            return
        self._ready.append(key)
        if self._open < self._most:
            self._open += 1
            task = asyncio.get_running_loop().create_task(self._connect())
            self._opening.add(task)
            task.add_done_callback(self._opening.discard)

    async def _connect(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            _, line = await loop.create_connection(lambda: ClientLine(self._lost), self._host, self._port)
        except OSError:
            self._open -= 1
            self._later(self._again)
            return
        self._rest(line)

    def _again(self) -> None:
        if self._ready:
            self._offer(self._ready.popleft())

    def _later(self, call: Callable[[], None]) -> None:
        def run() -> None:
            if not self._closed:
                call()

        asyncio.get_running_loop().call_later(RETRY_SECONDS, run)

    def _rest(self, line: ClientLine) -> None:
        if self._ready:
            self._deliver(line, self._ready.popleft())
        else:
            self._free.append(line)

    def _deliver(self, line: ClientLine, key: tuple[int, bool]) -> None:
        request = post(self._path, f"{self._host}:{self._port}", self._queues[key][0], *self._headers)
        line.ask(request, lambda line, status, body: self._answered(line, key, status, body))

    def _answered(self, line: ClientLine, key: tuple[int, bool], status: int, body: bytes) -> None:
        if self._closed:
            return
        if 200 <= status < 300:
            if len(body) > len(b"{}"):
                self._told(body)
            waiting = self._queues[key]
            waiting.popleft()
            if waiting:
                self._ready.append(key)
            else:
                del self._queues[key]
        else:
            self.failed += status > 0
            self._later(lambda: self._offer(key))
        if status:
            self._rest(line)

    def _lost(self, line: ClientLine) -> None:
        self._open -= 1
        if line in self._free:
            self._free.remove(line)
