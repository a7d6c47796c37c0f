"""Checks the name of a person: letters only, as on the papers, with its marks (facts 10.1, 10.5)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from dialogs.checks.as_meant import as_meant
from dialogs.checks.outcome import Accepted, Context, Doubtful, Outcome, Refused
from dialogs.checks.wording import has_marks, is_one_of, search_key, tidy, tone_key
from dialogs.checks.yes_no import yes_or_no
from dialogs.texts import say

LONGEST = 100
UNKNOWN = "không rõ"
"""Kept when the citizen does not know a parent's name, or there is none on the papers."""

_UNKNOWN_WORDS = (
    "không rõ", "không biết", "không có", "chưa rõ", "không", "không có thông tin", "không xác định", "không nhớ",
    "unknown", "none", "not known",
)  # fmt: skip
_DECEASED = re.compile(r"[\s,(\-]*\b(?:đã mất|đã chết|đã qua đời|đã hy sinh|deceased)\)?$", re.IGNORECASE)
_LEAD_IN = re.compile(
    r"^(?:(?:họ (?:và )?tên|tên)(?: (?:tôi|em|mình|là|của tôi))*|(?:tôi|em|mình) (?:tên )?là)[\s:]+", re.I
)
_PART = re.compile(r"[^\s'\-.]+")


def _may_be_in_name(sign: str) -> bool:
    if sign in " '-." or unicodedata.category(sign) == "Mn":
        return True
    return sign.isalpha() and unicodedata.name(sign, "").startswith("LATIN ")


def titled(name: str) -> str:
    """``nguyễn văn a`` -> ``Nguyễn Văn A``, ``h'hen niê`` -> ``H'Hen Niê``."""
    return _PART.sub(lambda part: part[0][:1].upper() + part[0][1:], name.lower())


def same_name(one: str, other: str) -> bool:
    """The official comparison: case and the place of the tone mark do not count, the marks themselves do."""
    return tone_key(one) == tone_key(other)


def _wrong(name: str) -> Refused | None:
    """What cannot be a name, and why."""
    if not name:
        return Refused(say("refused-name-empty"), "E_NAME_FORMAT")
    if len(name) > LONGEST:
        return Refused(say("refused-name-long", most=LONGEST), "E_NAME_FORMAT")
    strange = next((sign for sign in name if not _may_be_in_name(sign)), "")
    if strange.isdigit():
        return Refused(say("refused-name-digits"), "E_NAME_FORMAT")
    if strange:
        return Refused(say("refused-name-signs", sign=strange), "E_NAME_FORMAT")
    if not any(sign.isalpha() for sign in name):
        return Refused(say("refused-name-empty"), "E_NAME_FORMAT")
    return None


@dataclass(frozen=True, slots=True)
class PersonName:
    """Value: the name in NFC, capitals as typed, or with first capitals when all was typed small.

    ``nationality``: key of the answer that, when it is not ``VN``, lets the name stand as in a passport (capitals,
    no marks). ``may_be_unknown``: "không rõ" is an answer, kept as :data:`UNKNOWN`; "(đã mất)" is left out.
    """

    nationality: str = "nationality"
    may_be_unknown: bool = False

    def __call__(self, text: str, context: Context) -> Outcome:
        typed = _LEAD_IN.sub("", tidy(text)) or tidy(text)
        if self.may_be_unknown:
            if is_one_of(typed, _UNKNOWN_WORDS):
                return Accepted(UNKNOWN, say("echo-name-unknown"))
            typed = _DECEASED.sub("", typed).strip()
        foreign = context.value(self.nationality) not in (None, "VN")
        meant = None if foreign else as_meant(_LEAD_IN.sub("", " ".join(text.split())))
        if meant and not _wrong(meant):
            return _proposed(meant)
        return _wrong(typed) or _as_typed(typed, foreign)


def _proposed(meant: str) -> Doubtful:
    name = titled(meant) if meant.islower() else meant
    return Doubtful(name, say("doubt-name-keys", name=name))


def _as_typed(typed: str, foreign: bool) -> Outcome:
    if foreign:
        return Accepted(typed.upper(), say("echo-name", name=typed.upper()) if typed != typed.upper() else None)
    name = titled(typed) if typed.islower() else typed
    if yes_or_no(typed) is not None and len(search_key(typed)) > 1:
        return Doubtful(name, say("doubt-name-word", name=name))
    if not has_marks(typed):
        return Doubtful(name, say("doubt-name-plain", name=name))
    return Accepted(name, say("echo-name", name=name) if name != typed else None)
