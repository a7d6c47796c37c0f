"""Pages for logging in: password, new password, authenticator, code, and the way out."""

from __future__ import annotations

from io import BytesIO

import segno
from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from bot.desk_store import Stage
from bot.failures import NotAllowed
from bot.ports import Clock
from bot.staff import Session, Staff
from integrations.console.access import STAGE_PAGE
from integrations.console.guarding import Guard, client_of, field
from integrations.console.pages import Pages

_REFUSED = {
    "short": "Mật khẩu mới cần từ 12 đến 128 ký tự.",
    "same": "Mật khẩu mới phải khác mật khẩu cũ và không chứa tên tài khoản.",
    "wrong": "Mật khẩu hiện tại không đúng.",
}


class SigningIn:
    """The way in and out."""

    def __init__(self, staff: Staff, guard: Guard, pages: Pages, clock: Clock) -> None:
        self._staff = staff
        self._guard = guard
        self._pages = pages
        self._clock = clock

    async def show_login(self, request: Request) -> Response:
        """The form for name and password; sets the cookie that its token is bound to."""
        session: Session | None = request.state.session
        if session is not None:
            return RedirectResponse(STAGE_PAGE.get(session.stage, "/staff"), 303)
        if self._guard.door in request.cookies:
            return self._pages.page(request, "login.html", wrong=False)
        fresh = self._clock.token()
        request.cookies[self._guard.door] = fresh
        request.state.csrf = self._guard.token(request, None)
        response = self._pages.page(request, "login.html", wrong=False)
        response.set_cookie(
            self._guard.door, fresh, path="/", secure=self._guard.secure, httponly=True, samesite="strict"
        )
        return response

    async def login(self, request: Request) -> Response:
        """Check name and password; one answer for an unknown name and a wrong password."""
        form = request.state.form
        session = await self._staff.log_in(field(form, "name"), field(form, "password"), client_of(request))
        if session is None:
            return self._pages.page(request, "login.html", 401, wrong=True)
        return self._go_on(session)

    async def logout(self, request: Request) -> Response:
        """End the session at once."""
        await self._staff.log_out(request.state.session)
        response = RedirectResponse("/staff/login", 303)
        response.delete_cookie(self._guard.cookie, path="/", secure=self._guard.secure, httponly=True)
        response.headers["Clear-Site-Data"] = '"cache"'
        return response

    async def show_password(self, request: Request) -> Response:
        """The form for a new password."""
        return self._pages.page(request, "password.html", error="", first=self._first(request))

    async def password(self, request: Request) -> Response:
        """Set the new password; the session is renewed and all others of this account end."""
        form = request.state.form
        error = ""
        if field(form, "new") != field(form, "again"):
            error = "Hai lần nhập mật khẩu mới không giống nhau."
        else:
            try:
                session = await self._staff.change_password(
                    request.state.session, field(form, "old"), field(form, "new"), client_of(request)
                )
                return self._go_on(session)
            except NotAllowed as refusal:
                if str(refusal) not in _REFUSED:
                    raise
                error = _REFUSED[str(refusal)]
        return self._pages.page(request, "password.html", 422, error=error, first=self._first(request))

    async def show_enrol(self, request: Request) -> Response:
        """The QR and the secret for an authenticator."""
        return await self._enrol_page(request, wrong=False)

    async def qr(self, request: Request) -> Response:
        """The QR as SVG, for this session only."""
        _, uri = await self._staff.otp_uri(request.state.session)
        out = BytesIO()
        segno.make(uri, error="m").save(out, kind="svg", scale=5, border=3, xmldecl=False)
        return Response(out.getvalue(), media_type="image/svg+xml")

    async def show_verify(self, request: Request) -> Response:
        """The form for a code."""
        return self._pages.page(request, "verify.html", wrong=False)

    async def give_code(self, request: Request) -> Response:
        """A code, to confirm an authenticator or to log in."""
        session: Session = request.state.session
        found = await self._staff.give_code(session, field(request.state.form, "code"), client_of(request))
        if found is not None:
            return self._go_on(found)
        if session.stage is Stage.ENROL:
            return await self._enrol_page(request, wrong=True)
        return self._pages.page(request, "verify.html", 401, wrong=True)

    async def _enrol_page(self, request: Request, wrong: bool) -> Response:
        secret, _ = await self._staff.otp_uri(request.state.session)
        parts = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        return self._pages.page(request, "enrol.html", 401 if wrong else 200, secret=parts, wrong=wrong)

    def _go_on(self, session: Session) -> Response:
        to = STAGE_PAGE.get(session.stage, "/staff")
        return self._guard.let_in(RedirectResponse(to, 303), session)

    def _first(self, request: Request) -> bool:
        return bool(request.state.session.stage is Stage.CHANGE)
