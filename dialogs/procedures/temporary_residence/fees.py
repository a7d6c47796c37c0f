"""Charges for registering a temporary residence (facts 2.1): by channel, by person when several file together."""

from __future__ import annotations

from datetime import date

from dialogs.conditions import AllOf, Is, Not
from dialogs.fees import FeeKind, FeeRule, Persons

CAMPAIGN_FROM, CAMPAIGN_TO = date(2026, 8, 15), date(2027, 2, 28)

_ONLINE, _ALONE = Is("channel", "online"), Not(Is("has_members", True))
_EXEMPT = Is("fee_group", "child", "elderly", "disabled", "merit", "poor", "border", "orphan")
_CAMPAIGN = AllOf(_ONLINE, Is("vneid", True), Is("five_papers", True))

FEES = (
    FeeRule(kind=FeeKind.BASE, amount=7_000, when=AllOf(_ONLINE, _ALONE)),
    FeeRule(kind=FeeKind.BASE, amount=15_000, when=AllOf(Not(_ONLINE), _ALONE)),
    FeeRule(kind=FeeKind.BASE, amount=5_000, per=Persons("members"), when=AllOf(_ONLINE, Not(_ALONE))),
    FeeRule(kind=FeeKind.BASE, amount=10_000, per=Persons("members"), when=AllOf(Not(_ONLINE), Not(_ALONE))),
    FeeRule(kind=FeeKind.EXEMPT, amount=0, when=_EXEMPT),
    FeeRule(kind=FeeKind.CAMPAIGN, amount=0, when=_CAMPAIGN, since=CAMPAIGN_FROM, until=CAMPAIGN_TO),
)
