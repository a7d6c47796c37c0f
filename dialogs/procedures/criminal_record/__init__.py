"""3.000333, criminal record certificate for an ordinary applicant, under the rules in force since 01/07/2026."""

from __future__ import annotations

from datetime import date

from dialogs.checks.outcome import Context
from dialogs.conditions import AllOf, Always, AnyOf, Is, IsNot, Younger
from dialogs.history import history_faults
from dialogs.procedure import Fault, Procedure, Rule, Term
from dialogs.procedures.criminal_record.fees import FEES
from dialogs.procedures.criminal_record.guide import VNEID
from dialogs.procedures.criminal_record.mail import BY_POST
from dialogs.procedures.criminal_record.steps import HISTORY_SINCE, ONLINE, PARTS, POST, STRANGER
from dialogs.procedures.criminal_record.wire import wire

ADULT_FOR_THIS = 16

RULES = (
    Rule("cert_type", AllOf(Is("cert_type", "2"), IsNot("purpose", "own_record")), "warn-no-2", "W_NO_2", stops=False),
    Rule(
        "for_whom", AllOf(Is("cert_type", "2"), STRANGER), "stop-no-2-proxy", "E_PROXY_NOT_ALLOWED", change="cert_type"
    ),
    Rule("channel", AllOf(ONLINE, STRANGER), "stop-proxy-online", "E_PROXY_NOT_ALLOWED"),
    Rule("channel", POST, "warn-post-signature", "W_POST_SIGNATURE", stops=False),
    Rule("vneid", AllOf(ONLINE, Is("vneid", False)), "stop-vneid", "E_VNEID_LEVEL", change="channel"),
    Rule("consent_fill", Is("consent_fill", False), "stop-consent", "E_CONSENT_MISSING"),
    Rule("birth_date", Younger("birth_date", ADULT_FOR_THIS), "stop-age-16", "E_AGE_MIN"),
    Rule("residence_status", Is("residence_status", "none"), "stop-no-residence", "E_CHANNEL_CLOSED"),
    Rule(
        "convictions",
        AllOf(Is("convictions", "none"), Is("cert_type", "2")),
        "warn-expunged",
        "W_EXPUNGED",
        stops=False,
    ),
)


def review(context: Context) -> tuple[Fault, ...]:
    """Faults that only the whole shows."""
    return history_faults("history", "birth_date", HISTORY_SINCE, context.answers, context.today)


CRIMINAL_RECORD = Procedure(
    code="3.000333",
    revision="2026-07-01",
    effective=date(2026, 7, 1),
    slug="criminal-record",
    parts=PARTS,
    rules=RULES,
    # Law 107/2025/QH15: 5 working days; up to 15 for a foreigner or when expunction is checked (press, one source).
    terms=(
        Term(15, AnyOf(IsNot("nationality", "VN"), Is("convictions", "some"))),
        Term(5, Always()),
    ),
    fees=FEES,
    wire=wire,
    review=review,
    form="lltp",
    words=("ly lich tu phap", "ly lich", "lltp", "phieu ly lich", "criminal record", "police certificate", "2.000488"),
    owner_id="id_number",
    usual={
        "for_whom": "self",
        "channel": "online",
        "vneid": True,
        "nationality": "VN",
        "residence_status": "permanent",
        "father": "known",
        "mother": "known",
        "cert_type": "1",
        "consent_read": False,
    },
    card=(
        ("paper", "id_type"),
        ("sex", "sex"),
        ("birth", "birth_date"),
        ("number", "id_number"),
        ("name", "full_name"),
        ("issued", "id_issue_date"),
        ("residence", "permanent_residence"),
    ),
    guides=(VNEID,),
    postal=BY_POST,
    legal=("Luật 107/2025/QH15", "Nghị định 216/2026/NĐ-CP", "Thông tư 16/2025/TT-BTC", "Thông tư 117/2026/TT-BTC"),
)  # fmt: skip
