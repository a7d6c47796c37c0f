"""``bot.ports.Portal`` over the built-in desk: no wire in between, the same promises as a foreign portal."""

from __future__ import annotations

from datetime import date

from bot.desk import Desk
from bot.ports import Package, PaperRules, Receipt


class DeskPortal:
    """Files at the desk of this installation."""

    name = "desk"
    papers = PaperRules()

    def __init__(self, desk: Desk) -> None:
        self._intake = desk.intake

    async def submit(self, package: Package) -> Receipt:
        """See the port; the code is a registration id until an officer accepts."""
        return await self._intake.submit(package)

    async def look_up(self, key: str) -> Receipt | None:
        """See the port."""
        return await self._intake.look_up(key)

    async def withdraw(self, dossier: str) -> None:
        """See the port: the wish is noted, an officer agrees."""
        await self._intake.withdraw(dossier)

    async def status_of(self, code: str, factor: str) -> tuple[int, date | None] | None:
        """See the port."""
        return await self._intake.status_of(code, factor)
