"""Joins the rooms: the only module that names the concrete store, channels, desk, reader and jobs together."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from fastapi import FastAPI

from bot.cashier import Cashier
from bot.codec import encode_event
from bot.crashpoints import crash_from
from bot.delivery import Delivery
from bot.desk import Desk
from bot.desk_calendar import Days
from bot.desk_terms import working_days_after
from bot.drawing import Drawing
from bot.house_pictures import HousePictures
from bot.outbox import Carry, Outbox
from bot.packages import Packages
from bot.photos import Photos
from bot.phrasebook import Phrasebook
from bot.portal_reports import PortalReports
from bot.ports import Channel, Clock, Place, Printer, Reader, Seal, Vault
from bot.reminders import Reminders
from bot.reports import DeskReports
from bot.rights import Rights
from bot.settings import Settings
from bot.staff import Staff
from bot.submissions import Submissions
from bot.tracking import Tracking
from bot.turns import Turns
from dialogs.deadlines import VIETNAM
from dialogs.house import catalogue as house_catalogue
from dialogs.procedure import Catalogue, Office
from integrations.channels.telegram import TelegramChannel, Webhooked
from integrations.channels.webchat import VaultFiles, WebChat, WebChatSettings, webchat_router
from integrations.clock import SystemClock
from integrations.console import Argon2Hasher, Console, PyOtp
from integrations.jobs.durable import DurableJobs
from integrations.jobs.place import jobs_url
from integrations.joining_money import MoneyRoom, money, ways
from integrations.joining_portals import join_portal
from integrations.paper import TypstPrinter
from integrations.storage.canary import check_key
from integrations.storage.desk import SqlDeskStore
from integrations.storage.engines import engine
from integrations.storage.seal import AesSeal, Keyring, load_master_key
from integrations.storage.store import SqlStore, open_store
from integrations.storage.vault import LocalVault
from integrations.units import load_gazetteer
from integrations.vision.reader import PictureReader
from integrations.web import application
from integrations.working_days import working_calendar

LOCALES = Path(__file__).parent.parent / "locales"
Channels = dict[tuple[str, str], Channel]


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
async def open_house(settings: Settings, works: bool = True, more: Sequence[Channel] = ()) -> AsyncIterator[House]:
    """Open the store and join everything; ``works`` starts what runs beside the web server (outbox, lasting jobs,
    Telegram), which one process of an embedded installation does; ``more``: further channels (the terminal).
    Put away in reverse order."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    async with AsyncExitStack() as away:
        yield await _join(settings, away, works, more)


async def _join(settings: Settings, away: AsyncExitStack, works: bool, more: Sequence[Channel]) -> House:
    crash, clock = crash_from(os.environ), SystemClock()
    keys = load_master_key(settings.master_key.get_secret_value(), settings.data_dir)
    seal, book = AesSeal(keys), Phrasebook(LOCALES)
    catalogue = load_catalogue(settings, book)
    store = await open_store(
        settings.database, clock, pepper=keys.derive("tickets"), full=settings.database_full, crash=crash
    )
    away.push_async_callback(store.close)
    await check_key(store, seal)
    vault, reader = LocalVault(settings.data_dir / "vault", seal), PictureReader()
    away.push_async_callback(reader.close)
    turns = Turns(lambda: catalogue, store, seal, book, clock)
    desk, staff = await _desk(settings, away, keys, vault, seal, clock, turns, store, catalogue)
    files = VaultFiles(vault, LocalVault(settings.data_dir / "uploads", seal), clock)
    filed = await join_portal(settings, away, desk, catalogue, turns, vault, seal, clock)
    webchat = _webchat(settings, store, seal, files, clock)
    telegram = _telegram(settings, turns, store, clock)
    channels: Channels = {(one.name, one.account): one for one in (webchat, telegram, *more) if one is not None}

    printer = TypstPrinter()
    packages = Packages(store, seal, book, lambda: catalogue, vault, reader, clock)
    submissions = Submissions(packages, filed.portal, turns, clock, crash)
    room = money(settings, away, desk, packages, printer, vault, turns, clock, crash)
    rights = Rights(store, seal, vault, turns, clock, [files], desk.intake.has)
    carry: dict[str, Carry] = {
        "say": Delivery(store, book, vault, HousePictures(printer, book), reader, channels).say,
        "fetch": Photos(channels, reader, vault, turns, clock).fetch,
        "draw": Drawing(packages, printer, vault, turns, clock).draw,
        "submit": submissions.submit,
        "withdraw": submissions.withdraw,
        "look_up": Tracking(store, filed.portal, turns, clock).look_up,
        "export": rights.export,
        "erase": rights.erase,
        **room.chores,
    }
    outbox = Outbox(store, seal, clock, carry, crash)
    turns.after_commit(outbox.posted)
    web = _web(settings, keys, webchat, telegram, turns, desk, room, staff, reader, printer, catalogue.office, store)
    filed.serve(web)
    if works:
        reminders = Reminders(store, turns, clock)
        await _start_jobs(settings, away, desk, room.cashier, reminders, store, clock, files, filed.reports)
        if settings.embedded:  # The jobs hold the lock of this folder: whoever leased a post before is dead.
            await store.release()
        await _start_talking(outbox, telegram, away)
    return House(
        settings, clock, book, catalogue, keys, seal, vault, store, turns, outbox, desk, staff, channels, web, webchat
    )


