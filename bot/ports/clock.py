"""Time and chance, which come from outside."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The only source of time and of random values."""

    def now(self) -> datetime:
        """Aware UTC."""
        ...

    def token(self) -> str:
        """32 random lower-case hex digits from the system's generator."""
        ...
