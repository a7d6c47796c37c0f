"""Recognises the number on a postal receipt (standard S10 of the Universal Postal Union, or a carrier's own)."""

from __future__ import annotations

import re

from dialogs.checks.numbers import ascii_digits
from dialogs.checks.wording import search_key, tidy

_SENT = re.compile(r"^(?:da gui|gui roi|da gui roi|da gui di|sent|posted|mailed)\b")
_FILLERS = re.compile(r"\b(?:ma|so|van don|buu gui|bien lai|la|no|code|number|tracking|is|it|roi|thu)\b|[:.,;()#]")
_S10 = re.compile(r"[A-Z]{2}(\d{8})(\d)[A-Z]{2}")
_OTHER = re.compile(r"(?=(?:.*\d){6})[A-Z0-9]{8,20}")
_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_LONGEST = 200


def says_sent(text: str) -> bool:
    """Whether these words say that it was sent: "đã gửi", "gửi rồi EB…"."""
    return _SENT.match(search_key(text)) is not None


def tracking_number(text: str) -> str | None:
    """The number in capitals without gaps, wherever it stands among such words; None when there is none."""
    plain = _FILLERS.sub(" ", _SENT.sub(" ", search_key(ascii_digits(tidy(text)[:_LONGEST]))))
    tight = re.sub(r"[\s\-]", "", plain).upper()
    return tight if _S10.fullmatch(tight) or _OTHER.fullmatch(tight) else None


def digit_fits(number: str) -> bool:
    """Whether the check digit of an S10 number is right; numbers of other shapes carry none that we know."""
    found = _S10.fullmatch(number)
    if found is None:
        return True
    rest = 11 - sum(int(sign) * weight for sign, weight in zip(found[1], _WEIGHTS, strict=True)) % 11
    return int(found[2]) == {10: 0, 11: 5}.get(rest, rest)