async def _start_talking(outbox: Outbox, telegram: TelegramChannel | None, away: AsyncExitStack) -> None:
    outbox.start()
    away.push_async_callback(outbox.stop)
    if telegram is not None:
        await telegram.start()
        away.push_async_callback(telegram.stop)


async def _desk(
    settings: Settings,
    away: AsyncExitStack,
    keys: Keyring,
    vault: Vault,
    seal: Seal,
    clock: Clock,
    turns: Turns,
    store: SqlStore,
    catalogue: Catalogue,
) -> tuple[Desk, Staff]:
    sql = engine(settings.database)
    away.push_async_callback(sql.dispose)
    rows, days = SqlDeskStore(sql), Days(catalogue.calendar.is_working_day)
    deliver, secret = DeskReports(turns, clock).deliver, keys.derive("desk")
    desk = Desk(rows, vault, seal, clock, deliver, _due(catalogue, days), days, secret, settings.office_unit)
    await desk.calendar.load()
    return desk, Staff(rows, seal, clock, desk.ledger, Argon2Hasher(), PyOtp(), store)


def _due(catalogue: Catalogue, days: Days) -> Callable[[str, int, datetime], date]:
    """The promised day: so many working days after acceptance as the citizen was told, staff's overrides counted."""

    def due(procedure: str, term: int, accepted: datetime) -> date:
        found = catalogue.current(procedure)
        if found is None:
            raise LookupError(f"no procedure {procedure}")
        return working_days_after(accepted.astimezone(VIETNAM).date(), term or found.terms[-1].days, days.working)

    return due


def _webchat(settings: Settings, store: SqlStore, seal: Seal, files: VaultFiles, clock: Clock) -> WebChat:
    async def chat_of(address: str) -> str | None:
        return await store.chat_at(Place("webchat", "web", address))

    return WebChat(store, seal, files, chat_of, clock, WebChatSettings(public_url=settings.url))


def _telegram(settings: Settings, turns: Turns, store: SqlStore, clock: Clock) -> TelegramChannel | None:
    """Telegram, when a token is set."""
    token = settings.telegram_token.get_secret_value()
    if not token:
        return None

    async def redeem(ticket: str) -> str | None:
        return await store.redeem("start", ticket)

    return TelegramChannel(
        token,
        settings.telegram_api,
        turns.receive,
        clock,
        encode_event,
        turns.keep_poison,
        redeem,
        settings.telegram_mode,
        settings.telegram_secret.get_secret_value(),
        sender=settings.telegram_sender,
        webhook=Webhooked(url=f"{settings.url}/webhooks/telegram"),
    )


def _web(
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
) -> FastAPI:
    secret, days = keys.derive("console"), settings.supplement_days
    console = Console(desk, room.cashier, staff, printer, reader, store, secret, settings.url, days, office)
    routers = [webchat_router(webchat, turns.receive, encode_event), console.router(), room.router]
    if telegram is not None and settings.telegram_mode == "webhook":
        routers.append(telegram.router())
    return application(routers, store.backlog, settings.metrics)


async def _start_jobs(
    settings: Settings,
    away: AsyncExitStack,
    desk: Desk,
    cashier: Cashier,
    reminders: Reminders,
    store: SqlStore,
    clock: Clock,
    files: VaultFiles,
    pushed: PortalReports | None,
) -> None:
    """What lasts: timers every minute, the desk's reports every ten seconds, payments every half minute, retention."""
    jobs = DurableJobs(jobs_url(settings.database))

    async def wake() -> None:
        await reminders.wake()

    async def reports() -> None:
        await desk.deliver_pending()
        await desk.calendar.load()
        if pushed is not None:
            await pushed.sweep()

    async def payments() -> None:
        await cashier.sweep()

    async def purge() -> None:
        await store.purge(clock.now())
        await files.purge_uploads()
        if pushed is not None:
            await pushed.purge()

    async def expire() -> None:
        await desk.expire_supplements()

    async def ask_around() -> None:
        if pushed is not None:
            await pushed.ask_around()

    jobs.every("wake", "* * * * *", wake)
    jobs.every("reports", "*/10 * * * * *", reports)
    jobs.every("payments", "*/30 * * * * *", payments)
    jobs.every("purge", "17 * * * *", purge)
    jobs.every("ask", "41 * * * *", ask_around)
    jobs.every("expire", "5 0,6,12,18 * * *", expire)
    await jobs.start()
    away.push_async_callback(jobs.stop)
