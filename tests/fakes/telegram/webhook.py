"""Delivery by webhook: one line of updates after the other, retries that back off, 410, and a method in the answer."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from tests.fakes.telegram.updates import BY_WEBHOOK, Queued, Updates
from tests.fakes.telegram.wire import Arguments, bad, without_nulls

FORBIDDEN_IN_ANSWER = ("get", "setwebhook", "deletewebhook", "close", "logout")
LONGEST_RETRY_AFTER = 3600
LONGEST_PAUSE = 60.0


@dataclass(slots=True)
class Webhook:
    """The webhook's settings and its running deliveries. ``second`` shortens the server's waits for tests."""

    updates: Updates
    answer_method: Callable[[str, Arguments], Any]
    second: float = 0.02
    url: str = ""
    secret: str = ""
    most: int = 40
    attempts: int = 0
    last_error: str = ""
    last_error_at: int = 0
    _lines: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _busy: set[int] = field(default_factory=set)
    _watch: asyncio.Task[None] | None = None
    _session: aiohttp.ClientSession | None = None

    async def set(self, arguments: Arguments) -> tuple[bool, str]:
        """``setWebhook``: the URL may be http here, because tests run on the loopback address."""
        url = arguments.text("url")
        if not url:
            return await self.delete(arguments)
        if not url.startswith(("https://", "http://127.0.0.1:")):
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        secret = arguments.text("secret_token")
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
            raise bad("secret token contains unallowed characters")
        self.updates.allow(arguments)
        self._maybe_drop(arguments)
        same = (url, secret) == (self.url, self.secret)
        self.url, self.secret = url, secret
        self.most = min(max(arguments.integer("max_connections", 40), 1), 100)
        self.updates.webhook_active = True
        self.updates.terminate(BY_WEBHOOK)
        self._start()
        return True, "Webhook is already set" if same else "Webhook was set"

    async def delete(self, arguments: Arguments) -> tuple[bool, str]:
        """``deleteWebhook``."""
        self._maybe_drop(arguments)
        was, self.url, self.updates.webhook_active = self.url, "", False
        await self.stop()
        return True, "Webhook was deleted" if was else "Webhook is already deleted"

    def _maybe_drop(self, arguments: Arguments) -> None:
        if arguments.flag("drop_pending_updates"):
            self.updates.waiting.clear()

    def info(self) -> dict[str, Any]:
        """``getWebhookInfo``."""
        return {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates.waiting),
            "max_connections": self.most if self.url else None,
            "allowed_updates": self.updates.allowed or None,
            "last_error_message": self.last_error or None,
            "last_error_date": self.last_error_at or None,
        }

    def _start(self) -> None:
        if self._watch is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10))
            self._watch = asyncio.create_task(self._deliver_all())

    async def stop(self) -> None:
        running = [task for task in (self._watch, *self._lines.values()) if task and task is not asyncio.current_task()]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        self._lines.clear()
        self._watch = None
        if self._session:
            await self._session.close()
            self._session = None

    async def _deliver_all(self) -> None:
        gate = asyncio.Semaphore(self.most)
        while True:
            self.updates.changed.clear()
            for one in self.updates.waiting:
                if self.url and one.line not in self._lines:
                    self._lines[one.line] = asyncio.create_task(self._deliver_line(one.line, gate))
            await self.updates.changed.wait()

    async def _deliver_line(self, line: str, gate: asyncio.Semaphore) -> None:
        try:
            while self.url and (one := next((one for one in self.updates.waiting if one.line == line), None)):
                await self._deliver(one, gate)
        finally:
            self._lines.pop(line, None)
            self.updates.changed.set()

    async def _deliver(self, one: Queued, gate: asyncio.Semaphore) -> None:
        pause = 0.0
        while one.expires > self.updates.now() and self.url:
            async with gate:
                done, asked = await self._post(one)
            if done:
                break
            await asyncio.sleep((asked or pause) * self.second)
            pause = min(max(2.0, pause * 2), LONGEST_PAUSE)
        if one in self.updates.waiting and self.url:
            self.updates.waiting.remove(one)

    async def _post(self, one: Queued) -> tuple[bool, float]:
        """One attempt: done, and the seconds that ``Retry-After`` asked for."""
        assert self._session is not None
        self.attempts += 1
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.secret
        body = json.dumps(without_nulls(one.update), ensure_ascii=False).encode()
        try:
            async with self._session.post(self.url, data=body, headers=headers) as answer:
                content = await answer.read()
        except (aiohttp.ClientError, TimeoutError) as error:
            self._failed(f"Connection failed: {type(error).__name__}")
            return False, 0.0
        if answer.status // 100 == 2:
            self._obey(content, answer.content_type)
            return True, 0.0
        self._failed(f"Wrong response from the webhook: {answer.status} {answer.reason}")
        if answer.status == 410:  # the real server removes the webhook only after 23 hours of this
            self.url, self.updates.webhook_active = "", False
            return True, 0.0
        return False, float(min(int(answer.headers.get("Retry-After", "0") or 0), LONGEST_RETRY_AFTER))

    def _failed(self, why: str) -> None:
        self.last_error, self.last_error_at = why, self.updates.now()

    def _obey(self, content: bytes, kind: str) -> None:
        """A method in the answer is carried out; its result is never returned."""
        if kind != "application/json" or not content.strip():
            return
        try:
            asked = json.loads(content)
        except ValueError:
            return
        method = asked.pop("method", "") if isinstance(asked, dict) else ""
        if method and not method.lower().startswith(FORBIDDEN_IN_ANSWER):
            text = {name: v if isinstance(v, str) else json.dumps(v) for name, v in asked.items()}
            self.answer_method(method, Arguments(text))
