"""Answers a dossier code: only with the second factor, five tries an hour, the same words for absent and not yours."""

from __future__ import annotations

from bot.failures import NotAccepted
from bot.ports import Clock, Place, Portal, Post, Store
from bot.turns import Turns
from dialogs.effects import Effect, LookUp
from dialogs.events import LookedUp

TRIES_AN_HOUR = 5
TRIES_A_CODE = 10
"""An hour, over all chats: chats cost nothing, so the code itself is guarded too, whether it exists or not."""
HOUR = 3600.0


class Tracking:
    """Carries out ``LookUp``."""

    def __init__(self, store: Store, portal: Portal, turns: Turns, clock: Clock) -> None:
        self._store = store
        self._portal = portal
        self._turns = turns
        self._clock = clock

    async def look_up(self, post: Post, effect: Effect) -> str:
        """One question; counted by chat and by code, whatever the answer."""
        if not isinstance(effect, LookUp):
            raise NotAccepted(f"{post.kind} is no question")
        allowed = post.tries > 0 or (
            await self._store.allow(f"lookup:{post.chat}", TRIES_AN_HOUR, HOUR)
            and await self._store.allow(f"lookup-code:{effect.code}", TRIES_A_CODE, HOUR)
        )
        found = await self._portal.status_of(effect.code, effect.factor) if allowed else None
        answer = LookedUp(
            id=f"lookup:{post.id}",
            at=self._clock.now(),
            fresh=self._clock.token(),
            code=effect.code,
            found=found is not None,
            limited=not allowed,
            status=found[0] if found else 0,
            due=found[1] if found else None,
        )
        await self._turns.tell(post.chat, answer, Place("portal", self._portal.name, ""))
        return ""
