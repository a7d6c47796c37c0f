"""The bell of a house with one process: there is nobody else to wake."""

from __future__ import annotations

from bot.ports import Ear


class SilentBell:
    """Implements ``bot.ports.Bell``."""

    def on(self, topic: str, ear: Ear) -> None:
        """Never called."""

    def ring(self, topic: str, key: str = "") -> None:
        """Nobody else is there."""

    async def start(self) -> None:
        """Nothing to open."""

    async def stop(self) -> None:
        """Nothing to close."""
