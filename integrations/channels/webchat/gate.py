"""Who may come in: sessions by cookie, posts only from our own page, bodies only up to a size."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.types import Message as AsgiMessage
from starlette.types import Receive as AsgiReceive

from bot.failures import Failure, Retry
from integrations.channels.webchat import problems
from integrations.channels.webchat.problems import Problem
from integrations.channels.webchat.settings import WebChatSettings

HEADER = "x-motcua"
"""Every POST carries this header: a foreign page cannot set it without asking first."""

_DRAIN = 3
"""A body up to so many times too big is read to its end, so that the browser hears our answer, not a broken line."""

_SECRET = re.compile(r"[0-9a-f]{32}")
_API_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


def address_of(secret: str) -> str:
    """The address that a session's secret stands for."""
    return hashlib.sha256(f"webchat/{secret}".encode()).hexdigest()[:32]


class Gate:
    """The rules of entry under these settings."""

    def __init__(self, settings: WebChatSettings) -> None:
        self.settings = settings

    def address(self, request: Request) -> str:
        """The session's address. Raises Problem 401 without a session."""
        if (address := self.known(request)) is None:
            raise problems.no_session()
        return address

    def known(self, request: Request) -> str | None:
        """The session's address, None without one."""
        secret = request.cookies.get(self.settings.cookie, "")
        return address_of(secret) if _SECRET.fullmatch(secret) else None

    def check_post(self, request: Request) -> None:
        """Raises Problem 403 unless the post comes from our own page or from a program."""
        origin = request.headers.get("origin")
        if HEADER not in request.headers or (origin is not None and origin not in self._origins(request)):
            raise problems.foreign()

    def _origins(self, request: Request) -> set[str]:
        own = {self.settings.origin}
        if not self.settings.secure:
            own.add(f"{request.url.scheme}://{request.headers.get('host', '')}")
        return own


def bounded(receive: AsgiReceive, most: int, refusal: Callable[[], Problem]) -> AsgiReceive:
    """``receive`` that raises ``refusal()`` once the body is longer than ``most`` bytes."""
    seen = 0

    async def counted() -> AsgiMessage:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen <= most:
            return message
        while message.get("more_body") and seen <= most * _DRAIN:
            message = await receive()
            seen += len(message.get("body", b""))
        raise refusal()

    return counted


def guarded(gate: Gate, most: int, refusal: Callable[[], Problem]) -> type[APIRoute]:
    """A kind of route that lets in whom ``gate`` knows, reads at most ``most`` bytes and refuses in plain words."""

    class GuardedRoute(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            inner = super().get_route_handler()

            async def answer(request: Request) -> Response:
                try:
                    response = await _let_in(request, inner)
                except Problem as problem:
                    response = problem.response()
                for name, value in _API_HEADERS.items():
                    response.headers.setdefault(name, value)
                return response

            return answer

    async def _let_in(request: Request, inner: Callable[[Request], Coroutine[Any, Any, Response]]) -> Response:
        gate.address(request)
        if request.method == "POST":
            gate.check_post(request)
        try:
            return await inner(Request(request.scope, bounded(request.receive, most, refusal)))
        except RequestValidationError as error:
            raise problems.malformed() from error
        except HTTPException as error:
            raise (problems.malformed() if _unreadable(error) else error) from error
        except Failure as failure:
            # A store that is away says nothing about what is there: only what will never be there is not found.
            gone = request.method == "GET" and failure.retry is Retry.NEVER
            raise (problems.not_found() if gone else problems.try_again()) from failure

    return GuardedRoute


def _unreadable(error: HTTPException) -> bool:
    """True for what the framework says of a body that it cannot take apart."""
    return error.status_code == 400 and not isinstance(error, Problem)
