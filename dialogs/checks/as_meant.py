"""Proposes what a citizen meant when the keyboard or an old font garbled Vietnamese words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from dialogs.checks.keystrokes import from_telex, from_vni
from dialogs.checks.legacy_fonts import from_tcvn3, from_vni_font
from dialogs.checks.syllables import in_case_of, is_bare_syllable, is_syllable
from dialogs.checks.wording import tidy

LONGEST = 200
"""Longer texts are not looked at: this is for names and short answers."""


def _retyped(words: Sequence[str], decode: Callable[[str], str | None]) -> str | None:
    """The words with keyboard residue decoded, if there was any and every word can then be Vietnamese."""
    meant = []
    for word in words:
        decoded = None if is_syllable(word) else decode(word)
        if decoded is None and not (is_syllable(word) or is_bare_syllable(word)):
            return None
        meant.append(decoded or word)
    return " ".join(meant) if meant != list(words) else None


def _recoded(words: Sequence[str], decode: Callable[[str], str]) -> str | None:
    """The words read in an old font, if some were no Vietnamese before and all are after."""
    if all(word.isascii() or is_syllable(word) for word in words):
        return None
    meant = [in_case_of(decode(word), word) for word in words]
    return " ".join(meant) if all(is_syllable(word) or is_bare_syllable(word) for word in meant) else None


def as_meant(text: str) -> str | None:
    """``Nguyeenx Vawn A``, ``Nguye6n4 Va8n A``, ``NguyÔn V¨n A`` -> ``Nguyễn Văn A``; None when nothing is garbled."""
    raw = " ".join(unicodedata.normalize("NFC", text).split())
    if not raw or len(raw) > LONGEST:
        return None
    words = tidy(text).split()
    if all(is_syllable(word) for word in words):
        return None
    for decode in (from_tcvn3, from_vni_font):
        found = _recoded(raw.split(), decode)
        if found:
            return found
    return _retyped(words, from_telex) or _retyped(words, from_vni)
