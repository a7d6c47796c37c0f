"""Matches what a citizen typed with one of several options: number, code, label or alias, with or without marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dialogs.checks.outcome import Accepted, Candidates, Context, Doubtful, Outcome, Refused
from dialogs.checks.wording import Shape, search_key, shape, shape_fits, tidy, tone_key
from dialogs.checks.yes_no import YesOrNo, yes_or_no
from dialogs.texts import say

__all__ = ["Choice", "OneOf", "YesOrNo", "choose", "chosen", "yes_or_no"]

Choice = tuple[str, str, tuple[str, ...]]
"""(code that is stored, label as shown, other words for it)."""

MOST_SHOWN = 10
SHORTEST_PREFIX = 2
_NEGATION = re.compile(r"\b(?:khong|ko|chua|khac|not|no)\b")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class _Word:
    """One word for an option, ready to be compared."""

    option: Choice
    key: str
    tones: str
    shape: Shape


class _Typed:
    """What the citizen typed, ready to be compared."""

    def __init__(self, text: str) -> None:
        self.text, self.key = text, _key(text)
        self.tones, self.shape = tone_key(text), shape(text)


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", search_key(text)))


@lru_cache(maxsize=256)
def _words(options: tuple[Choice, ...]) -> tuple[_Word, ...]:
    """All words of a list of ours; kept, because making them costs more than comparing."""
    return tuple(_Word(o, _key(word), tone_key(word), shape(word)) for o in options for word in (o[1], *o[2]))


def _numbered(typed: _Typed, options: Sequence[Choice]) -> list[Choice]:
    """The option with exactly this code (``my`` is not ``MY``), else the one at this place in the list."""
    coded = [option for option in options if option[0] == typed.text]
    if coded or not (typed.text.isdecimal() and len(typed.text) <= 3):
        return coded
    return list(options[int(typed.text) - 1 : int(typed.text)]) if int(typed.text) else []


def _exact(typed: _Typed, words: Sequence[_Word]) -> list[Choice]:
    """Options one of whose words is what was typed; all marks equal beat missing marks."""
    same = [word.option for word in words if word.tones == typed.tones]
    return same or [word.option for word in words if shape_fits(typed.shape, word.shape)]


def _begun(typed: _Typed, words: Sequence[_Word]) -> list[Choice]:
    """Options one of whose words begins with what was typed, marks or not."""
    if len(typed.key) < SHORTEST_PREFIX:
        return []
    return [word.option for word in words if word.key != typed.key and word.key.startswith(typed.key)]


def _within(typed: _Typed, words: Sequence[_Word]) -> list[Choice]:
    """Options whose label or alias stands in the sentence as whole words; the longest counts."""
    sentence = f" {typed.key} "
    if _NEGATION.search(sentence):
        return []
    found = [word for word in words if word.key and f" {word.key} " in sentence]
    longest = max((len(word.key) for word in found), default=0)
    return [word.option for word in found if len(word.key) == longest]


def _once(found: Sequence[Choice]) -> list[Choice]:
    return list({option[0]: option for option in found}.values())


def _several(found: Sequence[Choice]) -> Outcome:
    if len(found) > MOST_SHOWN:
        return Refused(say("refused-choice-many", count=len(found)), "E_CHOICE")
    return Candidates(say("which-one"), tuple((label, code) for code, label, _ in found))


def chosen(text: str, options: Sequence[Choice]) -> Outcome:
    """What ``text`` means among ``options``: the code, a question when guessing, or all that fit.

    In order: number in the list, words with all or some of their marks, the beginning of one, words that differ in
    marks only, a label inside a sentence. The first way that finds anything decides.
    """
    typed = _Typed(tidy(text[:_LONGEST]).strip(" .,;:!?()"))
    if not typed.key:
        return Refused(say("refused-choice"), "E_CHOICE")
    words = _words(tuple(options))
    sure = _once(_numbered(typed, options)) or _once(_exact(typed, words)) or _once(_begun(typed, words))
    if sure:
        plain = any(word.tones == typed.tones for word in words if word.option == sure[0])
        echo = None if plain else say("echo-choice", choice=sure[0][1])
        return _several(sure) if len(sure) > 1 else Accepted(sure[0][0], echo)
    guessed = _once([word.option for word in words if word.key == typed.key]) or _once(_within(typed, words))
    if guessed:
        code, label, _ = guessed[0]
        return _several(guessed) if len(guessed) > 1 else Doubtful(code, say("doubt-choice", choice=label))
    return Refused(say("refused-choice"), "E_CHOICE")


def choose(text: str, options: Sequence[Choice]) -> str | None:
    """The code of the one option that ``text`` surely means, or None."""
    outcome = chosen(text, options)
    return outcome.value if isinstance(outcome, Accepted) and isinstance(outcome.value, str) else None


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a fixed list. Value: its code."""

    options: tuple[Choice, ...]

    def __call__(self, text: str, context: Context) -> Outcome:
        return chosen(text, self.options)
