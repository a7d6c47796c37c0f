"""The Telegram channel: polling or webhook in, one of two mouths out; no vendor is imported until it is used."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.failures import Failure, Misconfigured
from bot.ports import Clock, Receive, Shown
from dialogs.events import FileRef
from integrations.channels.telegram.limiter import URGENCY, Limiter
from integrations.channels.telegram.mouth import Mouth
from integrations.channels.telegram.secrecy import check_secret, quiet_vendors
from integrations.channels.telegram.showing import LIMITS
from integrations.channels.telegram.speaking import Recall, Remember, Speaker

if TYPE_CHECKING:
    from fastapi import APIRouter

    from integrations.channels.telegram.arrivals import Desk, Encode, Poison, Redeem
    from integrations.channels.telegram.ears import Ears
    from integrations.channels.telegram.files import Files
    from integrations.channels.telegram.polling import Alarm, Polling

log = logging.getLogger("motcua.telegram")

Mode = Literal["polling", "webhook"]
Sender = Literal["extbot", "lean"]
Commands = Mapping[str, Sequence[tuple[str, str]]]

RETRY_SECONDS = 10.0
SEND_SECONDS = 20.0

COMMANDS: Commands = {
    "": (("start", "Bắt đầu"), ("trogiup", "Trợ giúp"), ("huy", "Dừng lại")),
    "en": (("start", "Start"), ("trogiup", "Help"), ("huy", "Stop")),
}
"""Names are what the core understands; descriptions by language of the citizen's Telegram ("" = everybody else)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhooked:
    """Where Telegram reaches us: full https address; ``connections`` at once (1 to 100)."""

    url: str
    path: str = "/webhooks/telegram"
    connections: int = 40


async def _log_alarm(code: str) -> None:
    log.error("telegram: a person must act: %s", code)


