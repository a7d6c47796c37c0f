"""Reads numbers written in Vietnamese words, with or without marks, and the first ten in English."""

from __future__ import annotations

import re

from dialogs.checks.wording import search_key

_DIGITS = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "nham": 5, "sau": 6, "bay": 7,
    "tam": 8, "chin": 9,
}  # fmt: skip
_SCALES = {"nghin": 1_000, "ngan": 1_000, "trieu": 1_000_000, "ty": 10**9, "ti": 10**9}
_ENGLISH_WORDS = "zero one two three four five six seven eight nine ten"
_ENGLISH = {word: number for number, word in enumerate(_ENGLISH_WORDS.split())}


class _Unreadable(ValueError):
    """The words make no number, or one that can be read in two ways."""


class _Sum:
    """Adds words up: ``total`` is finished thousands, ``group`` the hundreds and tens, ``digit`` not yet placed."""

    def __init__(self) -> None:
        self.total, self.group, self.digit, self.scale, self.linked = 0, 0, -1, 0, True

    def hear(self, word: str) -> None:
        if word in _DIGITS:
            self._hear_digit(_DIGITS[word])
        elif word in ("muoi", "chuc"):
            self.group += (1 if self.digit < 0 else self.digit) * 10
            self.digit, self.linked = -1, True
        elif word == "tram":
            self._close(100)
        elif word in _SCALES:
            self._close(_SCALES[word])
        elif word in ("le", "linh"):
            self.linked = True
        elif word == "ruoi" and self.scale:
            self.group += self.scale // 2
        else:
            raise _Unreadable(word)

    def _hear_digit(self, digit: int) -> None:
        if self.digit >= 0:
            raise _Unreadable("two digits in a row")
        self.digit = digit

    def _close(self, scale: int) -> None:
        if self.digit < 0 and not self.group:
            raise _Unreadable("a scale without a number")
        amount = (self.group + max(self.digit, 0)) * scale
        if scale == 100:
            self.group = amount
        else:
            self.total, self.group = self.total + amount, 0
        self.digit, self.scale, self.linked = -1, scale, False

    def result(self) -> int:
        if self.digit >= 0 and not self.linked:
            raise _Unreadable("'một trăm hai' is 120 to some and 102 to others")
        return self.total + self.group + max(self.digit, 0)


def number_in_words(text: str) -> int | None:
    """``hai trăm nghìn`` -> 200000; None for anything that is no number or that could be two."""
    words = re.findall(r"\w+", search_key(text))
    if len(words) == 1 and words[0] in _ENGLISH:
        return _ENGLISH[words[0]]
    if not words or len(words) > 20:
        return None
    heard = _Sum()
    try:
        for word in words:
            heard.hear(word)
        return heard.result()
    except _Unreadable:
        return None
