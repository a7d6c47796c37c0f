"""Where a dossier goes: new ones to the portal of this installation, the desk's own ones back to the desk."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

from bot.ports import Package, Portal, Receipt


class PortalChoice:
    """Implements ``bot.ports.Portal``. An installation that moves from the desk to a foreign portal keeps serving what
    was filed before; ``at_desk`` says whether the desk has this dossier."""

    def __init__(self, new: Portal, desk: Portal, at_desk: Callable[[str], Awaitable[bool]]) -> None:
        self._new = new
        self._desk = desk
        self._at_desk = at_desk
        self.name = new.name
        self.papers = new.papers

    async def submit(self, package: Package) -> Receipt:
        """See the port."""
        return await (await self._of(package.dossier)).submit(package)

    async def look_up(self, key: str) -> Receipt | None:
        """See the port; the desk is asked first, because it answers at once."""
        return await self._desk.look_up(key) or await self._new.look_up(key)

    async def withdraw(self, dossier: str) -> None:
        """See the port."""
        await (await self._of(dossier)).withdraw(dossier)

    async def status_of(self, code: str, factor: str) -> tuple[int, date | None] | None:
        """See the port."""
        return await self._desk.status_of(code, factor) or await self._new.status_of(code, factor)

    async def name_for(self, dossier: str) -> str:
        """Which portal this dossier goes to."""
        return (await self._of(dossier)).name

    async def _of(self, dossier: str) -> Portal:
        return self._desk if await self._at_desk(dossier) else self._new
