"""The 12 questions that every contender asks, how an answer is checked, and what a citizen of the crowd answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One question: ``pattern`` must match the whole stripped answer; ``buttons`` are (value, label)."""

    key: str
    title: str
    pattern: re.Pattern[str]
    buttons: tuple[tuple[str, str], ...] = ()


def _typed(key: str, title: str, pattern: str) -> Question:
    return Question(key, title, re.compile(pattern))


def _pressed(key: str, title: str, *buttons: tuple[str, str]) -> Question:
    return Question(key, title, re.compile("|".join(value for value, _ in buttons)), buttons)


QUESTIONS: tuple[Question, ...] = (
    _typed("name", "Họ và tên", r"[^\W\d_]+(?: [^\W\d_]+)+"),
    _typed("birth_date", "Ngày sinh", r"\d{2}/\d{2}/\d{4}"),
    _pressed("sex", "Giới tính", ("male", "Nam"), ("female", "Nữ")),
    _typed("id_number", "Số định danh", r"\d{12}"),
    _typed("phone", "Số điện thoại", r"0\d{9}"),
    _typed("email", "E-mail", r"[^@\s]+@[^@\s]+\.[a-z]+"),
    _typed("province", "Tỉnh, thành phố", r"[^\W\d_]+(?: [^\W\d_]+)*"),
    _typed("commune", "Phường, xã", r"[^\W\d_]+(?: [^\W\d_]+)*"),
    _typed("street", "Số nhà, đường", r"\w[\w ]{2,80}"),
    _typed("purpose", "Mục đích", r"\w[\w ]{2,80}"),
    _typed("copies", "Số bản", r"[1-9]"),
    _pressed("confirm", "Xác nhận", ("yes", "Đồng ý")),
)

LAST = len(QUESTIONS) - 1
DONE = "HOÀN TẤT"
"""The words of the reply that ends a form."""

MARK = re.compile(r"\bq(\d\d)\b")
"""Every question's text carries ``q01`` ... ``q12``: by it the crowd knows which question it was asked."""


def prompt(at: int, answers: Mapping[str, str]) -> str:
    """The text of question ``at`` (0-based); the last one is the review card and shows what is stored."""
    question = QUESTIONS[at]
    text = f"q{at + 1:02} {question.title} (bước {at + 1}/{len(QUESTIONS)})"
    if at < LAST:
        return text
    return text + "".join(f"\n{each.title}: {answers.get(each.key, '?')}" for each in QUESTIONS[:LAST])


def refusal(at: int, answers: Mapping[str, str]) -> str:
    """The text after an answer that does not fit: the same question again."""
    return "Chưa hợp lệ. " + prompt(at, answers)


def accepted(at: int, answer: str) -> str | None:
    """The answer as it is stored, or None when question ``at`` does not take it."""
    stripped = answer.strip()
    return stripped if QUESTIONS[at].pattern.fullmatch(stripped) else None


def kept(at: int, answer: str, card: str) -> bool:
    """Whether the review card shows this answer (a pressed one by its label or by its value)."""
    return answer in card or any(label == answer and value in card for value, label in QUESTIONS[at].buttons)


_LETTERS = "ABCDEGHIKL"


def answers_of(citizen: int, form: int) -> tuple[str, ...]:
    """What citizen number ``citizen`` (0..99) answers in their ``form``-th form; no two citizens answer alike.

    The people are synthetic: serials 000000-000099, phones 0900 000 0xx (buttons by their label).
    """
    female = citizen % 2
    letters = _LETTERS[citizen // 10] + " " + _LETTERS[citizen % 10]
    return (
        f"Nguyễn Văn {letters}",
        f"{citizen % 28 + 1:02}/{citizen % 12 + 1:02}/1990",
        "Nữ" if female else "Nam",
        f"001{female}90{citizen:06}",
        f"09000000{citizen:02}",
        f"dan{citizen}.{form}@example.vn",
        "Thành phố Hà Nội",
        "Phường Ba Đình",
        f"Số {citizen} ngõ {form}",
        f"Xin việc lần {form}",
        f"{form % 9 + 1}",
        "Đồng ý",
    )
