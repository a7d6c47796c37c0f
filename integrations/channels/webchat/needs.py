"""What the web chat needs of the rest of the house, and the way it keeps files in a vault."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.failures import Unusable
from bot.ports import Clock, Place, Vault
from dialogs.events import Event

ChatOf = Callable[[str], Awaitable[str | None]]
"""The chat that a session's address is bound to; None before the first turn."""

Encode = Callable[[Event], bytes]
"""The event as JSON, as the store keeps it."""


class WebStore(Protocol):
    """The part of ``bot.ports.Store`` that is used here."""

    async def log_web(self, chat: str, post: int, body: bytes) -> int: ...

    async def web_since(self, chat: str, after: int, limit: int) -> Sequence[tuple[int, bytes]]: ...

    async def make_device_code(self, chat: str, seconds: float) -> str: ...

    async def redeem(self, purpose: str, ticket: str, client: str = "") -> str | None: ...

    async def join(self, chat: str, place: Place) -> None: ...

    async def allow(self, key: str, limit: int, seconds: float) -> bool: ...


class Files(Protocol):
    """Where uploads wait for the bot, and where files sent to a chat are kept for download."""

    async def keep_upload(self, event: str, content: bytes) -> str:
        """Keep what this event brought until it was checked; returns the handle for ``read_upload``. The same event
        again is one file."""
        ...

    async def read_upload(self, ref: str) -> bytes:
        """Raises ``Unusable`` "damaged" when the handle is unknown."""
        ...

    async def drop_upload(self, ref: str) -> None:
        """It was checked: erase it here."""
        ...

    async def keep_sent(self, chat: str, content: bytes, passing: str = "") -> str:
        """Keep a file sent to this chat; returns its id (``A-Za-z0-9_-``). ``passing``: with whose it goes soon."""
        ...

    async def read_sent(self, chat: str, id: str) -> bytes:
        """Raises ``Unusable`` when it is not, or no longer, there."""
        ...


UPLOAD_HOURS = 48
"""How long an upload that nobody asked for may lie."""

_REF = re.compile(r"webup-[0-9a-f]{32}/[0-9A-Za-z_-]{1,128}")


class PassingVault(Vault, Protocol):
    """A vault for what does not stay."""

    async def expire(self, before: datetime) -> int:
        """Erase what is older; returns how many owners."""
        ...


class VaultFiles:
    """Files in encrypted vaults. Every upload has an owner of its own in ``uploads`` and is dropped once it was checked
    (its copy lies with the dossier); what was sent to a chat belongs to ``web-<chat>`` in ``vault``."""

    def __init__(self, vault: Vault, uploads: PassingVault, clock: Clock) -> None:
        self._vault = vault
        self._uploads = uploads
        self._clock = clock

    async def keep_upload(self, event: str, content: bytes) -> str:
        owner = f"webup-{hashlib.sha256(event.encode()).hexdigest()[:32]}"
        return f"{owner}/{await self._uploads.put(owner, content)}"

    async def read_upload(self, ref: str) -> bytes:
        if _REF.fullmatch(ref) is None:
            raise Unusable("damaged")
        owner, id = ref.split("/")
        return await self._uploads.get(owner, id)

    async def drop_upload(self, ref: str) -> None:
        """Erase one upload."""
        if _REF.fullmatch(ref) is not None:
            await self._uploads.forget(ref.split("/")[0])

    async def purge_uploads(self) -> int:
        """Erase uploads that nobody asked for in two days; returns how many. To be called every hour."""
        return await self._uploads.expire(self._clock.now() - timedelta(hours=UPLOAD_HOURS))

    async def keep_sent(self, chat: str, content: bytes, passing: str = "") -> str:
        if not passing:
            return await self._vault.put(_sent(chat), content)
        return f"{await self._vault.put(_passing(chat, passing), content)}-{passing}"

    async def read_sent(self, chat: str, id: str) -> bytes:
        file, _, passing = id.partition("-")
        return await self._vault.get(_passing(chat, passing) if passing else _sent(chat), file)

    async def forget_chat(self, chat: str) -> int:
        """Erase every file that was sent to this chat, but what is passing: that goes with its owners. Returns how
        many."""
        return await self._vault.forget(_sent(chat)) + await self._vault.forget(_PASSED.format(chat))

    async def forget_passing(self, chat: str, owner: str) -> int:
        """Erase the copies of this owner's pictures that were only to be read; returns how many."""
        return await self._vault.forget(_passing(chat, owner))


def _sent(chat: str) -> str:
    return f"web-{chat}"


_PASSED = "web-{}-passing"
"""Where version 0.2 kept the passing ones of all owners together."""


def _passing(chat: str, owner: str) -> str:
    return f"web-{chat}-passing-{owner}"
