"""How messages between bot and child stand on a pipe: a length, a JSON head, then files; and the checks of a head."""

from __future__ import annotations

import json
from typing import Any, Final

LENGTH_BYTES: Final = 4
"""In front of every head stands its length, big-endian."""


class Garbled(Exception):
    """The other end of the pipe does not keep to the protocol."""


def framed(content: bytes) -> bytes:
    """The length of ``content`` as it stands in front of it."""
    return len(content).to_bytes(LENGTH_BYTES, "big")


def parsed(raw: bytes) -> dict[str, Any]:
    """A JSON object. Raises Garbled."""
    try:
        head = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Garbled("the head is not JSON") from error
    return checked_object(head)


def checked_object(value: Any) -> dict[str, Any]:
    """A JSON object. Raises Garbled."""
    if not isinstance(value, dict):
        raise Garbled("not an object")
    return value


def checked_list(value: Any, most: int) -> list[Any]:
    """A list of at most so many items. Raises Garbled."""
    if not isinstance(value, list) or len(value) > most:
        raise Garbled("not a list, or too long")
    return value


def checked_number(value: Any, least: int, most: int) -> int:
    """A whole number within bounds; True is none. Raises Garbled."""
    if type(value) is not int or not least <= value <= most:
        raise Garbled("not a whole number, or out of bounds")
    return value


def checked_share(value: Any) -> float:
    """A number from 0 to 1. Raises Garbled."""
    if type(value) not in {int, float} or not 0 <= value <= 1:
        raise Garbled("not a share")
    return float(value)


def checked_text(value: Any, longest: int) -> str:
    """Printable characters, at most so many. Raises Garbled."""
    if not isinstance(value, str) or len(value) > longest or not value.isprintable():
        raise Garbled("not a text, or too long")
    return value
