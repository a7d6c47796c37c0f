"""Reads the machine-readable zone of a Vietnamese citizen card or of a passport, and believes only what is proven.

ICAO 9303 (parts 3, 4, 5) and facts 5.4. Every check digit must hold, that over all of them too. What stands under no
check digit is proven otherwise: the card has its number twice and the sex in it, a passport its country twice. Only the
name has no proof but the letters it may consist of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Final

from dialogs.answers import PartialDate
from dialogs.checks.citizen_id import LENGTH, birth_year_of, sex_of
from dialogs.documents import Card

_Part = tuple[int, int]

FILLER: Final = "<"
_WEIGHTS: Final = (7, 3, 1)
_MOST_LINES: Final = 40
_LONGEST_LINE: Final = 60
_MOST_MISSING: Final = 6
"""Fillers that may be missing or too many in a line: nobody counts a long run of them rightly."""
_YOUNGEST: Final = 5
"""Years that a passport is valid at least, so that its holder was born so long before it expires."""

_DIGITS: Final = str.maketrans("OQDILZASGTB", "00011245678")
_LETTERS: Final = str.maketrans("0124568", "OIZASGB")
_FILLERS: Final = str.maketrans("KCEGLSX", FILLER * 7)
_ALPHABETS: Final = {
    "a": (re.compile("[A-Z]"), _LETTERS),
    "b": (re.compile("[A-Z<]"), _LETTERS),
    "d": (re.compile("[0-9]"), _DIGITS),
    "n": (re.compile("[0-9<]"), _DIGITS),
    "s": (re.compile("[MF<]"), _LETTERS),
    "x": (re.compile("[A-Z0-9<]"), {}),
    FILLER: (re.compile(FILLER), _FILLERS),
}
"""What can stand at a place, and how signs that cannot are read instead."""
_NAME: Final = re.compile("([A-Z]+(?:<[A-Z]+)*)(?:<<([A-Z]+(?:<[A-Z]+)*))?(?:<*|<<<[<KCEGLSX]*)")
"""Family name, the other names, and fillers, among which some are read as what they look like."""


@dataclass(frozen=True, slots=True)
class _Form:
    """``lines``: the alphabet of every place; ``name``: which line holds the name, from which place on; ``checks``:
    places of the zone as a whole that are added up, and the place of their check digit."""

    lines: tuple[str, ...]
    name: int
    name_from: int
    checks: tuple[tuple[tuple[_Part, ...], int], ...]


_CARD: Final = _Form(
    ("a" * 5 + "d" * 22 + FILLER * 2 + "d", "ddnnnndsddddddd" + "aaa" + FILLER * 11 + "d", "b" * 30),
    2,
    0,
    (
        (((5, 14),), 14),
        (((15, 29),), 29),
        (((30, 36),), 36),
        (((38, 44),), 44),
        (((5, 37), (38, 45), (48, 59)), 59),
    ),
)
_PASSPORT_CHECKS: Final = (
    (((44, 53),), 53),
    (((57, 63),), 63),
    (((65, 71),), 71),
    (((72, 86),), 86),
    (((44, 54), (57, 64), (65, 87)), 87),
)
_DATES: Final = "ddnnnndsddddddd"
_OURS: Final = _Form(
    ("ab" + "a" * 3 + "b" * 39, "addddddd" + FILLER + "d" + "aaa" + _DATES + "n" * 15 + "d"), 0, 5, _PASSPORT_CHECKS
)
_FOREIGN: Final = _Form(
    ("ab" + "b" * 3 + "b" * 39, "x" * 9 + "d" + "bbb" + _DATES + "x" * 14 + "n" + "d"), 0, 5, _PASSPORT_CHECKS
)


def parse(lines: Sequence[str], today: date | None = None) -> Card | None:
    """The holder's data from lines of text among which the zone stands; None unless all of it is proven.

    ``today`` tells the century of a foreigner's birth; without it, the date of expiry does.
    """
    cleaned = [line for line in map(_cleaned, lines[:_MOST_LINES]) if line]
    for at in range(len(cleaned)):
        card = _citizen(cleaned[at : at + 3]) or _traveller(cleaned[at : at + 2], today)
        if card is not None:
            return card
    return None


def check_digit(field: str) -> str:
    """Of a field (ICAO 9303-3, 4.9): digits count as they are, A to Z 10 to 35, a filler 0; weights 7, 3, 1."""
    values = (0 if sign == FILLER else int(sign, 36) for sign in field)
    return str(sum(value * _WEIGHTS[at % 3] for at, value in enumerate(values)) % 10)


def _cleaned(line: str) -> str:
    signs = line[:_LONGEST_LINE].upper().replace("«", FILLER * 2).replace(" ", "")
    return "".join(sign if sign.isascii() and sign.isalnum() else FILLER for sign in signs)


def _citizen(lines: Sequence[str]) -> Card | None:
    for zone in _proven(_CARD, lines):
        number, sex = zone[15:27], _sex(zone[37])
        same = zone[:5] == "IDVNM" and zone[45:48] == "VNM" and number.endswith(zone[5:14]) and sex == sex_of(number)
        name, birth = _name(zone[60:]), _birth(zone[30:36], birth_year_of(number) // 100)
        expires = _day(zone[38:44], 20)
        if same and name and birth and expires:
            return Card("mrz", number, name, birth, sex, expires=expires, nationality="VN")
    return None


def _traveller(lines: Sequence[str], today: date | None) -> Card | None:
    for form in (_OURS, _FOREIGN):
        for zone in _proven(form, lines):
            country, number, sex = zone[54:57].rstrip(FILLER), zone[44:53].rstrip(FILLER), _sex(zone[64])
            ours, personal = country == "VNM", _citizen_number(zone)
            same = zone[0] == "P" and zone[2:5] == zone[54:57] and ours == (form is _OURS)
            name, expires = _name(zone[5:44]), _day(zone[65:71], 20)
            if not (same and country and number and name and expires) or (personal and sex != sex_of(personal)):
                continue
            century = birth_year_of(personal) // 100 if personal else _century(zone[57:63], expires, today)
            if birth := _birth(zone[57:63], century):
                nationality = "VN" if ours else country
                return Card("mrz", number, name, birth, sex, expires=expires, nationality=nationality, paper="passport")
    return None


def _citizen_number(zone: str) -> str:
    """The number that Vietnamese passports repeat since there is one; empty when it is not there."""
    personal = zone[72:86].rstrip(FILLER)
    whole = zone[54:57] == "VNM" and len(personal) == LENGTH and personal.isdigit()
    return personal if whole and personal[4:6] == zone[57:59] else ""


def _proven(form: _Form, lines: Sequence[str]) -> Iterator[str]:
    """Every reading of these lines in which all signs are possible and all check digits hold, as one string."""
    if len(lines) != len(form.lines):
        return
    ways = []
    for at, (line, alphabet) in enumerate(zip(lines, form.lines, strict=True)):
        wide = _padded(line, len(alphabet)) if at == form.name else _filled(line, len(alphabet))
        readings = {_read(way, alphabet) for way in wide}
        ways.append(sorted(reading for reading in readings if reading))
    for chosen in product(*ways):
        zone = "".join(chosen)
        if all(_holds(zone, parts, digit) for parts, digit in form.checks):
            yield zone


def _holds(zone: str, parts: tuple[_Part, ...], at: int) -> bool:
    field = "".join(zone[start:end] for start, end in parts)
    # Over an empty field the check digit may be a filler as well (ICAO 9303-4, 4.2.2).
    return zone[at] == check_digit(field) or (zone[at] == FILLER and not field.strip(FILLER))


def _padded(line: str, length: int) -> list[str]:
    """A name ends in fillers, of which none means anything."""
    kept = line.rstrip(FILLER)
    return [kept.ljust(length, FILLER)] if len(kept) <= length and len(line) > length // 3 else []


def _filled(line: str, length: int) -> list[str]:
    """The line at its right length: one run of fillers is longer or shorter than it was read."""
    missing = length - len(line)
    if not missing:
        return [line]
    if abs(missing) > _MOST_MISSING:
        return []
    runs = [run.span() for run in re.finditer(FILLER + "+", line) if run.end() - run.start() + missing > 0]
    return [line[:start] + FILLER * (end - start + missing) + line[end:] for start, end in runs]


def _read(line: str, alphabet: str) -> str:
    """The line with signs that cannot stand where they stand read as the ones they look like; empty when one cannot."""
    signs = []
    for sign, kind in zip(line, alphabet, strict=True):
        possible, instead = _ALPHABETS[kind]
        read = sign if possible.fullmatch(sign) else sign.translate(instead)
        if not possible.fullmatch(read):
            return ""
        signs.append(read)
    return "".join(signs)


def _name(field: str) -> str:
    found = _NAME.fullmatch(field)
    if found is None:
        return ""
    return " ".join(part.replace(FILLER, " ") for part in found.groups() if part)


def _sex(sign: str) -> str:
    return {"M": "male", "F": "female"}.get(sign, "")


def _century(born: str, expires: PartialDate, today: date | None) -> int:
    """The latest that can be."""
    year, day = 2000 + int(born[:2]), born.replace(FILLER, "0")
    if today is None:
        return 20 if year <= expires.year - _YOUNGEST else 19
    return 20 if (year, day) <= (today.year, f"{today:%y%m%d}") else 19


def _birth(field: str, century: int) -> PartialDate | None:
    """yyMMdd; fillers (or noughts) stand for a month or a day that is not known (ICAO 9303-3, 4.8)."""
    return _day(field.replace(FILLER, "0"), century, known=False)


def _day(field: str, century: int, *, known: bool = True) -> PartialDate | None:
    year, month, day = 100 * century + int(field[:2]), int(field[2:4]), int(field[4:6])
    if (known and not (month and day)) or (day and not month):
        return None
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return PartialDate(year, month, day)
