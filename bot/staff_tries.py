"""Guesses at passwords and codes are counted while they are made, and only the wrong ones stay counted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol, TypeVar

from bot.failures import Failure, NotAllowed

WINDOW = timedelta(minutes=15)
TRIES = 5
"""Wrong ones for one account from one client: nobody elsewhere can lock the owner out."""
CLIENT_TRIES = 20
"""More than an account's: one office shares an address."""
ACCOUNT_TRIES = 100
"""Wrong passwords for one account from all clients together."""
ACCOUNT_CODES = 20
"""Wrong codes for one account from all clients: six digits are soon guessed, and only who has the password may try."""

Found = TypeVar("Found")


class Attempts(Protocol):
    """The part of ``bot.ports.Store`` that counts."""

    async def allow(self, key: str, limit: int, seconds: float) -> bool: ...

    async def give_back(self, key: str) -> None: ...


class TooManyTries(NotAllowed):
    """Wait: the limit for this account or client is used up."""


@dataclass(frozen=True, slots=True)
class Bound:
    """At most ``limit`` wrong ones under ``key`` in a window."""

    key: str
    limit: int


def password_bounds(account: str, client: str) -> tuple[Bound, ...]:
    """For a log-in; the account's own comes last, so that what is refused before it never uses it up."""
    return (
        Bound(f"staff-login:{account}@{client}", TRIES),
        Bound(f"staff-client:{client}", CLIENT_TRIES),
        Bound(f"staff-account:{account}", ACCOUNT_TRIES),
    )


def change_bounds(account: str, client: str) -> tuple[Bound, ...]:
    """For the old password of somebody who is logged in."""
    return (Bound(f"staff-change:{account}@{client}", TRIES), Bound(f"staff-change:{account}", ACCOUNT_CODES))


def code_bounds(account: str, client: str) -> tuple[Bound, ...]:
    """For a one-time code, asked after the right password."""
    return (Bound(f"staff-otp:{account}@{client}", TRIES), Bound(f"staff-otp:{account}", ACCOUNT_CODES))


@dataclass(frozen=True, slots=True)
class Tries:
    """Counts guesses. A guess is counted before it is made: a hundred at once are not a hundred free ones."""

    attempts: Attempts

    async def guess(self, bounds: tuple[Bound, ...], make: Callable[[], Awaitable[Found | None]]) -> Found | None:
        """Make a guess; None means wrong and stays counted, anything else and a Failure are given back.

        Raises TooManyTries, with nothing counted, when a bound is used up.
        """
        await self._take(bounds)
        try:
            found = await make()
        except Failure:
            await self._give_back(bounds)
            raise
        if found is not None:
            await self._give_back(bounds)
        return found

    async def _take(self, bounds: tuple[Bound, ...]) -> None:
        for at, bound in enumerate(bounds):
            if not await self.attempts.allow(bound.key, bound.limit, WINDOW.total_seconds()):
                await self._give_back(bounds[:at])
                raise TooManyTries("too many tries")

    async def _give_back(self, bounds: tuple[Bound, ...]) -> None:
        for bound in bounds:
            await self.attempts.give_back(bound.key)
