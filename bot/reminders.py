"""Wakes dossiers at the moments that earlier turns asked for."""

from __future__ import annotations

from bot.ports import Clock, Place, Store
from bot.turns import Turns
from dialogs.events import TimeCame, Timer

BATCH = 200


class Reminders:
    """A pump over the due timers; called every minute by the lasting work."""

    def __init__(self, store: Store, turns: Turns, clock: Clock) -> None:
        self._store = store
        self._turns = turns
        self._clock = clock

    async def wake(self) -> int:
        """Deliver what is due. The timer's number names the event: a crash between turn and drop repeats nothing."""
        due = await self._store.due_timers(BATCH)
        for timer in due:
            came = TimeCame(
                id=f"timer:{timer.id}",
                at=self._clock.now(),
                fresh=self._clock.token(),
                timer=Timer(timer.timer),
                dossier=timer.dossier,
            )
            await self._turns.tell(timer.chat, came, Place("clock", "", ""))
            await self._store.drop_timer(timer.id)
        return len(due)
