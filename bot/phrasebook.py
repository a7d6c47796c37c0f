"""Says a Text in a language: reads ``locales/<language>/*.ftl`` once and keeps what needs no values ready."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import TextElement

from dialogs.deadlines import VIETNAM
from dialogs.texts import Day, Listed, Moment, Money, Text, Value

LANGUAGES = ("vi", "en")
_LOCALE = {"vi": ["vi-VN"], "en": ["en-GB"]}


class MissingText(KeyError):
    """A key has no message in this language: a fault of ours, found by a test before it reaches anybody."""


MOST_KEPT = 5000
"""Rendered sentences kept ready: those whose values are only numbers ("Bước 3/14") come again and again."""


class Phrasebook:
    """All texts of all languages. A text without variables, or with numbers only, costs one dictionary look-up."""

    def __init__(self, folder: Path, languages: Iterable[str] = LANGUAGES) -> None:
        self._bundles = {language: _bundle(folder / language, language) for language in languages}
        self._ready: dict[tuple[Text, str], str] = {}
        self._constant: dict[tuple[str, str], str | None] = {}

    def say(self, text: Text, language: str) -> str:
        """The sentence. Raises MissingText, or ValueError when a value is missing."""
        if (constant := self._without_values(text.key, language)) is not None:
            return constant
        if not all(isinstance(value, int) for _, value in text.values):
            return self._format(text, language)
        ready = self._ready.get((text, language))
        if ready is None:
            if len(self._ready) >= MOST_KEPT:
                self._ready.clear()
            ready = self._ready[text, language] = self._format(text, language)
        return ready

    def _without_values(self, key: str, language: str) -> str | None:
        """The sentence of a text that has no variables; None when it has some."""
        if (key, language) not in self._constant:
            pattern = self._pattern(key, language)
            fixed = isinstance(pattern, str | TextElement) or all(
                isinstance(element, TextElement) for element in getattr(pattern, "elements", [None])
            )
            self._constant[key, language] = self._format(Text(key), language) if fixed else None
        return self._constant[key, language]

    def _pattern(self, key: str, language: str) -> Any:
        if not self.has(key, language):
            raise MissingText(f"{key} ({language})")
        message, _, attribute = key.partition(".")
        found = self._bundles[language].get_message(message)
        return found.attributes[attribute] if attribute else found.value

    def show(self, value: Value, language: str) -> str:
        """A value as it stands in a sentence."""
        match value:
            case str():
                return value
            case Text():
                return self.say(value, language)
            case Money(dong):
                return f"{dong:,}".replace(",", ".") + " đ"
            case Day(day):
                return f"{day:%d/%m/%Y}"
            case Moment(moment):
                return f"{moment.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
            case Listed(parts):
                return ", ".join(self.show(part, language) for part in parts)
            case _:
                return str(value)

    def has(self, key: str, language: str) -> bool:
        """Whether this key (or key.attribute) has a text."""
        message, _, attribute = key.partition(".")
        bundle = self._bundles[language]
        if not bundle.has_message(message):
            return False
        found = bundle.get_message(message)
        return attribute in found.attributes if attribute else found.value is not None

    def version(self, key: str, language: str) -> str:
        """SHA-256 of the text as it stands without values: the evidence of which wording was shown."""
        pattern = self._pattern(key, language)
        return sha256(repr(_plain_elements(pattern)).encode()).hexdigest()

    def _format(self, text: Text, language: str) -> str:
        bundle, pattern = self._bundles[language], self._pattern(text.key, language)
        sentence, errors = bundle.format_pattern(pattern, self._arguments(text.values, language))
        if errors:
            raise ValueError(f"{text.key} ({language}): {errors[0]!r}")
        return str(sentence)

    def _arguments(self, values: tuple[tuple[str, Value], ...], language: str) -> dict[str, Any]:
        return {name: value if isinstance(value, int) else self.show(value, language) for name, value in values}


def _plain_elements(pattern: Any) -> str:
    return str([getattr(element, "value", repr(type(element))) for element in getattr(pattern, "elements", [pattern])])


def _bundle(folder: Path, language: str) -> FluentBundle:
    bundle = FluentBundle(_LOCALE[language], use_isolating=False)
    for file in sorted(folder.glob("*.ftl")):
        bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return bundle
