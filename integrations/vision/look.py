"""Looks at one file with the decoder of its format and turns whatever goes wrong into a reason. Child only."""

from __future__ import annotations

import struct
import zlib
from typing import Final

from integrations.vision import paper, raster
from integrations.vision.formats import Format, format_of
from integrations.vision.frames import Looked
from integrations.vision.refusal import Refusal

# What parsers written in Python raise on hostile data, as their histories show; a native crash ends the process.
_PARSER_ERRORS: Final = (
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


def look(content: bytes) -> Looked:
    """Always an answer, found or refused; ``note`` names the error's class when a decoder raised."""
    format = format_of(content)
    if format is None:
        return Looked(reason="not-an-image")
    try:
        return paper.look(content) if format is Format.PDF else raster.look(content, format)
    except Refusal as refusal:
        return Looked(reason=refusal.reason, note=refusal.note)
    except MemoryError:
        return Looked(reason="too-many-pixels", note="MemoryError")
    except _PARSER_ERRORS as error:
        return Looked(reason="damaged", note=type(error).__name__)
