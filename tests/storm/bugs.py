"""Planted bugs: each makes a server break one promise, so that the storm can show that its checker would see it.

Planted in the server's process only (``MOTCUA_STORM_BUG``, read by ``tests.storm.nursery``); the product has no such
switch. Every bug is one that systems like ours have had (facts: F1 to F53), written as it would slip in: a few lines.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

log = logging.getLogger("motcua.bug")


def acknowledges_before_the_commit() -> None:
    """F1: the channel hears 200, the turn is taken a moment later."""
    from bot.ports import Arrival, Taken
    from bot.turns import Turns

    real = Turns.receive
    later: set[asyncio.Task[Any]] = set()

    async def receive(self: Turns, arrival: Arrival) -> Taken:
        chat = await self._store.chat_at(arrival.place)  # type: ignore[attr-defined]
        if chat is None or arrival.place.channel == "portal":
            return await real(self, arrival)

        async def take() -> None:
            await asyncio.sleep(random.uniform(0.1, 1.0))
            await real(self, arrival)

        later.add(task := asyncio.create_task(take()))
        task.add_done_callback(later.discard)
        return Taken(chat, ())

    Turns.receive = receive  # type: ignore[method-assign]


def forgets_which_events_it_knew() -> None:
    """F3: the same event is taken again."""
    from bot.ports import Arrival, Decide, Taken
    from integrations.storage.store import SqlStore

    real = SqlStore.turn

    async def turn(self: SqlStore, arrival: Arrival, decide: Decide) -> Taken:
        fresh = f"{arrival.event}+{random.getrandbits(32):x}"
        return await real(self, replace(arrival, event=fresh), decide)

    SqlStore.turn = turn  # type: ignore[method-assign]


def settles_before_it_says() -> None:
    """F32: the row says "done" before anything is sent; a death between the two loses the message."""
    from bot.outbox import Outbox
    from bot.ports import Post, Settle, Settlement

    real = Outbox._one

    async def one(self: Outbox, post: Post) -> Settlement:
        await self._store.settle([Settlement(post.id, post.lease, Settle.DONE)])
        await asyncio.sleep(0.05)
        return await real(self, post)

    Outbox._one = one  # type: ignore[method-assign]


def says_without_an_order() -> None:
    """F5: messages of one chat are sent beside each other."""
    from bot.outbox import Outbox
    from bot.ports import Post

    def enqueue(self: Outbox, posts: Sequence[Post]) -> None:
        for post in reversed(list(posts)):
            if post.id not in self._held:
                queue = self._queues[f"{post.chat}/{post.id}"] = deque([post.id])
                self._held[post.id] = post
                task = asyncio.create_task(serve(self, f"{post.chat}/{post.id}", queue))
                self._running.add(task)
                task.add_done_callback(self._running.discard)

    async def serve(self: Outbox, key: str, queue: Any) -> None:
        await asyncio.sleep(random.uniform(0, 0.4))
        await self._serve(key, queue)

    Outbox._enqueue = enqueue  # type: ignore[method-assign, assignment]


def files_again_without_looking() -> None:
    """F40: after an unclear outcome the dossier is simply posted again."""
    from integrations.portals.one_stop.portal import OneStopPortal
    from integrations.storage.portal_book import SqlPortalBook

    real = OneStopPortal.submit

    async def nothing(_self: object, _key: str) -> None:
        return None

    async def submit(self: OneStopPortal, package: Any) -> Any:
        known, SqlPortalBook.filing = SqlPortalBook.filing, nothing  # type: ignore[method-assign, assignment]
        try:
            return await real(self, package)
        finally:
            SqlPortalBook.filing = known  # type: ignore[method-assign]

    OneStopPortal.submit = submit  # type: ignore[method-assign]
    OneStopPortal.look_up = nothing  # type: ignore[method-assign, assignment]


def makes_a_new_reference_each_time() -> None:
    """F41: the portal cannot know a repetition, because it has another name."""
    from integrations.portals.one_stop.portal import OneStopPortal

    real = OneStopPortal._filing

    def filing(self: OneStopPortal, package: Any, files: Any) -> Any:
        found = real(self, package, files)
        return replace(found, ref=f"{found.ref}-{random.getrandbits(16):04x}")

    async def nothing(_self: object, _key: str) -> None:
        return None

    OneStopPortal._filing = filing  # type: ignore[method-assign]
    OneStopPortal.look_up = nothing  # type: ignore[method-assign, assignment]


def says_filed_too_early() -> None:
    """F45: "đã nộp" is said when it is sent, not when the portal has it."""
    from bot.ports import Receipt
    from bot.submissions import Submissions
    from dialogs.events import FilingResult

    real = Submissions.submit

    async def submit(self: Submissions, post: Any, effect: Any) -> str:
        early = Receipt(f"H26-{effect.dossier}", self._clock.now())
        await self._tell(post, effect, FilingResult.FILED, early)
        await asyncio.sleep(0.5)
        return await real(self, post, effect)

    Submissions.submit = submit  # type: ignore[method-assign]


def says_it_to_somebody_else() -> None:
    """F28: "the current chat" is a variable that two share."""
    from integrations.channels.telegram.channel import TelegramChannel
    from integrations.channels.webchat.channel import WebChat

    for channel in (TelegramChannel, WebChat):
        _mixed_up(channel)


def _mixed_up(channel: Any) -> None:
    real, last = channel.send, [""]

    async def send(self: Any, address: str, shown: Any, post: int) -> Any:
        wrong, last[0] = last[0], address
        return await real(self, wrong if wrong and random.random() < 0.05 else address, shown, post)

    channel.send = send


def drops_notices() -> None:
    """F27: some notices count as delivered and are not."""
    from bot.outbox import Outbox
    from bot.ports import Post, Settle, Settlement

    real = Outbox._one

    async def one(self: Outbox, post: Post) -> Settlement:
        if post.lane and random.random() < 0.5:
            return Settlement(post.id, post.lease, Settle.DONE)
        return await real(self, post)

    Outbox._one = one  # type: ignore[method-assign]


def believes_the_last_push_to_come() -> None:
    """I7: the order of arrival counts, not the portal's own."""
    from integrations.portals.one_stop.pushes import PushReader

    real = PushReader.read

    def read(self: PushReader, body: bytes, procedure: str) -> Any:
        return replace(real(self, body, procedure), order=int(time.time() * 1e6) * 100)

    PushReader.read = read  # type: ignore[method-assign]


