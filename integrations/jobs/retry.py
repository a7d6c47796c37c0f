"""When failed work is tried again: by putting it back with a delay, over hours, never by waiting inside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.failures import Failure, Retry

MINUTE: Final = 60.0
HOUR: Final = 60 * MINUTE

PAUSES: Final = (
    30.0,
    2 * MINUTE,
    10 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    4 * HOUR,
    8 * HOUR,
    12 * HOUR,
    24 * HOUR,
)
"""Seconds before the second, third ... attempt; when they are used up (after more than two days) it is given up."""


def pause_after(error: Exception, attempt: int, pauses: Sequence[float]) -> float | None:
    """Seconds until the next attempt after ``attempt`` (0 first) failed, or None to give up.

    A failure that says how long to wait is believed when that is longer. What is not a ``Failure`` is a fault of ours
    or of a library: it is tried again too, since a new version may mend it within the hours.
    """
    if isinstance(error, Failure) and error.retry is Retry.NEVER:
        return None
    if attempt >= len(pauses):
        return None
    asked = error.after if isinstance(error, Failure) and error.after else 0.0
    return max(pauses[attempt], asked)
