"""Long polling whose durable step is ours: the offset moves only when every update of a batch is committed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.failures import Failure, Misconfigured
from integrations.channels.telegram.arrivals import Desk, Unreadable
from integrations.channels.telegram.ears import Ears, Garbled
from integrations.channels.telegram.hearing import Heard
from integrations.channels.telegram.verdicts import Usurped

log = logging.getLogger("motcua.telegram")

Alarm = Callable[[str], Awaitable[object]]
"""Told a stable code when a person must act: "telegram-conflict", "telegram-misconfigured",
"telegram-garbled"."""

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
CONFLICT_PAUSE = 5.0
FAREWELL_SECONDS = 10.0


@dataclass(slots=True)
class Polling:
    """A loop: fetch, take, only then ask for more. Chats are taken side by side, each in its own order."""

    ears: Ears
    desk: Desk
    alarm: Alarm
    seconds: int = 25
    offset: int | None = None
    confirmed: int | None = None
    _task: asyncio.Task[None] | None = None
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)

    def start(self) -> None:
        self._stopping.clear()
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Finish the batch in hand, confirm it, and end."""
        self._stopping.set()
        if self._task is None:
            return
        done, _ = await asyncio.wait({self._task}, timeout=FAREWELL_SECONDS)
        if not done:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self._task = None
        await self._confirm()

    async def _run(self) -> None:
        pause = FIRST_PAUSE
        while not self._stopping.is_set():
            try:
                batch = await self._until_stopped(self.ears.updates(self.offset, self.seconds))
            except Failure as problem:
                pause = await self._stumble(problem, pause)
                continue
            pause = FIRST_PAUSE
            self.confirmed = self.offset
            if batch and await self._take(batch):
                await self._advance(max(map(_number, batch)))

    async def _advance(self, last: int) -> None:
        """Everything up to ``last`` is committed. Without any number there is no way forward: do not race in place."""
        if last < 0:
            await self.alarm("telegram-garbled")
            await self._rest(LONGEST_PAUSE)
        else:
            self.offset = last + 1

    async def _until_stopped(self, call: Any) -> Sequence[Any]:
        """The answer, or nothing when we are asked to stop first."""
        polling, stopping = asyncio.ensure_future(call), asyncio.ensure_future(self._stopping.wait())
        either: set[asyncio.Future[Any]] = {polling, stopping}
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            return polling.result() if polling.done() else ()
        finally:
            for one in either:
                one.cancel()
            await asyncio.gather(*either, return_exceptions=True)

    async def _stumble(self, problem: Failure, pause: float) -> float:
        """Say so, wait, and wait longer next time."""
        log.warning("telegram: getUpdates failed: %s", type(problem).__name__)
        if isinstance(problem, Usurped):
            await self.alarm("telegram-conflict")
            pause = max(pause, CONFLICT_PAUSE)
        elif isinstance(problem, Misconfigured):
            await self.alarm("telegram-misconfigured")
            pause = LONGEST_PAUSE
        elif isinstance(problem, Garbled):
            await self.alarm("telegram-garbled")
        await self._rest(problem.after or pause)
        return min(pause * 2, LONGEST_PAUSE)

    async def _rest(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return

    # ------------------------------------------------------------ taking

    async def _take(self, batch: Sequence[Any]) -> bool:
        """Commit every update of the batch; False when stopped before that was possible."""
        lines: dict[str, list[Heard | Unreadable]] = {}
        for raw in batch:
            what = self.desk.read(raw)
            if what is not None:
                line = what.address if isinstance(what, Heard) else what.arrival.event
                lines.setdefault(line, []).append(what)
        return all(await asyncio.gather(*map(self._take_line, lines.values())))

    async def _take_line(self, line: Sequence[Heard | Unreadable]) -> bool:
        for what in line:
            if not await self._take_one(what):
                return False
        return True

    async def _take_one(self, what: Heard | Unreadable) -> bool:
        """Again and again while the store is down: nothing later of this chat may overtake it."""
        pause = FIRST_PAUSE
        while True:
            try:
                await self.desk.take(what)
            except Failure as problem:
                log.warning("telegram: could not take an update: %s", type(problem).__name__)
                await self._rest(problem.after or pause)
                pause = min(pause * 2, LONGEST_PAUSE)
                if self._stopping.is_set():
                    return False
                continue
            if isinstance(what, Heard) and what.press:
                self.desk.speaker.acknowledge(what.press)
            return True

    async def _confirm(self) -> None:
        """Without this, the last batch would come again at the next start, and its replies with it."""
        if self.offset is None or self.offset == self.confirmed:
            return
        try:
            await self.ears.confirm(self.offset)
        except Failure as problem:
            log.warning("telegram: last offset not confirmed: %s", type(problem).__name__)


def _number(raw: Any) -> int:
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if isinstance(number, int) else -1
