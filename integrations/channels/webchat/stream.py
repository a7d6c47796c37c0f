"""The live side: server-sent events that resume where a page left off."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import StreamingResponse

from integrations.channels.webchat import problems
from integrations.channels.webchat.channel import Cursor, WebChat
from integrations.channels.webchat.gate import Gate, guarded
from integrations.channels.webchat.models import Message, MessagesPage

_RETRY_MS = 2_000
_BEAT = b": beat\n\n"


def stream_router(channel: WebChat, gate: Gate) -> APIRouter:
    """GET /chat/api/stream."""
    router = APIRouter(prefix="/chat/api", tags=["web chat"], route_class=guarded(gate, 0, problems.malformed))

    @router.get("/stream", response_class=StreamingResponse, responses={200: {"content": {"text/event-stream": {}}}})
    async def stream(
        request: Request,
        after: Annotated[str, Query(max_length=40)] = "",
        last_event_id: Annotated[str, Header(max_length=40)] = "",
    ) -> StreamingResponse:
        """Events ``message`` (data: a Message; id: ``mark.seq``) and ``reset`` (forget what you show). Resumes after
        the header Last-Event-ID or, when a page starts anew, after ``after``. Comments keep the line open."""
        address = gate.address(request)
        if channel.hub.count(address) >= channel.settings.streams:
            raise problems.too_many()
        cursor = Cursor.read(last_event_id or after)
        headers = {"X-Accel-Buffering": "no", "Cache-Control": "no-store"}
        return StreamingResponse(follow(channel, address, cursor), media_type="text/event-stream", headers=headers)

    return router


async def follow(channel: WebChat, address: str, cursor: Cursor) -> AsyncIterator[bytes]:
    """What a page has not seen, then whatever comes, until the page or the server goes."""
    hub = channel.hub
    with hub.listen(address) as ear:
        yield f"retry: {_RETRY_MS}\n\n".encode()
        while not hub.closed:
            ear.rest()
            if chat := await channel.chat_of(address):
                hub.add(ear, chat)
                news = await channel.news(chat, cursor)
                if news.reset:
                    yield _reset(news.cursor.mark)
                for message in news.messages:
                    yield _told(news.cursor.mark, message)
                cursor = news.cursor
                if news.more:
                    continue
            if not await ear.wait(channel.settings.poll):
                yield _BEAT


def _told(mark: str, message: Message) -> bytes:
    return f"id: {mark}.{message.seq}\ndata: {message.model_dump_json(by_alias=True)}\n\n".encode()


def _reset(mark: str) -> bytes:
    page = MessagesPage(chat=mark, messages=[], reset=True).model_dump_json()
    return f"event: reset\nid: {mark}.0\ndata: {page}\n\n".encode()
