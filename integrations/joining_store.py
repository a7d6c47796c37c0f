"""Joins what keeps things: the database that the settings name, checked to be ours, and the vaults of files."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from bot.crashpoints import Crash
from bot.ports import Clock, Seal
from bot.roles import Role
from bot.settings import Settings
from integrations.storage.bucket import BucketSettings, BucketVault
from integrations.storage.canary import check_key
from integrations.storage.seal import Keyring
from integrations.storage.store import SqlStore, open_store
from integrations.storage.vault import LocalVault
from integrations.web import Standing


async def join_store(
    settings: Settings, away: AsyncExitStack, role: Role, keys: Keyring, seal: Seal, clock: Clock, crash: Crash
) -> SqlStore:
    """Raises Misconfigured when the database was written under another master key, Outage when it does not answer."""
    pepper, full = keys.derive("tickets"), settings.database_full
    store = await open_store(settings.database, clock, pepper=pepper, full=full, crash=crash, chores=role.chores)
    away.push_async_callback(store.close)
    await check_key(store, seal)
    return store


@dataclass(frozen=True)
class Vaults:
    """Papers, and uploads that wait to be looked at; ``looks`` for /readyz."""

    papers: LocalVault | BucketVault
    uploads: LocalVault | BucketVault
    looks: Mapping[str, Standing] = field(default_factory=dict)


def join_vaults(settings: Settings, seal: Seal) -> Vaults:
    """In DATA_DIR, or in a bucket that several machines share. Raises Misconfigured for what is no bucket."""
    if not settings.vault_url:
        return Vaults(LocalVault(settings.data_dir / "vault", seal), LocalVault(settings.data_dir / "uploads", seal))
    key, secret = settings.vault_key, settings.vault_secret.get_secret_value()
    bucket = BucketSettings(settings.vault_url, settings.vault_endpoint, settings.vault_region, key, secret)
    papers = BucketVault(bucket, "vault", seal)
    return Vaults(papers, BucketVault(bucket, "uploads", seal), {"vault": papers.standing})
