"""What stands in front of every page: permission, origin, form token, size of the body; and the headers behind it."""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import urlsplit

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute
from starlette.datastructures import FormData, UploadFile

from bot.failures import Conflict, Failure, NotAllowed, Retry
from bot.staff import Session, Staff
from bot.staff_tries import TooManyTries
from integrations.console.access import FORM, PERMISSIONS, STAGE_PAGE, UPLOAD, UPLOADS, Verdict, judge
from integrations.console.pages import Pages

log = logging.getLogger(__name__)

Handle = Callable[[Request], Coroutine[Any, Any, Response]]

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; img-src 'self'; style-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": browsers would then send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}


class Guard:
    """Checks a request against the table before its page runs. ``secure``: the console is reached by https."""

    def __init__(self, staff: Staff, pages: Pages, secret_key: bytes, public_url: str) -> None:
        self._staff = staff
        self._pages = pages
        self._key = secret_key
        self._origin = _origin(public_url)
        self.secure = public_url.startswith("https://")
        self.cookie = "__Host-motcua-staff" if self.secure else "motcua-staff"
        self.door = "__Host-motcua-door" if self.secure else "motcua-door"

    def route_class(self) -> type[APIRoute]:
        """The class of route that runs every request through this guard."""
        guard = self

        class GuardedRoute(APIRoute):
            def get_route_handler(self) -> Handle:
                run = super().get_route_handler()

                async def handle(request: Request) -> Response:
                    return await guard.serve(request, self.path, run)

                return handle

        return GuardedRoute

    async def serve(self, request: Request, path: str, run: Handle) -> Response:
        """The page, or what is said in its place; always with the headers."""
        response = await self._answer(request, path, run)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if self.secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        return response

    def token(self, request: Request, session: Session | None) -> str:
        """The form token of this session, or before log-in of this browser's door cookie."""
        bound = f"session:{session.token}" if session else f"door:{request.cookies.get(self.door, '')}"
        return hmac.new(self._key, bound.encode(), hashlib.sha256).hexdigest()

    def let_in(self, response: Response, session: Session) -> Response:
        """Put the session into the browser."""
        response.set_cookie(self.cookie, session.token, path="/", secure=self.secure, httponly=True, samesite="strict")
        return response

    async def _answer(self, request: Request, path: str, run: Handle) -> Response:
        try:
            return await self._judged(request, path, run)
        except TooManyTries:
            return self._pages.stop(request, 429, "too-many")
        except Conflict:
            return self._pages.stop(request, 409, "conflict")
        except (NotAllowed, RequestValidationError):
            return self._pages.stop(request, 404, "not-here")
        except Failure as failure:
            log.warning("a page failed: %s", type(failure).__name__)
            return self._pages.stop(request, 503, "not-now" if failure.retry is Retry.NEVER else "busy")

    async def _judged(self, request: Request, path: str, run: Handle) -> Response:
        if "\0" in request.scope["path"] or b"%00" in request.scope["query_string"]:
            raise NotAllowed("a sign that no address has and no database takes")
        session = await self._staff.session(request.cookies.get(self.cookie, ""))
        request.state.session = session
        verdict = judge(PERMISSIONS.get((request.method, path)), session)
        if verdict is not Verdict.OPEN:
            return self._instead(request, verdict, session)
        if request.method != "GET" and (refusal := await self._post_refused(request, path, session)):
            return refusal
        request.state.csrf = self.token(request, session)
        return await run(request)

    def _instead(self, request: Request, verdict: Verdict, session: Session | None) -> Response:
        if verdict is Verdict.CLOSED:
            return self._pages.stop(request, 403, "closed")
        if verdict is Verdict.GO_ON and session is not None:
            return RedirectResponse(STAGE_PAGE[session.stage], 303)
        if request.method == "GET":
            return RedirectResponse("/staff/login", 303)
        return self._pages.stop(request, 401, "session-over")

    async def _post_refused(self, request: Request, path: str, session: Session | None) -> Response | None:
        """A body too large or of unknown length, a foreign origin, or a wrong form token."""
        most = UPLOAD if (request.method, path) in UPLOADS else FORM
        length = request.headers.get("content-length", "")
        if not length.isdigit() or int(length) > most:
            return self._pages.stop(request, 413, "too-large")
        if not self._same_origin(request):
            return self._pages.stop(request, 403, "foreign")
        form = await request.form(max_files=1, max_fields=400, max_part_size=FORM)
        request.state.form = form
        if not hmac.compare_digest(field(form, "csrf").encode(), self.token(request, session).encode()):
            return self._pages.stop(request, 403, "stale-form")
        return None

    def _same_origin(self, request: Request) -> bool:
        """The browser's word on where the form came from; none at all is refused."""
        said = request.headers.get("origin") or request.headers.get("referer") or ""
        return _origin(said) in {self._origin, f"{request.url.scheme}://{request.headers.get('host', '')}"}


def field(form: FormData, name: str, most: int = 4000) -> str:
    """A text field of a form, trimmed and bounded, without NUL (which PostgreSQL refuses); empty when absent or a
    file."""
    value = form.get(name)
    return "" if value is None or isinstance(value, UploadFile) else value.replace("\0", "").strip()[:most]


def client_of(request: Request) -> str:
    """Whose address the request comes from."""
    return request.client.host if request.client else "-"


def fields(form: FormData, name: str) -> tuple[str, ...]:
    """All values of a repeated text field."""
    return tuple(value for value in form.getlist(name) if isinstance(value, str))


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
