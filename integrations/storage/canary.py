"""One sealed row that opens only under the key that the rest was sealed with: a wrong key is noticed at the start."""

from __future__ import annotations

from typing import Protocol

from bot.failures import Misconfigured
from bot.ports import Seal
from integrations.storage.seal import Unopenable
from integrations.storage.steps import Steps, ask, one

WHERE = "canary"
SONG = b"tweet"

KEEP = one("INSERT INTO key_check (id, sealed) VALUES (1, ?) ON CONFLICT (id) DO NOTHING")
KEPT = one("SELECT sealed FROM key_check WHERE id = 1")


class Cage(Protocol):
    """The part of the store that keeps the row."""

    async def canary(self, fresh: bytes) -> bytes:
        """Keep this sealed value unless one is kept already; returns the kept one."""
        ...


async def check_key(store: Cage, seal: Seal) -> None:
    """Raises Misconfigured when the database was written under another master key; the first start leaves the row."""
    kept = await store.canary(seal.seal(SONG, WHERE))
    try:
        seal.open(kept, WHERE)
    except Unopenable:
        raise Misconfigured("the master key is not the one this data was written with") from None


def canary(fresh: bytes) -> Steps[bytes]:
    """Whoever comes first leaves the row; everybody reads the same."""
    yield KEEP, [(fresh,)]
    rows = yield from ask(KEPT)
    return bytes(rows[0][0])
