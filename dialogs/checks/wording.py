"""Cleans what phones and keyboards add to words, and makes the keys by which Vietnamese words are compared."""

from __future__ import annotations

import re
import unicodedata

TONES = "\u0300\u0301\u0303\u0309\u0323"
"""The five tone marks as combining characters: huyền, sắc, ngã, hỏi, nặng (ngang has none)."""

_QUOTES = str.maketrans({**dict.fromkeys("‘’‚‛ʼʻ`´′", "'"), **dict.fromkeys("“”„‟″", '"')})
_INVISIBLE = frozenset({"Cf", "Cc", "Cs"})
_WORD = re.compile(r"[^\W\d_]+")


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


def _letters(text: str) -> list[tuple[str, str]]:
    """Each letter as (base letter, vowel marks in Unicode order); ``đ`` is ``d`` with the mark ``-``."""
    toneless, _ = without_tones(text)
    letters = []
    for sign in toneless:
        apart = unicodedata.normalize("NFD", sign)
        letters.append(("d", "-") if apart == "đ" else (apart[0], apart[1:]))
    return letters


def _same_letters(typed: str, word: str) -> bool:
    pairs = list(zip(_letters(typed), _letters(word), strict=False))
    if len(pairs) != max(len(_letters(typed)), len(_letters(word))):
        return False
    return all(base == wanted and marks in ("", full) for (base, marks), (wanted, full) in pairs)


def _same_tones(typed: list[str], word: list[str]) -> bool:
    heard, wanted = ([without_tones(part)[1] for part in parts] for parts in (typed, word))
    if len(typed) != len(word):
        heard, wanted = ["".join(heard)], ["".join(wanted)]
    return all(tones in ("", full) for tones, full in zip(heard, wanted, strict=True))


def marks_fit(typed: str, word: str) -> bool:
    """True when ``typed`` is ``word`` with no marks or some of them, and none that contradicts it.

    ``dak lak`` and ``Đăk Lak`` fit ``Đắk Lắk``; ``dừng`` does not fit ``đúng``. Spaces, hyphens and apostrophes
    do not count, so ``h mong`` fits ``H'Mông``.
    """
    parts = [re.findall(r"\w+", tidy(text).lower()) for text in (typed, word)]
    return _same_letters("".join(parts[0]), "".join(parts[1])) and _same_tones(parts[0], parts[1])
