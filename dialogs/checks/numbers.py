"""Reads numbers as people type them: spaces and dots, the letter O for 0, number words, amounts of money."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from dialogs.checks.number_words import number_in_words
from dialogs.checks.outcome import Accepted, Context, Outcome, Refused
from dialogs.checks.wording import search_key, tidy
from dialogs.texts import Money, say

LOOKALIKES = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "i": "1", "|": "1", "B": "8"})
_LOOKALIKE = re.compile(r"[\dOolIi|B]+")
_SEPARATORS = re.compile(r"[\s.,\-–—_]+")
_AMOUNT = re.compile(
    r"(?P<number>\d[\d.,\s]*?)\s*(?:(?P<scale>k|nghin|ngan|tr|trieu|ty|ti)\s*(?P<rest>\d)?)?\s*(?:d|dong|vnd|vnđ)?\.?"
)
_SCALES = {"k": 1_000, "nghin": 1_000, "ngan": 1_000, "tr": 1_000_000, "trieu": 1_000_000, "ty": 10**9, "ti": 10**9}
_GROUPED = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+")
_DECIMAL = re.compile(r"(\d{1,3})[.,](\d{1,2})")
_UNIT_WORDS = "ban phieu to cai nguoi chiec dong copy copies piece pieces people person da a can lay"
_UNITS = frozenset(_UNIT_WORDS.split())
_LONGEST = 100


def ascii_digits(text: str) -> str:
    """Digits of any script and full-width digits as 0-9."""
    return "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in text)


def digits_of(text: str) -> str | None:
    """The digits of one number with O, l, I and B read as digits; words around it are left out ("số: 001 ...").

    None when nothing or something else than digits remains. Only for fields that want a number.
    """
    words = [word.strip(":;#()") for word in ascii_digits(tidy(text))[:_LONGEST].split()]
    kept = [word for word in words if any(map(str.isdigit, word)) or (len(word) > 1 and _LOOKALIKE.fullmatch(word))]
    joined = _SEPARATORS.sub("", "".join(kept)).translate(LOOKALIKES)
    return joined if joined.isdigit() else None


def in_groups(digits: str, size: int = 3) -> str:
    """``001090000018`` -> ``001 090 000 018``."""
    return " ".join(digits[at : at + size] for at in range(0, len(digits), size))


def whole_number(text: str) -> int | None:
    """``3``, ``03 bản``, ``ba``, ``hai mươi lăm`` -> a number; None when there is none, or a fraction, or two."""
    typed = ascii_digits(tidy(text))[:_LONGEST]
    found = re.findall(r"-?\d+(?:[.,]\d+)*", typed)
    if found:
        return int(found[0]) if len(found) == 1 and found[0].isdigit() and len(found[0]) < 10 else None
    words = [word for word in re.findall(r"\w+", search_key(typed)) if word not in _UNITS]
    return number_in_words(" ".join(words))


def _plain_number(number: str, scaled: bool) -> float | None:
    if number.isdigit():
        return int(number)
    if _GROUPED.fullmatch(number):
        return int(re.sub(r"\D", "", number))
    decimal = _DECIMAL.fullmatch(number)
    return float(f"{decimal[1]}.{decimal[2]}") if decimal and scaled else None


def amount_in_dong(text: str) -> int | None:
    """``200k``, ``200.000 đ``, ``1tr5``, ``1,5 triệu``, ``hai trăm nghìn`` -> đồng; None when it is no amount."""
    key = search_key(ascii_digits(text))[:_LONGEST]
    found = _AMOUNT.fullmatch(key)
    if not found:
        return number_in_words(re.sub(r"\s*(?:dong|d|vnd)$", "", key))
    scale = _SCALES.get(found["scale"] or "", 1)
    number = _plain_number(found["number"].strip(), scaled=scale > 1)
    if number is None or (found["rest"] and scale == 1):
        return None
    return round(number * scale) + int(found["rest"] or 0) * scale // 10


@dataclass(frozen=True, slots=True)
class Digits:
    """Exactly ``count`` digits. Value: the digits as a string."""

    count: int

    def __call__(self, text: str, context: Context) -> Outcome:
        digits = digits_of(text)
        if digits is None:
            return Refused(say("refused-digits-only", count=self.count), "E_NUMBER_FORMAT")
        if len(digits) != self.count:
            return Refused(say("refused-digits-count", count=self.count, got=len(digits)), "E_NUMBER_FORMAT")
        return Accepted(digits)


@dataclass(frozen=True, slots=True)
class WholeNumber:
    """A whole number from ``least`` to ``most``. Value: an int."""

    least: int
    most: int

    def __call__(self, text: str, context: Context) -> Outcome:
        number = whole_number(text)
        if number is None or not self.least <= number <= self.most:
            return Refused(say("refused-number", least=self.least, most=self.most), "E_NUMBER_RANGE")
        return Accepted(number)


@dataclass(frozen=True, slots=True)
class Amount:
    """Money from ``least`` to ``most`` đồng. Value: an int in đồng, echoed as money."""

    least: int = 0
    most: int = 10**12

    def __call__(self, text: str, context: Context) -> Outcome:
        dong = amount_in_dong(text)
        if dong is None:
            return Refused(say("refused-amount"), "E_NUMBER_FORMAT")
        if not self.least <= dong <= self.most:
            reason = say("refused-amount-range", least=Money(self.least), most=Money(self.most))
            return Refused(reason, "E_NUMBER_RANGE")
        return Accepted(dong, say("echo-amount", amount=Money(dong)))
