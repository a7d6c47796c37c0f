"""One HTTP call to the portal: what the failure of a call means for the dossier is decided here, once."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.failures import Failure, Misconfigured, NotAccepted, Outage, TooFast, Uncertain
from bot.ports import Clock

MOST_ANSWER = 128 * 2**20
"""Bytes of one answer: a dossier pulled back carries its papers."""
LONGEST_WAIT = 86_400.0
"""A portal that asks for more than a day's patience is asked again after a day."""

_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
_REFUSED_US = (401, 403, 404, 405)
"""Wrong key, wrong address: a person must act."""


class Already(Failure):
    """409: something is there under this reference: look it up."""


class TooLarge(Failure):
    """413: something is too big; ``named`` is whatever the portal said, to be searched for a paper's code."""

    def __init__(self, named: str) -> None:
        super().__init__("portal: 413")
        self.named = named


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds: to connect, and for everything after that."""

    connect: float
    answer: float


class Line:
    """Speaks to one portal. Nothing that travels here is ever logged, and no error text quotes it."""

    def __init__(self, base: str, secret: str, header: str, waits: Waits, clock: Clock) -> None:
        self._base = base.rstrip("/")
        self._clock = clock
        self._seconds = waits.connect + waits.answer
        limits = httpx.Timeout(waits.answer, connect=waits.connect, pool=waits.connect)
        # trust_env: a proxy of the machine must not see dossiers. No redirects: a post is never carried elsewhere.
        self._http = httpx.AsyncClient(timeout=limits, trust_env=False, follow_redirects=False)
        self._headers = {header: secret, "Content-Type": "application/json; charset=utf-8"}

    async def close(self) -> None:
        """Hang up."""
        await self._http.aclose()

    async def ask(self, path: str, body: dict[str, Any], extra: dict[str, str] | None = None) -> dict[str, Any]:
        """POST JSON, get a JSON object. Raises Outage (surely not sent), TooFast, NotAccepted, Misconfigured (surely
        not taken), Already, TooLarge, and Uncertain whenever the portal may have taken it all the same."""
        content = json.dumps(body, ensure_ascii=False).encode()
        raw = await self._call("POST", self._base + path, content, extra or {})
        try:
            found = json.loads(raw)
        except (ValueError, RecursionError):
            raise Uncertain("portal: the answer is no JSON") from None
        if not isinstance(found, dict):
            raise Uncertain("portal: the answer is no object")
        return found

    async def fetch(self, address: str) -> bytes:
        """A file that the portal keeps, by path or full address; only of the portal itself."""
        whole = address if "://" in address else f"{self._base}/{address.lstrip('/')}"
        if urlsplit(whole)[:2] != urlsplit(self._base)[:2]:
            raise Uncertain("portal: a file's address leads elsewhere")
        return await self._call("GET", whole, b"", {})

    async def _call(self, method: str, url: str, content: bytes, extra: dict[str, str]) -> bytes:
        try:
            async with asyncio.timeout(self._seconds):
                return await self._exchange(method, url, content, extra)
        except _NOT_SENT as problem:
            raise Outage(f"portal: {type(problem).__name__}") from None
        except (httpx.TransportError, httpx.DecodingError, TimeoutError) as problem:
            raise Uncertain(f"portal: {type(problem).__name__}") from None

    async def _exchange(self, method: str, url: str, content: bytes, extra: dict[str, str]) -> bytes:
        request = self._http.build_request(method, url, content=content, headers=self._headers | extra)
        answer = await self._http.send(request, stream=True)
        try:
            body = await _bounded(answer)
        finally:
            await answer.aclose()
        self._judge(answer, body)
        return body

    def _judge(self, answer: httpx.Response, body: bytes) -> None:
        status, after = answer.status_code, _after(answer.headers.get("Retry-After", ""), self._clock.now())
        if 200 <= status < 300:
            return
        if status == 409:
            raise Already(f"portal: {status}")
        if status == 413:
            raise TooLarge(body[:4096].decode("utf-8", "replace"))
        if status == 429:
            raise TooFast(f"portal: {status}", after=after)
        if status in _REFUSED_US:
            raise Misconfigured(f"portal: {status}")
        if 400 <= status < 500 and status != 408:
            raise NotAccepted(f"portal: {status}")
        raise Uncertain(f"portal: {status}", after=after)


async def _bounded(answer: httpx.Response) -> bytes:
    body = bytearray()
    async for piece in answer.aiter_bytes():
        body += piece
        if len(body) > MOST_ANSWER:
            raise Uncertain("portal: the answer is endless")
    return bytes(body)


def _after(value: str, now: datetime) -> float | None:
    """Retry-After as seconds (a number or a date); None when it says nothing readable."""
    if value.isdecimal() and len(value) < 10:
        return min(float(value), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        return None
    return min(max((moment - now).total_seconds(), 0.0), LONGEST_WAIT)
