"""The hold switch: an officer lets nothing go to a portal, or nothing of one procedure, and lets it go again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.desk_ledger import Ledger
from bot.desk_store import DeskStore
from bot.failures import NotAllowed
from bot.portal_gate import Outlook, PortalGate
from bot.ports import Clock


@dataclass(frozen=True, slots=True)
class DeskHolds:
    """``portals`` are those of this house; ``procedures`` their titles (text keys resolved by the caller) by code."""

    gate: PortalGate
    store: DeskStore
    ledger: Ledger
    clock: Clock
    portals: tuple[str, ...]
    procedures: Mapping[str, str]

    async def outlook(self) -> tuple[Outlook, ...]:
        """How it stands with every portal."""
        return await self.gate.outlook(self.portals)

    async def hold(self, officer: str, portal: str, procedure: str, why: str) -> None:
        """``procedure`` empty: everything that goes there. Raises NotAllowed for what this house does not have."""
        self._known(portal, procedure)
        if await self.gate.hold(portal, procedure, officer, why):
            await self._note(officer, "portal-held", portal, procedure)

    async def release(self, officer: str, portal: str, procedure: str) -> None:
        """What waited goes in the order in which it was confirmed."""
        self._known(portal, procedure)
        if await self.gate.release(portal, procedure):
            await self._note(officer, "portal-released", portal, procedure)

    def _known(self, portal: str, procedure: str) -> None:
        if portal not in self.portals or (procedure and procedure not in self.procedures):
            raise NotAllowed("no such portal or procedure")

    async def _note(self, officer: str, what: str, portal: str, procedure: str) -> None:
        async with self.store.begin() as tx:
            await self.ledger.note(tx, self.clock.now(), officer, what, "", f"{portal}:{procedure or 'all'}")
