"""Staff accounts and logging in: a password, then a one-time code, then a session that can be ended at once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.desk_ledger import Ledger
from bot.desk_store import AccountRow, DeskStore, DeskTx, Role, SessionRow, Stage
from bot.failures import Conflict, NotAllowed
from bot.ports import Clock, Seal
from bot.staff_tries import Attempts, Tries, change_bounds, code_bounds, password_bounds

IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=8)
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 128
FIRST_ACCOUNT = "canbo"

_NAME = re.compile(r"[a-z][a-z0-9._-]{1,31}")
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_TOUCH = timedelta(minutes=1)


class Hasher(Protocol):
    """Slow password hashes, off the event loop and bounded in number."""

    async def hash(self, password: str) -> str: ...

    async def verify(self, hash: str, password: str) -> bool:
        """An empty hash costs as much as a real one, and never fits."""
        ...


class Otp(Protocol):
    """Time-based one-time codes (RFC 6238: six digits, 30 seconds)."""

    def new_secret(self) -> str: ...

    def step_of(self, secret: str, code: str, now: datetime) -> int | None:
        """The time step that this code belongs to (now, the one before or after), or None."""
        ...

    def uri(self, secret: str, name: str) -> str:
        """What the QR for an authenticator holds."""
        ...


@dataclass(frozen=True, slots=True)
class Session:
    """Who is at the console, and how far the log-in has got. ``token`` is the cookie's value."""

    token: str
    account: AccountRow
    stage: Stage

    def __repr__(self) -> str:
        return f"Session({self.account.name}, {self.stage})"


