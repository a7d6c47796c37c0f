"""A thing to say: a key and its values, in no language yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in đồng, shown as ``200.000 đ``."""

    dong: int


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day in Vietnam, shown as ``21/11/2026``."""

    day: date


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time (aware, any zone), shown in Vietnamese local time as ``14:30 21/11/2026``."""

    moment: datetime


@dataclass(frozen=True, slots=True)
class Text:
    """``key`` names a message in ``locales/<language>/*.ftl`` (``key.attribute`` names an attribute of it);
    ``values`` fill its variables. A nested Text is rendered first, in the same language."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """Several values, shown with commas between them."""

    parts: tuple[Value, ...]


Value = str | int | Money | Day | Moment | Text | Listed
"""What may stand in a text: strings are shown as they are."""


def say(key: str, **values: Value) -> Text:
    """Shorthand: ``say("fee-total", amount=Money(200_000))``."""
    return Text(key, tuple(values.items()))
