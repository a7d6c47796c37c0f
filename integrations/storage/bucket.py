"""Citizens' files in an S3 bucket, for several machines: sealed before they leave, named as on a disk."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from obstore.exceptions import AlreadyExistsError, PreconditionError
from obstore.store import S3Store

from bot.failures import Misconfigured, Outage, Unusable
from bot.ports import Seal
from integrations.storage.vault import MISSING, answering, hidden, path_of, unsealed, where_of

if TYPE_CHECKING:
    from obstore.store import S3Config

ANSWER_SECONDS = 20
CONNECT_SECONDS = 3
TRIES = 2
"""More tries than these are the outbox's business."""


@dataclass(frozen=True, slots=True)
class BucketSettings:
    """``url``: ``s3://bucket`` or ``s3://bucket/folder``. ``endpoint``: empty for AWS, else the server's address.
    Without ``key`` the machine's own role is used."""

    url: str
    endpoint: str = ""
    region: str = "us-east-1"
    key: str = ""
    secret: str = field(default="", repr=False)


class BucketVault:
    """Implements ``bot.ports.Vault`` under ``folder`` of a bucket. Raises Outage when the server does not answer."""

    def __init__(self, settings: BucketSettings, folder: str, seal: Seal) -> None:
        self._seal = seal
        self._store = _opened(settings, folder)

    async def put(self, owner: str, content: bytes) -> str:
        """With the server when it returns. The same content of the same owner again is the same file."""
        id = await asyncio.to_thread(_id_of, content)
        sealed = await asyncio.to_thread(self._seal.seal, content, where_of(owner, id))
        with answering(), contextlib.suppress(AlreadyExistsError, PreconditionError):
            await self._store.put_async(path_of(owner, id), sealed, mode="create")
        return id

    async def get(self, owner: str, id: str) -> bytes:
        """Raises Unusable: "missing" when this owner has no such file, "damaged" when it does not open."""
        return await unsealed(self._seal, owner, id, self._read)

    async def _read(self, path: str) -> bytes:
        try:
            result = await self._store.get_async(path)
        except FileNotFoundError:
            await self.check()
            raise Unusable(MISSING) from None
        return bytes(await result.bytes_async())

    async def check(self) -> None:
        """Raises Outage when the bucket is not there: that a file is not found says nothing then."""
        try:
            async for _ in self._listed("0"):
                break
        except FileNotFoundError:
            raise Outage("vault: no bucket") from None

    async def standing(self) -> str:
        """For /readyz."""
        try:
            with answering():
                await self.check()
        except Outage:
            return "away"
        return "ok"

    async def drop(self, owner: str, ids: Collection[str]) -> None:
        """Gone when it returns, as far as they were there."""
        await self._delete([path_of(owner, id) for id in ids])

    async def forget(self, owner: str) -> int:
        """Delete all of this owner; returns how many files there were."""
        with answering():
            paths = [path async for path, _ in self._listed(hidden(owner))]
        await self._delete(paths)
        return len(paths)

    async def expire(self, before: datetime) -> int:
        """Delete what owners have who got nothing since; returns how many owners. For vaults of passing things only."""
        owners: dict[str, list[tuple[str, datetime]]] = {}
        with answering():
            async for path, at in self._listed(""):
                owners.setdefault(path.split("/")[0], []).append((path, at))
        old = [files for files in owners.values() if max(at for _, at in files) < before]
        await self._delete([path for files in old for path, _ in files])
        return len(old)

    async def _delete(self, paths: Collection[str]) -> None:
        with answering(), contextlib.suppress(FileNotFoundError):
            if paths:
                await self._store.delete_async(list(paths))

    async def _listed(self, folder: str) -> AsyncIterator[tuple[str, datetime]]:
        async for batch in self._store.list(folder or None):
            for entry in batch:
                yield entry["path"], entry["last_modified"]


def _opened(settings: BucketSettings, folder: str) -> S3Store:
    parts = urlsplit(settings.url)
    if parts.scheme != "s3" or not parts.netloc:
        raise Misconfigured("MOTCUA_VAULT_URL must be empty or s3://bucket")
    config: S3Config = {"region": settings.region}
    if settings.key:
        config |= {"access_key_id": settings.key, "secret_access_key": settings.secret}
    if settings.endpoint:
        config["endpoint"] = settings.endpoint
    return S3Store(
        parts.netloc,
        prefix="/".join(part for part in (parts.path.strip("/"), folder) if part),
        config=config,
        client_options={
            # What travels is sealed already: inside a closed network http will do.
            "allow_http": settings.endpoint.startswith("http://"),
            "timeout": timedelta(seconds=ANSWER_SECONDS),
            "connect_timeout": timedelta(seconds=CONNECT_SECONDS),
        },
        retry_config={"max_retries": TRIES, "retry_timeout": timedelta(seconds=ANSWER_SECONDS)},
    )


def _id_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
