"""Carries a reason for refusing a file from where it is found, inside the child, to the answer."""

from __future__ import annotations


class Refusal(Exception):
    """This file is not usable; ``reason`` is one of ``bounds.REASONS``."""

    def __init__(self, reason: str, note: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.note = note
        """What was wrong in a word for the log; never content of the file."""
