"""1.004194, registration of temporary residence: form CT01 with household members and consents."""

from __future__ import annotations

from datetime import date

from dialogs.answers import PartialDate
from dialogs.checks.outcome import Context
from dialogs.conditions import AllOf, Always, Is
from dialogs.procedure import Fault, Procedure, Rule, Term
from dialogs.procedures.temporary_residence.fees import FEES
from dialogs.procedures.temporary_residence.steps import LONGEST_YEARS, ONLINE, PARTS, last_day
from dialogs.procedures.temporary_residence.wire import wire
from dialogs.texts import say

RULES = (
    Rule("stay", Is("stay", "short"), "stop-short-stay", "E_CHANNEL_CLOSED"),
    Rule("stay", Is("stay", "same_commune"), "stop-same-commune", "E_CHANNEL_CLOSED"),
    Rule("vneid", AllOf(ONLINE, Is("vneid", False)), "stop-vneid", "E_VNEID_LEVEL", change="channel"),
    Rule("consent_fill", Is("consent_fill", False), "stop-consent", "E_CONSENT_MISSING"),
    Rule("owner_consent", Is("owner_consent", "vneid"), "warn-consent-vneid", "W_CONSENT_VNEID", stops=False),
    Rule("head_consent", Is("head_consent", "vneid"), "warn-consent-vneid", "W_CONSENT_VNEID_HEAD", stops=False),
)


def review(context: Context) -> tuple[Fault, ...]:
    """At most two years ahead; the place must not be the permanent residence itself."""
    faults = []
    until, place, permanent = context.value("until"), context.value("place"), context.value("permanent_residence")
    if isinstance(until, PartialDate) and until.full and until.full > last_day(context.today):
        faults.append(Fault("until", say("fault-until-too-far", years=LONGEST_YEARS), "E_DATE_ORDER"))
    if place is not None and place == permanent:
        faults.append(Fault("place", say("fault-same-place"), "E_ADDR_SAME"))
    return tuple(faults)


TEMPORARY_RESIDENCE = Procedure(
    code="1.004194",
    revision="2026-07-01",
    effective=date(2026, 7, 1),
    slug="temporary-residence",
    in_time=("until",),
    parts=PARTS,
    rules=RULES,
    terms=(Term(3, Always()),),
    fees=FEES,
    wire=wire,
    review=review,
    form="ct01",
    usual={
        "channel": "online",
        "vneid": True,
        "dwelling": "rent",
        "is_head": True,
        "has_members": False,
        "consent_read": False,
    },
    card=(
        ("sex", "sex"),
        ("birth", "birth_date"),
        ("number", "citizen_id"),
        ("name", "full_name"),
        ("residence", "permanent_residence"),
    ),
    words=("tam tru", "ct01", "temporary residence", "1.004194", "o tro", "nha tro"),
    legal=("Luật Cư trú 68/2020/QH14", "Thông tư 116/2026/TT-BCA", "Nghị định 58/2026/NĐ-CP"),
)
