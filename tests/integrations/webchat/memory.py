"""The web chat's needs in memory, with the real ones' promises: numbering, uniqueness, single use, bounds."""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from bot.failures import NotAccepted, Unusable
from bot.ports import Place


class SystemClock:
    """Real time and real chance."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def token(self) -> str:
        return secrets.token_hex(16)


class MarkedSeal:
    """Not secret, but like the real one it opens only where it was sealed."""

    def seal(self, plain: bytes, where: str) -> bytes:
        return where.encode() + b"|" + plain[::-1]

    def open(self, sealed: bytes, where: str) -> bytes:
        mark, _, rest = sealed.partition(b"|")
        if mark != where.encode():
            raise NotAccepted("sealed elsewhere")
        return rest[::-1]


class MemoryVault:
    """Files by owner and content hash."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}

    async def put(self, owner: str, content: bytes) -> str:
        id = hashlib.sha256(content).hexdigest()
        self.kept[owner, id] = content
        return id

    async def get(self, owner: str, id: str) -> bytes:
        if (owner, id) not in self.kept:
            raise Unusable("missing")
        return self.kept[owner, id]

    async def drop(self, owner: str, ids: Collection[str]) -> None:
        for id in ids:
            self.kept.pop((owner, id), None)

    async def forget(self, owner: str) -> int:
        gone = [key for key in self.kept if key[0] == owner]
        for key in gone:
            del self.kept[key]
        return len(gone)

    async def expire(self, before: datetime) -> int:
        return 0


class MemoryStore:
    """Web logs, device codes, rates and who is bound to which chat. It outlives a restart of the server."""

    def __init__(self) -> None:
        self.chats: dict[str, str] = {}
        self.logs: defaultdict[str, list[tuple[int, int, bytes]]] = defaultdict(list)
        self.codes: dict[str, str] = {}
        self.counts: Counter[str] = Counter()
        self._last: Counter[str] = Counter()

    async def chat_of(self, address: str) -> str | None:
        return self.chats.get(address)

    async def log_web(self, chat: str, post: int, body: bytes) -> int:
        for seq, known, _ in self.logs[chat]:
            if post > 0 and known == post:
                return seq
        self._last[chat] += 1
        self.logs[chat].append((self._last[chat], post, body))
        return self._last[chat]

    async def web_since(self, chat: str, after: int, limit: int) -> Sequence[tuple[int, bytes]]:
        return [(seq, body) for seq, _, body in self.logs[chat] if seq > after][:limit]

    async def make_device_code(self, chat: str, seconds: float) -> str:
        code = f"{secrets.randbelow(10**8):08d}"
        self.codes[code] = chat
        return code

    async def redeem(self, purpose: str, ticket: str, client: str = "") -> str | None:
        if not await self.allow(f"redeem:{client}", 5, 3600):
            return None
        return self.codes.pop(ticket, None) if purpose == "device" else None

    async def join(self, chat: str, place: Place) -> None:
        self.chats[place.address] = chat

    async def allow(self, key: str, limit: int, seconds: float) -> bool:
        self.counts[key] += 1
        return self.counts[key] <= limit

    def erase(self, chat: str) -> None:
        """As an erasure does: the log goes, its numbers are not used again."""
        self.logs[chat].clear()
