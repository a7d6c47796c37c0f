"""Carries a Look over the pipe as JSON: the child tells what fits the bounds, the bot believes nothing beyond them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeVar

from dialogs.answers import PartialDate
from dialogs.documents import Card, Fault, Flaw, Look, PaperKind, ReadText
from integrations.vision.frames import (
    Garbled,
    checked_list,
    checked_number,
    checked_object,
    checked_share,
    checked_text,
)

MOST_FAULTS: Final = 12
MOST_WORDS: Final = 200
MOST_TEXTS: Final = 60
LONGEST_WORD: Final = 120
LONGEST_TEXT: Final = 300
"""Characters of a value on a card (a place of residence is the longest) or of a text that was read."""
MOST_CELLS: Final = 8
"""Of a fingerprint, in pieces of 64 cells."""

_PRINT: Final = re.compile(rf"(?:[0-9a-f]{{16}}){{0,{MOST_CELLS}}}")
_PLACE: Final = re.compile(r"|(?:(?:top|right|bottom|left|middle)(?:-(?:top|right|bottom|left|middle))?)")
_READERS: Final = frozenset({"qr", "mrz"})
_SEXES: Final = frozenset({"", "male", "female"})
_READ: Final = frozenset({"name", "number", "date"})
_CARD_TEXTS: Final = ("number", "name", "old_number", "residence", "nationality")
_CARD_DATES: Final = ("birth", "issued", "expires")

_Member = TypeVar("_Member", bound=StrEnum)


def told(look: Look) -> dict[str, Any]:
    """As JSON values, for the child: corners outside the picture move to its edge, what is too long is left out."""
    return {
        "kind": look.kind.value,
        "sure": look.sure,
        "corners": [[min(1.0, max(0.0, float(share))) for share in corner] for corner in look.corners],
        "faults": [[fault.flaw.value, fault.where] for fault in look.faults[:MOST_FAULTS]],
        "print": look.print,
        "words": [word for word in look.words if _fits(word, LONGEST_WORD)][:MOST_WORDS],
        "card": _told_card(look.card) if look.card and _sayable(look.card) else None,
        "texts": [[text.what, text.value, text.sure] for text in look.texts if _fits(text.value, LONGEST_TEXT)][
            :MOST_TEXTS
        ],
    }


def believed(value: Any) -> Look:
    """The Look in these JSON values, every one of them checked. Raises Garbled."""
    look = checked_object(value)
    corners = checked_list(look.get("corners"), 4)
    if len(corners) not in {0, 4}:
        raise Garbled("a page has four corners")
    return Look(
        kind=_member(PaperKind, look.get("kind")),
        sure=checked_number(look.get("sure"), 0, 100),
        corners=tuple(_corner(corner) for corner in corners),
        faults=tuple(_fault(fault) for fault in checked_list(look.get("faults"), MOST_FAULTS)),
        print=_matching(_PRINT, look.get("print")),
        words=tuple(checked_text(word, LONGEST_WORD) for word in checked_list(look.get("words"), MOST_WORDS)),
        card=None if look.get("card") is None else _card(checked_object(look["card"])),
        texts=tuple(_text(text) for text in checked_list(look.get("texts"), MOST_TEXTS)),
    )


def _fits(text: str, longest: int) -> bool:
    return len(text) <= longest and text.isprintable()


def _sayable(card: Card) -> bool:
    return all(_fits(getattr(card, name), LONGEST_TEXT) for name in _CARD_TEXTS)


def _told_card(card: Card) -> dict[str, Any]:
    texts = {name: getattr(card, name) for name in (*_CARD_TEXTS, "by", "sex")}
    return texts | {name: _told_date(getattr(card, name)) for name in _CARD_DATES}


def _told_date(when: PartialDate | None) -> list[int] | None:
    return None if when is None else [when.year, when.month, when.day]


def _corner(value: Any) -> tuple[float, float]:
    across, down = _exactly(value, 2)
    return checked_share(across), checked_share(down)


def _fault(value: Any) -> Fault:
    flaw, where = _exactly(value, 2)
    return Fault(_member(Flaw, flaw), _matching(_PLACE, where))


def _text(value: Any) -> ReadText:
    what, text, sure = _exactly(value, 3)
    return ReadText(_one_of(_READ, what), checked_text(text, LONGEST_TEXT), checked_number(sure, 0, 100))


def _card(value: dict[str, Any]) -> Card:
    texts = {name: checked_text(value.get(name), LONGEST_TEXT) for name in _CARD_TEXTS}
    dates = {name: _date(value.get(name)) for name in _CARD_DATES}
    by, sex = _one_of(_READERS, value.get("by")), _one_of(_SEXES, value.get("sex"))
    fields: dict[str, Any] = {"by": by, "sex": sex, **texts, **dates}
    return Card(**fields)


def _date(value: Any) -> PartialDate | None:
    """A day that exists, a month, or a year; None stays None."""
    if value is None:
        return None
    year, month, day = (checked_number(part, 0, 9999) for part in _exactly(value, 3))
    try:
        date(year, month or 1, day or 1)
    except ValueError as error:
        raise Garbled("no such day") from error
    if day and not month:
        raise Garbled("a day without a month")
    return PartialDate(year, month, day)


def _exactly(value: Any, count: int) -> list[Any]:
    found = checked_list(value, count)
    if len(found) != count:
        raise Garbled("a list of another length")
    return found


def _member(kind: type[_Member], value: Any) -> _Member:
    return kind(_one_of(kind, value))


def _one_of(allowed: Iterable[str], value: Any) -> str:
    if not isinstance(value, str) or value not in set(allowed):
        raise Garbled("a word that is not in the list")
    return value


def _matching(pattern: re.Pattern[str], value: Any) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise Garbled("a word of another form")
    return value
