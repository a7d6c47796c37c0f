"""The real clock: the system's time and the system's random generator."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime


class SystemClock:
    """Implements ``bot.ports.Clock``; safe to use from any thread."""

    def now(self) -> datetime:
        """Aware UTC."""
        return datetime.now(UTC)

    def token(self) -> str:
        """32 random lower-case hex digits."""
        return secrets.token_hex(16)
