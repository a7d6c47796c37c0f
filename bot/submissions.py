"""Files a dossier at its portal: the key is older than the first byte; an unknown outcome is looked up first."""

from __future__ import annotations

from bot.crashpoints import Crash, no_crash
from bot.failures import Differs, Failure, NotAccepted, Outage, PaperUnfit, TooFast, Uncertain
from bot.outbox import LONGEST_DELAY, MOST_TRIES
from bot.packages import Packages
from bot.ports import Clock, Package, Place, Portal, Post, Receipt
from bot.turns import Turns
from dialogs.effects import Effect, Submit, Withdraw
from dialogs.events import FilingEnded, FilingResult

LOOK_AGAIN_SECONDS = 60.0
"""At first; see ``_look_again``."""


class Submissions:
    """Carries out ``Submit`` and ``Withdraw``."""

    def __init__(
        self,
        packages: Packages,
        portal: Portal,
        turns: Turns,
        clock: Clock,
        crash: Crash = no_crash,
    ) -> None:
        self._packages = packages
        self._portal = portal
        self._turns = turns
        self._clock = clock
        self._crash = crash

    async def submit(self, post: Post, effect: Effect) -> str:
        """One attempt. Before any further attempt the portal is asked whether it has the dossier already."""
        if not isinstance(effect, Submit):
            raise NotAccepted(f"{post.kind} is no submission")
        try:
            receipt = await self._portal.look_up(effect.key) if post.tries else None
            if receipt is None:
                package = await self._package(post.chat, effect)
                self._crash("filing.before-portal")
                receipt = await self._portal.submit(package)
                self._crash("filing.after-portal")
        except (Uncertain, Differs) as unclear:
            result = FilingResult.DIFFERS if isinstance(unclear, Differs) else FilingResult.UNKNOWN
            await self._tell(post, effect, result)
            raise Outage("look up before trying again", after=_look_again(post.tries, unclear.after)) from None
        except (Outage, TooFast):
            if post.tries + 1 >= MOST_TRIES:
                await self._tell(post, effect, FilingResult.FAILED)
            raise
        except PaperUnfit as unfit:
            # Told, and nothing was sent: the paper is its owner's to mend, no task for staff.
            await self._tell(post, effect, FilingResult.FAILED, unfit=unfit)
            return ""
        except Failure as failure:
            await self._tell(post, effect, FilingResult.FAILED, reason=type(failure).__name__)
            raise
        await self._tell(post, effect, FilingResult.FILED, receipt)
        return receipt.code

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
    ) -> None:
        ended = FilingEnded(
            id=f"filing:{effect.key}:{result}",
            at=self._clock.now(),
            fresh=self._clock.token(),
            dossier=effect.dossier,
            key=effect.key,
            result=result,
            code=receipt.code if receipt else "",
            reason=reason,
            paper=unfit.path if unfit else "",
            unfit=unfit.why if unfit else None,
        )
        await self._turns.tell(post.chat, ended, Place("portal", self._portal.name, ""))


def _look_again(tries: int, asked: float | None) -> float:
    """Seconds until the next look: a minute at first, later ever rarer, so that all tries last for hours; never sooner
    than the portal asked for."""
    return max(LOOK_AGAIN_SECONDS, asked or 0.0, min(2.0 ** (tries + 1), LONGEST_DELAY))
