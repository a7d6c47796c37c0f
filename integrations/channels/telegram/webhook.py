"""POST /webhooks/telegram: checks who calls and what comes, and answers 200 only after the commit."""

from __future__ import annotations

import hmac
import json
import logging
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from bot.failures import Failure
from integrations.channels.telegram.arrivals import Desk
from integrations.channels.telegram.hearing import Heard
from integrations.channels.telegram.secrecy import check_secret

if TYPE_CHECKING:
    from fastapi import APIRouter

log = logging.getLogger("motcua.telegram")

PATH = "/webhooks/telegram"
SECRET_HEADER = b"x-telegram-bot-api-secret-token"
MOST_BODY = 1024 * 1024
RETRY_SECONDS = 5


class Webhook:
    """The endpoint. Telegram repeats what is not answered 2xx, in order, for 24 hours (presses: 150 seconds)."""

    def __init__(self, desk: Desk, secret: str, path: str = PATH) -> None:
        check_secret(secret)
        self._desk, self._secret, self._path = desk, secret.encode(), path

    def router(self) -> APIRouter:
        """For ``app.include_router``. A plain Starlette route: the body is read by us, within bounds."""
        from fastapi import APIRouter

        router = APIRouter()
        router.add_route(self._path, self.answer, methods=["POST"], include_in_schema=False)
        return router

    async def answer(self, request: Request) -> Response:
        """401 who are you, 413 too much, 400 no JSON, 503 come again, 200 done or kept as poison."""
        if not self._trusted(request):
            return Response(status_code=401)
        try:
            body = await _bounded(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            return Response(status_code=413)
        try:
            raw = json.loads(body)
        except (ValueError, RecursionError):
            return Response(status_code=400)
        return await self._taken(raw, body)

    def _trusted(self, request: Request) -> bool:
        """Exactly one header, compared in constant time as bytes (a non-ASCII value must not raise)."""
        given = [value for name, value in request.scope["headers"] if name == SECRET_HEADER]
        return len(given) == 1 and hmac.compare_digest(given[0], self._secret)

    async def _taken(self, raw: object, body: bytes) -> Response:
        what = self._desk.read(raw, body)
        if what is None:
            return JSONResponse({})
        try:
            await self._desk.take(what)
        except Failure as problem:
            log.warning("telegram: could not take an update: %s", type(problem).__name__)
            after = max(1, round(problem.after or RETRY_SECONDS))
            return Response(status_code=503, headers={"Retry-After": str(after)})
        if isinstance(what, Heard) and what.press:
            # A method in the answer costs no request; its result is lost, and nobody needs it.
            return JSONResponse({"method": "answerCallbackQuery", "callback_query_id": what.press})
        return JSONResponse({})


async def _bounded(request: Request) -> bytes | None:
    """The body, or None when it is larger than we read."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BODY:
            return None
    return bytes(body)
