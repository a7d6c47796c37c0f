"""Form CT01 as data: its numbered fields, the members, and the consents (facts 2.1)."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.checks.outcome import Context
from dialogs.wire import plain, rows

FIELDS = (
    "full_name", "birth_date", "sex", "citizen_id", "phone", "email", "head_name", "head_relation", "head_id",
    "permanent_residence", "place", "until", "dwelling", "owner_name", "owner_id", "owner_consent", "head_consent",
    "guardian_name", "guardian_id", "fee_group",
)  # fmt: skip
MEMBER = {"name": "full_name", "birth": "birth_date", "sex": "sex", "id": "citizen_id", "relation": "relation"}


def wire(context: Context) -> Mapping[str, object]:
    """CT01 by our keys: absent answers are left out; the head of household is the applicant when they said so."""
    form: dict[str, object] = {key: value for key in FIELDS if (value := plain(context.value(key))) not in (None, "")}
    if context.value("is_head") is True:
        form |= {
            "head_name": context.value("full_name"),
            "head_id": context.value("citizen_id"),
            "head_relation": "self",
        }
    form["request_text"] = _request(context)
    form["members"] = rows("members", MEMBER, context)
    return form


def _request(context: Context) -> str:
    """Field 10, in the officers' language whatever the citizen speaks: what, where, and until when."""
    return f"Đăng ký tạm trú tại {context.value('place')} đến ngày {context.value('until')}"
