"""What can be chosen in the criminal record certificate, and what stands on the papers that go with it."""

from __future__ import annotations

from dialogs.steps import Option

CHANNELS = (
    Option("online", aliases=("online", "qua mạng", "trên mạng", "internet")),
    Option("direct", aliases=("trực tiếp", "quầy", "tới nơi", "at the counter")),
    Option("post", aliases=("bưu điện", "bưu chính", "by post")),
)
PURPOSES = ("job", "overseas_work", "study_abroad", "settle_abroad", "nationality", "work_permit", "practice")
RELATIONS = ("self", "father", "mother", "spouse", "child", "ward", "other")
ID_TYPES = ("cc", "cccd", "passport", "other")
EXEMPT = ("child", "elderly", "disabled", "poor", "hard_commune")


FEE_PAPERS = ("ho ngheo", "can ngheo", "sinh vien", "hoc sinh", "khuyet tat", "co cong", "liet si", "nguoi cao tuoi")
"""What stands on papers that prove a lower fee."""


def options(*codes: str) -> tuple[Option, ...]:
    return tuple(Option(code) for code in codes)
