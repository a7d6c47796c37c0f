"""Puts a dossier to every rule and lists all that is found, once for each place, in the order of the form."""

from __future__ import annotations

from dialogs.precheck.case import AcceptanceRule, Case, Finding, Found, Severity
from dialogs.precheck.catalogue import RULES


def judged(case: Case, rules: tuple[AcceptanceRule, ...] = RULES) -> tuple[Finding, ...]:
    """Everything at once: what returns the dossier first, then what may be asked, each in the order of the form.

    Of several faults that return the dossier at one place the first in the catalogue stands for all."""
    found = [
        _finding(rule, one, case)
        for rule in rules
        if not rule.procedures or case.procedure.code in rule.procedures
        for one in rule.finds.find(case)
    ]
    returned = {one.path: one for one in reversed(found) if one.severity is Severity.RETURNED}
    asked = [one for one in found if one.severity is Severity.ASKED and one.path not in returned]
    places = _places(case)
    last = len(places)
    return (
        *sorted(returned.values(), key=lambda one: places.get(one.path, last)),
        *sorted(dict.fromkeys(asked), key=lambda one: places.get(one.path, last)),
    )


def _finding(rule: AcceptanceRule, one: Found, case: Case) -> Finding:
    finding = Finding(rule.key, rule.severity, one.path, one.reason, one.photo, rule.overrulable)
    if rule.overrulable and finding.name in case.accepted:
        return Finding(rule.key, Severity.ASKED, one.path, one.reason, one.photo)
    return finding


def _places(case: Case) -> dict[str, int]:
    return {spot.path: number for number, spot in enumerate(case.route.spots)}
