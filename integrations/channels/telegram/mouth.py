"""What it takes to speak on Telegram, in our own words; two implementations are held to the same tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.ports import Attachment


@dataclass(frozen=True, slots=True)
class Key:
    """A button as Telegram shows it: ``data`` (1 to 64 bytes), ``copy`` (1 to 256 UTF-16 units) or ``link``."""

    label: str
    data: str = ""
    copy: str = ""
    link: str = ""
    style: str = ""
    """"primary", "danger" or nothing."""


Keyboard = tuple[tuple[Key, ...], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Where a file can be downloaded: path below the file address, size in bytes (0 when unknown)."""

    path: str
    size: int


class Mouth(Protocol):
    """Every call raises ``bot.failures``; none lets a vendor's exception or the token out."""

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    async def say(self, chat: int, text: str, keyboard: Keyboard) -> int:
        """Send a text; returns its message id."""
        ...

    async def change(self, chat: int, message: int, text: str, keyboard: Keyboard) -> None:
        """Edit a text of ours; Unchanged when it says the same already, NotThere when it cannot be edited."""
        ...

    async def strip(self, chat: int, message: int) -> None:
        """Take the keyboard off a message, only if the limiter has a turn to spare (else TooFast)."""
        ...

    async def show(self, chat: int, picture: Attachment, caption: str, keyboard: Keyboard) -> int:
        """Send a picture that is seen in the chat; NotAccepted when Telegram refuses it as a photo."""
        ...

    async def give(self, chat: int, file: Attachment, caption: str, keyboard: Keyboard) -> int:
        """Send a file as it is; returns its message id."""
        ...

    async def acknowledge(self, press: str) -> None:
        """Stop the waiting sign on a pressed button."""
        ...

    async def find(self, file: str) -> Found:
        """Where the file with this id lies."""
        ...
