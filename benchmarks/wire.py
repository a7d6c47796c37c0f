"""The least HTTP/1.1 that a fake Bot API needs: a server protocol and a keep-alive client on the bare transport."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import httptools

Answer = Callable[["ServerLine", str, str, bytes], bytes | None]
"""(line, path, content type, body) -> whole response, or None when it will be written later (long poll)."""

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"


def response(body: bytes, status: bytes = b"200 OK") -> bytes:
    """A whole keep-alive JSON response."""
    if status == b"200 OK":
        return HEAD % len(body) + body
    return b"HTTP/1.1 %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % (status, len(body)) + body


class ServerLine(asyncio.Protocol):
    """One connection to us; ``answer`` is called for each complete request, ``gone`` when the other side hangs up."""

    def __init__(self, answer: Answer, gone: Callable[[ServerLine], None]) -> None:
        self._answer = answer
        self._gone = gone
        self._parser = httptools.HttpRequestParser(self)
        self.transport: asyncio.Transport
        self._url = b""
        self._type = b""
        self._body = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport) or hasattr(transport, "write")
        self.transport = transport  # type: ignore[assignment]

    def connection_lost(self, exc: Exception | None) -> None:
        self._gone(self)

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self.transport.close()

    # -- called by the parser

    def on_message_begin(self) -> None:
        self._url = self._type = self._body = b""

    def on_url(self, url: bytes) -> None:
        self._url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        if len(name) == 12 and name.lower() == b"content-type":
            self._type = value
        elif len(name) == 6 and name.lower() == b"expect":
            self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def on_body(self, body: bytes) -> None:
        self._body += body

    def on_message_complete(self) -> None:
        reply = self._answer(self, self._url.decode("latin-1"), self._type.decode("latin-1"), self._body)
        if reply is not None:
            self.transport.write(reply)


class ClientLine(asyncio.Protocol):
    """One keep-alive connection from us: one request at a time, ``done`` is called with status and body of each answer.

    Status 0 means that the connection was lost while an answer was due.
    """

    def __init__(self, lost: Callable[[ClientLine], None]) -> None:
        self._lost = lost
        self._parser = httptools.HttpResponseParser(self)
        self._done: Callable[[ClientLine, int, bytes], None] | None = None
        self._body = b""
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport  # type: ignore[assignment]

    def connection_lost(self, exc: Exception | None) -> None:
        self._lost(self)
        self._finish(0)

    def ask(self, request: bytes, done: Callable[[ClientLine, int, bytes], None]) -> None:
        """Write a whole request; only when no answer is due."""
        self._done = done
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self.transport.close()

    def on_message_begin(self) -> None:
        self._body = b""

    def on_body(self, body: bytes) -> None:
        self._body += body

    def on_message_complete(self) -> None:
        self._finish(self._parser.get_status_code())

    def _finish(self, status: int) -> None:
        done, self._done = self._done, None
        if done is not None:
            done(self, status, self._body)


def post(path: str, host: str, body: bytes, *headers: tuple[str, str]) -> bytes:
    """A whole keep-alive JSON request."""
    extra = "".join(f"{name}: {value}\r\n" for name, value in headers)
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
        f"{extra}Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode("latin-1") + body
