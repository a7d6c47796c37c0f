"""What lines read off a paper offer: numbers, dates, names after their labels, and the title by which it is sorted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import Final

from dialogs.answers import PartialDate
from dialogs.checks.citizen_id import birth_province_of
from dialogs.checks.names import titled
from dialogs.checks.syllables import is_syllable
from dialogs.checks.wording import search_key, tidy
from dialogs.documents import ReadText

MOST_OFFERED: Final = 12
LEAST_SURE: Final = 25
"""Per cent; what was read less surely is not worth a look."""
MOST_TITLES: Final = 4
LARGE: Final = 1.25
"""How much taller than the other lines a title is."""
_LEAST_TITLE: Final = 5
_LABELS: Final = (
    "ho va ten", "ho ten", "ho chu dem ten", "ho chu dem va ten", "ten toi la", "toi la", "toi ten la", "ong ba",
    "chu ho", "nguoi uy quyen", "uy quyen cho", "nguoi duoc uy quyen", "ben cho thue", "ben thue", "ben cho muon",
    "ben muon", "full name", "nguoi me", "nguoi cha", "dai dien la", "sinh vien", "hoc sinh", "nguoi khai",
)  # fmt: skip
"""What asks for a name, folded."""
_BEFORE_NAMES: Final = ("toi la", "toi ten la", "ten toi la", "chung toi la", "ong ba", "ho va ten", "ho ten")
"""What stands before a name without a colon, at the start of a line."""
_LONGEST_LABEL: Final = 6
_ELSE: Final = frozenset({
    "so", "noi", "dia", "que", "ngay", "nam", "nghe", "chuc", "quan", "quoc", "dan", "dien", "gioi", "tam", "tru",
})  # fmt: skip
"""Words of labels that ask for something else of the same person: where he lives, when he was born."""
_NO_NAMES: Final = frozenset({
    "va", "la", "cua", "nguoi", "ngay", "sinh", "so", "gioi", "noi", "hien", "cap", "cong", "uy",
})  # fmt: skip
"""With one of these words no name begins."""
_TITLES: Final = frozenset({"ong", "ba", "ongba", "anh", "chi", "co"})
_NUMBER: Final = re.compile(r"(?<!\d)\d{12}(?!\d)")
_DATE: Final = re.compile(r"(?<!\d)(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?!\d)")
_RUN_ON: Final = re.compile(r"(?<!\d)(\d{2})[ /]?(\d{2})[ /]?(\d{4})(?!\d)")
"""A date whose thin strokes were not seen."""
_SPELLED: Final = re.compile(r"ngay\s*(\d{1,2})\s*th[ao]ng\s*(\d{1,2})\s*n[ao]m\s*(\d{4})(?!\d)")
_SPLIT: Final = re.compile(r"[:;]")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_BREAK: Final = re.compile(r"[\d,;:(/]")
_MOST_WORDS: Final = 6
_LIKE: Final = 0.8
"""How alike a misread label must be to count."""
_STRANGE: Final = 0.6
"""What a word that is no Vietnamese syllable, or a province nobody knows, leaves of how sure a reading is."""


def offered(lines: Sequence[tuple[str, float]]) -> tuple[ReadText, ...]:
    """What may be offered as an answer, in the order of the lines, nothing twice.

    ``lines``: (text, how surely each of its letters is right, 0 to 1), from top to bottom. A name may also stand in the
    line below its label.
    """
    found: dict[tuple[str, str], ReadText] = {}
    for at, (text, sure) in enumerate(lines):
        below = lines[at + 1] if at + 1 < len(lines) else ("", 0.0)
        for what, value, letters in _in_line(text, sure, below):
            one = ReadText(what, value, min(99, round(100 * letters ** len(value) * _plausible(what, value))))
            known = found.get((what, value))
            if one.sure >= LEAST_SURE and (known is None or known.sure < one.sure):
                found[what, value] = one
    return tuple(found.values())[:MOST_OFFERED]


def title_words(lines: Sequence[tuple[str, float]], tall: Sequence[float]) -> tuple[str, ...]:
    """What is printed large, folded; ``tall``: the height of each line's letters."""
    if not lines:
        return ()
    least = min(max(tall), sorted(tall)[len(tall) // 2] * LARGE)
    large = [search_key(text) for (text, _), height in zip(lines, tall, strict=True) if height >= least]
    return tuple(words for words in large if len(words) >= _LEAST_TITLE)[:MOST_TITLES]


def _in_line(text: str, sure: float, below: tuple[str, float]) -> Iterator[tuple[str, str, float]]:
    """(what, value, how surely each letter is right) of everything in one line."""
    for number in _NUMBER.findall(re.sub(r"(?<=\d)[ .](?=\d)", "", text)):
        yield "number", number, sure
    key = search_key(text)
    run_on = _RUN_ON.findall(text) if "ngay" in key else []
    for day, month, year in (*_DATE.findall(text), *_SPELLED.findall(key), *run_on):
        if (found := _day(int(day), int(month), int(year))) is not None:
            yield "date", str(found), sure
    for rest in _after_labels(text):
        if name := _name_at_start(rest):
            yield "name", name, sure
        elif not rest and (name := _name_at_start(below[0])):
            yield "name", name, below[1]


def _after_labels(line: str) -> Iterator[str]:
    """What follows each label of a name in this line: up to the next colon, or after words that need none."""
    text = tidy(line)
    parts = _SPLIT.split(text)
    for label, rest in zip(parts, parts[1:], strict=False):
        if _names(label):
            yield _without_titles(rest)
    words = parts[0].split() if len(parts) == 1 else []
    for size in range(2, min(len(words), _LONGEST_LABEL) + 1):
        if " ".join(search_key(word).strip(".,") for word in words[:size]) in _BEFORE_NAMES:
            yield _without_titles(" ".join(words[size:]))


def _names(label: str) -> bool:
    """Whether what stands before a colon asks for the name of a person."""
    words = re.findall(r"\w+", re.sub(r"\([^)]*\)?", " ", search_key(label)))
    if _ELSE & set(words):
        return False
    spans = (words[start : start + size] for size in range(1, _LONGEST_LABEL) for start in range(len(words)))
    return any(_alike(" ".join(span), label) for span in spans for label in _LABELS)


def _alike(one: str, label: str) -> bool:
    return one == label or (len(label) > 5 and SequenceMatcher(None, one, label).ratio() >= _LIKE)


def _without_titles(text: str) -> str:
    words = text.strip(" .:").split()
    while words and re.sub(r"\W", "", search_key(words[0])) in _TITLES:
        words = words[1:]
    return " ".join(words)


def _name_at_start(text: str) -> str:
    """A person's name with which this text begins; empty when it does not begin with one."""
    head = _BREAK.split(tidy(text))[0]
    words: list[str] = []
    for word in head.strip(" .").split():
        if not _WORD.fullmatch(word) or not word[0].isupper():
            # "Nguyễn Văn An Giới tính": the next label's first word has a capital as well.
            if words and search_key(words[-1]) in _ELSE:
                words.pop()
            break
        words.append(word)
    if not 2 <= len(words) <= _MOST_WORDS or search_key(words[0]) in _NO_NAMES:
        return ""
    return titled(" ".join(words))


def _plausible(what: str, value: str) -> float:
    if what == "name":
        return 1.0 if all(is_syllable(word) for word in value.split()) else _STRANGE
    if what == "number":
        return 1.0 if birth_province_of(value) else _STRANGE
    return 1.0


def _day(day: int, month: int, year: int) -> PartialDate | None:
    try:
        date(year, month, day)
    except ValueError:
        return None
    return PartialDate(year, month, day) if 1900 <= year <= 2100 else None
