"""Files a dossier at its portal: the key is older than the first byte; an unknown outcome is looked up first."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.crashpoints import Crash, no_crash
from bot.failures import (
    Differs,
    Failure,
    Misconfigured,
    NotAccepted,
    NotAllowed,
    Outage,
    PaperUnfit,
    TooFast,
    Uncertain,
    Waits,
)
from bot.outbox import LONGEST_DELAY, MOST_TRIES
from bot.packages import Packages
from bot.portal_gate import Leave, PortalGate
from bot.ports import Clock, Package, Place, Portal, Post, Receipt
from bot.turns import Turns
from bot.weather import Why
from dialogs.effects import Effect, Submit, Withdraw
from dialogs.events import FilingEnded, FilingResult

LOOK_AGAIN_SECONDS = 60.0
"""At first; see ``_look_again``."""
WORTH_TELLING = 60.0
"""Seconds in a queue that nobody is told of: it is over before it is read."""


class Submissions:
    """Carries out ``Submit`` and ``Withdraw``."""

    def __init__(
        self,
        packages: Packages,
        portal: Portal,
        turns: Turns,
        clock: Clock,
        crash: Crash = no_crash,
        gate: PortalGate | None = None,
    ) -> None:
        """Without a ``gate`` every dossier may go at once."""
        self._gate = gate
        self._packages = packages
        self._portal = portal
        self._turns = turns
        self._clock = clock
        self._crash = crash

    async def submit(self, post: Post, effect: Effect) -> str:
        """One attempt. Before any further attempt the portal is asked whether it has the dossier already. Raises Waits
        while the portal is down, held or busy with those before: that costs no attempt."""
        if not isinstance(effect, Submit):
            raise NotAccepted(f"{post.kind} is no submission")
        leave = await self._leave(post, effect)
        try:
            return await self._filed(post, effect, leave)
        except (Uncertain, Outage, TooFast, Misconfigured) as failure:
            await self._spoiled(post, effect, leave, failure)
        except Differs as unclear:
            await self._tell(post, effect, FilingResult.DIFFERS)
            await self._over(leave)
            raise Outage("look up before trying again", after=_look_again(post.tries, unclear.after)) from None
        except PaperUnfit as unfit:
            # Told, and nothing was sent: the paper is its owner's to mend, no task for staff.
            await self._tell(post, effect, FilingResult.FAILED, unfit=unfit)
            await self._over(leave)
        except Failure as failure:
            await self._tell(post, effect, FilingResult.FAILED, reason=type(failure).__name__)
            await self._over(leave)
            raise
        return ""

    async def _filed(self, post: Post, effect: Submit, leave: Leave | None) -> str:
        look = bool(post.tries) or (leave is not None and leave.look)
        receipt = await self._portal.look_up(effect.key) if look else None
        if receipt is None:
            package = await self._package(post.chat, effect)
            self._crash("filing.before-portal")
            receipt = await self._portal.submit(package)
            self._crash("filing.after-portal")
        await self._tell(post, effect, FilingResult.FILED, receipt)
        await self._over(leave)
        return receipt.code

    # ------------------------------------------------------------ the weather

    async def _leave(self, post: Post, effect: Submit) -> Leave | None:
        """Leave to try now. Raises Waits, and tells the citizen once that it waits."""
        if self._gate is None:
            return None
        found = await self._gate.ask(effect.dossier, effect.key, effect.procedure, post.id, effect.by)
        if isinstance(found, Leave):
            return found
        if found.why is not Why.TURN or found.seconds > WORTH_TELLING:
            await self._tell_waiting(post, effect, found.until)
        raise Waits(f"the portal: {found.why}", after=found.seconds)

    async def _over(self, leave: Leave | None) -> None:
        """The portal has spoken on it, or was not needed to: the next one may go."""
        if self._gate is not None and leave is not None:
            await self._gate.answered(leave)

    async def _spoiled(self, post: Post, effect: Submit, leave: Leave | None, failure: Failure) -> None:
        """Always raises: what failed for the portal's sake is tried again, and counts only while the portal is well."""
        free = await self._gate.spoiled(leave, failure) if self._gate is not None and leave is not None else None
        unclear = isinstance(failure, Uncertain)
        if unclear:
            await self._tell(post, effect, FilingResult.UNKNOWN)
        if free is not None and self._gate is not None:
            if unclear:
                await self._gate.told(effect.key)
            else:
                await self._tell_waiting(post, effect, self._clock.now() + timedelta(seconds=free))
            raise Waits("the portal is down", after=max(free, LOOK_AGAIN_SECONDS) if unclear else free)
        if unclear:
            raise Outage("look up before trying again", after=_look_again(post.tries, failure.after))
        if isinstance(failure, Misconfigured) or post.tries + 1 >= MOST_TRIES:
            await self._tell(post, effect, FilingResult.FAILED, reason=type(failure).__name__)
        raise failure

    async def _tell_waiting(self, post: Post, effect: Submit, again: datetime | None) -> None:
        if self._gate is not None and await self._gate.must_tell(effect.key):
            await self._tell(post, effect, FilingResult.WAITING, again=again)
            await self._gate.told(effect.key)

    async def withdraw(self, post: Post, effect: Effect) -> str:
        """Pass the citizen's wish on."""
        if not isinstance(effect, Withdraw):
            raise NotAccepted(f"{post.kind} is no withdrawal")
        await self._portal.withdraw(effect.dossier)
        return ""

    async def _package(self, chat: str, effect: Submit) -> Package:
        conversation, dossier = await self._packages.dossier(chat, effect.dossier)
        if dossier.key != effect.key:
            raise NotAccepted("the dossier was filed anew")
        if not conversation.consents.get("submit", True):
            raise NotAllowed("consent to hand it over was withdrawn while it waited")
        package = await self._packages.pack(chat, conversation, dossier)
        return await self._packages.bind(package, self._portal.papers)

    async def _tell(
        self,
        post: Post,
        effect: Submit,
        result: FilingResult,
        receipt: Receipt | None = None,
        reason: str = "",
        unfit: PaperUnfit | None = None,
        again: datetime | None = None,
    ) -> None:
        ended = FilingEnded(
            # By the post: the same key may fail, be sent again by its owner, and fail once more.
            id=f"filing:{effect.key}:{result}:{post.id}",
            at=self._clock.now(),
            fresh=self._clock.token(),
            dossier=effect.dossier,
            key=effect.key,
            result=result,
            code=receipt.code if receipt else "",
            reason=reason,
            paper=unfit.path if unfit else "",
            unfit=unfit.why if unfit else None,
            again=again,
        )
        await self._turns.tell(post.chat, ended, Place("portal", self._portal.name, ""))


def _look_again(tries: int, asked: float | None) -> float:
    """Seconds until the next look: a minute at first, later ever rarer, so that all tries last for hours; never sooner
    than the portal asked for."""
    return max(LOOK_AGAIN_SECONDS, asked or 0.0, min(2.0 ** (tries + 1), LONGEST_DELAY))
