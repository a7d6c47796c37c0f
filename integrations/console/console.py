"""The staff console as one router: which page answers which route."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import APIRouter, Request, Response

from bot.cashier import Cashier
from bot.desk import Desk
from bot.desk_holds import DeskHolds
from bot.failures import NotAllowed
from bot.ports import Printer, Reader
from bot.staff import Staff
from dialogs.procedure import Office as Letterhead
from integrations.console.access import PERMISSIONS
from integrations.console.cash import Cash
from integrations.console.dossiers import Dossiers
from integrations.console.guarding import Guard
from integrations.console.holding import Holding
from integrations.console.moving import Moving
from integrations.console.national import National, NationalRoom
from integrations.console.office import Office, Tasks
from integrations.console.pages import STATIC, Pages
from integrations.console.signing_in import SigningIn
from integrations.console.slips import Slips

_TYPES = {".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}

Answer = Callable[..., Awaitable[Response]]


class Console:
    """The desk's pages. ``public_url`` decides about secure cookies and the origin that forms may come from; ``office``
    is who issues the slips."""

    def __init__(
        self,
        desk: Desk,
        cashier: Cashier,
        staff: Staff,
        printer: Printer,
        reader: Reader,
        tasks: Tasks,
        secret_key: bytes,
        public_url: str,
        supplement_days: int,
        office: Letterhead,
        holds: DeskHolds,
        national: NationalRoom | None = None,
    ) -> None:
        pages = Pages(national is not None)
        self._guard = Guard(staff, pages, secret_key, public_url)
        self._signing_in = SigningIn(staff, self._guard, pages, desk.clock)
        self._holding = Holding(holds, pages)
        self._dossiers = Dossiers(desk, printer, reader, pages, self._holding.warnings)
        self._slips = Slips(desk, printer, office, pages)
        self._moving = Moving(desk, pages, supplement_days)
        self._cash = Cash(desk, cashier, pages)
        self._national = National(national, pages, holds.procedures)
        self._office = Office(desk, staff, tasks, pages)

    def router(self) -> APIRouter:
        """All routes under ``/staff``; include it in the app without a prefix."""
        router = APIRouter(route_class=self._guard.route_class(), include_in_schema=False)
        answers = self._answers()
        for method, path in PERMISSIONS:
            router.add_api_route(path, answers[method, path], methods=[method], response_model=None)
        return router

    def _answers(self) -> dict[tuple[str, str], Answer]:
        return self._ways_in() | self._work() | self._around()

    def _ways_in(self) -> dict[tuple[str, str], Answer]:
        way = self._signing_in
        return {
            ("GET", "/staff/static/{name}"): static,
            ("GET", "/staff/login"): way.show_login,
            ("POST", "/staff/login"): way.login,
            ("POST", "/staff/logout"): way.logout,
            ("GET", "/staff/password"): way.show_password,
            ("POST", "/staff/password"): way.password,
            ("GET", "/staff/enrol"): way.show_enrol,
            ("GET", "/staff/enrol/qr.svg"): way.qr,
            ("POST", "/staff/enrol"): way.give_code,
            ("GET", "/staff/verify"): way.show_verify,
            ("POST", "/staff/verify"): way.give_code,
        }

    def _work(self) -> dict[tuple[str, str], Answer]:
        one = "/staff/dossiers/{dossier}"
        return {
            ("GET", "/staff"): self._dossiers.queue,
            ("GET", one): self._dossiers.dossier,
            ("GET", one + "/files/{file}"): self._dossiers.photo,
            ("GET", one + "/files/{file}/original"): self._dossiers.original,
            ("GET", one + "/papers/{file}"): self._dossiers.paper,
            ("GET", one + "/declaration.pdf"): self._dossiers.declaration,
            ("GET", one + "/declaration.jpg"): self._dossiers.declaration_preview,
            ("GET", one + "/result.pdf"): self._dossiers.result,
            ("GET", one + "/slips/{slip}.pdf"): self._slips.slip,
            ("GET", one + "/apology"): self._slips.show_apology,
            ("POST", one + "/apology"): self._slips.apologise,
            ("GET", one + "/moves/{step}"): self._moving.show,
            ("POST", one + "/moves/{step}"): self._moving.post,
            ("GET", one + "/cash"): self._cash.show,
            ("POST", one + "/cash"): self._cash.take,
            ("POST", one + "/given-back"): self._cash.give_back,
        }

    def _around(self) -> dict[tuple[str, str], Answer]:
        office = self._office
        return {
            ("GET", "/staff/tasks"): office.tasks,
            ("POST", "/staff/tasks/{task}/close"): office.close_task,
            ("GET", "/staff/national"): self._national.show,
            ("POST", "/staff/national/compare"): self._national.compare,
            ("POST", "/staff/national/procedures/{procedure}/open"): self._national.keep_open,
            ("POST", "/staff/national/dossiers/{dossier}/again"): self._national.again,
            ("GET", "/staff/portals"): self._holding.show,
            ("POST", "/staff/portals/hold"): self._holding.hold,
            ("POST", "/staff/portals/release"): self._holding.release,
            ("GET", "/staff/calendar"): office.calendar,
            ("POST", "/staff/calendar"): office.set_day,
            ("POST", "/staff/calendar/drop"): office.drop_day,
            ("GET", "/staff/audit"): office.audit,
            ("GET", "/staff/people"): office.people,
            ("POST", "/staff/people"): office.add_person,
            ("POST", "/staff/people/{name}/{change}"): office.change_person,
        }


async def static(request: Request, name: str) -> Response:
    """A file of the console's own, by exact name."""
    found = STATIC.get(name)
    if found is None:
        raise NotAllowed("no such file")
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(found.read_bytes(), media_type=_TYPES[found.suffix], headers=headers)
