"""Reads words typed in Telex or VNI while the phone's Vietnamese keyboard was off (``Nguyeenx``, ``Nguye6n4``)."""

from __future__ import annotations

import re
from collections.abc import Callable

from dialogs.checks.syllables import Syllable, in_case_of, syllable

_TELEX_TONES = {"f": "\u0300", "s": "\u0301", "x": "\u0303", "r": "\u0309", "j": "\u0323", "z": ""}
_VNI_TONES = {"2": "\u0300", "1": "\u0301", "4": "\u0303", "3": "\u0309", "5": "\u0323", "0": ""}
_ROOF = {"a": "â", "e": "ê", "o": "ô"}
_VOWEL = re.compile(r"[aeiouyăâêôơư]")


def _roof(letters: str, key: str) -> str:
    """The circumflex on the last plain ``key`` of ``letters``."""
    at = letters.rfind(key)
    return letters if at < 0 else letters[:at] + _ROOF[key] + letters[at + 1 :]


def _last(letters: str, changes: dict[str, str]) -> str:
    """``letters`` with the last letter that ``changes`` knows changed."""
    for at in range(len(letters) - 1, -1, -1):
        if letters[at] in changes:
            return letters[:at] + changes[letters[at]] + letters[at + 1 :]
    return letters


def _horn(letters: str) -> str:
    """The horn of ``ơ`` and ``ư``; on ``uo`` both get it."""
    if "uo" in letters and not letters.startswith("qu"):
        return letters.replace("uo", "ươ")
    if letters.endswith("ua") and not letters.startswith("qu"):
        return letters[:-2] + "ưa"
    return _last(letters, {"u": "ư", "o": "ơ"})


def _telex_w(letters: str) -> str:
    """The key ``w``: horn or breve, or the letter ``ư`` where there is nothing to mark."""
    if re.search(r"o?a", letters) and not re.search(r"[^q]ua", letters):
        return _last(letters, {"a": "ă"})
    horned = _horn(letters)
    return horned if horned != letters else letters + "ư"


def _finished(letters: str, tone: str) -> Syllable | None:
    """The syllable; ``ưo`` before a consonant is ``ươ`` and ``ươ`` at the end is ``uơ`` (thuở)."""
    for spelling in (letters, letters.replace("ưo", "ươ"), letters.replace("ươ", "uơ")):
        found = syllable(spelling, tone)
        if found:
            return found
    return None


def _telex_key(letters: str, key: str) -> str:
    if key == "d" and letters.startswith("d"):
        return "đ" + letters[1:]
    if key in _ROOF and key in letters and not letters.endswith(("oa", "oe")):
        return _roof(letters, key)
    return _telex_w(letters) if key == "w" else letters + key


def _vni_key(letters: str, key: str) -> str:
    if key == "9":
        return "đ" + letters[1:] if letters.startswith("d") else letters + key
    if key == "6":
        return _last(letters, _ROOF)
    if key == "7":
        return _horn(letters)
    return _last(letters, {"a": "ă"}) if key == "8" else letters + key


def _decoded(word: str, tones: dict[str, str], press: Callable[[str, str], str]) -> str | None:
    letters, tone = "", ""
    for key in word.lower():
        if key in tones and _VOWEL.search(letters):
            tone = tones[key]
        else:
            letters = press(letters, key)
    found = _finished(letters, tone)
    return in_case_of(str(found), word) if found else None


def from_telex(word: str) -> str | None:
    """``Nguyeenx`` -> ``Nguyễn``; None when the keys make no Vietnamese syllable."""
    return _decoded(word, _TELEX_TONES, _telex_key) if word.isascii() and word.isalpha() else None


def from_vni(word: str) -> str | None:
    """``Nguye6n4`` -> ``Nguyễn``; None when the keys make no Vietnamese syllable."""
    return _decoded(word, _VNI_TONES, _vni_key) if word.isascii() and word.isalnum() else None
