"""Keeps secrets: vendors' loggers are silenced (every Bot API address contains the token), weak secrets refused."""

from __future__ import annotations

import logging
import re

from bot.failures import Misconfigured

VENDORS = ("httpx", "httpcore", "telegram", "aiogram", "aiohttp")
SECRET_FORM = re.compile(r"[A-Za-z0-9_-]{32,256}")


def quiet_vendors() -> None:
    """Silence their loggers: httpx logs addresses, python-telegram-bot parameters and answers; we log our own words.

    Failures are not lost by this: each one becomes a ``bot.failures`` value or a line of ours.
    """
    for name in VENDORS:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def check_secret(secret: str) -> None:
    """Refuse to work without a secret that cannot be guessed; Telegram allows these characters only."""
    if not SECRET_FORM.fullmatch(secret):
        raise Misconfigured("telegram: webhook mode needs a secret of 32 to 256 characters A-Z a-z 0-9 _ -")
