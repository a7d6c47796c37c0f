"""Portals of both kinds, each with an officer behind it, so that one suite speaks to all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from bot.desk_moves import Order
from bot.ports import Package, PaperSent, Portal
from dialogs.dossier import Step
from integrations.portals.desk import DeskPortal
from integrations.portals.line import Waits
from integrations.portals.one_stop import Line, OneStopPortal, load_mapping
from integrations.sandbox import Sandbox
from integrations.storage.desk import SqlDeskStore
from integrations.storage.engines import engine
from integrations.storage.migrate import bring_up
from integrations.storage.portal_book import SqlPortalBook
from tests.fakes.clock import SettableClock
from tests.fakes.desk import MemoryVault, desk_set
from tests.fakes.packages import photo_bytes

SECRET = "portal-secret-for-tests"
WAITS = Waits(connect=2.0, answer=2.0)

Move = Callable[[str], Awaitable[None]]


@dataclass
class Behind:
    """A portal and what stands behind it: an officer who moves dossiers (by their id), and a count of what is held."""

    portal: Portal
    vault: MemoryVault
    accept: Move
    ask_supplement: Move
    holds: Callable[[], Awaitable[int]]

    async def with_papers(self, package: Package, *words: str) -> Package:
        """The package with real pictures in the vault, under the path of its first paper."""
        first, photos = package.papers[0], []
        for word in words or ("một", "hai"):
            id = await self.vault.put(package.dossier, photo_bytes(word))
            photos.append({"id": id, "scan": id, "clean": id, "mime": "image/jpeg", "pages": 1})
        return replace(package, papers=(PaperSent(first.path, first.title, tuple(photos)),))


@dataclass
class OneStop(Behind):
    """The same over real HTTP, with the sandbox and the book to look into."""

    one_stop: OneStopPortal
    sandbox: Sandbox
    book: SqlPortalBook
    line: Line


@asynccontextmanager
async def desk_behind(folder: Path) -> AsyncIterator[Behind]:
    """The built-in desk."""
    url = f"sqlite:///{folder}/desk.db"
    bring_up(url)
    sql = engine(url)
    made = desk_set(SqlDeskStore(sql))

    async def version(dossier: str) -> int:
        return (await made.desk.open("an", dossier)).row.version

    async def accept(dossier: str) -> None:
        await made.desk.move("an", Order(dossier, await version(dossier), Step.ACCEPTED))

    async def ask_supplement(dossier: str) -> None:
        items = ((await made.desk.open("an", dossier)).package.papers[0].path,)
        order = Order(dossier, await version(dossier), Step.SUPPLEMENT_ASKED, "Ảnh mờ", items, date(2026, 12, 4))
        await made.desk.move("an", order)

    async def holds() -> int:
        return len((await made.desk.queue("an", (1, 2, 5), "", 0)).lines)

    yield Behind(DeskPortal(made.desk), made.vault, accept, ask_supplement, holds)
    await sql.dispose()


@asynccontextmanager
async def one_stop_behind(folder: Path, waits: Waits = WAITS, **mapped: Any) -> AsyncIterator[OneStop]:
    """The one-stop client, against the sandbox."""
    url = f"sqlite:///{folder}/book.db"
    bring_up(url)
    sql, clock, vault = engine(url), SettableClock(), MemoryVault()
    mapping = load_mapping("sandbox").model_copy(update=mapped)
    async with Sandbox(SECRET, now=clock.now) as sandbox:
        book = SqlPortalBook(sql)
        line = Line(sandbox.base, SECRET, mapping.auth_header, waits, clock)
        portal = OneStopPortal(line, mapping, book, vault, SECRET, clock)

        async def moved(dossier: str, status: int) -> None:
            found = sandbox.shelf.find(f"MCB-{dossier}")
            assert found is not None
            sandbox.shelf.move(found, status)

        async def holds() -> int:
            return len(sandbox.shelf.dossiers)

        yield OneStop(portal, vault, lambda d: moved(d, 2), lambda d: moved(d, 5), holds, portal, sandbox, book, line)
        await line.close()
    await sql.dispose()
