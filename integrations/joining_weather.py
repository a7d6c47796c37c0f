"""Joins the gate before the portals: its book, the ways of asking portals how they are, and the call for staff."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AsyncExitStack

from bot.portal_gate import PortalGate, Probe, Route
from bot.ports import Arrival, Clock, Place
from bot.settings import Settings
from bot.turns import Turns
from integrations.storage.engines import engine
from integrations.storage.weather_book import SqlWeatherBook


def join_gate(
    settings: Settings,
    away: AsyncExitStack,
    route: Route,
    probes: Mapping[str, Probe],
    turns: Turns,
    clock: Clock,
) -> PortalGate:
    """``route`` names the portal that a dossier goes to; ``probes`` by that name."""
    sql = engine(settings.database, settings.database_full)
    away.push_async_callback(sql.dispose)

    async def alarm(portal: str, why: str) -> None:
        """One task a portal, reason and day, however often it is called."""
        event = f"weather:{why}:{clock.now():%Y-%m-%d}"
        await turns.keep_poison(Arrival(Place("portal", portal, ""), event, b""), why)

    return PortalGate(SqlWeatherBook(sql), route, probes, alarm, clock)
