"""How an apology for a late result stands in the ledger: which day it replaces and which it promises."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

APOLOGISED: Final = "apologised"
"""How the ledger calls it; the reason stands in the report to the citizen, never in the ledger."""

_NOTE: Final = re.compile(r"^until=(\d{4}-\d\d-\d\d) instead=(\d{4}-\d\d-\d\d) report=\d+$")


def apology_note(promised: date, until: date, report: int) -> str:
    """The ledger's detail."""
    return f"until={until} instead={promised} report={report}"


def apology_in(detail: str) -> tuple[date, date] | None:
    """(day promised before, day promised now), from the ledger's detail."""
    found = _NOTE.match(detail)
    return (date.fromisoformat(found[2]), date.fromisoformat(found[1])) if found else None
