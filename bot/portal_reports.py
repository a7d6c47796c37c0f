"""Takes what a foreign portal pushes: kept sealed before it is answered, then applied by the portal's own order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.crashpoints import Crash, no_crash
from bot.failures import Failure, NotAccepted, NotAllowed
from bot.portal_book import Filing, PortalBook, Push, PushState, Standing
from bot.ports import Arrival, Clock, Place, Seal, Vault
from bot.turns import Turns
from dialogs.events import Reported

log = logging.getLogger(__name__)

PARKED_FOR = timedelta(hours=24)
"""A report may come before we know its dossier (our own post has not returned); after a day it goes to staff."""
KEPT_FOR = timedelta(days=90)
"""Settled reports are known again for so long: a repetition of last month changes nothing."""
ASKED_EVERY = timedelta(hours=6)
ASKED_AT_ONCE = 500
MOST_UNANSWERED = 3
"""Questions in a row that get no readable answer, after which a portal is left alone until the next round."""
BATCH = 200
PARKED_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class PortalReport:
    """One push, understood. ``status`` is the national code (0: none that we can read); ``order`` grows with the
    portal's own time (0: it gave none, so that the push only says that something happened); ``items`` are our answer
    paths; ``result`` is a PDF. Printing it shows nothing of the citizen."""

    ref: str
    status: int
    order: int
    reason: str = field(default="", repr=False)
    items: tuple[str, ...] = ()
    deadline: date | None = None
    due: date | None = None
    code: str = ""
    result: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One report out of a push: its id (unique within the portal), its dossier's reference, its raw bytes."""

    id: str
    ref: str
    body: bytes = field(repr=False)


class PushReader(Protocol):
    """What a portal's pushes mean."""

    def split(self, body: bytes, now: datetime) -> Sequence[Incoming]:
        """The reports in one push, which came ``now``. Raises NotAccepted when there are none to be seen."""
        ...

    def read(self, body: bytes, procedure: str) -> PortalReport:
        """One report. Raises NotAccepted when it cannot be understood."""
        ...

    async def standing(self, filing: Filing) -> PortalReport:
        """Where the dossier stands, asked now. Raises Outage when nobody answers, NotAccepted when it is not there."""
        ...


Alone = Callable[[], AbstractAsyncContextManager[None]]
"""A block that one at a time runs."""