class Staff:
    """Everything about accounts and sessions; decisions here, hashing and codes behind their ports."""

    def __init__(
        self, store: DeskStore, seal: Seal, clock: Clock, ledger: Ledger, hasher: Hasher, otp: Otp, attempts: Attempts
    ) -> None:
        self._store = store
        self._seal = seal
        self._clock = clock
        self._ledger = ledger
        self._hasher = hasher
        self._otp = otp
        self._tries = Tries(attempts)

    # ------------------------------------------------------------ accounts

    async def ensure_first(self) -> str | None:
        """Create the first account (administrator) when there is none; returns its one-time password, to print once."""
        async with self._store.begin() as tx:
            if await tx.accounts():
                return None
        try:
            return await self.add(FIRST_ACCOUNT, Role.ADMINISTRATOR, by="system")
        except Conflict:
            return None  # Another process was first.

    async def add(self, name: str, role: Role, by: str) -> str:
        """A new account; returns the one-time password. Raises Conflict when taken, NotAllowed for a name that is
        not 2 to 32 of a-z, 0-9, dot, dash, underscore, starting with a letter."""
        if not _NAME.fullmatch(name):
            raise NotAllowed("account name")
        password = self._password()
        hashed = await self._hasher.hash(password)
        now = self._clock.now()
        async with self._store.begin() as tx:
            await tx.add_account(AccountRow(name, role, hashed, must_change=True, created_at=now))
            await self._ledger.note(tx, now, by, "staff-added", "", f"{name} {role}")
        return password

    async def accounts(self) -> Sequence[AccountRow]:
        """All accounts by name."""
        async with self._store.begin() as tx:
            return await tx.accounts()

    async def reset(self, name: str, by: str) -> str:
        """A new one-time password and a new authenticator; every session of this account ends. Returns the password."""
        password = self._password()
        hashed = await self._hasher.hash(password)
        async with self._store.begin() as tx:
            row = await self._known(tx, name)
            await tx.save_account(replace(row, password=hashed, must_change=True, otp=b"", otp_confirmed=False))
            await tx.drop_sessions(name)
            await self._ledger.note(tx, self._clock.now(), by, "staff-reset", "", name)
        return password

    async def set_disabled(self, name: str, disabled: bool, by: str) -> None:
        """Close or reopen an account; closing ends its sessions at once. Nobody closes their own."""
        if name == by:
            raise NotAllowed("own account")
        async with self._store.begin() as tx:
            row = await self._known(tx, name)
            await tx.save_account(replace(row, disabled=disabled))
            await tx.drop_sessions(name)
            what = "staff-closed" if disabled else "staff-reopened"
            await self._ledger.note(tx, self._clock.now(), by, what, "", name)

    # ------------------------------------------------------------ logging in

    async def log_in(self, name: str, password: str, client: str) -> Session | None:
        """Check the password; None when name or password is wrong (same answer, same work). Raises TooManyTries."""
        name = name.strip().lower()[:64]
        return await self._tries.guess(password_bounds(name, client), lambda: self._log_in(name, password))

    async def _log_in(self, name: str, password: str) -> Session | None:
        async with self._store.begin() as tx:
            row = await tx.account(name)
        usable = row is not None and not row.disabled
        right = await self._hasher.verify(row.password if row and usable else "", password[:LONGEST_PASSWORD])
        now = self._clock.now()
        async with self._store.begin() as tx:
            if row is None or not right:
                await self._ledger.note(tx, now, "-", "login-failed", "", name if row else "unknown account")
                return None
            await tx.drop_idle_sessions(now - LONGEST)
            return await self._begin(tx, row, now)

    async def change_password(self, session: Session, old: str, new: str, client: str) -> Session:
        """Set a password of one's own; other sessions end. Raises NotAllowed with the reason: short, same, wrong."""
        if not SHORTEST_PASSWORD <= len(new) <= LONGEST_PASSWORD:
            raise NotAllowed("short")
        if new == old or session.account.name in new.lower():
            raise NotAllowed("same")
        if not await self._tries.guess(change_bounds(session.account.name, client), lambda: self._fits(session, old)):
            raise NotAllowed("wrong")
        hashed = await self._hasher.hash(new)
        now = self._clock.now()
        async with self._store.begin() as tx:
            row = replace(await self._known(tx, session.account.name), password=hashed, must_change=False)
            await tx.save_account(row)
            await tx.drop_sessions(row.name)
            await self._ledger.note(tx, now, row.name, "password-changed")
            return await self._begin(tx, row, now, verified=session.stage is Stage.IN)

    async def otp_uri(self, session: Session) -> tuple[str, str]:
        """The secret to enrol and its URI for the QR; the same until it is confirmed."""
        name = session.account.name
        async with self._store.begin() as tx:
            row = await self._known(tx, name)
            if row.otp_confirmed:
                raise NotAllowed("already enrolled")
            if not row.otp:
                sealed = self._seal.seal(self._otp.new_secret().encode(), f"staff-otp:{name}")
                row = replace(row, otp=sealed)
                await tx.save_account(row)
        secret = self._secret(row)
        return secret, self._otp.uri(secret, name)

    async def give_code(self, session: Session, code: str, client: str) -> Session | None:
        """Check a one-time code (enrolment or log-in); the session is renewed. None when it is wrong or was used."""
        bounds = code_bounds(session.account.name, client)
        return await self._tries.guess(bounds, lambda: self._give_code(session, code))

    async def _give_code(self, session: Session, code: str) -> Session | None:
        name = session.account.name
        now = self._clock.now()
        async with self._store.begin() as tx:
            row = await self._known(tx, name)
            step = self._otp.step_of(self._secret(row), code, now) if row.otp else None
            if step is None or not await tx.use_otp_step(name, step):
                await self._ledger.note(tx, now, name, "otp-failed")
                return None
            row = replace(row, otp_confirmed=True, otp_step=step)
            await tx.save_account(row)
            await tx.drop_session(_id_of(session.token))
            await self._ledger.note(tx, now, name, "logged-in")
            return await self._begin(tx, row, now, verified=True)

    # ------------------------------------------------------------ sessions

    async def session(self, token: str) -> Session | None:
        """The session behind a cookie, unless it idled 15 minutes, is 8 hours old, or was ended."""
        if not token:
            return None
        now, id = self._clock.now(), _id_of(token)
        async with self._store.begin() as tx:
            row = await tx.session(id)
            account = await tx.account(row.account) if row else None
            if row is None or account is None or account.disabled:
                return None
            if now - row.seen_at > IDLE or now - row.created_at > LONGEST:
                await tx.drop_session(id)
                return None
            if now - row.seen_at > _TOUCH:
                await tx.touch_session(id, now)
        return Session(token, account, row.stage)

    async def log_out(self, session: Session) -> None:
        """End this session."""
        async with self._store.begin() as tx:
            await tx.drop_session(_id_of(session.token))
            await self._ledger.note(tx, self._clock.now(), session.account.name, "logged-out")

    # ------------------------------------------------------------ inside

    async def _begin(self, tx: DeskTx, row: AccountRow, now: datetime, verified: bool = False) -> Session:
        token = self._clock.token() + self._clock.token()
        stage = Stage.CHANGE if row.must_change else Stage.VERIFY if row.otp_confirmed else Stage.ENROL
        if verified and not row.must_change and row.otp_confirmed:
            stage = Stage.IN
        await tx.add_session(SessionRow(_id_of(token), row.name, stage, now, now))
        return Session(token, row, stage)

    async def _known(self, tx: DeskTx, name: str) -> AccountRow:
        row = await tx.account(name)
        if row is None:
            raise NotAllowed("no such account")
        return row

    def _secret(self, row: AccountRow) -> str:
        return self._seal.open(row.otp, f"staff-otp:{row.name}").decode()

    async def _fits(self, session: Session, password: str) -> bool | None:
        return await self._hasher.verify(session.account.password, password[:LONGEST_PASSWORD]) or None

    def _password(self) -> str:
        """Sixteen letters in fours, easy to copy from a terminal: 78 bits."""
        chance = int(self._clock.token(), 16)
        letters = []
        for _ in range(16):
            chance, at = divmod(chance, len(_LETTERS))
            letters.append(_LETTERS[at])
        return "-".join("".join(letters[at : at + 4]) for at in range(0, 16, 4))


def _id_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
