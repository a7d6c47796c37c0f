"""Pictures of the house's own that explain something, typeset once in each language."""

from __future__ import annotations

from bot.phrasebook import Phrasebook
from bot.ports import Printer
from dialogs.texts import Text

_WORDS = {"as-file": ("message", "photo", "file", "place", "choose", "send")}
"""The pictures there are, and the words that stand in each (texts ``as-file-<word>``)."""


class HousePictures:
    """Knows every picture by the name under which a message attaches it."""

    def __init__(self, printer: Printer, book: Phrasebook) -> None:
        self._printer = printer
        self._book = book
        self._made: dict[tuple[str, str], bytes] = {}

    async def picture(self, name: str, language: str) -> bytes:
        """PNG. Raises KeyError for a name that is not in the house."""
        form = name.removesuffix(".png")
        if (form, language) not in self._made:
            words = {word: self._book.say(Text(f"as-file-{word}"), language) for word in _WORDS[form]}
            self._made[form, language] = await self._printer.picture(form, words)
        return self._made[form, language]
