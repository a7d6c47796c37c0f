"""Brings the desk's reports to the citizen's chat, by the same door as everything else."""

from __future__ import annotations

import logging

from bot.desk_reports import ReportRow
from bot.failures import NotAllowed
from bot.ports import Clock, Place
from bot.turns import Turns
from dialogs.events import Reported

log = logging.getLogger(__name__)


class DeskReports:
    """Implements the desk's ``Deliver``: durable and once per report id, because the turn is."""

    def __init__(self, turns: Turns, clock: Clock) -> None:
        self._turns = turns
        self._clock = clock

    async def deliver(self, report: ReportRow) -> None:
        """Raises Failure when the store could not take it; the desk's sweeper brings it again. A chat that was erased
        has nobody left to be told: that counts as delivered."""
        event = Reported(
            id=report.id,
            at=self._clock.now(),
            fresh=self._clock.token(),
            dossier=report.dossier,
            status=report.status,
            order=report.order,
            reason=report.reason,
            items=report.items,
            deadline=report.deadline,
            due=report.due,
            code=report.code,
            result=report.result,
            amount=report.amount,
        )
        try:
            await self._turns.tell(report.chat, event, Place("portal", "desk", ""))
        except NotAllowed:
            log.warning("report %s: its chat was erased", report.id)
