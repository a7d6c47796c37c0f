"""Moments that a turn can ask to be woken at."""

from __future__ import annotations

from enum import StrEnum


class Timer(StrEnum):
    """Moments that were asked for beforehand."""

    DRAFT_IDLE = "draft_idle"
    DRAFT_PURGE = "draft_purge"
    SUPPLEMENT_HALF = "supplement_half"
    SUPPLEMENT_LAST_DAY = "supplement_last_day"
    VERIFYING_LONG = "verifying_long"
    CARD_LEFT = "card_left"
    ELSEWHERE = "elsewhere"
    DRAFT_LAST = "draft_last"
    PACKET_WAITS = "packet_waits"
    DRIFT_LOOK = "drift_look"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    RESULT_WAITING = "result_waiting"
    PAYMENT_UNCLEAR = "payment_unclear"
    PAYMENT_REMIND = "payment_remind"