class TelegramChannel:
    """Implements ``bot.ports.Channel``. ``account`` is the bot's own number, taken from the token.

    ``webhook`` says where Telegram reaches us and is needed for ``start`` in webhook mode. ``remember``/``recall``
    keep the last message of a chat over restarts, and with ``shared`` all that stands there, read anew each time: other
    processes speak in the same chats; ``alarm`` is told codes when a person must act. ``limiter`` may be
    shared with other senders of the same bot.
    """

    name = "telegram"
    limits = LIMITS

    def __init__(
        self,
        token: str,
        api_base: str,
        receive: Receive,
        clock: Clock,
        encode: Encode,
        poison: Poison,
        redeem: Redeem,
        mode: Mode = "polling",
        secret: str = "",
        *,
        sender: Sender = "extbot",
        webhook: Webhooked | None = None,
        commands: Commands = COMMANDS,
        limiter: Limiter | None = None,
        remember: Remember | None = None,
        recall: Recall | None = None,
        shared: bool = False,
        alarm: Alarm = _log_alarm,
        send_seconds: float = SEND_SECONDS,
        poll_seconds: int = 25,
    ) -> None:
        self.account = _account(token)
        if mode == "webhook":
            check_secret(secret)
        quiet_vendors()
        self._token, self._api_base = token, api_base.rstrip("/")
        self._mode, self._secret, self._webhook = mode, secret, webhook
        self._sender, self._send_seconds, self._poll_seconds = sender, send_seconds, poll_seconds
        self._limiter = limiter or Limiter()
        self._receive, self._clock, self._encode = receive, clock, encode
        self._poison, self._redeem, self._commands, self._alarm = poison, redeem, commands, alarm
        self._remember, self._recall, self._shared = remember, recall, shared
        self._speaking: Speaker | None = None
        self._files: Files | None = None
        self._ears: Ears | None = None
        self._polling: Polling | None = None
        self._opening: asyncio.Task[None] | None = None

    def __repr__(self) -> str:
        return f"TelegramChannel({self.account}, {self._mode}, {self._sender})"

    # ------------------------------------------------------------ life

    async def start(self) -> None:
        """Introduce the bot and begin to receive. Misconfigured is raised; when Telegram cannot be reached now, the
        rest of the product starts and this goes on trying in the background."""
        await self.open()
        try:
            await self.listen()
        except Misconfigured:
            await self.stop()
            raise

    async def open(self) -> None:
        """Be ready to speak and to fetch, and receive nothing: another process listens."""
        if self._mode == "webhook" and self._webhook is None:
            raise Misconfigured("telegram: webhook mode needs the public address")
        await self._speaker().mouth.open()

    async def listen(self) -> None:
        """Begin to receive; raises and goes on trying as ``start`` does."""
        try:
            await self._introduce()
        except Misconfigured:
            raise
        except Failure as problem:
            log.warning("telegram: not reachable yet: %s", type(problem).__name__)
            self._opening = asyncio.create_task(self._introduce_later())

    async def hush(self) -> None:
        """Receive no more, after what is in hand; go on speaking."""
        if self._opening:
            self._opening.cancel()
            await asyncio.gather(self._opening, return_exceptions=True)
            self._opening = None
        if self._polling:
            await self._polling.stop()
            self._polling = None
        if self._ears:
            await self._ears.close()
            self._ears = None

    async def stop(self) -> None:
        """End receiving (finishing what is in hand), then close connections."""
        await self.hush()
        if self._speaking:
            await self._speaking.close()
            self._speaking = None

    def router(self) -> APIRouter:
        """The webhook's route, to be included in the web application."""
        from integrations.channels.telegram.webhook import PATH, Webhook

        path = self._webhook.path if self._webhook else PATH
        return Webhook(self._desk(), self._secret, path).router()

    # ------------------------------------------------------------ speaking

    async def send(self, address: str, shown: Shown, post: int) -> str:
        """Show this message now; returns Telegram's id of it (of the last, when it took several)."""
        urgency = URGENCY.set(shown.lane)
        try:
            return await self._speaker().send(address, shown, post)
        finally:
            URGENCY.reset(urgency)

    async def drop(self, file: FileRef) -> None:
        """The file lies with Telegram; nothing of it is kept here."""

    async def fetch(self, file: FileRef, most: int) -> bytes:
        """The file's bytes, never more than ``most``."""
        if self._files is None:
            from integrations.channels.telegram.files import Files

            self._files = Files(self._token, self._api_base, self._speaker().mouth)
        return await self._files.fetch(file, most)

    # ------------------------------------------------------------ inside

    async def _introduce(self) -> None:
        ears = self._listen()
        await ears.introduce(self._commands)
        if self._mode == "webhook" and self._webhook:
            await ears.call_me(self._webhook.url, self._secret, self._webhook.connections)
            return
        await ears.poll_from_now_on()
        from integrations.channels.telegram.polling import Polling

        self._polling = Polling(ears, self._desk(), self._alarm, self._poll_seconds)
        self._polling.start()

    async def _introduce_later(self) -> None:
        while True:
            await asyncio.sleep(RETRY_SECONDS)
            try:
                await self._introduce()
                return
            except Misconfigured:
                await self._alarm("telegram-misconfigured")
                return
            except Failure as problem:
                log.warning("telegram: not reachable yet: %s", type(problem).__name__)

    def _listen(self) -> Ears:
        if self._ears is None:
            from integrations.channels.telegram.ears import Ears

            self._ears = Ears(self._token, self._api_base)
        return self._ears

    def _speaker(self) -> Speaker:
        if self._speaking is None:
            self._speaking = Speaker(self._mouth(), self._remember, self._recall, self._shared)
            self._files = None
        return self._speaking

    def _mouth(self) -> Mouth:
        if self._sender == "lean":
            from integrations.channels.telegram.mouth_lean import LeanMouth

            return LeanMouth(self._token, self._api_base, self._limiter, self._send_seconds)
        from integrations.channels.telegram.mouth_extbot import ExtBotMouth

        return ExtBotMouth(self._token, self._api_base, self._limiter, self._send_seconds)

    def _desk(self) -> Desk:
        from integrations.channels.telegram.arrivals import Desk

        return Desk(
            account=self.account,
            clock=self._clock,
            encode=self._encode,
            receive=self._receive,
            poison=self._poison,
            redeem=self._redeem,
            speaker=self._speaker(),
        )


def _account(token: str) -> str:
    """The number before the colon; the text of the failure does not repeat the token."""
    number, colon, key = token.partition(":")
    if not (number.isdecimal() and colon and key):
        raise Misconfigured("telegram: the token does not look like one")
    return number
