"""Joins the bell by which processes wake each other, and what is told of it in /readyz."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass

from bot.ports import Bell
from bot.settings import Settings
from integrations.bells import PostgresBell, RedisBell, SilentBell
from integrations.storage.seal import Keyring
from integrations.web import Standing


@dataclass(frozen=True)
class JoinedBell:
    """The bell, to be started once everybody has said what they want to hear."""

    me: str
    """This process, told from the others."""
    bell: Bell
    looks: Mapping[str, Standing]
    _made: RedisBell | PostgresBell | SilentBell

    async def start(self, away: AsyncExitStack) -> None:
        """Begin to hear and to ring."""
        await self._made.start()
        away.push_async_callback(self._made.stop)


def join_bell(settings: Settings, keys: Keyring, me: str) -> JoinedBell:
    """None is needed where there is one process; ``me`` names this one."""
    if settings.embedded:
        silent = SilentBell()
        return JoinedBell(me, silent, {}, silent)
    bell, redis = PostgresBell(settings.database, me), settings.redis_url.get_secret_value()
    if not redis:
        return JoinedBell(me, bell, {}, bell)
    quick = RedisBell(redis, room_of(keys), me, bell)
    return JoinedBell(me, quick, {"redis": quick.standing}, quick)


def room_of(keys: Keyring) -> str:
    """What keeps this installation apart from others on the same Redis."""
    return keys.derive("redis").hex()[:12]
