"""What a child answers, and how the bot checks it: it trusts nothing that comes up, for a child may have been taken
over by what it read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from dialogs.documents import Look
from integrations.vision.bounds import LEAST_SIDE, MOST_BYTES, MOST_PAGES, MOST_PIXELS, REASONS
from integrations.vision.formats import Format, format_of
from integrations.vision.frames import Garbled, checked_number, checked_object, checked_text, parsed
from integrations.vision.looks import believed, told
from integrations.vision.requests import Request, Task

MOST_ANSWERED: Final = 256 * 1024
"""Bytes of the head of an answer; the longest Look that ``looks`` lets through fits."""
MOST_CLEAN: Final = 2 * MOST_BYTES
"""A recompressed picture may grow; beyond twice the largest file it is refused."""
MOST_SHOWN: Final = 4 * 1024 * 1024
"""Of a preview or a marked picture."""
MOST_SCAN: Final = MOST_BYTES
_LONGEST_NOTE: Final = 80

_SIZES: Final = {"clean": MOST_CLEAN, "preview": MOST_SHOWN, "scan": MOST_SCAN, "marked": MOST_SHOWN}
"""The files of an answer in their order on the pipe, with the largest size of each."""
_ALWAYS: Final = {
    Task.CLEAN: frozenset({"clean", "preview"}),
    Task.SCAN: frozenset({"clean", "preview"}),
    Task.BIND: frozenset({"clean"}),
}
_SOMETIMES: Final = {Task.SCAN: frozenset({"scan", "marked"})}
_CLEAN_FORMATS: Final = frozenset({Format.JPEG, Format.PNG, Format.PDF})


@dataclass(frozen=True, slots=True)
class Answer:
    """Either ``reason`` (refused) or everything else; after BIND only ``mime``, ``pages`` and ``clean``, the PDF.

    ``note``: class of an error, for the log; with no reason it is one that cost the Look, but not the file.
    """

    reason: str = ""
    note: str = ""
    mime: str = ""
    width: int = 0
    height: int = 0
    pages: int = 0
    clean: bytes = b""
    preview: bytes = b""
    scan: bytes = b""
    marked: bytes = b""
    look: Look = Look()


def head_of(answer: Answer) -> bytes:
    """The JSON head of an answer; ``files_of`` it follow."""
    head = {
        "reason": answer.reason,
        "note": answer.note,
        "mime": answer.mime,
        "width": answer.width,
        "height": answer.height,
        "pages": answer.pages,
        "look": told(answer.look),
        "files": {name: len(file) for name, file in files_of(answer).items()},
    }
    return json.dumps(head, ensure_ascii=False).encode("utf-8")


def files_of(answer: Answer) -> dict[str, bytes]:
    """The files of an answer by name, in the order in which they stand on the pipe."""
    return {name: getattr(answer, name) for name in _SIZES}


def read_head(raw: bytes, task: Task) -> tuple[Answer, dict[str, int]]:
    """The answer without its files, and the sizes of these. Raises Garbled."""
    head = parsed(raw)
    note = checked_text(head.get("note"), _LONGEST_NOTE)
    if reason := checked_text(head.get("reason"), _LONGEST_NOTE):
        if reason not in REASONS:
            raise Garbled("unknown reason")
        return Answer(reason=reason, note=note), {}
    answer = _bound(head) if task is Task.BIND else _looked(head)
    return replace(answer, note=note), _sizes(checked_object(head.get("files")), task)


def with_files(answer: Answer, files: Mapping[str, bytes], request: Request) -> Answer:
    """The whole answer, if its files are of the kinds they must be, and a bound PDF not too large. Raises Garbled."""
    for name, file in files.items():
        allowed = _CLEAN_FORMATS if name == "clean" else {Format.JPEG}
        if file and format_of(file) not in allowed:
            raise Garbled("a file of another kind than promised")
    clean = files["clean"]
    if request.task is Task.BIND and not (format_of(clean) is Format.PDF and len(clean) <= request.binding.most_bytes):
        raise Garbled("not a PDF, or larger than wanted")
    content: dict[str, Any] = dict(files)
    return replace(answer, **content)


def _looked(head: dict[str, Any]) -> Answer:
    mime = checked_text(head.get("mime"), _LONGEST_NOTE)
    if mime not in set(Format):
        raise Garbled("unknown type")
    return Answer(
        mime=mime,
        width=checked_number(head.get("width"), LEAST_SIDE, MOST_PIXELS),
        height=checked_number(head.get("height"), LEAST_SIDE, MOST_PIXELS),
        pages=checked_number(head.get("pages"), 1, MOST_PAGES),
        look=believed(head.get("look")),
    )


def _bound(head: dict[str, Any]) -> Answer:
    return Answer(mime=Format.PDF.value, pages=checked_number(head.get("pages"), 1, MOST_PAGES))


def _sizes(files: dict[str, Any], task: Task) -> dict[str, int]:
    sizes = {name: checked_number(files.get(name), 0, most) for name, most in _SIZES.items()}
    there = {name for name, size in sizes.items() if size}
    if not _ALWAYS[task] <= there <= _ALWAYS[task] | _SOMETIMES.get(task, frozenset()):
        raise Garbled("a file is missing, or one too many")
    return sizes
