"""Says a Text in a language: reads ``locales/<language>/*.ftl`` once and keeps what needs no values ready."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

from dialogs.texts import Day, Listed, Moment, Money, Text, Value

LANGUAGES = ("vi", "en")
_VIETNAM = timezone(timedelta(hours=7))
_LOCALE = {"vi": ["vi-VN"], "en": ["en-GB"]}


class MissingText(KeyError):
    """A key has no message in this language: a fault of ours, found by a test before it reaches anybody."""


class Phrasebook:
    """All texts of all languages. Rendering a text without values costs one dictionary look-up."""

    def __init__(self, folder: Path, languages: Iterable[str] = LANGUAGES) -> None:
        self._bundles = {language: _bundle(folder / language, language) for language in languages}
        self._plain: dict[tuple[str, str], str] = {}

    def say(self, text: Text, language: str) -> str:
        """The sentence. Raises MissingText, or ValueError when a value is missing."""
        if not text.values:
            ready = self._plain.get((text.key, language))
            if ready is None:
                ready = self._plain[text.key, language] = self._format(text, language)
            return ready
        return self._format(text, language)

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
                return f"{moment.astimezone(_VIETNAM):%H:%M %d/%m/%Y}"
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
        message, _, attribute = key.partition(".")
        found = self._bundles[language].get_message(message)
        pattern = found.attributes[attribute] if attribute else found.value
        return sha256(repr(_plain_elements(pattern)).encode()).hexdigest()

    def _format(self, text: Text, language: str) -> str:
        if not self.has(text.key, language):
            raise MissingText(f"{text.key} ({language})")
        message, _, attribute = text.key.partition(".")
        bundle = self._bundles[language]
        found = bundle.get_message(message)
        pattern: Any = found.attributes[attribute] if attribute else found.value
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
