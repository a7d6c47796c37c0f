"""Joins the store: the database that the settings name, checked to be ours before anything is written."""

from __future__ import annotations

from contextlib import AsyncExitStack

from bot.crashpoints import Crash
from bot.ports import Clock, Seal
from bot.roles import Role
from bot.settings import Settings
from integrations.storage.canary import check_key
from integrations.storage.seal import Keyring
from integrations.storage.store import SqlStore, open_store


async def join_store(
    settings: Settings, away: AsyncExitStack, role: Role, keys: Keyring, seal: Seal, clock: Clock, crash: Crash
) -> SqlStore:
    """Raises Misconfigured when the database was written under another master key, Outage when it does not answer."""
    pepper, full = keys.derive("tickets"), settings.database_full
    store = await open_store(settings.database, clock, pepper=pepper, full=full, crash=crash, chores=role.chores)
    away.push_async_callback(store.close)
    await check_key(store, seal)
    return store
