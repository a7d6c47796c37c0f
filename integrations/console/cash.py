"""Pages of the counter: taking a fee in cash, confirmed once, written into the ledger with the officer's name."""

from __future__ import annotations

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from bot.cashier import PAYABLE_IN_CASH, Cashier
from bot.desk import Desk, Dossier
from bot.desk_money import owed, paid
from bot.failures import NotAllowed
from integrations.console.guarding import field
from integrations.console.pages import Pages
from integrations.console.words import BACK_DONE, CASH_DONE


def takes_cash(found: Dossier) -> int:
    """How much (đồng) an officer may take for this dossier now; 0 = nothing."""
    charges = found.payments
    if found.row.status not in PAYABLE_IN_CASH or paid(charges):
        return 0
    row = owed(charges)
    return row.amount if row else found.package.fee


class Cash:
    """Taking cash."""

    def __init__(self, desk: Desk, cashier: Cashier, pages: Pages) -> None:
        self._desk = desk
        self._cashier = cashier
        self._pages = pages

    async def show(self, request: Request, dossier: str) -> Response:
        """What is taken, from whom, and that it was counted."""
        return await self._form(request, dossier)

    async def take(self, request: Request, dossier: str) -> Response:
        """Take it, once the officer has confirmed the amount."""
        form = request.state.form
        if field(form, "sure") != "yes":
            return await self._form(request, dossier, "Hãy xác nhận đã đếm đủ tiền.")
        version = field(form, "version")
        known = int(version) if version.isdecimal() and len(version) < 10 else 0
        await self._cashier.cash(request.state.session.account.name, dossier, known)
        return RedirectResponse(f"/staff/dossiers/{dossier}?done={CASH_DONE}", 303)

    async def give_back(self, request: Request, dossier: str) -> Response:
        """The officer has given a fee back, and says so with a tick and the button beside it."""
        form = request.state.form
        if field(form, "sure") != "yes":
            return RedirectResponse(f"/staff/dossiers/{dossier}", 303)
        await self._cashier.give_back(request.state.session.account.name, dossier, field(form, "ref", 200))
        return RedirectResponse(f"/staff/dossiers/{dossier}?done={BACK_DONE}", 303)

    async def _form(self, request: Request, dossier: str, error: str = "") -> Response:
        found = await self._desk.open(request.state.session.account.name, dossier)
        amount = takes_cash(found)
        if not amount:
            raise NotAllowed("no fee is due")
        received = sum(row.received for row in found.payments if row.state == "wrong")
        code = 422 if error else 200
        return self._pages.page(request, "cash.html", code, found=found, amount=amount, received=received, error=error)
