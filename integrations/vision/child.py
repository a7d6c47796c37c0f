"""The child process (``python -m integrations.vision.child``): reads requests on its input, answers on its output."""

from __future__ import annotations

import os
import sys
from dataclasses import replace

from integrations.vision import raster, scan
from integrations.vision.answers import files_of, head_of
from integrations.vision.bounds import BIND_CPU_SECONDS, CLEAN_CPU_SECONDS, CPU_SECONDS
from integrations.vision.confine import allow_time, confine
from integrations.vision.frames import LENGTH_BYTES, Garbled, framed
from integrations.vision.requests import MOST_ASKED, Request, Task, read_request
from integrations.vision.tasks import carry_out, rehearse

_INPUT = 0
_SECONDS = {Task.CLEAN: CLEAN_CPU_SECONDS, Task.SCAN: CPU_SECONDS, Task.BIND: BIND_CPU_SECONDS}


def main() -> int:
    """Serve until the input ends; 1 when the parent does not keep to the protocol."""
    # Native libraries may print: what they print must not reach the pipe on which we answer.
    output = os.dup(1)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    raster.prepare()
    scan.prepare()
    rehearse()
    # Until here an error's traceback tells the operator what is missing; from here on it could tell of citizens' files.
    os.dup2(silence, 2)
    os.close(silence)
    walls = confine().encode("ascii")
    _write(output, framed(walls) + walls)
    while (length := _read(LENGTH_BYTES)) is not None:
        request = _request(int.from_bytes(length, "big"))
        if request is None:
            return 1
        _answer(output, request)
    return 0


def _request(size: int) -> Request | None:
    """The rest of a request, or None when the parent does not keep to the protocol."""
    head = _read(size) if size <= MOST_ASKED else None
    if head is None:
        return None
    try:
        request, sizes = read_request(head)
    except Garbled:
        return None
    files = [file for size in sizes if (file := _read(size)) is not None]
    return replace(request, files=tuple(files)) if len(files) == len(sizes) else None


def _answer(output: int, request: Request) -> None:
    allow_time(_SECONDS[request.task])
    answer = carry_out(request)
    allow_time(0)
    head = head_of(answer)
    for part in (framed(head) + head, *files_of(answer).values()):
        _write(output, part)


def _read(size: int) -> bytes | None:
    """Exactly so many bytes, or None at the end of the input."""
    content = bytearray(size)
    view = memoryview(content)
    while view:
        count = os.readv(_INPUT, [view])
        if not count:
            return None
        view = view[count:]
    return bytes(content)


def _write(output: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(output, view) :]


if __name__ == "__main__":
    sys.exit(main())
