"""Checks a phone number and keeps it in the international form ``+84912345678`` (facts 5.6)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dialogs.checks.numbers import LOOKALIKES, ascii_digits
from dialogs.checks.outcome import Accepted, Context, Doubtful, Outcome, Refused
from dialogs.checks.wording import tidy
from dialogs.texts import say

_MOBILE = re.compile(r"0(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])\d{7}")
_LANDLINE = re.compile(r"02\d{9}")
_FOREIGN = re.compile(r"\+[1-9]\d{6,14}")
_BEFORE_2018 = {
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078", "0123": "083", "0124": "084",
    "0125": "085", "0127": "081", "0129": "082", "0162": "032", "0163": "033", "0164": "034", "0165": "035",
    "0166": "036", "0167": "037", "0168": "038", "0169": "039", "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip
"""First four digits of the 11-digit numbers that ended in 2018, and what took their place."""

_TWO = re.compile(r"\d{7,}\s*(?:[/;,]|hoặc|hoac|or|và|va|and)\s*[+\d]\d{6,}", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{2,}")
_LONGEST = 60


def _national(number: str) -> str:
    """``+84912345678`` and ``84912345678`` -> ``0912345678``; anything else as it is."""
    if number.startswith("00"):
        number = "+" + number[2:]
    if number.startswith("+84"):
        return "0" + number[3:].removeprefix("0")
    if number.startswith("84") and len(number) in (11, 12):
        return "0" + number[2:].removeprefix("0")
    return number


def _dialled(text: str) -> str:
    """Digits and a leading ``+``; the letters O, l, I, B read as digits; words around the number left out."""
    typed = ascii_digits(tidy(text))
    words = [word for word in typed.split() if any(map(str.isdigit, word)) or word == "+"]
    kept = re.sub(r"[\s.\-–—()_:,;]", "", "".join(words)).translate(LOOKALIKES)
    return _WORDS.sub("", kept)


def shown_phone(number: str) -> str:
    """``+84912345678`` -> ``0912 345 678``; foreign numbers stay as they are."""
    national = _national(number)
    if national.startswith("0"):
        return f"{national[:4]} {national[4:7]} {national[7:]}"
    return number


def _accepted(national: str) -> Accepted:
    number = "+84" + national[1:]
    return Accepted(number, say("echo-phone", number=shown_phone(number)))


def _doubtful(national: str) -> Doubtful:
    number = "+84" + national[1:]
    return Doubtful(number, say("doubt-phone", number=shown_phone(number)))


@dataclass(frozen=True, slots=True)
class Phone:
    """Value: E.164. ``landline``: Vietnamese landlines too; ``foreign``: any number that starts with ``+`` too."""

    landline: bool = False
    foreign: bool = False

    def __call__(self, text: str, context: Context) -> Outcome:
        if len(text) > _LONGEST or _TWO.search(tidy(text)):
            return Refused(say("refused-phone-several"), "E_PHONE_FORMAT")
        dialled = _dialled(text)
        national = _national(dialled)
        if _MOBILE.fullmatch(national):
            return _accepted(national)
        if len(national) == 11 and national[:4] in _BEFORE_2018:
            return _doubtful(_BEFORE_2018[national[:4]] + national[4:])
        if _MOBILE.fullmatch("0" + national):
            return _doubtful("0" + national)
        return self._not_mobile(dialled, national)

    def _not_mobile(self, dialled: str, national: str) -> Outcome:
        if _LANDLINE.fullmatch(national):
            return _accepted(national) if self.landline else Refused(say("refused-phone-landline"), "E_PHONE_FORMAT")
        abroad = "+" + dialled[2:] if dialled.startswith("00") else dialled
        if _FOREIGN.fullmatch(abroad) and not abroad.startswith("+84"):
            if self.foreign:
                return Accepted(abroad, say("echo-phone", number=shown_phone(abroad)))
            return Refused(say("refused-phone-foreign"), "E_PHONE_FORMAT")
        if not national.removeprefix("+").isdigit():
            return Refused(say("refused-phone-digits"), "E_PHONE_FORMAT")
        if len(national) != 10:
            return Refused(say("refused-phone-length", got=len(national)), "E_PHONE_FORMAT")
        return Refused(say("refused-phone-prefix", prefix=national[:3]), "E_PHONE_FORMAT")
