"""Checks the 12-digit citizen number and weighs it against sex and birth date, as doubts (facts 5.1)."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.answers import PartialDate
from dialogs.checks.birth_provinces import BIRTH_PROVINCES
from dialogs.checks.numbers import digits_of, in_groups
from dialogs.checks.outcome import Accepted, Context, Doubtful, Outcome, Refused
from dialogs.texts import Listed, Text, say

LENGTH = 12
OLD_LENGTH = 9
"""Length of the old ID card number (CMND)."""


def sex_of(number: str) -> str:
    """``male`` or ``female``, from the parity of the fourth digit."""
    return "female" if int(number[3]) % 2 else "male"


def birth_year_of(number: str) -> int:
    """The year of birth that digits 4 to 6 stand for."""
    return 1900 + int(number[3]) // 2 * 100 + int(number[4:6])


def birth_province_of(number: str) -> str:
    """The province (of the 63) where the birth was registered; empty when the prefix is not known."""
    return BIRTH_PROVINCES.get(number[:3], "")


def of_same_person(key: str, context: Context) -> object:
    """The answer under ``key`` of the same row, or of the dossier when no row is being filled; never across persons."""
    answer = context.answers.get(context.row + key) if key else None
    return answer.value if answer else None


def misshapen(text: str, digits: str | None) -> Refused:
    """Why these digits are no citizen number."""
    if digits is None:
        return Refused(say("refused-citizen-id-digits"), "E_ID_FORMAT")
    if len(digits) == OLD_LENGTH:
        return Refused(say("refused-citizen-id-nine"), "E_ID_FORMAT")
    if len(digits) in (10, 11) and digits.startswith(("03", "05", "07", "08", "09", "84")):
        return Refused(say("refused-citizen-id-phone", got=len(digits)), "E_ID_FORMAT")
    return Refused(say("refused-citizen-id-length", got=len(digits)), "E_ID_FORMAT")


@dataclass(frozen=True, slots=True)
class CitizenId:
    """Value: 12 digits. ``sex`` and ``birth`` are the keys of the same person's answers; empty = nothing to compare."""

    sex: str = "sex"
    birth: str = "birth_date"

    def __call__(self, text: str, context: Context) -> Outcome:
        digits = digits_of(text)
        if digits is None or len(digits) != LENGTH:
            return misshapen(text, digits)
        shown, reasons = in_groups(digits), self._doubts(digits, context)
        if reasons:
            return Doubtful(digits, say("doubt-citizen-id", number=shown, reasons=Listed(tuple(reasons))))
        return Accepted(digits, say("echo-citizen-id", number=shown))

    def _doubts(self, number: str, context: Context) -> list[Text]:
        reasons = []
        sex, birth = of_same_person(self.sex, context), of_same_person(self.birth, context)
        if sex in ("male", "female") and sex != sex_of(number):
            female = sex_of(number) == "female"
            reasons.append(say("doubt-citizen-id-female") if female else say("doubt-citizen-id-male"))
        year = birth_year_of(number)
        if isinstance(birth, PartialDate) and birth.year != year:
            reasons.append(say("doubt-citizen-id-year", year=str(year), given=str(birth.year)))
        elif year > context.today.year:
            reasons.append(say("doubt-citizen-id-future", year=str(year)))
        if not birth_province_of(number):
            reasons.append(say("doubt-citizen-id-prefix", prefix=number[:3]))
        return reasons
