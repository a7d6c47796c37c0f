"""Tickets, device codes and the counting of attempts; what a citizen holds is stored only as a keyed hash."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass

from bot.ports import Clock
from integrations.storage.steps import Steps, ask, insert, many, millis, one

DEVICE = "device"
"""The purpose of device codes."""

DEVICE_DIGITS = 8
DEVICE_TRIES = 5
DEVICE_TRIES_SECONDS = 3600.0

NEW_TICKETS = insert(
    "tickets",
    "hash text, purpose text, value text, uses int, expires_at bigint",
    "ON CONFLICT DO NOTHING RETURNING hash",
)
DROP_TICKETS_OF = one("DELETE FROM tickets WHERE purpose = ? AND value = ?")
USE_TICKET = one(
    "UPDATE tickets SET uses = uses - 1 WHERE hash = ? AND uses > 0 AND expires_at > ? RETURNING value, uses"
)
DROP_TICKET = one("DELETE FROM tickets WHERE hash = ?")
LOCK_KEY = one("SELECT ?", "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")
COUNT_ATTEMPTS = one("SELECT count(*) FROM attempts WHERE key = ? AND until > ?")
DROP_LATEST_ATTEMPT = one("DELETE FROM attempts WHERE id = (SELECT max(id) FROM attempts WHERE key = ?)")
NEW_ATTEMPT = many("key text, at bigint, until bigint", "INSERT INTO attempts (key, at, until) SELECT * FROM w")


@dataclass(frozen=True, slots=True)
class Tickets:
    """Tickets of one database. ``pepper`` keys the hashes: without it 8 digits could be found by trying them all."""

    clock: Clock
    pepper: bytes

    def make(self, purpose: str, value: str, seconds: float, uses: int) -> Steps[str]:
        """128 random bits, 22 characters of ``A-Za-z0-9_-``."""
        ticket = base64.urlsafe_b64encode(bytes.fromhex(self.clock.token())).decode().rstrip("=")
        yield NEW_TICKETS, [(self._hash(purpose, ticket), purpose, value, uses, self._end(seconds))]
        return ticket

    def make_device_code(self, chat: str, seconds: float) -> Steps[str]:
        """8 digits; a code made earlier for the same chat stops working."""
        yield DROP_TICKETS_OF, [(DEVICE, chat)]
        while True:
            code = f"{int(self.clock.token(), 16) % 10**DEVICE_DIGITS:0{DEVICE_DIGITS}d}"
            row = self._hash(DEVICE, code), DEVICE, chat, 1, self._end(seconds)
            if (yield NEW_TICKETS, [row]):  # else somebody else's code is the same: draw again
                return code

    def redeem(self, purpose: str, ticket: str, client: str) -> Steps[str | None]:
        """The value, once. Spaces and hyphens in a device code do not matter; every try with one is counted."""
        if purpose == DEVICE:
            ticket = re.sub(r"[\s-]", "", ticket)
            allowed = yield from self.allow(f"device-code:{client}", DEVICE_TRIES, DEVICE_TRIES_SECONDS)
            if not allowed:
                return None
        hashed = self._hash(purpose, ticket)
        rows = yield from ask(USE_TICKET, hashed, millis(self.clock.now()))
        if not rows:
            return None
        value, left = rows[0]
        yield DROP_TICKET, [(hashed,)] if left == 0 else []
        return str(value)

    def allow(self, key: str, limit: int, seconds: float) -> Steps[bool]:
        """True at most ``limit`` times in any ``seconds``; a refused attempt does not count."""
        hashed = self._hash("attempt", key)
        yield LOCK_KEY, [(hashed,)]
        now = millis(self.clock.now())
        rows = yield from ask(COUNT_ATTEMPTS, hashed, now)
        if rows[0][0] >= limit:
            return False
        yield NEW_ATTEMPT, [(hashed, now, self._end(seconds))]
        return True

    def give_back(self, key: str) -> Steps[None]:
        """Uncount the latest; nothing happens when none is counted."""
        hashed = self._hash("attempt", key)
        yield LOCK_KEY, [(hashed,)]
        yield DROP_LATEST_ATTEMPT, [(hashed,)]

    def _end(self, seconds: float) -> int:
        return millis(self.clock.now()) + round(seconds * 1000)

    def _hash(self, purpose: str, secret: str) -> str:
        return hmac.new(self.pepper, f"{purpose}\0{secret}".encode(), hashlib.sha256).hexdigest()
