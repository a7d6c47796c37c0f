"""The shape of a Vietnamese syllable: which letters can follow each other, and where the tone mark stands."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from dialogs.checks.wording import search_key, without_tones

_ONSETS = "ngh ng nh gh gi kh ph qu th tr ch b c d đ g h k l m n p r s t v x"
ONSETS = (*_ONSETS.split(), "")
"""Opening consonants, the longer before the shorter."""

_RIMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êng
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong op ot
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh uêu ui um un ung uơ uôc uôi uôm uôn uông uôt up ut
    uy uya uych uyên uyêt uyn uynh uyp uyt uyu
    ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y ych yêm yên yêng yêt yêu ym yn ynh yp yt
"""
RIMES = frozenset(_RIMES.split())
"""Closing parts without tone, in the spelling of today."""

_PLAIN_RIMES = frozenset(search_key(rime) for rime in RIMES)
_MARKED = "ăâêôơư"
_VOWELS = "aeiouy" + _MARKED
_STOPS = ("c", "ch", "p", "t")
_STOP_TONES = ("\u0301", "\u0323")


@dataclass(frozen=True, slots=True)
class Syllable:
    """A syllable in lower case: ``ng`` + ``uyên`` + combining tone mark (empty for the level tone)."""

    onset: str
    rime: str
    tone: str = ""

    def __str__(self) -> str:
        at = len(self.onset) + _tone_place(self.rime)
        letters = self.onset + self.rime
        return unicodedata.normalize("NFC", letters[: at + 1] + self.tone + letters[at + 1 :])


def _tone_place(rime: str) -> int:
    """Index of the letter of ``rime`` that carries the tone, the older way (hòa, thúy), which the portal uses."""
    marked = [at for at, letter in enumerate(rime) if letter in _MARKED]
    if marked:
        return marked[-1]
    vowels = [at for at, letter in enumerate(rime) if letter in _VOWELS]
    if len(vowels) == 3 or (len(vowels) == 2 and vowels[-1] < len(rime) - 1):
        return vowels[1]
    return vowels[0]


def _tone_possible(rime: str, tone: str) -> bool:
    return not rime.endswith(_STOPS) or tone in _STOP_TONES


def syllable(toneless: str, tone: str = "") -> Syllable | None:
    """The syllable of these lower-case letters (vowel marks yes, tone no) and this tone, or None if there is none."""
    for onset in ONSETS:
        rime = toneless[len(onset) :]
        if toneless.startswith(onset) and rime in RIMES and _tone_possible(rime, tone):
            return Syllable(onset, rime, tone)
    return None


def is_syllable(word: str) -> bool:
    """True when ``word`` (any case, full marks, tone at either legal place) can be Vietnamese."""
    toneless, tones = without_tones(word.lower())
    return len(tones) < 2 and syllable(toneless, tones) is not None


def is_bare_syllable(word: str) -> bool:
    """True when ``word`` can be a Vietnamese syllable typed without marks: ``nguyen``, ``viet``."""
    key = search_key(word)
    return any(key.startswith(onset) and key[len(onset) :] in _PLAIN_RIMES for onset in ONSETS)


def in_case_of(word: str, shape: str) -> str:
    """``word`` in the case of ``shape``: all capitals, a first capital, or small letters."""
    letters = [sign for sign in shape if sign.isascii() and sign.isalpha()]
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return word.upper()
    return word[:1].upper() + word[1:] if shape[:1].isupper() or shape[:1] in "§" else word
