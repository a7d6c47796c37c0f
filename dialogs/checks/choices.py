"""Matches what a citizen typed with one of several options: number, code, label or alias, with or without marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dialogs.checks.outcome import Accepted, Candidates, Context, Doubtful, Outcome, Refused
from dialogs.checks.wording import marks_fit, search_key, tidy, tone_key
from dialogs.checks.yes_no import YesOrNo, yes_or_no
from dialogs.texts import say

__all__ = ["Choice", "OneOf", "YesOrNo", "choose", "chosen", "yes_or_no"]

Choice = tuple[str, str, Sequence[str]]
"""(code that is stored, label as shown, other words for it)."""

MOST_SHOWN = 10
SHORTEST_PREFIX = 2
_NEGATION = re.compile(r"\b(?:khong|ko|chua|khac|not|no)\b")
_LONGEST = 200


def _words(option: Choice) -> tuple[str, ...]:
    _, label, aliases = option
    return (label, *aliases)


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", search_key(text)))


def _any(fits: Callable[[str], bool], options: Sequence[Choice]) -> list[Choice]:
    return [option for option in options if any(fits(word) for word in _words(option))]


def _numbered(typed: str, options: Sequence[Choice]) -> list[Choice]:
    """The option with exactly this code (``my`` is not ``MY``), else the one at this place in the list."""
    coded = [option for option in options if option[0] == typed]
    if coded or not (typed.isdecimal() and len(typed) <= 3):
        return coded
    return list(options[int(typed) - 1 : int(typed)]) if int(typed) else []


def _exact(typed: str, options: Sequence[Choice]) -> list[Choice]:
    """Options one of whose words is what was typed; all marks equal beat missing marks."""
    same = _any(lambda word: tone_key(word) == tone_key(typed), options)
    return same or _any(lambda word: marks_fit(typed, word), options)


def _begun(typed: str, options: Sequence[Choice]) -> list[Choice]:
    """Options one of whose words begins with what was typed, marks permitting."""

    def begins(word: str) -> bool:
        key, wanted = _key(typed), _key(word)
        start = word[: len(typed)]
        return wanted.startswith(key) and (marks_fit(typed, start) or _key(start) != key)

    return _any(begins, options) if len(_key(typed)) >= SHORTEST_PREFIX else []


def _within(typed: str, options: Sequence[Choice]) -> list[Choice]:
    """Options whose label or alias stands in the sentence as whole words; the longest counts."""
    key = f" {_key(typed)} "
    if _NEGATION.search(key):
        return []
    found = [(len(_key(w)), o) for o in options for w in _words(o) if _key(w) and f" {_key(w)} " in key]
    longest = max((length for length, _ in found), default=0)
    return [option for length, option in found if length == longest]


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
    typed = tidy(text[:_LONGEST]).strip(" .,;:!?()")
    if not _key(typed):
        return Refused(say("refused-choice"), "E_CHOICE")
    sure = _once(_numbered(typed, options)) or _once(_exact(typed, options)) or _once(_begun(typed, options))
    if sure:
        code, label, aliases = sure[0]
        same = any(tone_key(word) == tone_key(typed) for word in (label, *aliases))
        return _several(sure) if len(sure) > 1 else Accepted(code, None if same else say("echo-choice", choice=label))
    guessed = _once(_any(lambda word: _key(word) == _key(typed), options)) or _once(_within(typed, options))
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
