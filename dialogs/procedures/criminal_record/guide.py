"""The way through VNeID for a criminal record certificate (facts 1.11; confidence medium: menus may be named anew)."""

from __future__ import annotations

from typing import Final

from dialogs.guides import Guide, GuideStep
from dialogs.procedures.criminal_record.steps import ONLINE

VNEID: Final = Guide(
    portal="VNeID",
    when=ONLINE,
    steps=(
        GuideStep("guide-vneid-open"),
        GuideStep("guide-vneid-who", ("for_whom",)),
        GuideStep("guide-vneid-person", ("birth_place", "phone", "email", "other_name")),
        GuideStep("guide-vneid-family", ("father_name", "father_birth", "mother_name", "mother_birth", "spouse_name")),
        GuideStep("guide-vneid-history", ("from", "to", "kind", "address", "occupation", "workplace")),
        GuideStep("guide-vneid-request", ("cert_type", "purpose", "want_ban_info")),
        GuideStep("guide-vneid-result", ("delivery", "delivery_address", "copies")),
        GuideStep("guide-vneid-send"),
    ),
)
