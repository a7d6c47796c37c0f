"""The page of the portals: how each one does, what waits for it, and the switch that holds dossiers back."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from bot.desk_holds import DeskHolds
from bot.portal_gate import Outlook
from bot.weather import Sky
from integrations.console.guarding import field
from integrations.console.pages import Pages

NAMES = {"desk": "Bộ phận một cửa (hệ thống này)", "one_stop": "Hệ thống một cửa của tỉnh", "police": "Cổng Bộ Công an"}
SKIES = {
    Sky.CLOSED: ("Hoạt động", "done"),
    Sky.OPEN: ("Không trả lời", "closed"),
    Sky.HALF_OPEN: ("Đang thử lại", "wait"),
}
"""What the breaker's state is called, and the tone of its chip."""


@dataclass(frozen=True, slots=True)
class Warned:
    """One line above the queue: what is wrong with a portal, or held back there, and how many wait."""

    portal: str
    text: str
    waiting: int


class Holding:
    """The officer's view of the weather."""

    def __init__(self, holds: DeskHolds, pages: Pages) -> None:
        self._holds = holds
        self._pages = pages

    async def show(self, request: Request) -> Response:
        """Every portal of this house."""
        return await self._page(request)

    async def hold(self, request: Request) -> Response:
        """Hold back; a reason is needed."""
        form, officer = request.state.form, request.state.session.account.name
        why = field(form, "why", 200)
        if not why:
            return await self._page(request, "Hãy ghi lý do.", 422)
        await self._holds.hold(officer, field(form, "portal", 32), field(form, "procedure", 32), why)
        return RedirectResponse("/staff/portals", 303)

    async def release(self, request: Request) -> Response:
        """Let go again."""
        form, officer = request.state.form, request.state.session.account.name
        await self._holds.release(officer, field(form, "portal", 32), field(form, "procedure", 32))
        return RedirectResponse("/staff/portals", 303)

    async def warnings(self) -> list[Warned]:
        """What the dossiers' page must say; nothing in fair weather."""
        return [warned for outlook in await self._holds.outlook() for warned in self._warned(outlook)]

    def _warned(self, outlook: Outlook) -> list[Warned]:
        name, waiting = NAMES.get(outlook.portal, outlook.portal), {one.procedure: one.count for one in outlook.waiting}
        total, found = sum(waiting.values()), []
        if outlook.weather.sky is not Sky.CLOSED:
            found.append(Warned(name, SKIES[outlook.weather.sky][0].lower(), total))
        for hold in outlook.held:
            what = self._holds.procedures.get(hold.procedure, "") or "mọi thủ tục"
            count = waiting.get(hold.procedure, 0) if hold.procedure else total
            found.append(Warned(name, f"{hold.by} đang tạm giữ {what}: {hold.why}", count))
        return found

    async def _page(self, request: Request, error: str = "", code: int = 200) -> Response:
        return self._pages.page(
            request,
            "portals.html",
            code,
            outlooks=await self._holds.outlook(),
            names=NAMES,
            skies=SKIES,
            procedures=self._holds.procedures,
            error=error,
        )
