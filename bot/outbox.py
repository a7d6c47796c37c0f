"""Carries out what turns asked for, right after the commit: messages in order for each chat, chores beside them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.codec import decode_effect
from bot.crashpoints import Crash, no_crash
from bot.failures import Failure, Retry, TooFast
from bot.ports import Clock, Post, Seal, Settle, Settlement, Store, Taken
from dialogs.effects import Effect

log = logging.getLogger(__name__)

Carry = Callable[[Post, Effect], Awaitable[str]]
"""Carries out one effect; returns the channel's reference of what it did (may be empty). Raises bot.failures."""

MOST_TRIES = 14
"""About a day of tries with the delays below; then a staff task."""
MOST_TRIES_UNKNOWN = 2
"""It may have been done: at most one more try."""
MOST_AT_ONCE = 200
"""Chats being spoken to at the same moment by one process, and as many chores beside them."""
CLAIM = 200
LEASE_SECONDS = 30.0
SWEEP_SECONDS = 1.0
LONGEST_DELAY = 7200.0
_POINTS = {True: ("say.before-send", "say.after-send"), False: ("chore.before", "chore.after")}


def nobody() -> None:
    """There is no other process to knock at."""


class Outbox:
    """One queue a chat for messages, one for its chores; a row is settled once, under its lease."""

    def __init__(
        self,
        store: Store,
        seal: Seal,
        clock: Clock,
        carry: Mapping[str, Carry],
        crash: Crash = no_crash,
        knock: Callable[[], None] = nobody,
    ) -> None:
        """``knock`` is called when a turn left something that another process is to carry out."""
        self._store = store
        self._seal = seal
        self._clock = clock
        self._carry = carry
        self._crash = crash
        self._knock = knock
        self._knocked = asyncio.Event()
        self._queues: dict[str, deque[int]] = {}
        self._held: dict[int, Post] = {}
        self._running: set[asyncio.Task[None]] = set()
        self._settled: list[Settlement] = []
        self._flush: asyncio.Task[None] | None = None
        # Chores have slots of their own: a portal that takes its time must not keep anybody's answer waiting.
        self._slots = {says: asyncio.Semaphore(MOST_AT_ONCE) for says in (True, False)}
        self._sweeper: asyncio.Task[None] | None = None
        self._stopping = False

    async def posted(self, taken: Taken) -> None:
        """A turn was committed: carry out what is leased to us."""
        self._enqueue(post for post in taken.posts if post.lease)
        if not all(post.lease for post in taken.posts):
            self._knock()

    def wake(self) -> None:
        """Another process left something: sweep now instead of in a moment."""
        self._knocked.set()

    def start(self) -> None:
        """Begin to sweep up what a crash, a failure or another process left."""
        self._sweeper = asyncio.create_task(self._sweep())

    async def stop(self) -> None:
        """Stop sweeping and let what is under way end; what is left stays in the outbox."""
        self._stopping = True
        if self._sweeper is not None:
            self._sweeper.cancel()
            await asyncio.gather(self._sweeper, return_exceptions=True)
        await self.idle()

    async def idle(self) -> None:
        """Wait until nothing is under way here."""
        while self._running or self._flush is not None or self._settled:
            waiting = [*self._running, *([self._flush] if self._flush is not None else [])]
            if waiting:
                await asyncio.gather(*waiting, return_exceptions=True)
            else:
                await asyncio.sleep(0)

    def _enqueue(self, posts: Iterable[Post]) -> None:
        """Queue what is new. What is queued already was leased to us again (its lease ran out while a slow chat kept
        it waiting): only the lease is taken over, so that nothing is said twice."""
        for post in posts:
            known = post.id in self._held
            self._held[post.id] = post
            if known:
                continue
            key = post.chat if post.kind == "say" else f"{post.chat}/{post.kind}"
            queue = self._queues.get(key)
            if queue is None:
                queue = self._queues[key] = deque()
                task = asyncio.create_task(self._serve(key, queue))
                self._running.add(task)
                task.add_done_callback(self._running.discard)
            queue.append(post.id)

    async def _serve(self, key: str, queue: deque[int]) -> None:
        try:
            while queue:
                post = self._held[queue[0]]
                async with self._slots[post.kind == "say"]:
                    settlement = await self._one(self._held[queue[0]])
                self._settle(queue.popleft(), settlement)
                if settlement.outcome is Settle.AGAIN:
                    self._give_back(queue, settlement)
        finally:
            del self._queues[key]

    def _give_back(self, queue: deque[int], first: Settlement) -> None:
        """Later posts of this queue wait behind the one that failed: the sweeper brings all of them, in order."""
        while queue:
            id = queue.popleft()
            self._settle(id, Settlement(id, "", Settle.AGAIN, first.again_at, "Waits", tried=False))

    async def _one(self, post: Post) -> Settlement:
        try:
            effect = decode_effect(self._seal.open(post.body, f"post:{post.chat}"))
            before, after = _POINTS[post.kind == "say"]
            self._crash(before)
            ref = await self._carry[post.kind](post, effect)
            self._crash(after)
        except Failure as failure:
            return self._failed(post, failure)
        except Exception as fault:  # noqa: BLE001 (a fault of ours in one post: dead-lettered with a staff task)
            log.error("post %s (%s) failed: %s", post.id, post.kind, type(fault).__name__)
            return Settlement(post.id, post.lease, Settle.DEAD, error=type(fault).__name__)
        return Settlement(post.id, post.lease, Settle.DONE, ref=ref)

    def _failed(self, post: Post, failure: Failure) -> Settlement:
        name, tries = type(failure).__name__, post.tries + 1
        most = MOST_TRIES_UNKNOWN if failure.retry is Retry.UNKNOWN else MOST_TRIES
        if isinstance(failure, TooFast) and failure.after is not None:
            # Not a failed try: it was not sent, and the one who paces us told when it may be.
            again = self._clock.now() + timedelta(seconds=failure.after)
            return Settlement(post.id, post.lease, Settle.AGAIN, again, name, tried=False)
        if failure.retry is Retry.NEVER or (failure.counts and tries >= most):
            return Settlement(post.id, post.lease, Settle.DEAD, error=name)
        delay = failure.after if failure.after is not None else min(2.0**tries, LONGEST_DELAY)
        again = self._clock.now() + timedelta(seconds=delay)
        return Settlement(post.id, post.lease, Settle.AGAIN, again, name, tried=failure.counts)

    def _settle(self, id: int, settlement: Settlement) -> None:
        """Under the lease that is ours now, which may be a newer one than when the work began."""
        self._settled.append(replace(settlement, lease=self._held.pop(id).lease))
        if self._flush is None:
            self._flush = asyncio.create_task(self._flush_settled())

    async def _flush_settled(self) -> None:
        try:
            while self._settled:
                batch, self._settled = self._settled, []
                try:
                    await self._store.settle(batch)
                except Failure as failure:
                    log.error("settling failed: %s; trying again", type(failure).__name__)
                    if self._stopping:
                        break  # The leases run out, and whoever starts next looks again.
                    self._settled = [*batch, *self._settled]
                    await asyncio.sleep(SWEEP_SECONDS)
        finally:
            self._flush = None

    async def _sweep(self) -> None:
        while True:
            try:
                claimed = await self._store.claim(CLAIM, LEASE_SECONDS)
                self._enqueue(claimed)
            except Failure as failure:
                log.error("sweeping failed: %s", type(failure).__name__)
                await asyncio.sleep(SWEEP_SECONDS)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._knocked.wait(), SWEEP_SECONDS)
            self._knocked.clear()
