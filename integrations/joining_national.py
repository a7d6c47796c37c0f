"""Joins the National Portal: what the desk accepted goes there, and its catalogue is held against ours."""

from __future__ import annotations

import asyncio
import logging
from contextlib import AsyncExitStack
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.desk import Desk
from bot.drift import DriftWatch
from bot.failures import Failure, Misconfigured
from bot.national import NationalSync
from bot.ports import Arrival, Clock, Jobs, Place
from bot.settings import Settings
from bot.turns import Turns
from dialogs.procedure import Catalogue, Procedure
from dialogs.texts import Text
from integrations.portals.line import Line, Waits
from integrations.portals.national import HttpNationalPortal, check_national, load_national
from integrations.storage.engines import engine
from integrations.storage.national_book import SqlNationalBook

log = logging.getLogger(__name__)

LOOK_SECONDS = 10.0
"""Between two looks at what another process may have found."""
_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class NationalRoom:
    """What runs, what staff see."""

    sync: NationalSync
    watch: DriftWatch
    book: SqlNationalBook
    clock: Clock

    def every(self, jobs: Jobs) -> None:
        """What waits is sent every ten seconds, the catalogues are compared at night."""

        async def sweep() -> None:
            await self.sync.sweep()

        async def compare() -> None:
            await self.watch.compare_all()

        jobs.every("national", "*/10 * * * * *", sweep)
        jobs.every("drift", "10 2 * * *", compare)


async def join_national(
    settings: Settings, away: AsyncExitStack, desk: Desk, catalogue: Catalogue, turns: Turns, clock: Clock
) -> NationalRoom | None:
    """None when no such portal is named. Raises Misconfigured when settings or mapping cannot work."""
    if not settings.portal_national_url:
        return None
    secret = settings.portal_national_secret.get_secret_value()
    check_address("NATIONAL_", settings.portal_national_url, secret)
    mapping = load_national(settings.portal_national_mapping)
    check_national(mapping, catalogue)
    sql = engine(settings.database, settings.database_full)
    away.push_async_callback(sql.dispose)
    waits = Waits(mapping.limits.connect_seconds, mapping.limits.answer_seconds)
    line = Line(settings.portal_national_url, secret, mapping.auth_header, waits, clock)
    away.push_async_callback(line.close)
    portal, book = HttpNationalPortal(line, mapping), SqlNationalBook(sql)

    async def alarm(id: str, reason: str) -> None:
        await turns.keep_poison(Arrival(Place("portal", "national", ""), id, id.encode()), reason)

    def title(procedure: Procedure) -> str:
        return catalogue.words(Text(procedure.title), "vi")

    components = {code: mapped.components for code, mapped in mapping.procedures.items()}
    sync = NationalSync(desk.store, desk.intake, desk.reports, book, portal, alarm, clock)
    watch = DriftWatch(book, portal, catalogue, components, title, alarm, clock)
    await watch.load()
    looking = asyncio.create_task(_look(watch))

    async def stop() -> None:
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)

    away.push_async_callback(stop)
    return NationalRoom(sync, watch, book, clock)


async def _look(watch: DriftWatch) -> None:
    """Every process takes turns, so every process must know what is blocked; what cannot be read stays as it was."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        try:
            await watch.load()
        except Failure as failure:
            log.warning("what the National Portal blocks could not be read: %s", failure)


def check_address(name: str, url: str, secret: str) -> None:
    """``name``: what stands between PORTAL_ and URL. Raises Misconfigured: there is no secret, or people's papers would
    travel in the clear."""
    if not secret:
        raise Misconfigured(f"MOTCUA_PORTAL_{name}URL is set, MOTCUA_PORTAL_{name}SECRET is not")
    address = urlsplit(url)
    if address.scheme != "https" and address.hostname not in _THIS_MACHINE:
        raise Misconfigured(
            f"MOTCUA_PORTAL_{name}URL must begin with https://: people's papers do not travel in the clear"
        )
