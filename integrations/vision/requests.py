"""What the bot asks of a child: a task, its options, and one or more files, as a JSON head with the files behind it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Final

from bot.ports import Binding
from integrations.vision.bounds import MOST_BOUND_BYTES, MOST_BYTES, MOST_PAGES
from integrations.vision.frames import Garbled, checked_list, checked_number, parsed

MOST_ASKED: Final = 4096
"""Bytes of the head of a request."""


class Task(StrEnum):
    """What is to be done with the files."""

    CLEAN = "clean"
    """One file is opened, and written anew without metadata."""
    SCAN = "scan"
    """The same; and a page is looked for, flattened, judged and, if wanted, read."""
    BIND = "bind"
    """Several files become one PDF."""


@dataclass(frozen=True, slots=True)
class Request:
    """``reading``: for SCAN, read what stands on the page as well. ``binding``: for BIND."""

    task: Task
    files: tuple[bytes, ...]
    reading: bool = False
    binding: Binding = Binding()


def head_of(request: Request) -> bytes:
    """The JSON head; the files follow it in their order."""
    head = {
        "task": request.task.value,
        "reading": request.reading,
        "binding": asdict(request.binding),
        "files": [len(file) for file in request.files],
    }
    return json.dumps(head).encode("ascii")


def read_request(raw: bytes) -> tuple[Request, tuple[int, ...]]:
    """The request without its files, and the sizes of these. Raises Garbled."""
    head = parsed(raw)
    try:
        request = Request(Task(head["task"]), (), bool(head["reading"]), Binding(**head["binding"]))
    except (KeyError, TypeError, ValueError) as error:
        raise Garbled("not a request") from error
    sizes = tuple(checked_number(size, 0, MOST_BYTES) for size in checked_list(head.get("files"), MOST_PAGES))
    if not sizes or sum(sizes) > MOST_BOUND_BYTES:
        raise Garbled("no files, or too much of them")
    return request, sizes
