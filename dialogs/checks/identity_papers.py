"""Checks number, issue date and issuer of an identity paper against its type (facts 5.2, 10.5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dialogs.answers import PartialDate
from dialogs.checks.citizen_id import OLD_LENGTH, CitizenId, of_same_person
from dialogs.checks.dates import DateCheck
from dialogs.checks.issuers import ISSUED_BETWEEN, issuer_label, issuer_named, issuers_for
from dialogs.checks.numbers import LOOKALIKES, digits_of, in_groups
from dialogs.checks.outcome import Accepted, Context, Doubtful, Outcome, Refused
from dialogs.checks.wording import search_key, tidy
from dialogs.texts import Day, say

__all__ = ["IdNumber", "IssueDate", "IssuePlace", "issuer_label", "issuers_for"]

_VN_PASSPORT = re.compile(r"[A-Z]\d{7,8}")
_ANY_PAPER = re.compile(r"[A-Z0-9]{5,20}")


def _compact(text: str) -> str:
    return re.sub(r"[\s.\-–_/]", "", tidy(text)).upper()


@dataclass(frozen=True, slots=True)
class IdNumber:
    """Number of the paper whose type stands under ``id_type``. Value: digits, or letters and digits in capitals."""

    id_type: str = "id_type"
    sex: str = "sex"
    birth: str = "birth_date"
    nationality: str = "nationality"

    def __call__(self, text: str, context: Context) -> Outcome:
        kind = of_same_person(self.id_type, context)
        if kind == "cmnd":
            return self._old_card(text, context)
        if kind == "passport":
            return self._passport(text, context)
        if kind == "other":
            number = _compact(text)
            return Accepted(number) if _ANY_PAPER.fullmatch(number) else _refused_paper()
        return CitizenId(self.sex, self.birth)(text, context)

    def _old_card(self, text: str, context: Context) -> Outcome:
        digits = digits_of(text)
        if digits is not None and len(digits) == OLD_LENGTH:
            return Accepted(digits, say("echo-old-card", number=in_groups(digits)))
        if digits is not None and len(digits) == 12:
            return CitizenId(self.sex, self.birth)(text, context)
        return Refused(say("refused-old-card"), "E_ID_FORMAT")

    def _passport(self, text: str, context: Context) -> Outcome:
        number = _compact(text)
        if of_same_person(self.nationality, context) in (None, "VN"):
            number = number[:1] + number[1:].translate(LOOKALIKES)
            if _VN_PASSPORT.fullmatch(number):
                return Accepted(number, say("echo-passport", number=number))
            if of_same_person(self.nationality, context) == "VN":
                return Refused(say("refused-passport"), "E_ID_FORMAT")
            number = _compact(text)
        return (
            Accepted(number, say("echo-passport", number=number)) if _ANY_PAPER.fullmatch(number) else _refused_paper()
        )


def _refused_paper() -> Refused:
    return Refused(say("refused-paper-number"), "E_ID_FORMAT")


@dataclass(frozen=True, slots=True)
class IssueDate:
    """Day on which the paper was issued: not in the future, after the birth date, and possible for its type."""

    id_type: str = "id_type"
    birth: str = "birth_date"

    def __call__(self, text: str, context: Context) -> Outcome:
        outcome = DateCheck()(text, context)
        if isinstance(outcome, Refused) and outcome.code == "E_DATE_FUTURE":
            return Refused(say("refused-issue-date-future", date=dict(outcome.reason.values)["date"]), outcome.code)
        if not isinstance(outcome, Accepted | Doubtful):
            return outcome
        day = outcome.value.full if isinstance(outcome.value, PartialDate) else None
        return (self._wrong(day, context) if day else None) or outcome

    def _wrong(self, day: date, context: Context) -> Outcome | None:
        birth = of_same_person(self.birth, context)
        if isinstance(birth, PartialDate) and day <= birth.earliest:
            return Refused(say("refused-issue-date-birth", birth=str(birth)), "E_DATE_ORDER")
        first, last = ISSUED_BETWEEN.get(str(of_same_person(self.id_type, context)), (None, None))
        if first and day < first:
            return Refused(say("refused-issue-date-early", first=Day(first)), "E_DATE_ORDER")
        if last and day > last:
            return Refused(say("refused-issue-date-late", last=Day(last)), "E_DATE_ORDER")
        return None


@dataclass(frozen=True, slots=True)
class IssuePlace:
    """Typed issuer. Value: a code of :mod:`dialogs.checks.issuers`, or the words as typed where no list fits."""

    id_type: str = "id_type"
    issued: str = "id_issue_date"

    def __call__(self, text: str, context: Context) -> Outcome:
        typed = tidy(text)
        if not 2 <= len(search_key(typed)) <= 150:
            return Refused(say("refused-issuer"), "E_ISSUER")
        kind, issued = of_same_person(self.id_type, context), of_same_person(self.issued, context)
        fitting = issuers_for(str(kind or ""), issued.full if isinstance(issued, PartialDate) else None)
        named, codes = issuer_named(typed), {code for code, _ in fitting}
        if named in codes:
            return Accepted(named, say("echo-issuer", issuer=issuer_label(named)))
        if fitting and kind in ("cc", "cccd", "cccd_chip", "cccd_barcode"):
            code, label = fitting[0]
            return Doubtful(code, say("doubt-issuer", typed=typed, issuer=label))
        return Accepted(typed)
