"""Cleans what phones and keyboards add to words, and makes the keys by which Vietnamese words are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

TONES = "\u0300\u0301\u0303\u0309\u0323"
"""The five tone marks as combining characters: huyền, sắc, ngã, hỏi, nặng (ngang has none)."""

_QUOTES = str.maketrans({**dict.fromkeys("‘’‚‛ʼʻ`´′", "'"), **dict.fromkeys("“”„‟″", '"')})
_INVISIBLE = frozenset({"Cf", "Cc", "Cs"})
_WORD = re.compile(r"[^\W\d_]+")
_PART = re.compile(r"\w+")


def _is_noise(sign: str) -> bool:
    """True for marks nobody sees: zero width, direction, control, variation selectors, halves of a pair."""
    if sign.isspace():
        return False
    return unicodedata.category(sign) in _INVISIBLE or "\ufe00" <= sign <= "\ufe0f" or sign >= "\U000e0100"


def _visible(text: str) -> str:
    return "".join(sign for sign in text if not _is_noise(sign))


def tidy(text: str) -> str:
    """One line in NFC: no invisible marks, straight quotes, single spaces, trimmed."""
    return " ".join(unicodedata.normalize("NFC", _visible(text)).translate(_QUOTES).split())


def tidy_lines(text: str) -> str:
    """Like :func:`tidy`, but line breaks stay; empty lines go."""
    lines = (tidy(line) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def search_key(text: str) -> str:
    """``Đặng  Hòa`` -> ``dang hoa``: for finding, never for saying that two names are the same (facts 10.2)."""
    plain = tidy(text).lower().replace("đ", "d")
    marks_off = (sign for sign in unicodedata.normalize("NFD", plain) if unicodedata.category(sign) != "Mn")
    return " ".join("".join(marks_off).split())


def without_tones(word: str) -> tuple[str, str]:
    """``hoà`` -> ``("hoa", "\\u0300")``: the word in NFC with vowel marks but no tones, and its tones in order."""
    signs = unicodedata.normalize("NFD", word)
    tones = "".join(sign for sign in signs if sign in TONES)
    return unicodedata.normalize("NFC", "".join(sign for sign in signs if sign not in TONES)), tones


def tone_key(text: str) -> str:
    """Equal for the two legal places of a tone mark (hòa, hoà) and any case; other tones differ (facts 10.3)."""

    def tone_last(found: re.Match[str]) -> str:
        letters, tones = without_tones(found[0])
        return letters + "".join(str(TONES.index(tone) + 1) for tone in tones)

    return _WORD.sub(tone_last, tidy(text).lower())


def has_marks(text: str) -> bool:
    """True when at least one letter carries a Vietnamese (or other) mark."""
    return search_key(text) != tidy(text).lower()


@dataclass(frozen=True, slots=True)
class Shape:
    """Words taken apart for comparison: base letters joined, the vowel marks of each letter, the tones of each word.

    ``đ`` is ``d`` with the mark ``-``. Spaces, hyphens and apostrophes only part the words.
    """

    bare: str
    marks: tuple[str, ...]
    tones: tuple[str, ...]


def shape(text: str) -> Shape:
    """The shape of a text in any case and normal form."""
    parts = [without_tones(part) for part in _PART.findall(tidy(text).lower())]
    apart = [unicodedata.normalize("NFD", sign) for letters, _ in parts for sign in letters]
    bare = "".join("d" if sign == "đ" else sign[0] for sign in apart)
    return Shape(bare, tuple("-" if sign == "đ" else sign[1:] for sign in apart), tuple(tones for _, tones in parts))


def shape_fits(typed: Shape, word: Shape) -> bool:
    """True when ``typed`` is ``word`` with no marks or some of them, and none that contradicts it."""
    if typed.bare != word.bare or not typed.bare:
        return False
    heard, wanted = typed.tones, word.tones
    if len(heard) != len(wanted):
        heard, wanted = ("".join(heard),), ("".join(wanted),)
    pairs = (*zip(typed.marks, word.marks, strict=True), *zip(heard, wanted, strict=True))
    return all(given in ("", full) for given, full in pairs)


def marks_fit(typed: str, word: str) -> bool:
    """``dak lak`` and ``Đăk Lak`` fit ``Đắk Lắk``, ``h mong`` fits ``H'Mông``; ``dừng`` does not fit ``đúng``."""
    return shape_fits(shape(typed), shape(word))


@cache
def _shapes(words: tuple[str, ...]) -> Mapping[str, tuple[Shape, ...]]:
    """The shapes of a fixed list of ours by their bare letters; never called with what a citizen typed."""
    found: dict[str, tuple[Shape, ...]] = {}
    for made in map(shape, words):
        found[made.bare] = (*found.get(made.bare, ()), made)
    return found


def is_one_of(typed: str, words: tuple[str, ...]) -> bool:
    """True when the marks of ``typed`` fit one of ``words``, a fixed list whose shapes are kept."""
    made = shape(typed)
    return any(shape_fits(made, word) for word in _shapes(words).get(made.bare, ()))
