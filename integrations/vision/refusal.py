"""Carries a reason for refusing a file from where it is found, inside the child, to the answer."""

from __future__ import annotations

import struct
import zlib
from typing import Final


class Refusal(Exception):
    """This file is not usable; ``reason`` is one of ``bounds.REASONS``."""

    def __init__(self, reason: str, note: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.note = note
        """What was wrong in a word for the log; never content of the file."""


PARSER_ERRORS: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BufferError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What parsers written in Python raise on hostile files, as their histories show; a native crash ends the process."""
