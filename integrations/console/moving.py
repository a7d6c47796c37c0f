"""Pages of a move: its form, what the citizen will be told, and the move itself."""

from __future__ import annotations

from datetime import date, timedelta

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData, UploadFile

from bot.desk import Desk, Dossier
from bot.desk_moves import NEEDS_REASON, Incomplete, Order, open_steps
from bot.desk_package import groups, paths
from bot.desk_terms import working_days_after
from bot.failures import NotAllowed
from dialogs.dossier import Step
from integrations.console import words
from integrations.console.guarding import field, fields
from integrations.console.pages import Pages
from integrations.console.telling import told

MOST_RESULT = 10 * 1024 * 1024


class Moving:
    """Doing the work. ``supplement_days``: working days offered for a supplement."""

    def __init__(self, desk: Desk, pages: Pages, supplement_days: int = 10) -> None:
        self._desk = desk
        self._pages = pages
        self._supplement_days = supplement_days

    async def show(self, request: Request, dossier: str, step: str) -> Response:
        """The form of a move; a move that needs nothing goes straight to its confirmation."""
        found, chosen = await self._found(request, dossier, step)
        if chosen in NEEDS_REASON or chosen is Step.HANDED_OVER:
            return self._form(request, found, Order(dossier, found.row.version, chosen, deadline=self._offered()))
        try:
            return await self._confirm(request, found, Order(dossier, found.row.version, chosen))
        except Incomplete as lack:
            return RedirectResponse(f"/staff/dossiers/{dossier}?stop={lack.missing}", 303)

    async def post(self, request: Request, dossier: str, step: str) -> Response:
        """Show what the citizen will be told; with ``confirmed`` do it."""
        form: FormData = request.state.form
        if _step(step) is Step.HANDED_OVER:
            return await self._hand_over(request, dossier)
        order = _order(form, dossier, _step(step))
        if field(form, "confirmed") == "yes" and not field(form, "back"):
            await self._desk.move(request.state.session.account.name, order)
            return _done(dossier, order.step)
        found, _ = await self._found(request, dossier, step)
        if field(form, "back"):
            return self._form(request, found, order)
        try:
            return await self._confirm(request, found, order)
        except Incomplete as lack:
            return self._form(request, found, order, words.MISSING[lack.missing])

    async def _hand_over(self, request: Request, dossier: str) -> Response:
        """A file cannot be carried over a confirmation page, so its form says beforehand what will be told."""
        form: FormData = request.state.form
        version = field(form, "version")
        order = Order(dossier, int(version) if version.isdecimal() and len(version) < 10 else 0, Step.HANDED_OVER)
        upload = form.get("result")
        content = await upload.read(MOST_RESULT + 1) if isinstance(upload, UploadFile) else b""
        error = "" if field(form, "sure") == "yes" else words.MISSING["sure"]
        if not _is_pdf(content):
            error = words.MISSING["result"]
        found, _ = await self._found(request, dossier, str(order.step))
        if error:
            return self._form(request, found, order, error)
        kept = await self._desk.keep_result(dossier, content)
        try:
            await self._desk.move(
                request.state.session.account.name, Order(dossier, order.version, order.step, result=kept)
            )
        except Incomplete as lack:
            return self._form(request, found, order, words.MISSING[lack.missing])
        return _done(dossier, order.step)

    async def _found(self, request: Request, dossier: str, step: str) -> tuple[Dossier, Step]:
        found = await self._desk.open(request.state.session.account.name, dossier)
        chosen = _step(step)
        if chosen not in open_steps(found.row):
            raise NotAllowed("not a move of this dossier now")
        return found, chosen

    async def _confirm(self, request: Request, found: Dossier, order: Order) -> Response:
        after = await self._desk.preview(order)
        return self._pages.page(
            request,
            "confirm.html",
            found=found,
            order=order,
            move=words.MOVES[order.step],
            told=told(order, after, paths(found.package), found.package.fee),
            after=after,
            can_go_back=order.step in NEEDS_REASON,
        )

    def _form(self, request: Request, found: Dossier, order: Order, error: str = "") -> Response:
        phrases = words.PHRASES.get(order.step, ())
        return self._pages.page(
            request,
            "move.html",
            422 if error else 200,
            found=found,
            order=order,
            step=str(order.step),
            move=words.MOVES[order.step],
            groups=groups(found.package),
            phrases=phrases,
            chosen=[phrase for phrase in phrases if phrase in order.reason],
            rest=_without(order.reason, phrases),
            error=error,
            offered=self._offered(),
            offered_days=self._supplement_days,
            first_day=self._desk.today() + timedelta(days=1),
            told=told(order, found.row, {}) if order.step is Step.HANDED_OVER else (),
        )

    def _offered(self) -> date:
        return working_days_after(self._desk.today(), self._supplement_days, self._desk.rules.working)


def _order(form: FormData, dossier: str, step: Step) -> Order:
    """The order that a form describes; what it does not say stays empty and is found missing later."""
    version = field(form, "version")
    phrases = [phrase for phrase in fields(form, "phrase") if phrase in words.PHRASES.get(step, ())]
    try:
        deadline = date.fromisoformat(field(form, "deadline"))
    except ValueError:
        deadline = None
    return Order(
        dossier=dossier,
        version=int(version) if version.isdecimal() and len(version) < 10 else 0,
        step=step,
        reason=" ".join([*phrases, field(form, "reason")]).strip() if step in NEEDS_REASON else "",
        items=tuple(dict.fromkeys(fields(form, "item"))) if step is Step.SUPPLEMENT_ASKED else (),
        deadline=deadline if step is Step.SUPPLEMENT_ASKED else None,
    )


def _without(reason: str, phrases: tuple[str, ...]) -> str:
    for phrase in phrases:
        reason = reason.replace(phrase, "", 1)
    return reason.strip()


def _step(step: str) -> Step:
    """Raises NotAllowed for a word that names no officer's move."""
    for known in words.MOVES:
        if str(known) == step:
            return known
    raise NotAllowed("no such move")


def _is_pdf(content: bytes) -> bool:
    """Looks like a whole PDF: its mark at the front, its end near the end, not too large."""
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:] and len(content) <= MOST_RESULT


def _done(dossier: str, step: Step) -> Response:
    return RedirectResponse(f"/staff/dossiers/{dossier}?done={step}", 303)
