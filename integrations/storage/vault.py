"""Citizens' files on the local disk: sealed before they touch it, one folder an owner, names that tell nothing."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import re
import shutil
from collections.abc import Awaitable, Callable, Collection, Iterator
from datetime import datetime
from pathlib import Path

from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import LocalStore

from bot.failures import Outage, Unusable
from bot.ports import Seal
from integrations.storage.seal import Unopenable

MISSING = "missing"
"""The reason of the Unusable for a file that is not (or no longer) there."""

DAMAGED = "damaged"

ID = re.compile(r"[0-9a-f]{64}")


class LocalVault:
    """Implements ``bot.ports.Vault`` in a folder of its own. Raises Outage when the disk does not take or give."""

    def __init__(self, folder: Path, seal: Seal) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder = folder
        self._seal = seal
        self._store = LocalStore(prefix=folder)

    async def put(self, owner: str, content: bytes) -> str:
        """On the disk when it returns. The same content of the same owner again is the same file."""
        id = hashlib.sha256(content).hexdigest()
        path = path_of(owner, id)
        sealed = await asyncio.to_thread(self._seal.seal, content, where_of(owner, id))
        with answering():
            with contextlib.suppress(AlreadyExistsError):
                await self._store.put_async(path, sealed, mode="create")
            await asyncio.to_thread(_flush, self._folder / path)
        return id

    async def get(self, owner: str, id: str) -> bytes:
        """Raises Unusable: "missing" when this owner has no such file, "damaged" when it does not open."""
        return await unsealed(self._seal, owner, id, self._read)

    async def _read(self, path: str) -> bytes:
        try:
            result = await self._store.get_async(path)
        except FileNotFoundError:
            if not self._folder.is_dir():  # The disk is not there: that says nothing about the file.
                raise Outage("vault: no folder") from None
            raise Unusable(MISSING) from None
        return bytes(await result.bytes_async())

    async def drop(self, owner: str, ids: Collection[str]) -> None:
        """Gone when it returns, as far as they were there."""
        with answering():
            for id in ids:
                await asyncio.to_thread((self._folder / path_of(owner, id)).unlink, missing_ok=True)

    async def forget(self, owner: str) -> int:
        """Delete the owner's folder; returns how many files there were."""
        with answering():
            batches = [batch async for batch in self._store.list(hidden(owner))]
            paths = [entry["path"] for batch in batches for entry in batch]
            # The folder whole, with what a crash may have left half written in it.
            await asyncio.to_thread(shutil.rmtree, self._folder / hidden(owner), ignore_errors=not paths)
        return len(paths)

    async def expire(self, before: datetime) -> int:
        """Delete the folders of owners who got nothing since; returns how many. For vaults of passing things only."""
        with answering():
            return await asyncio.to_thread(_expire, self._folder, before.timestamp())


async def unsealed(seal: Seal, owner: str, id: str, read: Callable[[str], Awaitable[bytes]]) -> bytes:
    """A file, read by its path and opened. Raises Unusable."""
    if not ID.fullmatch(id):
        raise Unusable(MISSING)
    with answering():
        sealed = await read(path_of(owner, id))
    try:
        return await asyncio.to_thread(seal.open, sealed, where_of(owner, id))
    except Unopenable:
        raise Unusable(DAMAGED) from None


@contextlib.contextmanager
def answering() -> Iterator[None]:
    """A disk that is full, read-only or gone is an Outage: what was asked for can be tried again."""
    try:
        yield
    except (BaseError, OSError) as fault:
        # Its text names paths: only its class is passed on.
        raise Outage(f"vault: {type(fault).__name__}") from None


def _expire(folder: Path, before: float) -> int:
    old = [owner for owner in folder.iterdir() if owner.is_dir() and owner.stat().st_mtime < before]
    for owner in old:
        shutil.rmtree(owner)
    return len(old)


def hidden(*words: str) -> str:
    """A name that tells nothing."""
    return hashlib.sha256("\0".join(words).encode()).hexdigest()


def path_of(owner: str, id: str) -> str:
    """The content's own hash is not the name: it would tell whose folder holds a known document."""
    return f"{hidden(owner)}/{hidden(owner, id)}"


def where_of(owner: str, id: str) -> str:
    """What a file is sealed for."""
    return f"vault:{owner}:{id}"


def _flush(path: Path) -> None:
    """Make the file and its name survive a power cut: the object store only survives a crash."""
    for target in (path, path.parent, path.parent.parent):
        handle = os.open(target, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
