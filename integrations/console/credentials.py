"""How staff prove who they are: argon2id passwords, hashed in threads and never many at once, and TOTP codes."""

from __future__ import annotations

import asyncio
from datetime import datetime

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_AT_ONCE = 2
_STEP = 30


class Argon2Hasher:
    """``bot.staff.Hasher``. ``memory`` in KiB; the defaults are 64 MiB and three passes."""

    def __init__(self, memory: int = 65536, passes: int = 3) -> None:
        self._argon = PasswordHasher(time_cost=passes, memory_cost=memory, parallelism=1)
        self._decoy = self._argon.hash("no account has this password")
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def hash(self, password: str) -> str:
        """The password's hash with its parameters and salt."""
        async with self._turns:
            return await asyncio.to_thread(self._argon.hash, password)

    async def verify(self, hash: str, password: str) -> bool:
        """Whether the password fits; an empty hash costs the same and never fits."""
        async with self._turns:
            fits = await asyncio.to_thread(self._fits, hash or self._decoy, password)
        return fits and bool(hash)

    def _fits(self, hash: str, password: str) -> bool:
        try:
            return self._argon.verify(hash, password)
        except (VerificationError, InvalidHashError):
            return False


class PyOtp:
    """``bot.staff.Otp``: six digits, 30 seconds, one step of drift either way."""

    def __init__(self, issuer: str = "Một Cửa Bot") -> None:
        self._issuer = issuer

    def new_secret(self) -> str:
        """160 random bits in base 32."""
        return pyotp.random_base32()

    def step_of(self, secret: str, code: str, now: datetime) -> int | None:
        """The step whose code this is; None when there is none."""
        digits = "".join(code.split())
        if len(digits) != 6 or not digits.isascii() or not digits.isdigit():
            return None
        totp = pyotp.TOTP(secret, interval=_STEP)
        at = int(now.timestamp()) // _STEP
        fits = [step for step in (at - 1, at, at + 1) if pyotp.utils.strings_equal(totp.generate_otp(step), digits)]
        return fits[-1] if fits else None

    def uri(self, secret: str, name: str) -> str:
        """``otpauth://totp/...``"""
        return str(pyotp.TOTP(secret, interval=_STEP).provisioning_uri(name=name, issuer_name=self._issuer))
