"""The catalogue of this house, joined from its procedures and the tables that the world brings."""

from __future__ import annotations

from collections.abc import Callable

from dialogs.deadlines import WorkCalendar
from dialogs.payment import PaymentWays
from dialogs.places import Gazetteer
from dialogs.procedure import Catalogue, Office
from dialogs.procedures import PROCEDURES
from dialogs.texts import Text

AT_THE_COUNTER = PaymentWays()


def catalogue(
    gazetteer: Gazetteer,
    calendar: WorkCalendar,
    words: Callable[[Text, str], str],
    office: Office,
    draft_days: int = 7,
    handed_off: frozenset[str] = frozenset(),
    payment: PaymentWays = AT_THE_COUNTER,
) -> Catalogue:
    """Every procedure in menu order."""
    return Catalogue(
        PROCEDURES,
        gazetteer,
        calendar,
        office,
        draft_days=draft_days,
        handed_off=handed_off,
        payment=payment,
        words=words,
    )
