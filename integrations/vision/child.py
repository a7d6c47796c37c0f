"""The child process: ``python -m integrations.vision.child`` reads files from its input and answers on its output."""

from __future__ import annotations

import os
import sys

from integrations.vision import raster
from integrations.vision.bounds import CPU_SECONDS, MOST_BYTES
from integrations.vision.confine import allow_time, confine
from integrations.vision.frames import LENGTH_BYTES, framed, head_of
from integrations.vision.look import look

_INPUT = 0


def main() -> int:
    """Serve until the input ends; 1 when the parent does not keep to the protocol."""
    # Native libraries may print: what they print must not reach the pipe on which we answer.
    output = os.dup(1)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.close(silence)
    raster.prepare()
    walls = confine().encode("ascii")
    _write(output, framed(walls) + walls)
    while (length := _read(LENGTH_BYTES)) is not None:
        size = int.from_bytes(length, "big")
        if size > MOST_BYTES or (content := _read(size)) is None:
            return 1
        _answer(output, content)
    return 0


def _answer(output: int, content: bytes) -> None:
    allow_time(CPU_SECONDS)
    found = look(content)
    allow_time(0)
    head = head_of(found)
    for part in (framed(head) + head, found.clean, found.preview):
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
