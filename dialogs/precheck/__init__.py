"""The acceptance pre-check: before a dossier leaves, everything for which an office would send it back, at once."""

from __future__ import annotations

from dialogs.precheck.case import AcceptanceRule, Case, Finding, Severity
from dialogs.precheck.catalogue import RULES
from dialogs.precheck.judging import judged

__all__ = ["RULES", "AcceptanceRule", "Case", "Finding", "Severity", "judged"]
