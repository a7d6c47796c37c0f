"""What the QR code on a citizen's card says of its holder (facts 5.3)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

from dialogs.answers import PartialDate
from dialogs.checks.issuers import CC_FROM
from dialogs.documents import Card

FIELDS: Final = 7
"""How many fields are read; newer cards carry more, which nobody outside the issuer has described."""
LONGEST: Final = 4_296
"""Characters a QR code can hold at most."""
SEXES: Final = {"nam": "male", "nữ": "female"}
_START: Final = re.compile(r"[0-9]{12}([^\w\n])(?:[0-9]{9})?\1")
_DATE: Final = re.compile(r"([0-9]{2})(/?)([0-9]{2})\2([0-9]{4})")
_AROUND: Final = "\ufeff\r\n\0 "
"""Byte order mark, line ends and padding that scanners put before or after the payload."""


def parse(payload: str) -> Card | None:
    """The holder's number, name, birth, sex, residence and day of issue; None when the payload is of another kind.

    The fields stand between ``|``, or between whatever sign a scanner made of it, as long as the number and the old
    number stand before it. Data that anyone can print, never proof of identity.
    """
    if len(payload) > LONGEST:
        return None
    text = unicodedata.normalize("NFC", payload.strip(_AROUND))
    start = _START.match(text)
    if start is None:
        return None
    fields = [_tidy(field) for field in text.split(start[1])[:FIELDS]]
    return _card(fields) if len(fields) == FIELDS else None


def _card(fields: list[str]) -> Card | None:
    number, old_number, name, born, sex, residence, given = fields
    birth, issued = _day(born), _day(given)
    if birth is None or issued is None or sex.lower() not in SEXES:
        return None
    if not any(letter.isalpha() for letter in name) or not (name + residence).isprintable():
        return None
    return Card(
        "qr",
        number,
        name,
        birth=birth,
        sex=SEXES[sex.lower()],
        old_number=old_number,
        residence=residence,
        issued=issued,
        paper=_paper(issued),
    )


def _paper(issued: PartialDate) -> str:
    """The law changed the card's name on one day: what was issued before it stays a "cccd"."""
    return "cc" if issued.earliest >= CC_FROM else "cccd"


def _tidy(field: str) -> str:
    return " ".join(field.split())


def _day(text: str) -> PartialDate | None:
    """``01121990`` or ``01/12/1990``, if there is such a day."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    day, month, year = int(found[1]), int(found[3]), int(found[4])
    try:
        date(year, month, day)
    except ValueError:
        return None
    return PartialDate(year, month, day)