def takes_pushes_lightly() -> None:
    """A push is answered 200 and kept only sometimes."""
    from bot.portal_reports import PortalReports

    real = PortalReports.receive

    async def receive(self: PortalReports, portal: str, body: bytes) -> int:
        return 0 if random.random() < 0.4 else await real(self, portal, body)

    PortalReports.receive = receive  # type: ignore[method-assign]


def logs_an_answer() -> None:
    """Somebody wanted to see what was going on."""
    from bot.ports import Arrival, Taken
    from bot.turns import Turns

    real = Turns.receive

    async def receive(self: Turns, arrival: Arrival) -> Taken:
        log.warning("taking %s", arrival.body)
        return await real(self, arrival)

    Turns.receive = receive  # type: ignore[method-assign]


def obeys_old_buttons() -> None:
    """I15: a button of a question long answered counts for the one that is asked now."""
    import bot.turns
    from dialogs.events import Pressed

    real = bot.turns.take_turn

    def take_turn(catalogue: Any, conversation: Any, event: Any) -> Any:
        if isinstance(event, Pressed) and not event.button.startswith("!"):
            now = [button for button, _ in conversation.prompt.buttons]
            if now and event.button not in now:
                event = replace(event, button=now[0])
        return real(catalogue, conversation, event)

    bot.turns.take_turn = take_turn  # type: ignore[attr-defined]


def changes_what_was_said() -> None:
    """I2: a well-meant clean-up of texts on their way in."""
    import bot.turns
    from dialogs.events import Wrote

    real = bot.turns.decode_event

    def decode_event(body: bytes) -> Any:
        event = real(body)
        return replace(event, text=event.text.replace("ngõ", "ngo")) if isinstance(event, Wrote) else event

    bot.turns.decode_event = decode_event  # type: ignore[attr-defined]


def leases_nothing() -> None:
    """F52: what one process holds is given to the next one that asks. Only seen where there are several."""
    from bot.ports import Post
    from integrations.storage import writing
    from integrations.storage.store import SqlStore

    real = SqlStore.claim
    writing.TURN_LEASE_SECONDS = 0.0  # type: ignore[misc]

    async def claim(self: SqlStore, limit: int, _lease_seconds: float) -> Sequence[Post]:
        return await real(self, limit, 0.0)

    SqlStore.claim = claim  # type: ignore[method-assign]


BUGS: dict[str, Callable[[], None]] = {
    one.__name__.replace("_", "-"): one
    for one in (
        acknowledges_before_the_commit,
        forgets_which_events_it_knew,
        settles_before_it_says,
        says_without_an_order,
        files_again_without_looking,
        makes_a_new_reference_each_time,
        says_filed_too_early,
        says_it_to_somebody_else,
        drops_notices,
        believes_the_last_push_to_come,
        takes_pushes_lightly,
        logs_an_answer,
        obeys_old_buttons,
        changes_what_was_said,
        leases_nothing,
    )
}
"""By name."""
ONLY_IN_A_FLEET = frozenset({"leases-nothing"})


def plant(name: str) -> None:
    """Break the product in this process; nothing for no name. Raises KeyError for a bug that is not known."""
    if name:
        BUGS[name]()
