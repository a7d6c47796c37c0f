"""Joins the portals that the settings name: the built-in desk, foreign ones with their callbacks and their book."""

from __future__ import annotations

import os
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, FastAPI

from bot.crashpoints import crash_from
from bot.desk import Desk
from bot.desk_holds import DeskHolds
from bot.failures import Misconfigured
from bot.portal_choice import PortalChoice
from bot.portal_gate import PortalGate, Route
from bot.portal_reports import PortalReports
from bot.ports import Clock, Jobs, Portal, Seal, Vault
from bot.settings import Settings
from bot.turns import Turns
from dialogs.procedure import Catalogue
from dialogs.texts import Text
from integrations.joining_national import NationalRoom, check_address, join_national
from integrations.joining_weather import join_gate
from integrations.portals.desk import DeskPortal
from integrations.portals.one_stop import (
    Line,
    Mapping,
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


@dataclass(frozen=True)
class Filed:
    """Where dossiers are filed, and (for foreign portals) how their reports come in."""

    portal: Portal
    gate: PortalGate
    reports: PortalReports | None = None
    routers: tuple[APIRouter, ...] = ()
    national: NationalRoom | None = None
    names: tuple[str, ...] = ()
    """Of the foreign portals."""

    def every(self, jobs: Jobs) -> None:
        """What runs beside the web server for portals."""
        if self.national is not None:
            self.national.every(jobs)

    def serve(self, web: FastAPI) -> None:
        """Let the portals' callbacks in."""
        for router in self.routers:
            web.include_router(router)


@dataclass(frozen=True)
class _Named:
    """A foreign portal as the settings name it; ``codes``: the procedures it gets, None for whatever is left."""

    name: str
    url: str
    secret: str
    mapping: Mapping
    codes: frozenset[str] | None


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
    """Raises Misconfigured when the settings or a mapping cannot work, before anything is sent."""
    own, national = DeskPortal(desk), await join_national(settings, away, desk, catalogue, turns, clock)
    named = _named(settings, catalogue)
    if not named:
        return Filed(own, join_gate(settings, away, _always(own.name), {}, turns, clock), national=national)
    sql = engine(settings.database, settings.database_full)
    away.push_async_callback(sql.dispose)
    book = SqlPortalBook(sql)
    portals = {one.name: _foreign(one, away, book, vault, clock) for one in named}
    readers = {one.name: PushReader(one.mapping, portals[one.name].standing) for one in named}
    one_by_one = None if settings.embedded else partial(alone, settings.database, "portal-reports")
    reports = PortalReports(book, readers, turns, vault, seal, clock, one_by_one, crash_from(os.environ))
    away.push_async_callback(reports.stop)

    async def filed_at(dossier: str) -> str:
        filing = await book.of_dossier(dossier)
        return filing.portal if filing is not None and (filing.begun or filing.round) else ""

    rest: Portal = next((portals[one.name] for one in named if one.codes is None), own)
    special = {code: portals[one.name] for one in named for code in one.codes or ()}
    choice = PortalChoice(rest, own, desk.intake.has, special, filed_at)
    probes = {one.name: portals[one.name].probe for one in named}
    gate = join_gate(settings, away, choice.name_for, probes, turns, clock)
    routers = tuple(callbacks_router(reports, one.name, one.secret) for one in named)
    return Filed(choice, gate, reports, routers, national, tuple(probes))


def _named(settings: Settings, catalogue: Catalogue) -> list[_Named]:
    """Every portal that has an address, those for certain procedures first; all mappings are checked here."""
    offered = {procedure.code for procedure in catalogue.procedures}
    found: list[_Named] = []
    if settings.portal_police_url:
        secret = settings.portal_police_secret.get_secret_value()
        check_address("POLICE_", settings.portal_police_url, secret)
        mapping = load_mapping(settings.portal_police_mapping)
        codes = frozenset(offered & set(mapping.procedures))
        if not codes:
            raise Misconfigured(f"portal mapping {mapping.name}: has none of the procedures that are offered")
        check_mapping(mapping, catalogue, codes)
        found.append(_Named("police", settings.portal_police_url, secret, mapping, codes))
    if settings.portal_url:
        secret = settings.portal_secret.get_secret_value()
        check_address("", settings.portal_url, secret)
        mapping = load_mapping(settings.portal_mapping)
        check_mapping(mapping, catalogue, offered - {code for one in found for code in one.codes or ()})
        found.append(_Named("one_stop", settings.portal_url, secret, mapping, None))
    return found


def _foreign(one: _Named, away: AsyncExitStack, book: SqlPortalBook, vault: Vault, clock: Clock) -> OneStopPortal:
    waits = Waits(one.mapping.limits.connect_seconds, one.mapping.limits.answer_seconds)
    line = Line(one.url, one.secret, one.mapping.auth_header, waits, clock)
    away.push_async_callback(line.close)
    return OneStopPortal(line, one.mapping, book, vault, one.secret, clock, one.name)


def _always(name: str) -> Route:
    async def route(_dossier: str, _procedure: str) -> str:
        return name

    return route


def holding(filed: Filed, desk: Desk, catalogue: Catalogue) -> DeskHolds:
    """The hold switch over every portal that this house may send to."""
    names = tuple(dict.fromkeys((*filed.names, "desk")))
    titles = {one.code: catalogue.words(Text(one.title), "vi") for one in catalogue.procedures}
    return DeskHolds(filed.gate, desk.store, desk.ledger, desk.clock, names, titles)
