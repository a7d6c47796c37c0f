"""POST /callbacks/portals/{name}: checks the signature, keeps the raw push, answers, and only then applies it."""

from __future__ import annotations

import hashlib
import hmac
import logging

from fastapi import APIRouter
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from bot.failures import Failure, NotAccepted
from bot.portal_reports import PortalReports

log = logging.getLogger(__name__)

PATH = "/callbacks/portals/{name}"
SIGNATURE = b"x-signature"
MOST_BODY = 32 * 2**20
"""A result travels in its push as base64."""
RETRY_SECONDS = "10"
_OK, _ERROR = {"statusCode": "00", "errorDetail": ""}, {"statusCode": "01", "errorDetail": "unreadable"}


def sign(secret: bytes, body: bytes) -> str:
    """The header's value: HMAC-SHA256 of the raw body, hex."""
    return hmac.new(secret, body, hashlib.sha256).hexdigest()


def callbacks_router(reports: PortalReports, portal: str, secret: str) -> APIRouter:
    """200 kept (new or known), 400 no push, 401 who are you, 413 too much, 503 come again."""
    key = secret.encode()

    async def answer(request: Request) -> Response:
        if _signature(request) is None:  # Nothing is read from whoever does not even try.
            return Response(status_code=401)
        try:
            body = await _bounded(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            return Response(status_code=413)
        if not _trusted(request, key, body):
            return Response(status_code=401)
        try:
            await reports.receive(portal, body)
        except NotAccepted:
            return JSONResponse(_ERROR, 400)
        except Failure as failure:
            log.warning("a push could not be kept: %s", type(failure).__name__)
            return Response(status_code=503, headers={"Retry-After": RETRY_SECONDS})
        reports.wake()
        return JSONResponse(_OK)

    router = APIRouter()
    router.add_route(PATH.format(name=portal), answer, methods=["POST"], include_in_schema=False)
    return router


def _trusted(request: Request, key: bytes, body: bytes) -> bool:
    """Exactly one header, compared in constant time as bytes. There is no age limit: a push may be a month late, and
    one that is played again is known by its id."""
    given = _signature(request)
    return given is not None and hmac.compare_digest(given, sign(key, body).encode())


def _signature(request: Request) -> bytes | None:
    given = [value for name, value in request.scope["headers"] if name == SIGNATURE]
    return given[0].removeprefix(b"sha256=") if len(given) == 1 else None


async def _bounded(request: Request) -> bytes | None:
    length = request.headers.get("content-length", "")
    if length.isdecimal() and (len(length) > 12 or int(length) > MOST_BODY):
        return None  # Said beforehand: nothing is read.
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BODY:
            return None
    return bytes(body)
