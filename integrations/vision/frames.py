"""How parent and child talk over two pipes: a file goes down, an answer comes back, each with its length in front.

Down: 4 bytes length, the file. Up: 4 bytes length of a JSON head, the head, then the clean file and the preview, whose
lengths stand in the head. The parent trusts nothing that comes up: a child may have been taken over by what it read.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from integrations.vision.bounds import LEAST_SIDE, MOST_BYTES, MOST_PAGES, MOST_PIXELS, REASONS
from integrations.vision.formats import Format, format_of

LENGTH_BYTES: Final = 4
MOST_HEAD: Final = 4096
MOST_CLEAN: Final = 2 * MOST_BYTES
"""A recompressed picture may grow; beyond twice the largest file it is refused."""
MOST_PREVIEW: Final = 4 * 1024 * 1024
_CLEAN_FORMATS: Final = frozenset({Format.JPEG, Format.PNG, Format.PDF})


class Garbled(Exception):
    """The other end of the pipe does not keep to the protocol."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a child found: either ``reason`` (refused) or everything else. ``note``: class of an error, for the log."""

    reason: str = ""
    note: str = ""
    mime: str = ""
    width: int = 0
    height: int = 0
    pages: int = 0
    clean: bytes = b""
    preview: bytes = b""


@dataclass(frozen=True, slots=True)
class Head:
    """The checked head of an answer: what was found, and how many bytes follow."""

    found: Looked
    clean: int
    preview: int


def framed(content: bytes) -> bytes:
    """The length of ``content`` as it stands in front of it."""
    return len(content).to_bytes(LENGTH_BYTES, "big")


def head_of(found: Looked) -> bytes:
    """The JSON head of an answer."""
    head = {
        "reason": found.reason,
        "note": found.note,
        "mime": found.mime,
        "width": found.width,
        "height": found.height,
        "pages": found.pages,
        "clean": len(found.clean),
        "preview": len(found.preview),
    }
    return json.dumps(head).encode("ascii")


def read_head(raw: bytes) -> Head:
    """Check a head that came from a child. Raises Garbled."""
    try:
        head = json.loads(raw)
    except ValueError as error:
        raise Garbled("the head is not JSON") from error
    if not isinstance(head, dict):
        raise Garbled("the head is not an object")
    note = _word(head, "note")
    if reason := _word(head, "reason"):
        if reason not in REASONS:
            raise Garbled("unknown reason")
        return Head(Looked(reason=reason, note=note), 0, 0)
    return _found(head)


def check_files(clean: bytes, preview: bytes) -> None:
    """The two files of an answer are of the kinds they must be. Raises Garbled."""
    if format_of(clean) not in _CLEAN_FORMATS or format_of(preview) is not Format.JPEG:
        raise Garbled("a file of another kind than promised")


def _found(head: dict[str, Any]) -> Head:
    mime = _word(head, "mime")
    if mime not in set(Format):
        raise Garbled("unknown type")
    found = Looked(
        mime=mime,
        width=_number(head, "width", LEAST_SIDE, MOST_PIXELS),
        height=_number(head, "height", LEAST_SIDE, MOST_PIXELS),
        pages=_number(head, "pages", 1, MOST_PAGES),
    )
    return Head(found, _number(head, "clean", 1, MOST_CLEAN), _number(head, "preview", 1, MOST_PREVIEW))


def _word(head: dict[str, Any], key: str) -> str:
    value = head.get(key)
    if not isinstance(value, str) or len(value) > 80:
        raise Garbled(f"{key} is not a word")
    return value


def _number(head: dict[str, Any], key: str, least: int, most: int) -> int:
    value = head.get(key)
    if type(value) is not int or not least <= value <= most:
        raise Garbled(f"{key} is out of bounds")
    return value
