"""Takes dates apart as people write them, day first: ``5/3/90``, ``05031990``, ``5 tháng 3 năm 1990`` (facts 10.4)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dialogs.checks.numbers import LOOKALIKES, ascii_digits
from dialogs.checks.wording import search_key, tidy


@dataclass(frozen=True, slots=True)
class Spelled:
    """The parts as written, not yet checked: 0 = not written, ``year`` -1 = a day and month without a year.

    ``short_year``: the year had two digits. ``lunar``: the text says that it is a lunar date.
    """

    year: int = 0
    month: int = 0
    day: int = 0
    short_year: bool = False
    lunar: bool = False


_LUNAR = re.compile(r"\b(?:am lich|lich am|am|al|lunar|nhuan|thang gieng|thang chap)\b|âl\b")
_MONTH_WORDS = (
    ("muoi hai", 12), ("muoi mot", 11), ("muoi", 10), ("mot", 1), ("hai", 2), ("ba", 3), ("tu", 4), ("bon", 4),
    ("nam", 5), ("sau", 6), ("bay", 7), ("tam", 8), ("chin", 9),
)  # fmt: skip
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH_MONTH = re.compile(rf"\b({'|'.join(_ENGLISH)})[a-z]*\b\.?,?")
_FILLER_WORDS = (
    "ngay thang thg th nam sinh vao la toi em minh da a vang nhe mung mong hom thu tu den duong lich cap ky khoang "
    "chu nhat hai ba bon sau bay on of the born in from to since th st nd rd about"
)
_FILLERS = frozenset(_FILLER_WORDS.split())
_BEFORE, _AFTER = r"(?<![\d/])", r"(?![\d/])"
_SEP = r"[\s/\-.,]{1,4}"
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(_BEFORE + pattern + _AFTER), order)
    for pattern, order in (
        (rf"(\d{{4}}){_SEP}(\d{{1,2}}){_SEP}(\d{{1,2}})", "ymd"),
        (rf"(\d{{1,2}}){_SEP}(\d{{1,2}}){_SEP}(\d{{4}}|\d{{2}})", "dmy"),
        (r"(\d{2})(\d{2})(\d{4})", "dmy"),
        (r"(\d{4})(\d{2})(\d{2})", "ymd"),
        (r"(\d{2})(\d{2})(\d{2})", "dmy"),
        (r"(\d{2})(\d{4})", "my"),
        (rf"(\d{{4}}){_SEP}(\d{{1,2}})", "ym"),
        (rf"(\d{{1,2}}){_SEP}(\d{{4}})", "my"),
        (r"(\d{4})", "y"),
        (rf"(\d{{1,2}}){_SEP}(\d{{1,2}})", "ab"),
        (r"(\d{2})", "y"),
    )
)
LONGEST = 60


def _numbers_only(text: str) -> str:
    """The search key with months in digits, O and l inside numbers read as digits, and connecting words out."""
    key = search_key(ascii_digits(tidy(text)))
    key = re.sub(r"\b(?=[oil|b]*\d)[\doil|b]+\b", lambda found: found[0].upper().translate(LOOKALIKES), key)
    for word, number in _MONTH_WORDS:
        key = re.sub(rf"\bthang {word}\b", f"thang {number}", key)
    key = _ENGLISH_MONTH.sub(lambda found: f" {_ENGLISH.index(found[1]) + 1} ", key)
    key = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", key)
    key = re.sub(r"[a-z]+", lambda found: " " if found[0] in _FILLERS else found[0], key)
    return re.sub(r"\s+", " ", key).strip(" .,;:!()?/-")


def _english_order(text: str) -> bool:
    """``March 5, 1990``: here alone the month comes first."""
    return bool(re.match(rf"(?:on |born )*(?:{'|'.join(_ENGLISH)})[a-z]*\.? \d{{1,2}}\b(?!\d)", search_key(text)))


def _full_year(year: str) -> tuple[int, bool]:
    return int(year), len(year) == 2


def _possible(spelled: Spelled) -> bool:
    return spelled.month <= 12 and spelled.day <= 31 and (spelled.short_year or spelled.year >= 1800)


def _read(parts: tuple[str, ...], order: str) -> Spelled:
    if order == "ab":
        month_year = int(parts[1]) > 12 and len(parts[1]) == 2
        return (
            Spelled(int(parts[1]), int(parts[0]), 0, True) if month_year else Spelled(-1, int(parts[1]), int(parts[0]))
        )
    named = dict(zip(order, parts, strict=True))
    year, short = _full_year(named["y"])
    return Spelled(year, int(named.get("m", 0)), int(named.get("d", 0)), short)


def spelled(text: str) -> Spelled | None:
    """The parts of the one date in ``text``, or None when it cannot be read as a date.

    Runs of 6 or 8 digits that make no date one way are tried the other way (``19900305``, ``102018``); the first
    reading is returned when none is possible, so that the caller can say what is wrong with it.
    """
    if len(text) > LONGEST:
        return None
    if _LUNAR.search(search_key(text)):
        return Spelled(lunar=True)
    numbers = _numbers_only(text)
    if _english_order(tidy(text)):
        numbers = re.sub(r"^(\d{1,2}) (\d{1,2})\b", r"\2 \1", numbers)
    readings = [_read(found.groups(), order) for form, order in _FORMS if (found := form.fullmatch(numbers))]
    possible = [reading for reading in readings if _possible(reading)]
    return next(iter(possible or readings), None)
