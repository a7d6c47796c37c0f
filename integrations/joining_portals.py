"""Joins the portal that the settings name: the built-in desk, or a foreign one with its callbacks and its book."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from fastapi import APIRouter, FastAPI

from bot.desk import Desk
from bot.desk_holds import DeskHolds
from bot.failures import Misconfigured
from bot.portal_choice import PortalChoice
from bot.portal_gate import PortalGate, Route
from bot.portal_reports import PortalReports
from bot.ports import Clock, Portal, Seal, Vault
from bot.settings import Settings
from bot.turns import Turns
from dialogs.procedure import Catalogue
from dialogs.texts import Text
from integrations.joining_weather import join_gate
from integrations.portals.desk import DeskPortal
from integrations.portals.one_stop import (
    Line,
    OneStopPortal,
    PushReader,
    Waits,
    callbacks_router,
    check_mapping,
    load_mapping,
)
from integrations.storage.alone import alone
from integrations.storage.engines import engine
from integrations.storage.portal_book import SqlPortalBook

_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Filed:
    """Where dossiers are filed, and (for a foreign portal) how its reports come in."""

    portal: Portal
    gate: PortalGate
    reports: PortalReports | None = None
    router: APIRouter | None = None

    def serve(self, web: FastAPI) -> None:
        """Let the portal's callbacks in, when it has any."""
        if self.router is not None:
            web.include_router(self.router)


async def join_portal(
    settings: Settings,
    away: AsyncExitStack,
    desk: Desk,
    catalogue: Catalogue,
    turns: Turns,
    vault: Vault,
    seal: Seal,
    clock: Clock,
) -> Filed:
    """Raises Misconfigured when the settings or the mapping cannot work, before anything is sent."""
    own = DeskPortal(desk)
    if not settings.portal_url:
        return Filed(own, join_gate(settings, away, _always(own.name), {}, turns, clock))
    secret = settings.portal_secret.get_secret_value()
    if not secret:
        raise Misconfigured("MOTCUA_PORTAL_URL is set, MOTCUA_PORTAL_SECRET is not")
    address = urlsplit(settings.portal_url)
    if address.scheme != "https" and address.hostname not in _THIS_MACHINE:
        raise Misconfigured("MOTCUA_PORTAL_URL must begin with https://: people's papers do not travel in the clear")
    mapping = load_mapping(settings.portal_mapping)
    check_mapping(mapping, catalogue)
    sql = engine(settings.database, settings.database_full)
    away.push_async_callback(sql.dispose)
    book, waits = SqlPortalBook(sql), Waits(mapping.limits.connect_seconds, mapping.limits.answer_seconds)
    line = Line(settings.portal_url, secret, mapping.auth_header, waits, clock)
    away.push_async_callback(line.close)
    foreign = OneStopPortal(line, mapping, book, vault, secret, clock)
    readers = {foreign.name: PushReader(mapping, foreign.standing)}
    one_by_one = None if settings.embedded else partial(alone, settings.database, "portal-reports")
    reports = PortalReports(book, readers, turns, vault, seal, clock, one_by_one)
    away.push_async_callback(reports.stop)
    portal = PortalChoice(foreign, own, desk.intake.has)
    gate = join_gate(settings, away, portal.name_for, {foreign.name: foreign.probe}, turns, clock)
    return Filed(portal, gate, reports, callbacks_router(reports, foreign.name, secret))


def _always(name: str) -> Route:
    async def route(_dossier: str) -> str:
        return name

    return route


def holding(filed: Filed, desk: Desk, catalogue: Catalogue) -> DeskHolds:
    """The hold switch over every portal that this house may send to."""
    names = tuple(dict.fromkeys((filed.portal.name, "desk")))
    titles = {one.code: catalogue.words(Text(one.title), "vi") for one in catalogue.procedures}
    return DeskHolds(filed.gate, desk.store, desk.ledger, desk.clock, names, titles)
