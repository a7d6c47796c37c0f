"""A conversation as text that can be read aloud and played again."""

from __future__ import annotations

from bot.ports import Shown
from integrations.channels.terminal.rendering import render_text


class Transcript:
    """Lines that start with ``> `` are the citizen's: words, ``[label]`` for a press, ``photo:name`` for a file.
    The bot's messages are indented, with an empty line between them."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def said(self, words: str) -> None:
        self._parts.append("\n".join(f"> {line}" for line in words.splitlines()))

    def pressed(self, label: str) -> None:
        self._parts.append(f"> [{label}]")

    def sent(self, name: str) -> None:
        self._parts.append(f"> photo:{name}")

    def answered(self, shown: Shown) -> None:
        self._parts.append("\n".join(f"    {line}".rstrip() for line in render_text(shown).splitlines()))

    def __str__(self) -> str:
        return "\n\n".join(self._parts) + "\n" if self._parts else ""
