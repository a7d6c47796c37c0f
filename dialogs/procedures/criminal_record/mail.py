"""The criminal record certificate by post (Decree 216/2026, Art 22 to 25; facts 1.3)."""

from __future__ import annotations

from typing import Final

from dialogs.postal import Enclosed, Postal
from dialogs.procedures.criminal_record.steps import POST

BY_POST: Final = Postal(
    when=POST,
    to=("nycThuongTru", "nycTamTru"),
    papers={"authorisation": Enclosed.ORIGINAL, "fee_proof": Enclosed.COPY, "id_card": Enclosed.COPY},
    source="Nghị định 216/2026/NĐ-CP, Điều 22 đến 25",
)
