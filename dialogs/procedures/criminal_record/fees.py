"""Fees of the criminal record certificate (facts 1.8): Circular 16/2025/TT-BTC, campaign of 117/2026/TT-BTC."""

from __future__ import annotations

from datetime import date

from dialogs.conditions import AllOf, Is
from dialogs.fees import Above, FeeKind, FeeRule

CAMPAIGN_FROM, CAMPAIGN_TO = date(2026, 8, 15), date(2027, 2, 28)

CAMPAIGN = AllOf(Is("channel", "online"), Is("vneid", True), Is("nationality", "VN"), Is("five_papers", True))

FEES = (
    FeeRule(kind=FeeKind.BASE, amount=200_000),
    FeeRule(kind=FeeKind.REDUCED, amount=100_000, when=Is("fee_group", "student", "merit")),
    FeeRule(
        kind=FeeKind.EXEMPT, amount=0, when=Is("fee_group", "child", "elderly", "disabled", "poor", "hard_commune")
    ),
    FeeRule(kind=FeeKind.CAMPAIGN, amount=0, when=CAMPAIGN, since=CAMPAIGN_FROM, until=CAMPAIGN_TO),
    FeeRule(kind=FeeKind.EXTRA, amount=5_000, per=Above("copies", 2)),
)