class PortalReports:
    """``receive`` is quick and durable; ``apply_waiting`` brings the reports to the chats until they are taken."""

    def __init__(
        self,
        book: PortalBook,
        readers: Mapping[str, PushReader],
        turns: Turns,
        vault: Vault,
        seal: Seal,
        clock: Clock,
        alone: Alone | None = None,
        crash: Crash = no_crash,
    ) -> None:
        """``alone`` keeps what is asked one by one over all processes; without it, in this one."""
        self._book = book
        self._readers = readers
        self._turns = turns
        self._vault = vault
        self._seal = seal
        self._clock = clock
        self._crash = crash
        self._applying: asyncio.Task[None] | None = None
        here = asyncio.Lock()
        self._one_by_one: Alone = alone or (lambda: here)
        """Two answers to "where does it stand?" must not take the same place in the order of reports."""

    async def receive(self, portal: str, body: bytes) -> int:
        """Keep a push, durably, each report once; returns how many reports were new. Raises NotAccepted for what is no
        push at all, Outage when it could not be kept."""
        now = self._clock.now()
        kept = [
            Push(portal, one.id, one.ref, now, self._seal.seal(one.body, _where(portal, one.id)))
            for one in self._readers[portal].split(body, now)
        ]
        new = await self._book.keep(kept)
        self._crash("push.kept")
        return new

    def wake(self) -> None:
        """Apply what waits, beside the caller."""
        if self._applying is None or self._applying.done():
            self._applying = asyncio.create_task(self._apply_quietly())

    async def stop(self) -> None:
        """Let what is under way end; what is left waits in the book."""
        if self._applying is not None:
            await asyncio.gather(self._applying, return_exceptions=True)

    async def sweep(self) -> None:
        """Everything that waits, and what was parked once its dossier is known or its time is over."""
        for push in await self._book.parked(self._clock.now() - PARKED_FOR, PARKED_AT_ONCE):
            await self._apply(push)
        await self.apply_waiting()

    async def apply_waiting(self) -> int:
        """Apply until nothing waits that can be applied; returns how many were taken."""
        taken = 0
        while batch := await self._book.waiting(PushState.WAITING, BATCH):
            ended = [await self._apply(push) for push in batch]
            taken += sum(ended)
            if not any(ended):
                break
        return taken

    async def ask_around(self) -> None:
        """A push can be lost: every dossier that is not at its end is asked about now and then. One unreadable
        answer stops nobody else's question; a portal that does not answer at all is left alone until the next round."""
        before = self._clock.now() - ASKED_EVERY
        for portal in self._readers:
            unanswered = 0
            for ref in await self._book.quiet(portal, before, ASKED_AT_ONCE):
                unanswered = 0 if await self._answers(portal, ref) else unanswered + 1
                if unanswered >= MOST_UNANSWERED:
                    log.warning("%s was not asked further", portal)
                    break

    async def _answers(self, portal: str, ref: str) -> bool:
        """Ask about one dossier; False when nothing readable came."""
        try:
            await self._ask(portal, ref)
        except NotAccepted:
            gone = Arrival(Place("portal", portal, ""), f"gone:{ref}", b"")
            await self._turns.keep_poison(gone, "portal_lost_dossier")
            await self._book.asked(portal, ref, self._clock.now())
        except Failure as failure:
            log.warning("%s gave no answer about one dossier: %s", portal, type(failure).__name__)
            return False
        return True

    async def purge(self) -> int:
        """Forget what was settled long ago."""
        return await self._book.purge(self._clock.now() - KEPT_FOR)

    async def _apply_quietly(self) -> None:
        try:
            await self.apply_waiting()
        except Failure as failure:
            log.error("portal reports wait: %s", type(failure).__name__)

    async def _apply(self, push: Push) -> bool:
        """True when this push has left the state it was in."""
        try:
            state = await self._outcome(push)
            if state is not push.state:
                await self._book.settle(push, state, self._clock.now())
        except Failure as failure:
            log.warning("report %s waits: %s", push.id, type(failure).__name__)
            return False
        return state is not push.state

    async def _outcome(self, push: Push) -> PushState:
        if not push.ref:
            return await self._unreadable(push)
        filing = await self._book.latest(push.portal, push.ref)
        if filing is None:
            return await self._unknown(push)
        try:
            raw = self._seal.open(push.body, _where(push.portal, push.id))
            report = self._readers[push.portal].read(raw, filing.procedure)
        except NotAccepted:
            return await self._unreadable(push)
        if report.order:
            await self._tell(push.id, filing, report)
            return PushState.APPLIED
        async with self._one_by_one():
            return await self._rung(push, filing, report)

    async def _rung(self, push: Push, filing: Filing, report: PortalReport) -> PushState:
        """A push without a time: the portal is asked where the dossier stands. One that only looks back (the dossier
        has moved on, and that was told) changes nothing."""
        known = await self._book.standing(filing.portal, filing.ref)
        try:
            stands = await self._readers[push.portal].standing(filing)
        except NotAccepted:
            return await self._unreadable(push)
        if stands.status != known.status or report.status == stands.status:
            await self._tell(push.id, filing, _completed(report, replace(stands, order=known.order + 1)))
        return PushState.APPLIED

    async def _unreadable(self, push: Push) -> PushState:
        await self._call_staff(push, "portal_report_unreadable")
        return PushState.UNREADABLE

    async def _unknown(self, push: Push) -> PushState:
        if self._clock.now() - push.at < PARKED_FOR:
            return PushState.PARKED
        await self._call_staff(push, "portal_report_unknown_dossier")
        return PushState.UNKNOWN

    async def _ask(self, portal: str, ref: str) -> None:
        filing = await self._book.latest(portal, ref)
        if filing is None:
            return
        async with self._one_by_one():
            known = await self._book.standing(portal, ref)
            # What was asked for comes after all that was told, and before whatever the portal says next.
            report = replace(await self._readers[portal].standing(filing), order=known.order + 1)
            if report.status != known.status:
                await self._tell(f"asked:{ref}:{report.order}", filing, report)
        await self._book.asked(portal, ref, self._clock.now())

    async def _tell(self, id: str, filing: Filing, report: PortalReport) -> None:
        result = await self._vault.put(filing.dossier, report.result) if report.result else ""
        event = Reported(
            id=f"{filing.portal}:{id}",
            at=self._clock.now(),
            fresh=self._clock.token(),
            dossier=filing.dossier,
            status=report.status,
            order=report.order,
            reason=report.reason,
            items=report.items,
            deadline=report.deadline,
            due=report.due,
            code=report.code,
            result=result,
        )
        try:
            await self._turns.tell(filing.chat, event, Place("portal", filing.portal, ""))
        except NotAllowed:
            log.warning("report %s: its chat was erased", id)
            if result:
                await self._vault.drop(filing.dossier, (result,))
        self._crash("report.told")
        await self._book.told(filing.portal, filing.ref, Standing(report.status, report.order))

    async def _call_staff(self, push: Push, why: str) -> None:
        """Kept as it came, with a task: once, however often this is reached."""
        raw = self._seal.open(push.body, _where(push.portal, push.id))
        await self._turns.keep_poison(Arrival(Place("portal", push.portal, ""), f"push:{push.id}", raw), why)


def _completed(told: PortalReport, stands: PortalReport) -> PortalReport:
    """A push without a time cannot be ordered: what counts is where the dossier stands now; what the push says of that
    very status (its reason, what is wanted) belongs to it."""
    return replace(told, order=stands.order) if told.status == stands.status else stands


def _where(portal: str, id: str) -> str:
    return f"portal-push:{portal}:{id}"
