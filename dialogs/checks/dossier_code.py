"""Recognises the code of a dossier, ``H15.50.05.13-261008-0975``, however a phone mangled it (facts 4.1)."""

from __future__ import annotations

import re
from datetime import date

from dialogs.checks.numbers import ascii_digits
from dialogs.checks.wording import tidy

_CODE = re.compile(
    r"(?P<unit>(?:\d{3}\.\d{2}\.\d{2,3}\.)?[A-Z]\d{2}(?:\.\d{1,3}){0,4})-(?P<date>\d{6})-(?P<seq>\d{4,7})"
)
_DASHES = re.compile("[‐‑‒–—―−﹣－]")
_LONGEST = 500


def _received(yymmdd: str) -> date | None:
    """The receipt date in a code; None when there is no such day."""
    try:
        return date(2000 + int(yymmdd[:2]), int(yymmdd[2:4]), int(yymmdd[4:]))
    except ValueError:
        return None


def _candidates(text: str) -> list[str]:
    """The text as it can be read: as typed, without stray spaces, with spaces in place of dashes."""
    typed = _DASHES.sub("-", ascii_digits(tidy(text)))[:_LONGEST].upper()
    tight = re.sub(r"\s*([.\-])\s*", r"\1", typed)
    return [tight, re.sub(r"\s", "", tight), re.sub(r"(?<=\d) (?=\d{4,7}\b)", "-", tight)]


def dossier_code(text: str, today: date) -> str | None:
    """The code in capitals without spaces; None when there is none, or its date is not real or lies after ``today``."""
    for candidate in _candidates(text):
        for found in re.finditer(rf"(?<![\w.\-]){_CODE.pattern}(?![\w\-])", candidate):
            received = _received(found["date"])
            if received and received <= today:
                return found[0]
    return None
