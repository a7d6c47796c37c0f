"""The public protocol: post what the citizen did, read the conversation, bring in another device."""

from __future__ import annotations

import re
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response

from bot.failures import Unusable
from integrations.channels.webchat import problems
from integrations.channels.webchat.channel import Cursor, WebChat
from integrations.channels.webchat.entries import mark_of
from integrations.channels.webchat.gate import Gate, guarded
from integrations.channels.webchat.models import Accepted, DeviceCode, Join, Joined, MessagesPage, PostedEvent, Trouble
from integrations.channels.webchat.pixels import PICTURES
from integrations.channels.webchat.problems import Problem
from integrations.channels.webchat.talk import Talk

_BAD: dict[int | str, dict[str, Any]] = {code: {"model": Trouble} for code in (400, 401, 403, 413, 429, 503)}
_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The bytes, by the attachment's own type.",
        "content": {
            kind: {"schema": {"type": "string", "format": "binary"}}
            for kind in (*sorted(PICTURES), "application/pdf", "application/json")
        },
    }
}
_CODE = re.compile(r"[0-9]{8}")
_DEVICE = "device"
_MOST_SEQ = 2**53


def api_router(channel: WebChat, talk: Talk, gate: Gate) -> APIRouter:
    """Everything under /chat/api that speaks JSON."""
    settings = channel.settings

    def too_long() -> Problem:
        return problems.too_long(settings.text)

    router = APIRouter(prefix="/chat/api", tags=["web chat"], route_class=guarded(gate, settings.body_bytes, too_long))
    _talking(router, channel, talk, gate)
    _moving(router, channel, talk, gate)
    _leaving(router, channel, gate)
    return router


def _talking(router: APIRouter, channel: WebChat, talk: Talk, gate: Gate) -> None:
    @router.post("/events", responses=_BAD)
    async def post_event(request: Request, posted: PostedEvent) -> Accepted:
        """Something the citizen did. Repeat with the same ``id`` until it is accepted: it happens once."""
        address = gate.address(request)
        await allow(channel, f"web:{address}", channel.settings.events_per_minute, 60)
        return Accepted(accepted=await talk.post(address, posted))

    @router.get("/messages", responses={401: {"model": Trouble}})
    async def messages(
        request: Request,
        after: Annotated[int, Query(ge=0, le=_MOST_SEQ)] = 0,
        chat: Annotated[str, Query(max_length=8)] = "",
    ) -> MessagesPage:
        """The conversation after entry number ``after``, oldest first; ``chat`` is the mark given before, if any."""
        bound = await channel.chat_of(gate.address(request))
        if bound is None:
            return MessagesPage(chat="", messages=[], reset=after > 0)
        news = await channel.news(bound, Cursor(chat or mark_of(bound), after))
        return MessagesPage(chat=news.cursor.mark, messages=list(news.messages), more=news.more, reset=news.reset)


def _moving(router: APIRouter, channel: WebChat, talk: Talk, gate: Gate) -> None:
    settings = channel.settings

    @router.post("/device-code", responses={**_BAD, 409: {"model": Trouble}})
    async def device_code(request: Request) -> DeviceCode:
        """A short code for ``/join`` on another device; it works once."""
        address = gate.address(request)
        await allow(channel, f"web-code:{address}", settings.codes_per_hour, 3600)
        if (chat := await channel.chat_of(address)) is None:
            raise problems.nothing_yet()
        code = await channel.store.make_device_code(chat, settings.code_seconds)
        return DeviceCode(code=code, seconds=int(settings.code_seconds))

    @router.post("/join", responses={**_BAD, 404: {"model": Trouble}})
    async def join(request: Request, posted: Join) -> Joined:
        """Bind this session to the conversation behind the code."""
        address, code = gate.address(request), re.sub(r"[\s.-]", "", posted.code)
        caller = request.client.host if request.client else "unknown"
        await allow(channel, f"web-join:{caller}", settings.joins_per_hour, 3600)
        chat = await channel.store.redeem(_DEVICE, code, client=address) if _CODE.fullmatch(code) else None
        if chat is None:
            raise problems.wrong_code()
        await channel.store.join(chat, talk.place(address))
        channel.hub.wake(address)
        return Joined(chat=mark_of(chat))


def _leaving(router: APIRouter, channel: WebChat, gate: Gate) -> None:
    @router.post("/leave", status_code=204, responses=_BAD)
    async def leave(response: Response) -> None:
        """Forget the session on this device; the conversation stays, for other devices and channels."""
        settings = channel.settings
        response.delete_cookie(settings.cookie, secure=settings.secure, httponly=True, samesite="lax")

    @router.get("/files/{id}", response_class=Response, responses={**_FILE, 404: {"model": Trouble}})
    async def file(request: Request, id: str) -> Response:
        """A file that was sent to this chat: pictures to be shown, anything else to be kept."""
        chat = await channel.chat_of(gate.address(request))
        sent = await channel.attachment(chat, id) if chat else None
        if chat is None or sent is None:
            raise problems.not_found()
        try:
            content = await channel.files.read_sent(chat, id)
        except Unusable:  # It was erased meanwhile.
            raise problems.not_found() from None
        how = "inline" if sent.mime in PICTURES else "attachment"
        headers = {
            "Content-Disposition": f"{how}; filename*=UTF-8''{quote(sent.name, safe='')}",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        }
        return Response(content, media_type=sent.mime, headers=headers)


async def allow(channel: WebChat, key: str, limit: int, seconds: float) -> None:
    """Raises Problem 429 when ``key`` has been counted ``limit`` times within ``seconds``."""
    if not await channel.store.allow(key, limit, seconds):
        raise problems.too_many()
