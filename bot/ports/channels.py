"""Ways to talk: what a channel shows, carries, fetches and says of itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from bot.ports.arrivals import Arrival, Taken
from dialogs.effects import Ask, Lane, Style
from dialogs.events import FileRef


@dataclass(frozen=True, slots=True)
class ShownButton:
    """A button in the citizen's language."""

    id: str
    label: str
    style: Style = Style.PLAIN
    copy: str = ""
    link: str = ""
    """A page that pressing it opens; such a button is never posted."""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of a card in the citizen's language."""

    label: str
    value: str
    button: str = ""


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A group of lines of a card."""

    title: str
    lines: tuple[ShownLine, ...]
    button: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to send. ``passing``: the owner with whose pictures a copy that a channel keeps goes; empty: it stays."""

    name: str
    mime: str
    content: bytes
    passing: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A message in the citizen's language, plain text without markup: what a channel shows."""

    text: str
    language: str
    buttons: tuple[ShownButton, ...] = ()
    sections: tuple[ShownSection, ...] = ()
    step: str = ""
    ask: Ask | None = None
    at: int = 0
    of: int = 0
    replaces: bool = False
    attachment: Attachment | None = None
    about: str = ""
    lane: Lane = Lane.INTERACTIVE


@dataclass(frozen=True, slots=True)
class Limits:
    """What a channel can carry. ``text`` in UTF-16 units; ``lines_tappable``: card lines can be buttons themselves."""

    text: int
    caption: int
    buttons: int
    label: int
    attachment_bytes: int
    lines_tappable: bool = False


class Channel(Protocol):
    """A way to talk: receive (by ``bot.turns``), send, fetch, describe. Addresses are strings of the channel's own."""

    name: str
    account: str
    limits: Limits

    async def send(self, address: str, shown: Shown, post: int) -> str:
        """Show this message now; returns the channel's id of it. Raises ``bot.failures``. In order for each chat."""
        ...

    async def fetch(self, file: FileRef, most: int) -> bytes:
        """The file's bytes, refused (Unusable "too-big") above ``most`` bytes."""
        ...

    async def drop(self, file: FileRef) -> None:
        """The file was checked and is kept elsewhere or refused: erase what this channel still holds of it."""
        ...


Receive = Callable[[Arrival], Awaitable[Taken]]
"""What a channel calls for everything that comes in; it returns after the commit."""
