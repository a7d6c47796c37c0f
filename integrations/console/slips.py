"""Pages of the desk's slips: each as PDF, and the small form of an apology for what is late."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from fastapi import Request, Response
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse

from bot.desk import Desk, Dossier
from bot.desk_moves import MOST_REASON, MOST_WAIT, late
from bot.desk_slips import Slip, slip_values, slips_of
from bot.desk_store import DossierRow
from bot.desk_terms import working_days_after
from bot.failures import NotAllowed
from bot.ports import Printer
from dialogs.deadlines import VIETNAM
from dialogs.procedure import Office
from integrations.console import words
from integrations.console.guarding import field, fields
from integrations.console.pages import Pages

OFFERED_DAYS = 3
"""Working days offered first for a new appointment."""


class Slips:
    """Prints what a dossier has; ``office`` is whose letterhead stands on it."""

    def __init__(self, desk: Desk, printer: Printer, office: Office, pages: Pages) -> None:
        self._desk = desk
        self._printer = printer
        self._office = office
        self._pages = pages

    async def slip(self, request: Request, dossier: str, slip: str) -> Response:
        """One of the slips that this dossier has, as PDF."""
        chosen = _slip(slip)
        found = await self._desk.open(request.state.session.account.name, dossier, f"slip-{chosen}")
        values = slip_values(chosen, found, self._office, self._desk.rules.working)
        return pdf(await self._printer.print(chosen, values), words.SLIP_FILES[chosen], found.row)

    async def show_apology(self, request: Request, dossier: str) -> Response:
        """The form: a new day and the reason."""
        found = await self._late(request, dossier)
        return self._form(request, found, self._offered(), "")

    async def apologise(self, request: Request, dossier: str) -> Response:
        """Written, told to the citizen, and shown as PDF; printing it again is as with any slip."""
        form: FormData = request.state.form
        found = await self._late(request, dossier)
        until, reason = _day(field(form, "until")), _reason(form)
        lack = self._lack(until, reason)
        if until is None or lack:
            return self._form(request, found, until, reason, words.MISSING[lack])
        await self._desk.put_off(request.state.session.account.name, dossier, until, reason)
        return RedirectResponse(f"/staff/dossiers/{dossier}/slips/{Slip.APOLOGY}.pdf", 303)

    async def _late(self, request: Request, dossier: str) -> Dossier:
        found = await self._desk.open(request.state.session.account.name, dossier)
        if not late(found.row, self._desk.today()):
            raise NotAllowed("nothing is late")
        return found

    def _lack(self, until: date | None, reason: str) -> str:
        """What an apology still needs: until, reason, or nothing."""
        ahead = until - self._desk.today() if until else timedelta(0)
        if until is None or not timedelta(0) < ahead <= MOST_WAIT or not self._desk.rules.working(until):
            return "until"
        return "" if 0 < len(reason) <= MOST_REASON else "reason"

    def _form(self, request: Request, found: Dossier, until: date | None, reason: str, error: str = "") -> Response:
        chosen = [phrase for phrase in words.DELAYS if phrase in reason]
        rest = reason
        for phrase in chosen:
            rest = rest.replace(phrase, "", 1)
        return self._pages.page(
            request,
            "apology.html",
            422 if error else 200,
            found=found,
            until=until,
            phrases=words.DELAYS,
            chosen=chosen,
            rest=rest.strip(),
            error=error,
            offered=self._offered(),
            offered_days=OFFERED_DAYS,
            first_day=self._desk.today() + timedelta(days=1),
        )

    def _offered(self) -> date:
        return working_days_after(self._desk.today(), OFFERED_DAYS, self._desk.rules.working)


def offered(found: Dossier, now: datetime) -> tuple[list[tuple[Slip, str]], bool]:
    """The slips on a dossier's page with their names, and whether an apology is owed."""
    named = [(slip, words.SLIPS[slip]) for slip in slips_of(found)]
    return named, late(found.row, now.astimezone(VIETNAM).date())


def pdf(content: bytes, name: str, row: DossierRow) -> Response:
    """A PDF that the browser shows and saves under the dossier's code."""
    named = f'inline; filename="{name}_{row.code or row.registration}.pdf"'
    return Response(content, media_type="application/pdf", headers={"Content-Disposition": named})


def _slip(name: str) -> Slip:
    """Raises NotAllowed for a word that names no slip."""
    for known in Slip:
        if known == name:
            return known
    raise NotAllowed("no such slip")


def _reason(form: FormData) -> str:
    phrases = [phrase for phrase in fields(form, "phrase") if phrase in words.DELAYS]
    return " ".join([*phrases, field(form, "reason")]).strip()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
