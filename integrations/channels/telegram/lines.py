"""Keep-alive HTTP/1.1 for small JSON calls: one POST at a time on each of a few connections, straight on the transport.

A turn by Telegram costs a quarter less CPU with it than with aiohttp's client (``docs/benchmarks.md``); files go by
aiohttp as before, and both obey the same contract tests.
"""

from __future__ import annotations

import asyncio
import ssl
from collections import deque
from urllib.parse import urlsplit

import httptools

from bot.failures import Outage, Uncertain

MOST_ANSWER = 4 * 2**20


class Line(asyncio.Protocol):
    """One connection; at most one request under way."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._parser = httptools.HttpResponseParser(self)
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._body: list[bytes] = []
        self._size = 0

    @property
    def open(self) -> bool:
        """Whether a request can be written."""
        return self._transport is not None and not self._transport.is_closing()

    def ask(self, request: bytes, answer: asyncio.Future[tuple[int, bytes]]) -> None:
        """Write a whole request; ``answer`` gets status and body, or the failure."""
        if self._transport is None:
            answer.set_exception(Outage("telegram: connection lost before anything was sent"))
            return
        self._answer = answer
        self._transport.write(request)

    def hang_up(self) -> None:
        """Close; an answer that is due becomes Uncertain."""
        if self._transport is not None:
            self._transport.abort()

    # ------------------------------------------------------------ called by asyncio

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        self._lines.lost(self)
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(Uncertain("telegram: connection lost"))

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self.hang_up()

    # ------------------------------------------------------------ called by the parser

    def on_message_begin(self) -> None:
        self._body, self._size = [], 0

    def on_body(self, body: bytes) -> None:
        self._body.append(body)
        self._size += len(body)
        if self._size > MOST_ANSWER:
            self.hang_up()

    def on_message_complete(self) -> None:
        if self._size > MOST_ANSWER:
            return  # Hung up on: the loss of the connection answers.
        answer, self._answer = self._answer, None
        if not self._parser.should_keep_alive():
            self.hang_up()
        if answer is not None and not answer.done():
            answer.set_result((self._parser.get_status_code(), b"".join(self._body)))


class Lines:
    """A pool of connections to one server. Raises Outage when surely nothing was sent, else Uncertain."""

    def __init__(self, base: str, most: int, connect_seconds: float, tls: ssl.SSLContext | None = None) -> None:
        parts = urlsplit(base)
        self._host, secure = parts.hostname or "", parts.scheme == "https"
        self._port = parts.port or (443 if secure else 80)
        self._tls = (tls or ssl.create_default_context()) if secure else None
        self._head = f"HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: application/json\r\nContent-Length: "
        self._prefix = parts.path
        self._most, self._connect_seconds = most, connect_seconds
        self._free: list[Line] = []
        self._all: set[Line] = set()
        self._slots = 0
        self._waiting: deque[asyncio.Future[Line | None]] = deque()

    async def post(self, method: str, body: bytes, seconds: float) -> tuple[int, bytes]:
        """Status and body; ``seconds`` is for the answer."""
        line = await self._take()
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[tuple[int, bytes]] = loop.create_future()
        timer = loop.call_later(seconds, line.hang_up)
        try:
            line.ask(f"POST {self._prefix}{method} {self._head}{len(body)}\r\n\r\n".encode() + body, answer)
            return await answer
        except asyncio.CancelledError:
            line.hang_up()
            raise
        finally:
            timer.cancel()
            self._give_back(line)

    async def close(self) -> None:
        """Hang up everywhere."""
        for line in list(self._all):
            line.hang_up()
        await asyncio.sleep(0)

    def lost(self, line: Line) -> None:
        """A connection is gone."""
        self._all.discard(line)
        if line in self._free:
            self._free.remove(line)
            self._slots -= 1

    async def _take(self) -> Line:
        while self._free:
            line = self._free.pop()
            if line.open:
                return line
            self._slots -= 1
        if self._slots < self._most:
            self._slots += 1
        elif (given := await self._turn()) is not None:
            return given
        return await self._connect()

    async def _turn(self) -> Line | None:
        """Wait for somebody's line, or (None) for the right to open one in its place."""
        turn: asyncio.Future[Line | None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._pass_on(turn.result())
            raise

    def _give_back(self, line: Line) -> None:
        self._pass_on(line if line.open else None)

    def _pass_on(self, line: Line | None) -> None:
        """To whoever waits longest; else keep it, or give the place up."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(line)
                return
        if line is not None and line.open:
            self._free.append(line)
        else:
            self._slots -= 1

    async def _connect(self) -> Line:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._connect_seconds):
                _, line = await loop.create_connection(lambda: Line(self), self._host, self._port, ssl=self._tls)
        except (OSError, TimeoutError) as problem:
            self._pass_on(None)
            failure = Outage(f"telegram: {type(problem).__name__}")
        except asyncio.CancelledError:
            self._pass_on(None)
            raise
        else:
            self._all.add(line)
            return line
        raise failure
