"""Whatever staff are called for has a name that an officer can read."""

from __future__ import annotations

import ast

from integrations.console.office import TASK_WORDS
from integrations.storage.chats import POISON
from tests.house.spoken import modules

FROM_PORTALS = {
    "portal_report_unknown_dossier",
    "portal_lost_dossier",
    "portal_report_unreadable",
    "national_refused",
    "procedure_drift",
    "portal_down",
    "portal_refuses_us",
}
"""What is kept as poison under a name of its own (``bot/portal_reports.py``, ``bot/national.py``, ``bot/drift.py``,
``bot/portal_gate.py``)."""


def test_every_reason_to_call_staff_has_words() -> None:
    called = {POISON, *FROM_PORTALS}
    for _, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "CallStaff":
                reason = node.args[0]
                assert isinstance(reason, ast.Constant), "a reason is a word that can be looked up"
                called.add(str(reason.value))
    assert called == set(TASK_WORDS), (
        f"without words: {called - set(TASK_WORDS)}; never called: {set(TASK_WORDS) - called}"
    )
