"""Secrets at rest: sealed fields and encrypted files."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol


class Seal(Protocol):
    """Field-level encryption: AES-256-GCM, key id in each value, bound to where the value stands."""

    def seal(self, plain: bytes, where: str) -> bytes:
        """``where`` ("conversation:<chat>") is authenticated: a value moved elsewhere does not open."""
        ...

    def open(self, sealed: bytes, where: str) -> bytes: ...


class Vault(Protocol):
    """Encrypted files by content hash (SHA-256 of the plain bytes, hex)."""

    async def put(self, owner: str, content: bytes) -> str:
        """Keep; ``owner`` (dossier id) scopes deletion. The same content again is one file."""
        ...

    async def get(self, owner: str, id: str) -> bytes: ...

    async def drop(self, owner: str, ids: Collection[str]) -> None:
        """Erase these files of this owner; what is not there is no error."""
        ...

    async def forget(self, owner: str) -> int:
        """Erase everything of this owner; returns how many."""
        ...
