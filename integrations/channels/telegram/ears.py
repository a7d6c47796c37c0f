"""Everything that aiogram does for us: fetch and read updates, and introduce the bot to Telegram."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod
from aiogram.types import BotCommand, Update
from pydantic import ValidationError

from bot.failures import Failure, Outage
from integrations.channels.telegram.hearing import WANTED
from integrations.channels.telegram.verdicts import verdict

POLL_SECONDS = 25
GRACE_SECONDS = 10
T = TypeVar("T")

_STATUS: tuple[tuple[type[TelegramAPIError], int], ...] = (
    (TelegramBadRequest, 400),
    (TelegramUnauthorizedError, 401),
    (TelegramForbiddenError, 403),
    (TelegramNotFound, 404),
    (TelegramConflictError, 409),
)


class RawUpdates(TelegramMethod[list[Any]]):
    """getUpdates without reading the updates, so that one malformed update cannot hide the others of its batch."""

    __returning__ = list[Any]
    __api_method__ = "getUpdates"

    offset: int | None = None
    timeout: int | None = None
    limit: int | None = None
    allowed_updates: list[str] | None = None


class NoUpdate(ValueError):
    """JSON that is not an update."""


def read_update(raw: Any) -> Update:
    """Plain JSON as aiogram's type; NoUpdate when it is none. The text names places, never content."""
    try:
        return Update.model_validate(raw)
    except ValidationError as problem:
        first = problem.errors(include_input=False, include_url=False)[0]
        why = f"{first['type']} at {'.'.join(map(str, first['loc']))}"
    except RecursionError:
        why = "too deep"
    raise NoUpdate(why)


class Garbled(Outage):
    """An answer that cannot be read at all. If it comes again and again, a person must look."""

    alarm = True


class Ears:
    """Calls that change nothing in a chat; each raises ``bot.failures``."""

    def __init__(self, token: str, api_base: str) -> None:
        session = AiohttpSession(api=TelegramAPIServer.from_base(api_base))
        self._bot = Bot(token, session=session)

    async def updates(self, offset: int | None, seconds: int = POLL_SECONDS) -> Sequence[Any]:
        """Raw updates from ``offset`` on; waits up to ``seconds`` for the first."""
        method = RawUpdates(offset=offset, timeout=seconds, limit=100, allowed_updates=list(WANTED))
        return await self._call(method, seconds + GRACE_SECONDS)

    async def confirm(self, offset: int) -> None:
        """Tell Telegram that everything below ``offset`` is done, without taking more."""
        await self._call(RawUpdates(offset=offset, timeout=0, limit=1), GRACE_SECONDS)

    async def introduce(self, commands: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Check the token and publish the commands; ``commands`` by language ("" = everybody)."""
        await self._safely(self._bot.get_me())
        for language, pairs in commands.items():
            listed = [BotCommand(command=name, description=words) for name, words in pairs]
            await self._safely(self._bot.set_my_commands(listed, language_code=language or None))

    async def poll_from_now_on(self) -> None:
        """No webhook; what waits stays waiting."""
        await self._safely(self._bot.delete_webhook(drop_pending_updates=False))

    async def call_me(self, url: str, secret: str, connections: int) -> None:
        """Deliver to this address."""
        call = self._bot.set_webhook(
            url, secret_token=secret, allowed_updates=list(WANTED), max_connections=connections
        )
        await self._safely(call)

    async def close(self) -> None:
        await self._bot.session.close()

    async def _call(self, method: TelegramMethod[T], seconds: int) -> T:
        result: T = await self._safely(self._bot(method, request_timeout=seconds))
        return result

    async def _safely(self, call: Any) -> Any:
        """aiogram's exceptions as ours, unchained: they hold the method with all its parameters."""
        try:
            return await call
        except TelegramRetryAfter as problem:
            failure = verdict(429, "Too Many Requests", after=float(problem.retry_after))
        except (TelegramNetworkError, TelegramServerError) as problem:
            # These calls are safe to repeat: whatever happened counts as not done.
            failure = Outage(f"telegram: {type(problem).__name__}")
        except TelegramAPIError as problem:
            failure = _refused(problem)
        except ClientDecodeError:
            failure = Garbled("telegram: unreadable answer")
        except AiogramError as problem:
            failure = Outage(f"telegram: {type(problem).__name__}")
        raise failure


def _refused(problem: TelegramAPIError) -> Failure:
    for kind, status in _STATUS:
        if isinstance(problem, kind):
            return verdict(status, problem.message)
    return Outage("telegram: unexpected answer")
