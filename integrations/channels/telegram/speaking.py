"""Sends a ``Shown`` to a chat: new or in place of our last message, part by part, tidying old keyboards away."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field, replace

from bot.failures import Failure, NotAccepted, Unreachable
from bot.ports import Shown
from integrations.channels.telegram.mouth import Keyboard, Mouth
from integrations.channels.telegram.showing import Part, parts_of
from integrations.channels.telegram.verdicts import NotThere, Unchanged

log = logging.getLogger("motcua.telegram")

MOST_CHATS_REMEMBERED = 20_000
MOST_POSTS_REMEMBERED = 2_000
MOST_CHORES = 200
"""Best-effort calls under way at once; beyond it new ones are left undone."""

Remember = Callable[[str, str], Awaitable[object]]
"""(address, message id or ""): our last message, when it is the last of its chat."""
Recall = Callable[[str], Awaitable[str | None]]


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in a chat: ``last`` our last message, when it can be edited (0 = none); ``theirs`` the citizen's
    last one; ``asked`` our last question that still shows buttons (0 = none). Numbers grow within a chat."""

    last: int = 0
    asked: int = 0
    theirs: int = 0

    @property
    def editable(self) -> int:
        """Our message, if nothing of the citizen's stands below it."""
        return self.last if self.last > self.theirs else 0


@dataclass(slots=True)
class Speaker:
    """Speaks through a mouth and remembers just enough of each chat to edit in place of piling up."""

    mouth: Mouth
    remember: Remember | None = None
    recall: Recall | None = None
    shared: bool = False
    _standing: OrderedDict[str, Standing] = field(default_factory=OrderedDict)
    _sent: OrderedDict[int, tuple[int, ...]] = field(default_factory=OrderedDict)
    _chores: set[asyncio.Task[None]] = field(default_factory=set)

    async def send(self, address: str, shown: Shown, post: int) -> str:
        """Show it; returns the id of the (last) message. A second try of a post goes on where the first ended."""
        chat = _chat(address)
        parts = parts_of(shown)
        standing = await self._recalled(address)
        edited = await self._edited(chat, standing, parts) if shown.replaces else 0
        message = edited or await self._added(chat, parts, post)
        await self._stands(chat, address, standing, shown, parts[-1], message)
        return str(message)

    async def heard(self, address: str, message: int) -> None:
        """The citizen's message with this number stands in the chat."""
        standing = await self._recalled(address)
        if message > standing.theirs:
            await self._keep(address, replace(standing, theirs=message))

    def acknowledge(self, press: str) -> None:
        """Stop the waiting sign on a pressed button, in the background."""
        self._chore(self.mouth.acknowledge(press))

    async def close(self) -> None:
        """Give background calls up and close the mouth."""
        for chore in self._chores:
            chore.cancel()
        await asyncio.gather(*self._chores, return_exceptions=True)
        await self.mouth.close()

    # ------------------------------------------------------------ sending

    async def _edited(self, chat: int, standing: Standing, parts: tuple[Part, ...]) -> int:
        """The id of our last message if it now says this instead; 0 when a new message is needed."""
        if not standing.editable or len(parts) > 1 or parts[0].file:
            return 0
        try:
            await self.mouth.change(chat, standing.editable, parts[0].text, parts[0].keyboard)
        except Unchanged:
            return standing.editable
        except NotThere:
            return 0
        return standing.editable

    async def _added(self, chat: int, parts: tuple[Part, ...], post: int) -> int:
        sent = self._sent.pop(post, ())
        for part in parts[len(sent) :]:
            try:
                sent = (*sent, await self._one(chat, part))
            except Failure:
                self._note_sent(post, sent)
                raise
        return sent[-1]

    async def _one(self, chat: int, part: Part) -> int:
        if part.file is None:
            return await self.mouth.say(chat, part.text, part.keyboard)
        if part.picture:
            try:
                return await self.mouth.show(chat, part.file, part.text, part.keyboard)
            except NotAccepted:
                # Telegram has rules for photos that it tells only by refusing one; a file may be anything.
                log.info("telegram: refused as a photo, sent as a file")
        return await self.mouth.give(chat, part.file, part.text, part.keyboard)

    def _note_sent(self, post: int, sent: tuple[int, ...]) -> None:
        if sent:
            self._sent[post] = sent
            if len(self._sent) > MOST_POSTS_REMEMBERED:
                self._sent.popitem(last=False)

    # ------------------------------------------------------------ what stands there

    async def _stands(self, chat: int, address: str, before: Standing, shown: Shown, part: Part, message: int) -> None:
        """Keep the new state, and take the buttons off a question that this message has overtaken."""
        question = bool(shown.step)
        overtaken = before.asked if question and before.asked != message else 0
        if overtaken:
            self._chore(self.mouth.strip(chat, overtaken))
        asked = (message if _answers(part.keyboard) else 0) if question else before.asked
        if before.asked == message and not part.keyboard:
            asked = 0
        now = await self._recalled(address)  # the citizen may have written meanwhile
        await self._keep(address, replace(now, last=0 if part.file else message, asked=asked))

    async def _recalled(self, address: str) -> Standing:
        if self.shared and self.recall:
            return _noted(await self.recall(address) or "")
        if address in self._standing:
            self._standing.move_to_end(address)
            return self._standing[address]
        known = await self.recall(address) if self.recall else None
        return Standing(last=int(known)) if known and known.isdecimal() else Standing()

    async def _keep(self, address: str, standing: Standing) -> None:
        if self.shared and self.remember:
            await self.remember(address, f"{standing.last} {standing.asked} {standing.theirs}")
            return
        before = self._standing.get(address, Standing())
        self._standing[address] = standing
        self._standing.move_to_end(address)
        if len(self._standing) > MOST_CHATS_REMEMBERED:
            self._standing.popitem(last=False)
        if self.remember and before.editable != standing.editable:
            await self.remember(address, str(standing.editable or ""))

    # ------------------------------------------------------------ best effort

    def _chore(self, call: Coroutine[None, None, None]) -> None:
        if len(self._chores) >= MOST_CHORES:
            call.close()
            return
        task = asyncio.create_task(_quietly(call))
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)


def _noted(note: str) -> Standing:
    """As another process left it; anything else is nothing."""
    numbers = [int(part) for part in note.split() if part.isdecimal()]
    return Standing(*numbers) if len(numbers) == 3 else Standing()


async def _quietly(call: Coroutine[None, None, None]) -> None:
    """Tidying may fail without anybody missing it; the kind of failure is logged."""
    try:
        await call
    except Failure as problem:
        log.debug("telegram: best-effort call left undone: %s", type(problem).__name__)


def _answers(keyboard: Keyboard) -> bool:
    """Whether there is a button that a later question makes stale; menu words ("!...") are valid at any time."""
    return any(key.data and not key.data.startswith("!") for row in keyboard for key in row)


def _chat(address: str) -> int:
    try:
        return int(address)
    except ValueError:
        raise Unreachable("telegram: not an address of this channel") from None
