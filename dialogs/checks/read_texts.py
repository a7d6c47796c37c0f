"""What lines read off a paper offer: numbers, dates, names after their labels, and the title by which it is sorted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher

from dialogs.answers import PartialDate
from dialogs.checks.wording import search_key, tidy
from dialogs.documents import ReadText

MOST_OFFERED = 12
LEAST_SURE = 60
"""Per cent; what was read less surely is not worth a look."""
_LABELS = (
    "ho va ten", "ho chu dem ten", "ho chu dem va ten", "ho ten", "toi la", "ten toi la", "ong ba", "ben cho thue",
    "ben thue", "chu ho", "nguoi uy quyen", "uy quyen cho", "nguoi duoc uy quyen", "chung nhan ho gia dinh ong ba",
)  # fmt: skip
"""What stands before a name, folded."""
_SIZED = tuple((label, len(label.split())) for label in _LABELS)
_NUMBER = re.compile(r"(?<!\d)(\d{12})(?!\d)")
_DATE = re.compile(r"(?<!\d)(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?!\d)")
_SPELLED = re.compile(r"ngay\s*(\d{1,2})\s*thang\s*(\d{1,2})\s*nam\s*(\d{4})")
_NAME = re.compile(r"[^\W\d_]+(?:\s[^\W\d_]+){1,6}")
_SIGNS = re.compile(r"[^\w\s]")
_LIKE = 0.82
"""How alike a misread label must be to count."""


def names_follow(line: str) -> bool:
    """Whether a person's name may stand in this line, so that its marks matter."""
    return _after_label(line) is not None


def offered(lines: Sequence[tuple[str, float]]) -> tuple[ReadText, ...]:
    """From lines (text, 0 to 1) what may be offered as an answer, the surest first of each kind, nothing twice."""
    found: dict[tuple[str, str], ReadText] = {}
    for text, sure in lines:
        for what, value in _in_line(text):
            one = ReadText(what, value, round(sure * 100))
            known = found.get((what, value))
            if one.sure >= LEAST_SURE and (known is None or known.sure < one.sure):
                found[what, value] = one
    return tuple(found.values())[:MOST_OFFERED]


def title_words(lines: Sequence[tuple[str, float]], tall: Sequence[float]) -> tuple[str, ...]:
    """What is printed large, folded; ``tall``: the height of each line's letters."""
    if not lines:
        return ()
    middle = sorted(tall)[len(tall) // 2]
    large = [search_key(text) for (text, _), height in zip(lines, tall, strict=True) if height >= middle * 1.25]
    return tuple(words for words in large if len(words) >= 5)[:4]


def _in_line(text: str) -> Iterator[tuple[str, str]]:
    yield from (("number", number) for number in _NUMBER.findall(re.sub(r"(?<=\d)\s(?=\d)", "", text)))
    for day, month, year in (*_DATE.findall(text), *_SPELLED.findall(search_key(text))):
        if (found := _day(int(day), int(month), int(year))) is not None:
            yield "date", str(found)
    rest = _after_label(text)
    if rest and (name := _NAME.fullmatch(tidy(rest))):
        yield "name", name.group().title()


def _day(day: int, month: int, year: int) -> PartialDate | None:
    try:
        date(year, month, day)
    except ValueError:
        return None
    return PartialDate(year, month, day) if 1900 <= year <= 2100 else None


def _after_label(line: str) -> str | None:
    """What follows the last label of a name in this line; None when it has no such label."""
    words = _SIGNS.sub(" ", line).split()
    folded = [search_key(word) for word in words]
    ends = [
        start + size
        for label, size in _SIZED
        for start in range(max(0, len(words) - size + 1))
        if _alike(" ".join(folded[start : start + size]), label)
    ]
    return " ".join(words[max(ends) :]) if ends else None


def _alike(one: str, label: str) -> bool:
    return one == label or (len(label) > 5 and SequenceMatcher(None, one, label).ratio() >= _LIKE)
