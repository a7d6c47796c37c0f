"""Speaks through python-telegram-bot's ExtBot; our limiter stands behind its rate-limiter hook."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

import httpx
from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, error
from telegram.ext import BaseRateLimiter, ExtBot
from telegram.request import HTTPXRequest

from bot.failures import Failure, NotAccepted, Outage, TooFast, Uncertain
from bot.ports import Attachment
from integrations.channels.telegram.limiter import Limiter
from integrations.channels.telegram.mouth import Found, Key, Keyboard
from integrations.channels.telegram.verdicts import verdict

SPARE = "spare"
"""Rate-limit argument of calls that are made only when nobody else needs the turn."""

CONNECT_SECONDS, READ_SECONDS, FILE_SECONDS = 5.0, 20.0, 60.0
CONNECTIONS = 64
NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.ProxyError)
T = TypeVar("T")


class _Hook(BaseRateLimiter[str]):
    """Hands every request of ExtBot to our limiter first."""

    def __init__(self, limiter: Limiter) -> None:
        self._limiter = limiter

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: str | None,
    ) -> Any:
        chat = data.get("chat_id")
        if rate_limit_args == SPARE:
            if not await self._limiter.try_take(int(chat or 0)):
                raise TooFast("telegram: no turn to spare")
        elif chat is not None:
            await self._limiter.take(int(chat))
        return await callback(*args, **kwargs)


class ExtBotMouth:
    """A ``Mouth``. Importing this module imports python-telegram-bot; do so only when it is wanted."""

    def __init__(self, token: str, api_base: str, limiter: Limiter, read_seconds: float = READ_SECONDS) -> None:
        request = HTTPXRequest(
            connection_pool_size=CONNECTIONS,
            connect_timeout=CONNECT_SECONDS,
            read_timeout=read_seconds,
            write_timeout=read_seconds,
            media_write_timeout=FILE_SECONDS,
            pool_timeout=CONNECT_SECONDS,
            httpx_kwargs={"trust_env": False} if api_base.startswith("http://127.0.0.1") else None,
        )
        self._limiter = limiter
        self._bot: ExtBot[str] = ExtBot(
            token,
            base_url=f"{api_base}/bot",
            base_file_url=f"{api_base}/file/bot",
            request=request,
            get_updates_request=request,
            rate_limiter=_Hook(limiter),
        )
        self._request = request

    async def open(self) -> None:
        # Not ExtBot.initialize(): it calls getMe and repeats the token in its error text.
        await self._request.initialize()

    async def close(self) -> None:
        await self._request.shutdown()

    async def say(self, chat: int, text: str, keyboard: Keyboard) -> int:
        sent = await self._try(self._bot.send_message(chat, text, reply_markup=_markup(keyboard)))
        return sent.message_id

    async def change(self, chat: int, message: int, text: str, keyboard: Keyboard) -> None:
        call = self._bot.edit_message_text(text, chat_id=chat, message_id=message, reply_markup=_markup(keyboard))
        await self._try(call)

    async def strip(self, chat: int, message: int) -> None:
        call = self._bot.edit_message_reply_markup(chat_id=chat, message_id=message, rate_limit_args=SPARE)
        await self._try(call)

    async def show(self, chat: int, picture: Attachment, caption: str, keyboard: Keyboard) -> int:
        content = InputFile(picture.content, filename=picture.name)
        call = self._bot.send_photo(chat, content, caption=caption or None, reply_markup=_markup(keyboard))
        return (await self._try(call)).message_id

    async def give(self, chat: int, file: Attachment, caption: str, keyboard: Keyboard) -> int:
        content = InputFile(file.content, filename=file.name)
        call = self._bot.send_document(chat, content, caption=caption or None, reply_markup=_markup(keyboard))
        return (await self._try(call)).message_id

    async def acknowledge(self, press: str) -> None:
        await self._try(self._bot.answer_callback_query(press))

    async def find(self, file: str) -> Found:
        found = await self._try(self._bot.get_file(file))
        # PTB turns file_path into a full address with the token in it: keep only what follows.
        return Found((found.file_path or "").split("/file/bot", 1)[-1].partition("/")[2], found.file_size or 0)

    async def _try(self, call: Awaitable[T]) -> T:
        """Await a call and turn PTB's exceptions into ours, unchained: theirs can carry addresses with the token."""
        try:
            return await call
        except error.TelegramError as problem:
            failure = _failure(problem)
        except (KeyError, AttributeError, TypeError, ValueError):
            failure = Uncertain("telegram: unreadable answer")
        if isinstance(failure, TooFast) and failure.after is not None:
            await self._limiter.pause(failure.after)
        raise failure


def _failure(problem: error.TelegramError) -> Failure:
    """PTB's exception as one of ours."""
    match problem:
        case error.RetryAfter():
            return verdict(429, "Too Many Requests", after=_seconds(problem))
        case error.ChatMigrated():
            return verdict(400, problem.message, moved=problem.new_chat_id)
        case error.Forbidden():
            return verdict(403, problem.message)
        case error.BadRequest():
            return verdict(400, problem.message)
        case error.InvalidToken():
            return verdict(401, "Unauthorized")
        case error.Conflict():
            return verdict(409, problem.message)
        case error.NetworkError():
            return _network(problem)
    return Uncertain("telegram: unreadable answer")


def _network(problem: error.NetworkError) -> Failure:
    """TimedOut and NetworkError: the cause says whether anything was sent; without a cause it was an answer."""
    cause = problem.__cause__
    if isinstance(cause, Failure):
        return cause
    if isinstance(cause, NOT_SENT):
        return Outage(f"telegram: {type(cause).__name__}")
    if isinstance(cause, httpx.InvalidURL | httpx.LocalProtocolError):
        return NotAccepted(f"telegram: {type(cause).__name__}")
    if isinstance(cause, httpx.HTTPError):
        return Uncertain(f"telegram: {type(cause).__name__}")
    if "Too Many Requests" in problem.message:
        return verdict(429, "Too Many Requests")
    if "Request Entity Too Large" in problem.message:
        return verdict(413, "Request Entity Too Large")
    return Uncertain("telegram: the server failed")


def _seconds(problem: error.RetryAfter) -> float:
    return problem._retry_after.total_seconds()  # the public property's type depends on a setting of the process


def _markup(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    if not keyboard:
        return None
    return InlineKeyboardMarkup([[_button(key) for key in row] for row in keyboard])


def _button(key: Key) -> InlineKeyboardButton:
    style = key.style or None
    if key.copy:
        return InlineKeyboardButton(key.label, copy_text=CopyTextButton(key.copy), style=style)
    if key.link:
        return InlineKeyboardButton(key.label, url=key.link, style=style)
    return InlineKeyboardButton(key.label, callback_data=key.data, style=style)
