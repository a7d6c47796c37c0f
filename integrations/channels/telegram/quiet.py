"""Keeps vendors' loggers from writing what must not be written: every Bot API address contains the token."""

from __future__ import annotations

import logging

VENDORS = ("httpx", "httpcore", "telegram", "aiogram", "aiohttp")


def quiet_vendors() -> None:
    """Silence their loggers: httpx logs addresses, python-telegram-bot parameters and answers; we log our own words.

    Failures are not lost by this: each one becomes a ``bot.failures`` value or a line of ours.
    """
    for name in VENDORS:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
