"""Words of an address line: folding for comparison, tokens with their place in the text, words for kinds of unit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_WORD = re.compile(r"[^\W_]+(?:['’ʼ`][^\W_]+)*")
_BREAK = re.compile(r"[,;\n|()]")
_SPLIT = re.compile(r"(p|q|f|phuong|quan)(\d+)$")
_APOSTROPHES = str.maketrans("", "", "'’ʼ`")


def fold(text: str) -> str:
    """Lower case without any mark: ``Thanh Hoá`` -> ``thanh hoa`` (``đ`` does not decompose, so it is replaced)."""
    if text.isascii():
        return text.lower()
    marked = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    return "".join(c for c in marked if not unicodedata.combining(c))


def _letters() -> dict[int, str]:
    """Every precomposed Latin letter that Vietnamese needs, to its plain lower-case letter."""
    marked = (chr(code) for code in (*range(0x00C0, 0x01B1), *range(0x1EA0, 0x1EFA)))
    return {ord(letter): fold(letter) for letter in marked}


_PLAIN = _letters() | dict.fromkeys(map(ord, " -.'’ʼ`"), "")


def name_key(name: str) -> str:
    """The key of a name from a table (NFC; letters, digits, spaces, hyphens, apostrophes): quick, for thousands."""
    return name.translate(_PLAIN).lower()


def tone_fold(word: str) -> str:
    """One word with its tone mark moved to the end, so that ``hóa`` and ``hoá`` are equal but ``hòa`` is not."""
    marked = unicodedata.normalize("NFD", word.lower())
    tones = "".join(c for c in marked if c in TONES)
    return "".join(c for c in marked if c not in TONES) + tones


class Level(StrEnum):
    """Which level of government a kind of unit belongs to."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class KindWord:
    """A word for a kind of unit in front of a name: ``name`` as labels write it, ``size`` in tokens."""

    name: str
    levels: tuple[Level, ...]
    size: int = 1


_KIND_WORDS: dict[tuple[str, ...], KindWord] = {
    **{(w,): KindWord("Phường", (Level.COMMUNE,)) for w in ("phuong", "p", "f")},
    **{(w,): KindWord("Xã", (Level.COMMUNE,)) for w in ("xa", "x")},
    ("thi", "tran"): KindWord("Thị trấn", (Level.COMMUNE,), 2),
    ("tt",): KindWord("Thị trấn", (Level.COMMUNE,)),
    ("dac", "khu"): KindWord("Đặc khu", (Level.COMMUNE,), 2),
    **{(w,): KindWord("Quận", (Level.DISTRICT,)) for w in ("quan", "q")},
    **{(w,): KindWord("Huyện", (Level.DISTRICT,)) for w in ("huyen", "h")},
    ("thi", "xa"): KindWord("Thị xã", (Level.DISTRICT,), 2),
    ("tx",): KindWord("Thị xã", (Level.DISTRICT,)),
    ("thanh", "pho"): KindWord("Thành phố", (Level.DISTRICT, Level.PROVINCE), 2),
    ("tp",): KindWord("Thành phố", (Level.DISTRICT, Level.PROVINCE)),
    **{(w,): KindWord("Tỉnh", (Level.PROVINCE,)) for w in ("tinh", "t")},
}
HAMLET_WORDS = frozenset(("thon", "xom", "ap", "to", "doi", "khu", "khoi", "kp", "kdc"))
"""What stands before the number of a hamlet or a group of houses."""
STREET_WORDS = frozenset(
    (
        "so",
        "duong",
        "pho",
        "ngo",
        "ngach",
        "hem",
        "kiet",
        "thon",
        "xom",
        "ap",
        "to",
        "ban",
        "buon",
        "lang",
        "khu",
        "khoi",
        "kp",
        "toa",
        "nha",
    )
)
"""What stands before the name of a street or a hamlet, which is then no commune."""

_ENGLISH_BEFORE_NUMBER = {"ward": "phuong", "district": "quan"}
_ENGLISH_AFTER_NAME = frozenset(("ward", "commune", "city", "province", "district"))


@dataclass(frozen=True, slots=True)
class Token:
    """One word: folded, folded with tones kept, where it stands in the text, and whether it begins a part
    (after a comma or at the start)."""

    folded: str
    toned: str
    start: int
    end: int
    first: bool


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of an NFC line, ``q1`` and ``P.7`` split, English words for kinds turned or dropped."""
    found: list[Token] = []
    cut = 0
    for match in _WORD.finditer(text):
        first = not found or bool(_BREAK.search(text, cut, match.start()))
        cut = match.end()
        found += _token(match.group().translate(_APOSTROPHES), match.start(), match.end(), first)
    return _without_english(found)


def _token(word: str, start: int, end: int, first: bool) -> list[Token]:
    folded = fold(word)
    split = _SPLIT.match(folded)
    if split is None:
        if folded.isdecimal():
            number = folded.lstrip("0") or folded
            return [Token(number, number, start, end, first)]
        return [Token(folded, tone_fold(word), start, end, first)]
    kind, number = split.group(1), split.group(2).lstrip("0")
    return [Token(kind, kind, start, start + len(kind), first), Token(number, number, start + len(kind), end, False)]


def _without_english(tokens: list[Token]) -> tuple[Token, ...]:
    kept: list[Token] = []
    for i, token in enumerate(tokens):
        before_number = i + 1 < len(tokens) and tokens[i + 1].folded.isdecimal()
        if token.folded in _ENGLISH_BEFORE_NUMBER and before_number:
            word = _ENGLISH_BEFORE_NUMBER[token.folded]
            kept.append(Token(word, word, token.start, token.end, token.first))
        elif token.folded not in _ENGLISH_AFTER_NAME or token.first:
            kept.append(token)
    return tuple(kept)


def key_of(tokens: Sequence[Token]) -> str:
    """What names are looked up by: the folded words without spaces."""
    return "".join(token.folded for token in tokens)


def toned_of(tokens: Sequence[Token]) -> str:
    """Like key_of with the marks kept, for choosing among names that differ in marks alone."""
    return "".join(token.toned for token in tokens)


def kind_before(tokens: Sequence[Token], start: int) -> KindWord | None:
    """The kind word that ends right before ``start``, in the same part of the line; two-word kinds first."""
    for size in (2, 1):
        begin = start - size
        if begin >= 0 and not any(token.first for token in tokens[begin + 1 : start + 1]):
            word = _KIND_WORDS.get(tuple(token.folded for token in tokens[begin:start]))
            if word is not None:
                return word
    return None


def has_commune_word(tokens: Sequence[Token]) -> bool:
    """Is a word such as phường or xã among these tokens, with something behind it?"""
    return any(is_commune_word(tokens, at) for at in range(len(tokens)))


def is_commune_word(tokens: Sequence[Token], at: int) -> bool:
    """Does a word for a commune begin here, with something behind it in the same part of the line?"""
    for size in (1, 2):
        word = kind_before(tokens, at + size) if at + size < len(tokens) else None
        if word is not None and word.size == size:
            return Level.COMMUNE in word.levels
    return False


def has_unit_word(tokens: Sequence[Token]) -> bool:
    """Is there any word for a commune or a district, with something behind it?"""
    words = (kind_before(tokens, start) for start in range(1, len(tokens)))
    return any(word is not None and word.levels != (Level.PROVINCE,) for word in words)
