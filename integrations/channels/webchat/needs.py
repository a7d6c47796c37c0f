"""What the web chat needs of the rest of the house, and the way it keeps files in a vault."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
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

    async def keep_upload(self, content: bytes) -> str:
        """Keep an upload until it was checked; returns the handle for ``read_upload``."""
        ...

    async def read_upload(self, ref: str) -> bytes:
        """Raises ``Unusable`` "damaged" when the handle is unknown."""
        ...

    async def keep_sent(self, chat: str, content: bytes) -> str:
        """Keep a file sent to this chat; returns its id (``A-Za-z0-9_-``)."""
        ...

    async def read_sent(self, chat: str, id: str) -> bytes: ...


UPLOAD_HOURS = 48
"""How long an upload may wait to be checked."""
PURGE_BACK_HOURS = 14 * 24
"""How far back a purge looks: a house that stood still for so long still gets clean."""

_REF = re.compile(r"webup-[0-9]{10}/[0-9A-Za-z_-]{1,128}")


class VaultFiles:
    """Files in the encrypted vault. Uploads lie in a folder of their hour until they were checked and kept with the
    dossier, and go with it after two days; what was sent to a chat belongs to ``web-<chat>``."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    async def keep_upload(self, content: bytes) -> str:
        owner = f"webup-{self._clock.now():%Y%m%d%H}"
        return f"{owner}/{await self._vault.put(owner, content)}"

    async def read_upload(self, ref: str) -> bytes:
        if _REF.fullmatch(ref) is None:
            raise Unusable("damaged")
        owner, id = ref.split("/")
        return await self._vault.get(owner, id)

    async def purge_uploads(self) -> int:
        """Erase what was uploaded more than two days ago; returns how many files. To be called every hour."""
        now, gone = self._clock.now(), 0
        for hours in range(UPLOAD_HOURS, UPLOAD_HOURS + PURGE_BACK_HOURS):
            gone += await self._vault.forget(f"webup-{now - timedelta(hours=hours):%Y%m%d%H}")
        return gone

    async def keep_sent(self, chat: str, content: bytes) -> str:
        return await self._vault.put(f"web-{chat}", content)

    async def read_sent(self, chat: str, id: str) -> bytes:
        return await self._vault.get(f"web-{chat}", id)

    async def forget_chat(self, chat: str) -> int:
        """Erase every file that was sent to this chat; returns how many."""
        return await self._vault.forget(f"web-{chat}")
