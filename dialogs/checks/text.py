"""Checks free words: something that can be read, between two lengths."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.checks.outcome import Accepted, Context, Outcome, Refused
from dialogs.checks.wording import tidy, tidy_lines
from dialogs.texts import say

LONGEST = 1_000
"""The longest answer that authorities take in one field (facts 4.4, TrichYeuHoSo)."""


@dataclass(frozen=True, slots=True)
class FreeText:
    """Value: the words in NFC without invisible marks. ``lines``: line breaks are kept."""

    least: int = 1
    most: int = LONGEST
    lines: bool = False

    def __call__(self, text: str, context: Context) -> Outcome:
        words = tidy_lines(text) if self.lines else tidy(text)
        if len(words) > self.most:
            return Refused(say("refused-text-long", most=self.most, got=len(words)), "E_TEXT_LENGTH")
        if not any(sign.isalnum() for sign in words):
            return Refused(say("refused-text-empty"), "E_TEXT_LENGTH")
        if len(words) < self.least:
            return Refused(say("refused-text-short", least=self.least), "E_TEXT_LENGTH")
        return Accepted(words)
