"""Which part of the house a process is: all of it on one machine, or one of many gateways and workers."""

from __future__ import annotations

from enum import StrEnum

from bot.failures import Misconfigured
from bot.settings import Settings


class Role(StrEnum):
    """What a process does; what it promises is in the database whichever it is."""

    ALL = "all"
    """Everything in one process."""
    GATEWAY = "gateway"
    """Web chat, webhooks, callbacks and console: takes turns, and says what a turn answers right after its commit."""
    WORKER = "worker"
    """Sweeps the outbox, carries out chores (photos, typesetting, filing), runs the lasting jobs, polls Telegram."""
    BESIDE = "beside"
    """A command that needs the rooms for a moment: serves nobody and sweeps nothing."""

    @property
    def serves(self) -> bool:
        """Citizens and officers reach it by HTTP."""
        return self in (Role.ALL, Role.GATEWAY)

    @property
    def works(self) -> bool:
        """It runs what lasts."""
        return self in (Role.ALL, Role.WORKER)

    @property
    def chores(self) -> bool:
        """It carries out the chores of its own turns; a gateway leaves them to the workers."""
        return self is not Role.GATEWAY

    def check(self, settings: Settings) -> None:
        """Raises Misconfigured when these settings are for one process and this is one of many."""
        if self in (Role.GATEWAY, Role.WORKER) and settings.embedded:
            raise Misconfigured(
                f"a {self} is one process of many and needs MOTCUA_DATABASE_URL=postgresql://…; "
                "an SQLite file belongs to one process: python run_bot.py"
            )
