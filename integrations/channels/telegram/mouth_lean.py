"""Speaks straight over aiohttp with JSON built by hand: the short way for interactive turns."""

from __future__ import annotations

import json
from typing import Any

import aiohttp

from bot.failures import Failure, Outage, TooFast, Uncertain
from bot.ports import Attachment
from integrations.channels.telegram.limiter import Limiter
from integrations.channels.telegram.lines import Lines
from integrations.channels.telegram.mouth import Found, Key, Keyboard
from integrations.channels.telegram.verdicts import verdict

CONNECT_SECONDS, READ_SECONDS, FILE_SECONDS = 5.0, 20.0, 60.0
CONNECTIONS = 64
JSON = {"Content-Type": "application/json"}
NOT_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL)


class LeanMouth:
    """A ``Mouth``. Importing this module imports aiohttp; do so only when it is wanted."""

    def __init__(self, token: str, api_base: str, limiter: Limiter, read_seconds: float = READ_SECONDS) -> None:
        self._base = f"{api_base}/bot{token}/"
        self._limiter = limiter
        self._read_seconds = read_seconds
        self._session: aiohttp.ClientSession | None = None
        self._lines = Lines(self._base, CONNECTIONS, CONNECT_SECONDS)

    async def open(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                timeout=_timeout(self._read_seconds), connector=aiohttp.TCPConnector(limit=CONNECTIONS)
            )

    async def close(self) -> None:
        await self._lines.close()
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def say(self, chat: int, text: str, keyboard: Keyboard) -> int:
        await self._limiter.take(chat)
        return _id(await self._call("sendMessage", _with_keys({"chat_id": chat, "text": text}, keyboard)))

    async def change(self, chat: int, message: int, text: str, keyboard: Keyboard) -> None:
        await self._limiter.take(chat)
        body = {"chat_id": chat, "message_id": message, "text": text}
        await self._call("editMessageText", _with_keys(body, keyboard))

    async def strip(self, chat: int, message: int) -> None:
        if not await self._limiter.try_take(chat):
            raise TooFast("telegram: no turn to spare")
        await self._call("editMessageReplyMarkup", {"chat_id": chat, "message_id": message})

    async def show(self, chat: int, picture: Attachment, caption: str, keyboard: Keyboard) -> int:
        return await self._upload("photo", chat, picture, caption, keyboard)

    async def give(self, chat: int, file: Attachment, caption: str, keyboard: Keyboard) -> int:
        return await self._upload("document", chat, file, caption, keyboard)

    async def _upload(self, kind: str, chat: int, file: Attachment, caption: str, keyboard: Keyboard) -> int:
        await self._limiter.take(chat)
        form = aiohttp.FormData({"chat_id": str(chat)})
        if caption:
            form.add_field("caption", caption)
        if keyboard:
            form.add_field("reply_markup", json.dumps(_markup(keyboard), ensure_ascii=False))
        form.add_field(kind, file.content, filename=file.name, content_type=file.mime)
        return _id(await self._post("send" + kind.capitalize(), data=form, timeout=_timeout(FILE_SECONDS)))

    async def acknowledge(self, press: str) -> None:
        await self._call("answerCallbackQuery", {"callback_query_id": press})

    async def find(self, file: str) -> Found:
        found = await self._call("getFile", {"file_id": file})
        if not isinstance(found, dict):
            raise Uncertain("telegram: unreadable answer")
        return Found(str(found.get("file_path", "")), int(found.get("file_size", 0)))

    async def _call(self, method: str, body: dict[str, Any]) -> Any:
        content = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        status, answer = await self._lines.post(method, content, self._read_seconds)
        failure, result = _read(status, answer)
        if isinstance(failure, TooFast) and failure.after is not None:
            await self._limiter.pause(failure.after)
        if failure is not None:
            raise failure
        return result

    async def _post(self, method: str, **request: Any) -> Any:
        """POST and read ``result``; exceptions of aiohttp are not chained, because they can carry the address."""
        await self.open()
        assert self._session is not None
        try:
            async with self._session.post(self._base + method, **request) as answer:
                status, content = answer.status, await answer.read()
            failure, result = _read(status, content)
        except NOT_SENT as problem:
            failure, result = Outage(f"telegram: {type(problem).__name__}"), None
        except (aiohttp.ClientError, OSError, TimeoutError) as problem:
            failure, result = Uncertain(f"telegram: {type(problem).__name__}"), None
        if isinstance(failure, TooFast) and failure.after is not None:
            await self._limiter.pause(failure.after)
        if failure is not None:
            raise failure
        return result


def _read(status: int, content: bytes) -> tuple[Failure | None, Any]:
    """The answer's result, or what its refusal means."""
    try:
        body = json.loads(content)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        return (Uncertain("telegram: unreadable answer") if status < 400 else verdict(status, "no JSON")), None
    if status == 200 and body.get("ok") is True and body.get("result") is not None:
        return None, body["result"]
    if status < 400:
        return Uncertain("telegram: unreadable answer"), None
    more = body.get("parameters") or {}
    return verdict(
        status, str(body.get("description", "")), after=more.get("retry_after"), moved=more.get("migrate_to_chat_id")
    ), None


def _id(message: Any) -> int:
    if isinstance(message, dict) and isinstance(message.get("message_id"), int):
        return int(message["message_id"])
    raise Uncertain("telegram: unreadable answer")


def _with_keys(body: dict[str, Any], keyboard: Keyboard) -> dict[str, Any]:
    return {**body, "reply_markup": _markup(keyboard)} if keyboard else body


def _markup(keyboard: Keyboard) -> dict[str, Any]:
    return {"inline_keyboard": [[_button(key) for key in row] for row in keyboard]}


def _button(key: Key) -> dict[str, Any]:
    action: dict[str, Any] = {"callback_data": key.data}
    if key.copy:
        action = {"copy_text": {"text": key.copy}}
    elif key.link:
        action = {"url": key.link}
    return {"text": key.label, **action, **({"style": key.style} if key.style else {})}


def _timeout(seconds: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=None, connect=CONNECT_SECONDS, sock_connect=CONNECT_SECONDS, sock_read=seconds)
