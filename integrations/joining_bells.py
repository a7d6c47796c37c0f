"""Joins the bell by which processes wake each other, and what is told of it in /readyz."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass

from bot.ports import Bell
from bot.settings import Settings
from integrations.bells import PostgresBell, SilentBell
from integrations.web import Standing


@dataclass(frozen=True)
class JoinedBell:
    """The bell, to be started once everybody has said what they want to hear."""

    me: str
    """This process, told from the others."""
    bell: Bell
    looks: Mapping[str, Standing]
    _made: PostgresBell | SilentBell

    async def start(self, away: AsyncExitStack) -> None:
        """Begin to hear and to ring."""
        await self._made.start()
        away.push_async_callback(self._made.stop)


def join_bell(settings: Settings, me: str) -> JoinedBell:
    """None is needed where there is one process; ``me`` names this one."""
    made = SilentBell() if settings.embedded else PostgresBell(settings.database, me)
    return JoinedBell(me, made, {}, made)
