"""Fees by rule, day and condition; the vectors of facts 1.8, 2.1 and 2.6."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from dialogs.answers import AnswerValue
from dialogs.checks import Context
from dialogs.fees import Above, Condition, FeeKind, FeeRule, NoFeeRule, Persons, certified_copy_fee, fee_for
from dialogs.texts import Money, say
from tests.dialogs.checks.said import context

BEFORE, DURING, AFTER = date(2026, 8, 14), date(2026, 11, 21), date(2027, 3, 1)


@dataclass(frozen=True)
class Has:
    """All these answers are given so."""

    wanted: tuple[tuple[str, AnswerValue], ...]

    def holds(self, where: Context) -> bool:
        return all(where.value(key) == value for key, value in self.wanted)


def has(**wanted: AnswerValue) -> Condition:
    return Has(tuple(wanted.items()))


def certificate(*, campaign_waives: bool = False, exempt_waives: bool = False) -> tuple[FeeRule, ...]:
    """The fee table of the criminal record certificate."""
    return (
        FeeRule(kind=FeeKind.BASE, amount=200_000),
        FeeRule(kind=FeeKind.REDUCED, amount=100_000, when=has(fee_group="student")),
        FeeRule(kind=FeeKind.EXEMPT, amount=0, when=has(fee_group="poor"), waives_extras=exempt_waives),
        FeeRule(
            kind=FeeKind.CAMPAIGN,
            amount=0,
            when=has(channel="online", level=2, papers=True),
            since=date(2026, 8, 15),
            until=date(2027, 2, 28),
            waives_extras=campaign_waives,
        ),
        FeeRule(kind=FeeKind.EXTRA, amount=5_000, per=Above("copies", 2), label=say("fee-extra")),
    )


ONLINE: dict[str, AnswerValue] = {"channel": "online", "level": 2, "papers": True}


@pytest.mark.parametrize(
    ("answers", "on", "total"),
    [
        ({"copies": 1}, BEFORE, 200_000),
        ({"copies": 4, "fee_group": "student"}, BEFORE, 110_000),
        ({**ONLINE}, DURING, 0),
        ({**ONLINE, "channel": "in_person"}, DURING, 200_000),
        ({**ONLINE}, AFTER, 200_000),
        ({"copies": 3, "fee_group": "poor"}, BEFORE, 5_000),
        ({**ONLINE}, date(2026, 8, 15), 0),
        ({**ONLINE}, date(2027, 2, 28), 0),
        ({**ONLINE}, BEFORE, 200_000),
        ({"copies": 2}, BEFORE, 200_000),
        ({"copies": 10}, BEFORE, 240_000),
        ({**ONLINE, "papers": False}, DURING, 200_000),
    ],
)
def test_the_certificate(answers: dict[str, AnswerValue], on: date, total: int) -> None:
    fee = fee_for(certificate(), context(**answers), on)
    assert fee.total == total == sum(line.amount for line in fee.lines)


def test_the_highest_benefit_decides_and_says_so() -> None:
    fee = fee_for(certificate(), context(fee_group="student", **ONLINE), DURING)
    assert (fee.total, fee.reason.key) == (0, "fee-campaign")
    assert fee_for(certificate(), context(fee_group="student"), DURING).reason.key == "fee-reduced"


def test_whether_a_waiver_covers_extra_copies_is_a_setting() -> None:
    many = context(copies=4, **ONLINE)
    assert fee_for(certificate(), many, DURING).total == 10_000
    assert fee_for(certificate(campaign_waives=True), many, DURING).total == 0
    poor = context(copies=3, fee_group="poor")
    assert fee_for(certificate(exempt_waives=True), poor, BEFORE).total == 0
    both = context(copies=3, fee_group="poor", **ONLINE)
    assert fee_for(certificate(campaign_waives=True), both, DURING).reason.key == "fee-campaign"


def test_lines_of_the_bill() -> None:
    fee = fee_for(certificate(), context(copies=4, fee_group="student"), BEFORE)
    assert [(line.text.key, line.amount) for line in fee.lines] == [("fee-reduced", 100_000), ("fee-times", 10_000)]
    assert dict(fee.lines[1].text.values) == {"what": say("fee-extra"), "count": 2, "each": Money(5_000)}


def test_today_is_the_day_when_none_is_named() -> None:
    assert fee_for(certificate(), context(**ONLINE)).total == 0
    assert fee_for(certificate(), Context(AFTER, context(**ONLINE).answers)).total == 200_000


RESIDENCE = (
    FeeRule(kind=FeeKind.BASE, amount=7_000, when=has(channel="online", list=False)),
    FeeRule(kind=FeeKind.BASE, amount=15_000, when=has(channel="direct", list=False)),
    FeeRule(kind=FeeKind.BASE, amount=5_000, per=Persons("members"), when=has(channel="online", list=True)),
    FeeRule(kind=FeeKind.BASE, amount=10_000, per=Persons("members", plus=0), when=has(channel="direct", list=True)),
)


@pytest.mark.parametrize(
    ("channel", "listed", "total"),
    [("online", False, 7_000), ("direct", False, 15_000), ("online", True, 15_000), ("direct", True, 20_000)],
)
def test_temporary_residence(channel: str, listed: bool, total: int) -> None:
    members = {
        "members__0__full_name": "A",
        "members__0__sex": "male",
        "members__1__full_name": "B",
        "members_more": True,
    }
    assert fee_for(RESIDENCE, context(**{"channel": channel, "list": listed, **members})).total == total


def test_a_hole_in_the_table_is_an_error_and_never_free() -> None:
    with pytest.raises(NoFeeRule):
        fee_for(RESIDENCE, context(channel="post", list=False))
    with pytest.raises(NoFeeRule):
        fee_for((certificate()[-1],), context(copies=9))


@pytest.mark.parametrize(
    ("pages", "dong"), [(1, 2_000), (2, 4_000), (3, 5_000), (10, 12_000), (198, 200_000), (300, 200_000), (0, 0)]
)
def test_certified_copies(pages: int, dong: int) -> None:
    assert certified_copy_fee(pages) == dong
