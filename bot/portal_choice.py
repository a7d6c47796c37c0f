"""Where a dossier goes: by its procedure, and whatever comes after the first filing to where that went."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date

from bot.failures import Failure, Misconfigured, Outage, TooFast
from bot.ports import Package, PaperRules, Portal, Receipt


class PortalChoice:
    """Implements ``bot.ports.Portal``. An installation that moves from the desk to foreign portals, or from one of them
    to another, keeps serving what was filed before: ``at_desk`` says whether the desk has this dossier, ``filed_at``
    which foreign portal has it (empty: none). ``special``: procedure -> its portal; the rest go to ``new``."""

    def __init__(
        self,
        new: Portal,
        desk: Portal,
        at_desk: Callable[[str], Awaitable[bool]],
        special: Mapping[str, Portal] | None = None,
        filed_at: Callable[[str], Awaitable[str]] | None = None,
    ) -> None:
        self._new = new
        self._desk = desk
        self._at_desk = at_desk
        self._special = special or {}
        self._filed_at = filed_at
        self._foreign = {one.name: one for one in (new, *self._special.values()) if one is not desk}
        self.name = new.name
        rules = [one.papers for one in (new, *self._special.values())]
        # Papers are bound before it is known who takes them: what the strictest takes, all take.
        self.papers = PaperRules(min(one.most_bytes for one in rules), any(one.archival for one in rules))

    async def submit(self, package: Package) -> Receipt:
        """See the port."""
        return await (await self._goes_to(package.dossier, package.procedure)).submit(package)

    async def look_up(self, key: str) -> Receipt | None:
        """See the port; the desk is asked first, because it answers at once."""
        for portal in (self._desk, *self._foreign.values()):
            if (found := await portal.look_up(key)) is not None:
                return found
        return None

    async def withdraw(self, dossier: str) -> None:
        """See the port."""
        await (await self._known(dossier) or self._new).withdraw(dossier)

    async def status_of(self, code: str, factor: str) -> tuple[int, date | None] | None:
        """See the port. That one portal is silent is told only when no other knows the code."""
        silent: Failure | None = None
        for portal in (self._desk, *self._foreign.values()):
            try:
                if (found := await portal.status_of(code, factor)) is not None:
                    return found
            except (Outage, TooFast) as failure:
                silent = failure
        if silent is not None:
            raise silent
        return None

    async def name_for(self, dossier: str, procedure: str) -> str:
        """The name of the portal that this dossier goes to."""
        return (await self._goes_to(dossier, procedure)).name

    async def _goes_to(self, dossier: str, procedure: str) -> Portal:
        return await self._known(dossier) or self._special.get(procedure, self._new)

    async def _known(self, dossier: str) -> Portal | None:
        """Where it was filed first; None for a new one."""
        if await self._at_desk(dossier):
            return self._desk
        name = await self._filed_at(dossier) if self._filed_at else ""
        if name and name not in self._foreign:
            raise Misconfigured(f"a dossier was filed at {name}, which is joined no more")
        return self._foreign.get(name)
