"""Stands before every portal: lets dossiers through in fair weather, lets them wait in order in foul, and holds them
where staff say so."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.failures import Failure, Misconfigured, TooFast
from bot.ports import Clock
from bot.weather import MOST_FREE, Ahead, Go, Hold, Sky, Wait, Weather, Why, bad, decide, good, hold_of
from bot.weather_book import Queued, Waiting, WeatherBook

log = logging.getLogger(__name__)

Route = Callable[[str, str], Awaitable[str]]
"""The name of the portal that this dossier (id, code of its procedure) goes to."""
Probe = Callable[[], Awaitable[None]]
"""Asks a portal something light. Raises a Failure when it does not answer as a portal does."""
Alarm = Callable[[str, str], Awaitable[None]]
"""(portal, why): a task for staff, once for each portal and day."""

PROBED_AFTER = timedelta(minutes=2)
"""A portal that answered so lately is not asked how it is."""
ALARM_AFTER = timedelta(minutes=30)
"""So long a portal may be down before staff are called."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave to send one dossier; ``look``: something of it may have been sent before."""

    portal: str
    queued: Queued
    look: bool


@dataclass(frozen=True, slots=True)
class Outlook:
    """A portal as the console shows it. ``held``: what staff hold back there; ``waiting``: what waits, by procedure."""

    portal: str
    weather: Weather
    held: tuple[Hold, ...]
    waiting: tuple[Waiting, ...]


class PortalGate:
    """Every process has one; what it knows is in the book."""

    def __init__(
        self, book: WeatherBook, route: Route, probes: Mapping[str, Probe], alarm: Alarm, clock: Clock
    ) -> None:
        self._book = book
        self._route = route
        self._probes = probes
        self._alarm = alarm
        self._clock = clock

    # ------------------------------------------------------------ one dossier

    async def ask(self, dossier: str, key: str, procedure: str, order: int, by: date | None) -> Leave | Wait:
        """Whether this dossier may be sent now; the trial after foul weather only when a light question is answered."""
        portal, now = await self._route(dossier, procedure), self._clock.now()
        one = Queued(key, portal, procedure, dossier, order, now, by)

        def decided(weather: Weather, holds: Sequence[Hold], ahead: Ahead, somebody: bool) -> Go | Wait:
            return decide(weather, hold_of(holds, procedure), ahead, now, somebody)

        decision, known = await self._book.enter(one, now, decided)
        if isinstance(decision, Go) and decision.trial and not await self._answers(portal):
            weather = await self._book.weather(portal)
            decision = Wait(Why.DOWN, _seconds(weather, now), weather.until)
            await self._book.back(key)
        return decision if isinstance(decision, Wait) else Leave(portal, known, known.sent)

    async def must_tell(self, key: str) -> bool:
        """Whether its owner does not know yet how it stands."""
        known = await self._book.queued(key)
        return known is not None and not known.told

    async def told(self, key: str) -> None:
        """Its owner knows that it waits, or that we are finding out."""
        await self._book.told(key)

    async def answered(self, leave: Leave) -> None:
        """The portal spoke, whatever it said of this dossier."""
        await self._change(leave.portal, lambda weather: good(weather, self._clock.now()))
        await self._book.leave(leave.queued.key)

    async def left(self, leave: Leave) -> None:
        """It ended before the portal was asked."""
        await self._book.leave(leave.queued.key)

    async def spoiled(self, leave: Leave, failure: Failure) -> float | None:
        """The portal failed. Seconds until it looks again without having lost a try; None when this try counts,
        because the portal is well otherwise or has had its chances."""
        now = self._clock.now()
        surely = isinstance(failure, TooFast | Misconfigured)
        weather = await self._change(leave.portal, lambda before: bad(before, now, failure.after, surely))
        if isinstance(failure, Misconfigured):
            await self._alarm(leave.portal, "portal_refuses_us")
        if weather.sky is Sky.CLOSED or leave.queued.fails >= MOST_FREE:
            await self._book.leave(leave.queued.key)
            return None
        await self._book.spoiled(leave.queued, now)
        return _seconds(weather, now)

    # ------------------------------------------------------------ the job

    async def probe(self) -> None:
        """Ask every portal how it is that was not heard lately; one that rests is left alone."""
        for portal in self._probes:
            weather, now = await self._book.weather(portal), self._clock.now()
            fresh = weather.at is not None and timedelta(0) <= now - weather.at < PROBED_AFTER
            if weather.rests_at(now) or weather.sky is Sky.HALF_OPEN or (fresh and not weather.failures):
                continue
            await self._answers(portal)
            if weather.since is not None and now - weather.since >= ALARM_AFTER:
                await self._alarm(portal, "portal_down")

    async def _answers(self, portal: str) -> bool:
        probe = self._probes.get(portal)
        if probe is None:
            return True
        try:
            await probe()
        except Failure as failure:
            now, after, surely = self._clock.now(), failure.after, isinstance(failure, Misconfigured)
            log.warning("portal %s does not answer: %s", portal, type(failure).__name__)
            await self._change(portal, lambda weather: bad(weather, now, after, surely))
            return False
        await self._change(portal, lambda weather: good(weather, self._clock.now(), probe=True))
        return True

    async def _change(self, portal: str, change: Callable[[Weather], Weather]) -> Weather:
        before, after = await self._book.change(portal, change)
        if before.sky is not after.sky:
            log.warning("portal %s: %s, was %s", portal, after.sky, before.sky)
        return after

    # ------------------------------------------------------------ staff

    async def hold(self, portal: str, procedure: str, by: str, why: str) -> bool:
        """Let nothing (of this procedure) go there until it is released; False when it was held already."""
        return await self._book.hold(Hold(portal, procedure, by, self._clock.now(), why))

    async def release(self, portal: str, procedure: str) -> bool:
        """Let it go again, in order; False when it was not held."""
        return await self._book.release(portal, procedure)

    async def outlook(self, portals: Sequence[str]) -> tuple[Outlook, ...]:
        """How it stands with these portals."""
        held = await self._book.holds()
        return tuple(
            [
                Outlook(
                    portal,
                    await self._book.weather(portal),
                    tuple(hold for hold in held if hold.portal == portal),
                    tuple(await self._book.waiting(portal)),
                )
                for portal in portals
            ]
        )


def _seconds(weather: Weather, now: datetime) -> float:
    """Until the portal's rest is over."""
    return max((weather.until - now).total_seconds(), 1.0) if weather.until is not None else 1.0
