"""Hears yes and no in the many ways people write them, with or without marks (facts 10.5)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dialogs.checks.outcome import Accepted, Context, Outcome, Refused
from dialogs.checks.wording import is_one_of, tidy
from dialogs.texts import say

_YES = (
    "có", "có chứ", "có rồi", "đã có", "dạ", "vâng", "ừ", "ừm", "ờ", "uh", "uhm", "um", "ukm", "uk", "ok", "oke", "okê",
    "okie", "okay", "okela", "đúng", "đúng rồi", "đúng vậy", "đúng thế", "phải", "phải rồi", "chính xác", "chuẩn",
    "được", "được rồi", "dc", "đc", "đồng ý", "nhất trí", "rồi", "xong", "xong rồi", "xác nhận", "tiếp tục", "tiếp",
    "yes", "y", "yep", "yeah", "yup", "right", "correct", "sure", "agree", "i agree", "true",
)  # fmt: skip
_NO = (
    "không", "không có", "không phải", "không đúng", "không được", "không đồng ý", "không muốn", "không cần", "chưa",
    "chưa có", "chưa đúng", "chưa phải", "sai", "sai rồi", "nhầm", "nhầm rồi", "thôi", "không không",
    "no", "n", "nope", "nah", "not", "wrong", "incorrect", "disagree", "false", "none",
)  # fmt: skip
_SPELT_NO = re.compile(r"\b(?:k|ko|kg|kh|khg|khong|khum|hong|hok|hem|hk|kô|kông|hông|hổng|hôn)\b")
_POLITE_WORDS = (
    "ạ a à dạ da vâng thưa em anh chị chi cô chú bác bạn ban nhé nhe nha nhá đi luôn á ơi oi please thanks cảm ơn"
)
_POLITE = frozenset(_POLITE_WORDS.split())
LONGEST = 40


def _bare(text: str) -> str:
    """Small letters without punctuation and polite words; never empty when there was a word."""
    words = re.findall(r"\w+", tidy(text).lower())
    kept = [word for word in words if word not in _POLITE]
    return _SPELT_NO.sub("không", " ".join(kept or words[:1]))


def yes_or_no(text: str) -> bool | None:
    """``dạ đúng rồi ạ`` -> True, ``ko`` -> False, None when it is neither. Marks may be missing, never others."""
    if len(text) > LONGEST:
        return None
    bare = _bare(text)
    if is_one_of(bare, _NO):
        return False
    return True if is_one_of(bare, _YES) else None


@dataclass(frozen=True, slots=True)
class YesOrNo:
    """Value: a bool."""

    def __call__(self, text: str, context: Context) -> Outcome:
        said = yes_or_no(text)
        return Refused(say("refused-yes-no"), "E_CHOICE") if said is None else Accepted(said)
