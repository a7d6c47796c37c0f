"""Pages of the queue and of one dossier, with its photos and papers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from fastapi import Request, Response

from bot.desk import Desk, Dossier
from bot.desk_money import owed, paid
from bot.desk_moves import open_steps
from bot.desk_package import Group, groups, paths, under
from bot.desk_paper import declaration
from bot.desk_store import DossierRow
from bot.failures import Unusable
from bot.ports import PaperSent, Printer, Reader
from dialogs.dossier import Step
from integrations.console import words
from integrations.console.cash import takes_cash
from integrations.console.due import due_label
from integrations.console.holding import Warned
from integrations.console.pages import Pages
from integrations.console.slips import offered, pdf

Warnings = Callable[[], Awaitable[Sequence[Warned]]]
"""What the weather at the portals is, where it is foul."""

_ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "application/pdf": ".pdf",
}


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper on the dossier's page; ``fresh`` when it came in with the latest supplement."""

    paper: PaperSent
    fresh: bool


class Dossiers:
    """Looking at the work."""

    def __init__(self, desk: Desk, printer: Printer, reader: Reader, pages: Pages, warnings: Warnings) -> None:
        self._desk = desk
        self._printer = printer
        self._reader = reader
        self._pages = pages
        self._warnings = warnings

    async def queue(self, request: Request) -> Response:
        """The queue: tabs by status, search, due labels."""
        tabs = {key: statuses for key, _, statuses in words.TABS}
        chosen = request.query_params.get("tab", "new")
        search = request.query_params.get("q", "")[:80]
        tab = chosen if chosen in tabs else "new"
        number = request.query_params.get("page", "0")
        page = min(int(number), 10_000) if number.isdecimal() and len(number) < 10 else 0
        queue = await self._desk.queue(request.state.session.account.name, tabs[tab], search, page)
        now, working = self._desk.clock.now(), self._desk.rules.working
        counts = {key: sum(queue.counts.get(one, 0) for one in some) for key, some in tabs.items()}
        counts["all"] = sum(queue.counts.values())
        return self._pages.page(
            request,
            "queue.html",
            lines=[(line, due_label(line.row, now, working)) for line in queue.lines],
            tab=tab,
            counts=counts,
            overdue=queue.overdue,
            warnings=await self._warnings(),
            search=search,
            page=page,
            more=queue.more,
        )

    async def dossier(self, request: Request, dossier: str) -> Response:
        """One dossier, whole."""
        found = await self._desk.open(request.state.session.account.name, dossier)
        row, now = found.row, self._desk.clock.now()
        done = request.query_params.get("done", "")
        slips, owes_apology = offered(found, now)
        return self._pages.page(
            request,
            "dossier.html",
            found=found,
            row=row,
            groups=self._groups(found),
            papers=[PaperLine(paper, under(paper.path, row.supplied)) for paper in found.package.papers],
            due=due_label(row, now, self._desk.rules.working),
            slips=slips,
            owes_apology=owes_apology,
            steps=_offered(row, asks_fee=found.package.fee > 0 and not (paid(found.payments) or owed(found.payments))),
            takes_cash=takes_cash(found),
            labels=paths(found.package),
            done=words.done(done),
            stop=words.MISSING.get(request.query_params.get("stop", ""), ""),
            history=[one for one in found.history if one.line.what not in words.LOOKS],
        )

    async def photo(self, request: Request, dossier: str, file: str) -> Response:
        """A photo made safe to look at: the JPEG that the reader made when it came, or makes now."""
        try:
            officer = request.state.session.account.name
            photo, content = await self._desk.photo(officer, dossier, file, "scan", "preview")
            if photo.get("scan") or photo.get("preview"):
                return Response(content, media_type="image/jpeg")
            return await self._preview(content)
        except Unusable:
            return _unreadable()

    async def original(self, request: Request, dossier: str, file: str) -> Response:
        """The bytes as the citizen sent them, to be saved and never shown by the browser."""
        photo, content = await self._desk.photo(request.state.session.account.name, dossier, file)
        name = f"anh-{file[:8]}{_ENDINGS.get(str(photo.get('mime')), '.bin')}"
        return Response(content, media_type="application/octet-stream", headers=_saved(name))

    async def paper(self, request: Request, dossier: str, file: str) -> Response:
        """A whole paper as one PDF, upright and within the limits, named by the dossier's code."""
        name, content = await self._desk.paper(request.state.session.account.name, dossier, file)
        return Response(content, media_type="application/pdf", headers=_saved(name))

    async def declaration(self, request: Request, dossier: str) -> Response:
        """The official declaration as PDF."""
        return pdf(*await self._declaration(request, dossier))

    async def declaration_preview(self, request: Request, dossier: str) -> Response:
        """The first page of the declaration as a picture."""
        content, _, _ = await self._declaration(request, dossier)
        return await self._preview(content)

    async def result(self, request: Request, dossier: str) -> Response:
        """The result's PDF."""
        pdf = await self._desk.result(request.state.session.account.name, dossier)
        return Response(pdf, media_type="application/pdf", headers=_saved("ket-qua.pdf"))

    async def _declaration(self, request: Request, dossier: str) -> tuple[bytes, str, DossierRow]:
        """The PDF, what it is called, and whose it is."""
        found = await self._desk.open(request.state.session.account.name, dossier, "declaration")
        row = found.row
        form, values = declaration(found.package, row.code or row.registration, row.submitted_at)
        return await self._printer.print(form, values), words.DECLARATION_FILE, row

    async def _preview(self, content: bytes) -> Response:
        seen = await self._reader.inspect(content)
        return Response(seen.preview, media_type="image/jpeg")

    def _groups(self, found: Dossier) -> tuple[Group, ...]:
        return groups(found.package, found.row.supplied)


def _unreadable() -> Response:
    """The file is missing, damaged, or nothing that can be shown."""
    return Response("Không mở được tệp này.", 415, media_type="text/plain; charset=utf-8")


def _offered(row: DossierRow, asks_fee: bool) -> list[tuple[Step, words.MoveWords, str]]:
    """The moves open now: what comes next first and alone in full colour, what ends the dossier last."""
    ranks = {"primary": 0, "plain": 1, "danger": 2}
    moves = sorted(
        ((step, words.MOVES[step]) for step in open_steps(row) if asks_fee or step is not Step.PAYMENT_ASKED),
        key=lambda one: ranks[one[1].style],
    )
    styles = (move.style if at == 0 or move.style != "primary" else "plain" for at, (_, move) in enumerate(moves))
    return [(step, move, style) for (step, move), style in zip(moves, styles, strict=True)]


def _saved(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
