"""The paths of every question, kept in paths.txt: `python -m tests.house.paths` writes it anew."""

from __future__ import annotations

from pathlib import Path

from dialogs.procedure import Procedure
from dialogs.procedures import PROCEDURES
from tests.house.spoken import leaves

KEPT = Path(__file__).with_name("paths.txt")


def paths_of(procedure: Procedure) -> list[str]:
    """Every question as ``key`` or ``group.key``, in order."""
    return [f"{group.key}.{step.key}" if group else step.key for step, group in leaves(procedure)]


def rows() -> list[str]:
    """``code revision path`` of every question as the code stands."""
    return [f"{p.code} {p.revision} {path}" for p in PROCEDURES for path in sorted(paths_of(p))]


if __name__ == "__main__":
    KEPT.write_text("\n".join(rows()) + "\n", encoding="utf-8")
