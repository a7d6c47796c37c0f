"""What Telegram's refusals mean to us: one table from status and description to ``bot.failures``."""

from __future__ import annotations

import re

from bot.failures import Failure, Misconfigured, Moved, NotAccepted, TooFast, Uncertain, Unreachable

DEFAULT_WAIT = 5.0
"""Seconds to wait after a 429 that does not say how long."""

_GONE = re.compile(
    r"chat not found|user not found|peer_id_invalid|bot was kicked|not a member|have no rights to send"
    r"|chat_write_forbidden|need administrator rights|bot was blocked|user is deactivated",
    re.IGNORECASE,
)
_NOT_THERE = re.compile(
    r"message to edit not found|message can't be edited|message_id_invalid|no text in the message to edit",
    re.IGNORECASE,
)
_ECHO = re.compile(r"[:\"'<\d]")
"""Where a description stops being Telegram's own words and may begin to repeat ours."""


class Unchanged(NotAccepted):
    """An edit that changes nothing: as good as done."""

    alarm = False


class NotThere(NotAccepted):
    """The message to edit is gone or cannot be edited: send a new one."""

    alarm = False


class Usurped(Misconfigured):
    """409: somebody else receives this bot's updates (a second process, or a webhook)."""


def verdict(status: int, description: str, *, after: float | None = None, moved: int | None = None) -> Failure:
    """The failure behind an answer that is not ok. Its text carries only the beginning of Telegram's own words."""
    why = f"telegram {status}: {_said(description)}"
    if moved:
        return Moved("telegram: the group became a supergroup", address=str(moved))
    if status == 429 or after:
        return TooFast(why, after=after or DEFAULT_WAIT)
    if status == 400:
        return _bad_request(description)(why)
    if status >= 500:
        return Uncertain(why)
    return {401: Misconfigured, 403: Unreachable, 404: Misconfigured, 409: Usurped}.get(status, NotAccepted)(why)


def _said(description: str) -> str:
    return _ECHO.split(description.removeprefix("Bad Request: "), maxsplit=1)[0].strip()[:60]


def _bad_request(description: str) -> type[Failure]:
    # python-telegram-bot writes the first letter large.
    if "message is not modified" in description.lower():
        return Unchanged
    if _NOT_THERE.search(description):
        return NotThere
    return Unreachable if _GONE.search(description) else NotAccepted
