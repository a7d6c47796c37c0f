"""Wake-ups between processes: they say that there is something to see in the database, and promise nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

Ear = Callable[[str], None]
"""Called with the key that was rung; empty: wake-ups may have been missed, look everywhere. Returns at once."""


class Bell(Protocol):
    """Rings in the other processes, at most once and perhaps never: whoever listens also looks by itself now and then.
    Keys are ids; nothing that anybody said is ever rung."""

    def on(self, topic: str, ear: Ear) -> None:
        """Hear this topic; before the bell is started."""
        ...

    def ring(self, topic: str, key: str = "") -> None:
        """Returns at once and never fails."""
        ...
