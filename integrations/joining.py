"""Joins the rooms: the only module that names the concrete store, channels, desk, reader and jobs together."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from fastapi import APIRouter, FastAPI

from bot.codec import encode_event
from bot.crashpoints import crash_from
from bot.delivery import Delivery
from bot.desk import Desk
from bot.desk_holds import DeskHolds
from bot.house_pictures import HousePictures
from bot.outbox import Carry, Outbox
from bot.packages import Packages
from bot.photos import Photos
from bot.phrasebook import Phrasebook
from bot.ports import Channel, Clock, Printer, Reader, Seal, Vault
from bot.reminders import Reminders
from bot.rights import Rights
from bot.roles import Role
from bot.settings import Settings
from bot.staff import Staff
from bot.submissions import Submissions
from bot.tracking import Tracking
from bot.turns import Turns
from dialogs.deadlines import VIETNAM
from dialogs.house import catalogue as house_catalogue
from dialogs.procedure import Catalogue, Office
from integrations.channels.telegram import TelegramChannel
from integrations.channels.webchat import VaultFiles, WebChat, webchat_router
from integrations.clock import SystemClock
from integrations.console import Console
from integrations.joining_bells import JoinedBell, join_bell
from integrations.joining_channels import join_telegram, join_webchat, start_telegram
from integrations.joining_desk import join_desk
from integrations.joining_limiter import join_limiter
from integrations.joining_money import MoneyRoom, money, ways
from integrations.joining_portals import Filed, holding, join_portal
from integrations.joining_post import printing
from integrations.joining_store import join_store, join_vaults
from integrations.joining_work import FarReader, start_jobs
from integrations.paper import TypstPrinter
from integrations.storage.seal import AesSeal, Keyring, load_master_key
from integrations.storage.store import SqlStore
from integrations.units import load_gazetteer
from integrations.vision.reader import PictureReader
from integrations.web import Health, application
from integrations.working_days import working_calendar

LOCALES = Path(__file__).parent.parent / "locales"
Channels = dict[tuple[str, str], Channel]

OUTBOX = "outbox"
"""What is rung when a gateway has left a chore, or a word that must wait for another."""


@dataclass(frozen=True)
class House:
    """The rooms joined, for the commands and for tests."""

    settings: Settings
    clock: Clock
    book: Phrasebook
    catalogue: Catalogue
    keys: Keyring
    seal: Seal
    vault: Vault
    store: SqlStore
    turns: Turns
    outbox: Outbox
    desk: Desk
    staff: Staff
    channels: Channels
    web: FastAPI
    webchat: WebChat


def load_catalogue(settings: Settings, book: Phrasebook) -> Catalogue:
    """Procedures, units and working days, as of today."""
    today = datetime.now(UTC).astimezone(VIETNAM).date()
    office = Office(settings.office_name, settings.office_phone, settings.office_hours, settings.office_address)
    calendar = working_calendar(today.year - 1, today.year + 2)
    days, ways_to_pay = settings.draft_days, ways(settings)
    return house_catalogue(load_gazetteer(today), calendar, book.say, office, days, settings.handed_off, ways_to_pay)


@asynccontextmanager
async def open_house(settings: Settings, role: Role = Role.ALL, more: Sequence[Channel] = ()) -> AsyncIterator[House]:
    """Open the store, join everything, and start what this role runs; ``more``: further channels (the terminal).
    Put away in reverse order. Raises Misconfigured for a role that these settings cannot have."""
    role.check(settings)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    async with AsyncExitStack() as away:
        yield await _join(settings, away, role, more)


async def _join(settings: Settings, away: AsyncExitStack, role: Role, more: Sequence[Channel]) -> House:
    crash, clock = crash_from(os.environ), SystemClock()
    keys = load_master_key(settings.master_key.get_secret_value(), settings.data_dir)
    seal, book = AesSeal(keys), Phrasebook(LOCALES)
    catalogue = load_catalogue(settings, book)
    store = await join_store(settings, away, role, keys, seal, clock, crash)
    vaults, reader = join_vaults(settings, seal), PictureReader()
    vault = vaults.papers
    away.push_async_callback(reader.close)
    turns = Turns(lambda: filed.national.watch.catalogue() if filed.national else catalogue, store, seal, book, clock)
    desk, staff = await join_desk(settings, away, keys, vault, seal, clock, turns, store, catalogue)
    files = VaultFiles(vault, vaults.uploads, clock)
    filed = await join_portal(settings, away, desk, catalogue, turns, vault, seal, clock)
    joined = join_bell(settings, keys, clock.token()[:16])
    webchat = join_webchat(settings, store, seal, files, clock, joined.bell)
    limiter = await join_limiter(settings, keys, store, joined.bell, away)
    telegram = join_telegram(settings, turns, store, clock, limiter)
    channels: Channels = {(one.name, one.account): one for one in (webchat, telegram, *more) if one is not None}

    printer = TypstPrinter()
    packages = Packages(store, seal, book, lambda: catalogue, vault, reader, clock)
    submissions = Submissions(packages, filed.portal, turns, clock, crash, filed.gate)
    room = money(settings, away, desk, packages, printer, vault, turns, clock, crash)
    rights = Rights(store, seal, vault, turns, clock, [files], desk.intake.has)
    pictures, far = HousePictures(printer, book), FarReader(reader, joined.bell, role)
    carry: dict[str, Carry] = {
        "say": Delivery(store, book, vault, pictures, far, channels).say,
        "fetch": Photos(channels, reader, vault, turns, clock).fetch,
        **printing(settings, packages, lambda: catalogue, printer, reader, vault, turns, clock),
        "look_up": Tracking(store, filed.portal, turns, clock).look_up,
        **_carried(submissions, rights, room),
    }
    outbox = Outbox(store, seal, clock, carry, crash, knock=lambda: joined.bell.ring(OUTBOX))
    turns.after_commit(outbox.posted)
    health = Health(store.backlog, settings.metrics, str(role), {**joined.looks, **vaults.looks})
    office, holds = catalogue.office, holding(filed, desk, catalogue)
    routers = _routers(
        settings, keys, webchat, telegram, turns, desk, room, staff, reader, printer, office, store, filed, holds
    )
    web = application(routers if role.serves else (), health)
    if role.serves:
        filed.serve(web)
    house = House(
        settings, clock, book, catalogue, keys, seal, vault, store, turns, outbox, desk, staff, channels, web, webchat
    )
    reminders = Reminders(store, turns, clock)
    jobs = partial(start_jobs, settings, away, desk, room.cashier, reminders, store, clock, files, filed)
    await _begin(house, role, away, joined, telegram, jobs)
    return house


def _carried(submissions: Submissions, rights: Rights, room: MoneyRoom) -> dict[str, Carry]:
    return {
        "submit": submissions.submit,
        "withdraw": submissions.withdraw,
        "export": rights.export,
        "erase": rights.erase,
        **room.chores,
    }


async def _begin(
    house: House,
    role: Role,
    away: AsyncExitStack,
    joined: JoinedBell,
    telegram: TelegramChannel | None,
    jobs: Callable[[], Awaitable[None]],
) -> None:
    """Start what runs beside the web server in this role."""
    if role is Role.BESIDE:
        return
    if role.works:
        joined.bell.on(OUTBOX, lambda _: house.outbox.wake())
        await jobs()
        if house.settings.embedded:  # The jobs hold the lock of this folder: whoever leased a post before is dead.
            await house.store.release()
        house.outbox.start()
    away.push_async_callback(house.outbox.stop)
    if telegram is not None:
        await start_telegram(telegram, house.settings, role, house.store, joined.me, away)
    await joined.start(away)


def _routers(
    settings: Settings,
    keys: Keyring,
    webchat: WebChat,
    telegram: TelegramChannel | None,
    turns: Turns,
    desk: Desk,
    room: MoneyRoom,
    staff: Staff,
    reader: Reader,
    printer: Printer,
    office: Office,
    store: SqlStore,
    filed: Filed,
    holds: DeskHolds,
) -> Sequence[APIRouter]:
    secret, days, national = keys.derive("console"), settings.supplement_days, filed.national
    console = Console(
        desk, room.cashier, staff, printer, reader, store, secret, settings.url, days, office, holds, national
    )
    routers = [webchat_router(webchat, turns.receive, encode_event), console.router(), room.router]
    if telegram is not None and settings.telegram_mode == "webhook":
        routers.append(telegram.router())
    return routers
