"""Every check has an answer to whatever is typed, and what it accepts or proposes it would accept again."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.answers import PartialDate
from dialogs.checks import Accepted, Candidates, Check, Doubtful, Refused
from dialogs.checks.citizen_id import CitizenId
from dialogs.checks.dates import DateCheck, Precision, birth_date, month
from dialogs.checks.dossier_code import dossier_code
from dialogs.checks.email import Email
from dialogs.checks.ethnic_groups import EthnicGroup
from dialogs.checks.identity_papers import IdNumber, IssueDate, IssuePlace
from dialogs.checks.names import PersonName
from dialogs.checks.nationalities import Nationality
from dialogs.checks.numbers import Amount, Digits, WholeNumber
from dialogs.checks.phones import Phone
from dialogs.checks.secrets import secret_in
from dialogs.checks.text import FreeText
from dialogs.checks.yes_no import YesOrNo
from tests.dialogs.checks.said import TODAY, context

CHECKS: tuple[Check, ...] = (
    PersonName(), PersonName(may_be_unknown=True), CitizenId(), IdNumber(), IssueDate(), IssuePlace(), DateCheck(),
    DateCheck(least=Precision.YEAR, future=True), birth_date(16), month(now=True, not_before="from_month"), Phone(),
    Phone(landline=True, foreign=True), Email(), EthnicGroup, Nationality, Digits(6), WholeNumber(1, 10), Amount(),
    FreeText(), FreeText(lines=True), YesOrNo(),
)  # fmt: skip
PIECES = st.sampled_from(
    [*"0123456789/-.,@ oOlIB", "nguyễn", "tháng", "năm", "ngày", "không", "nay", "+84", "09", "gmail", "\u0301",
     "\u200f",
     "\u00ad", "😀", "\n", "\ud83d", "ﬁ", "İ", "ß", "٣", "²", "½", "Ⅷ", "ǰ"]
)  # fmt: skip
TYPED = st.text(max_size=40) | st.lists(PIECES, max_size=15).map("".join)
WHERES = st.sampled_from(
    [context(), context(sex="male", birth_date=PartialDate(1990, 3, 5), nationality="VN")]
    + [context(id_type=kind, birth_date=PartialDate(1990)) for kind in ("cc", "cccd", "cmnd", "passport", "other")]
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: repr(check)[:40])
@settings(max_examples=150, deadline=None)
@given(text=TYPED, where=WHERES)
def test_every_text_gets_an_outcome(check: Check, text: str, where: object) -> None:
    assert isinstance(where, type(context()))
    found = check(text, where)
    assert isinstance(found, Accepted | Doubtful | Candidates | Refused)
    if isinstance(found, Accepted | Doubtful) and isinstance(found.value, str):
        found.value.encode()
        again = check(found.value, where)
        assert isinstance(again, Accepted | Doubtful | Candidates), (text, found, again)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: repr(check)[:40])
@pytest.mark.parametrize("piece", ["ă", "1", "a@", "0/", "é ", "\u0301", "OTP ", "la "])
def test_five_thousand_signs_are_answered(check: Check, piece: str) -> None:
    found = check(piece * (5000 // len(piece)), context())
    assert isinstance(found, Refused), found


@settings(max_examples=150, deadline=None)
@given(text=TYPED)
def test_look_outs_never_fail(text: str) -> None:
    assert secret_in(text) in (None, "otp", "password", "passcode", "card")
    assert dossier_code(text, date(2026, 11, 21)) is None or TODAY
