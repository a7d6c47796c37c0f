"""POST /callbacks/payments/{name}: takes a gateway's calls within bounds; 200 only once it is written down."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping

from fastapi import APIRouter
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from bot.failures import Failure, NotAccepted, NotAllowed
from bot.ports import Notice, Payments

log = logging.getLogger(__name__)

PATH = "/callbacks/payments/{name}"
MOST_BODY = 64 * 1024
RETRY_SECONDS = "60"

Hear = Callable[[Notice], Awaitable[None]]
"""Write a notice down, durably. Raises NotAccepted for a charge that is none of ours, Failure to be told again."""


def callbacks_router(gateways: Mapping[str, Payments], hear: Hear) -> APIRouter:
    """The route for every gateway there is; another name is not found."""
    router = APIRouter()

    async def answer(request: Request) -> Response:
        gateway = gateways.get(request.path_params["name"])
        if gateway is None:
            return Response(status_code=404)
        body = await _bounded(request)
        return Response(status_code=413) if body is None else await _heard(gateway, body, hear)

    router.add_route(PATH, answer, methods=["POST"], include_in_schema=False)
    return router


async def _heard(gateway: Payments, body: bytes, hear: Hear) -> Response:
    """403 not the gateway, 400 no message of it or no charge of ours, 503 tell us again, 200 written down."""
    try:
        await hear(gateway.hear(body))
    except NotAllowed:
        log.warning("payments: a call that is not marked by %s", gateway.name)
        return JSONResponse({"MaLoi": "97"}, 403)
    except NotAccepted:
        log.warning("payments: a call of %s that is no payment of ours", gateway.name)
        return JSONResponse({"MaLoi": "01"}, 400)
    except Failure as failure:
        log.warning("payments: could not write down a call: %s", type(failure).__name__)
        return JSONResponse({"MaLoi": "99"}, 503, headers={"Retry-After": RETRY_SECONDS})
    return JSONResponse({"MaLoi": "00"})


async def _bounded(request: Request) -> bytes | None:
    """The body, or None when it is larger than we read or did not come whole."""
    length = request.headers.get("content-length", "")
    if length.isdecimal() and (len(length) > 12 or int(length) > MOST_BODY):
        return None  # Said beforehand: nothing is read.
    body = bytearray()
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > MOST_BODY:
                return None
    except ClientDisconnect:
        return None
    return bytes(body)
