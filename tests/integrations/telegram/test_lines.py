"""The lean client's lines: kept alive, bounded, honest about what was and was not sent, over plain sockets and TLS."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.failures import Outage, Uncertain
from integrations.channels.telegram.lines import MOST_ANSWER, Lines

Answer = Callable[[bytes, asyncio.StreamWriter], Awaitable[bool]]
"""Writes an answer to this body; False hangs up."""


class Server:
    """Answers each request as told, and counts connections."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.connections = 0
        self.bodies: list[bytes] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                size = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
                body = await reader.readexactly(size)
                self.bodies.append(body)
                if not await self.answer(body, writer):
                    break
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def serving(answer: Answer, tls: ssl.SSLContext | None = None) -> AsyncIterator[tuple[Server, str]]:
    server = Server(answer)
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=tls)
    port = listening.sockets[0].getsockname()[1]
    try:
        yield server, f"{'https' if tls else 'http'}://127.0.0.1:{port}/botX/"
    finally:
        listening.close()


async def echo(body: bytes, writer: asyncio.StreamWriter) -> bool:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
    await writer.drain()
    return True


async def test_one_connection_serves_many_calls_and_many_calls_share_few_connections() -> None:
    async with serving(echo) as (server, base):
        lines = Lines(base, most=3, connect_seconds=5)
        for number in range(5):
            assert await lines.post("sendMessage", b"%d" % number, 5) == (200, b"%d" % number)
        assert server.connections == 1
        answers = await asyncio.gather(*(lines.post("sendMessage", b"%d" % n, 5) for n in range(40)))
        assert [body for _, body in answers] == [b"%d" % n for n in range(40)]
        assert server.connections <= 3
        await lines.close()


async def test_a_chunked_answer_is_whole() -> None:
    async def chunked(body: bytes, writer: asyncio.StreamWriter) -> bool:
        writer.write(b"HTTP/1.1 429 Too Many\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
        await writer.drain()
        writer.write(b"2\r\nde\r\n0\r\n\r\n")
        return True

    async with serving(chunked) as (_, base):
        lines = Lines(base, 2, 5)
        assert await lines.post("x", b"{}", 5) == (429, b"abcde")
        await lines.close()


async def test_nothing_listens_is_surely_not_sent_and_nobody_waits_for_ever() -> None:
    async with serving(echo) as (_, base):
        pass
    lines = Lines(base, most=1, connect_seconds=5)
    ends = await asyncio.gather(*(lines.post("x", b"{}", 5) for _ in range(6)), return_exceptions=True)
    assert [type(end) for end in ends] == [Outage] * 6


@pytest.mark.parametrize(
    "words", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", b"no http at all\r\n\r\n"]
)
async def test_a_line_that_breaks_after_the_request_is_uncertain_and_the_next_call_is_well(words: bytes) -> None:
    broken = [True]

    async def breaks(body: bytes, writer: asyncio.StreamWriter) -> bool:
        if broken.pop() if broken else False:
            writer.write(words)
            await writer.drain()
            return False
        return await echo(body, writer)

    async with serving(breaks) as (_, base):
        lines = Lines(base, most=1, connect_seconds=5)
        with pytest.raises(Uncertain):
            await lines.post("x", b"1", 5)
        assert await lines.post("x", b"2", 5) == (200, b"2")
        await lines.close()


async def test_a_line_closed_while_idle_is_not_used_again() -> None:
    async def once(body: bytes, writer: asyncio.StreamWriter) -> bool:
        await echo(body, writer)
        return False

    async with serving(once) as (server, base):
        lines = Lines(base, most=1, connect_seconds=5)
        for number in range(3):
            assert (await lines.post("x", b"%d" % number, 5))[0] == 200
            await asyncio.sleep(0.05)
        assert server.connections == 3
        await lines.close()


async def test_no_answer_in_time_is_uncertain_and_too_long_an_answer_too() -> None:
    async def silent(body: bytes, writer: asyncio.StreamWriter) -> bool:
        if body == b"long":
            writer.write(
                b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (MOST_ANSWER + 9) + b"x" * (MOST_ANSWER + 9)
            )
            await writer.drain()
        return True

    async with serving(silent) as (_, base):
        lines = Lines(base, most=2, connect_seconds=5)
        with pytest.raises(Uncertain):
            await lines.post("x", b"{}", 0.1)
        with pytest.raises(Uncertain):
            await lines.post("x", b"long", 5)
        await lines.close()


async def test_a_cancelled_call_frees_its_place() -> None:
    async def slow(body: bytes, writer: asyncio.StreamWriter) -> bool:
        return body != b"hang" and await echo(body, writer) or body == b"hang"

    async with serving(slow) as (_, base):
        lines = Lines(base, most=1, connect_seconds=5)
        hanging = asyncio.create_task(lines.post("x", b"hang", 60))
        waiting = asyncio.create_task(lines.post("x", b"also", 60))
        await asyncio.sleep(0.05)
        waiting.cancel()
        hanging.cancel()
        await asyncio.gather(hanging, waiting, return_exceptions=True)
        assert await lines.post("x", b"then", 5) == (200, b"then")
        await lines.close()


def certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's context with a certificate of its own making, and a client's that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "loopback")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(private + made.public_bytes(pem))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    client = ssl.create_default_context(cadata=made.public_bytes(pem).decode())
    return server, client


async def test_tls_is_spoken_and_a_stranger_is_not_trusted(tmp_path: Path) -> None:
    server_tls, client_tls = certificate(tmp_path)
    async with serving(echo, server_tls) as (server, base):
        lines = Lines(base, 2, 5, client_tls)
        assert await lines.post("x", b"secret", 5) == (200, b"secret")
        await lines.close()
        distrustful = Lines(base, 2, 5)
        with pytest.raises(Outage):
            await distrustful.post("x", b"secret", 5)
        assert server.bodies == [b"secret"]
