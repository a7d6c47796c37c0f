"""Labelled places where a test may kill the process: nothing in real life."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Callable, Mapping

Crash = Callable[[str], None]

POINTS = (
    "turn.before-commit",
    "turn.after-commit",
    "settle.before-commit",
    "settle.after-commit",
    "say.before-send",
    "say.after-send",
    "chore.before",
    "chore.after",
    "filing.before-portal",
    "filing.after-portal",
)


PAYMENT_POINTS = (
    "payment.before-gateway",
    "payment.after-gateway",
    "payment.heard",
    "payment.told",
)
"""Passed only where a fee is paid."""

REPORT_POINTS = ("push.kept", "report.told")
"""Passed only where a foreign portal pushes: kept and not yet answered; told and not yet written down as told."""


def no_crash(_point: str) -> None:
    """Real life."""


def crash_from(environment: Mapping[str, str]) -> Crash:
    """Kill -9 this process at the n-th passing of a point: MOTCUA_CRASH_AT=``point:n``, and only when
    MOTCUA_CRASH_TESTS=yes stands beside it, so that one stray variable harms nobody."""
    if environment.get("MOTCUA_CRASH_TESTS") != "yes" or not environment.get("MOTCUA_CRASH_AT"):
        return no_crash
    wanted, _, number = environment["MOTCUA_CRASH_AT"].rpartition(":")
    passed: Counter[str] = Counter()

    def crash(point: str) -> None:
        passed[point] += 1
        if point == wanted and passed[point] == int(number):
            os.kill(os.getpid(), signal.SIGKILL)

    return crash
