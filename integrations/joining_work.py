"""Joins what lasts: timers, reports, payments, retention, each run by one worker at a time."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AsyncExitStack

from bot.cashier import Cashier
from bot.desk import Desk
from bot.ports import Bell, Binding, Clock, Depth, Inspected, Reader
from bot.reminders import Reminders
from bot.roles import Role
from bot.settings import Settings
from integrations.channels.webchat import VaultFiles
from integrations.jobs.durable import DurableJobs
from integrations.jobs.place import jobs_url
from integrations.joining_portals import Filed
from integrations.storage.store import SqlStore

PICTURES = "pictures"
"""What is rung when a picture is likely to come."""


class FarReader:
    """A reader that is made ready where the picture will be looked at: by the workers, when we are none."""

    def __init__(self, reader: Reader, bell: Bell, role: Role) -> None:
        self._reader = reader
        self._bell = bell
        self._near = role.works
        if self._near:
            bell.on(PICTURES, lambda _: reader.expect())

    def expect(self) -> None:
        """Here or there."""
        if self._near:
            self._reader.expect()
        else:
            self._bell.ring(PICTURES)

    async def inspect(self, content: bytes, depth: Depth = Depth.CLEAN) -> Inspected:
        """See ``Reader``."""
        return await self._reader.inspect(content, depth)

    async def bind(self, pages: Sequence[bytes], binding: Binding) -> bytes:
        """See ``Reader``."""
        return await self._reader.bind(pages, binding)


async def start_jobs(
    settings: Settings,
    away: AsyncExitStack,
    desk: Desk,
    cashier: Cashier,
    reminders: Reminders,
    store: SqlStore,
    clock: Clock,
    files: VaultFiles,
    filed: Filed,
) -> None:
    """What lasts: timers every minute, the desk's reports every ten seconds, payments every half minute, retention."""
    jobs, pushed = DurableJobs(jobs_url(settings.database)), filed.reports

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
    jobs.every("probe", "*/30 * * * * *", filed.gate.probe)
    jobs.every("purge", "17 * * * *", purge)
    jobs.every("ask", "41 * * * *", ask_around)
    jobs.every("expire", "5 0,6,12,18 * * *", expire)
    filed.every(jobs)
    await jobs.start()
    away.push_async_callback(jobs.stop)
