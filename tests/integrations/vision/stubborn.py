"""Children that misbehave in a chosen way, in place of the real one: ``python stubborn.py <way> <marker file>``."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path


def frame(content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + content


def say(content: bytes) -> None:
    sys.stdout.buffer.write(frame(content))
    sys.stdout.buffer.flush()


def head(**changes: object) -> bytes:
    plain = {"reason": "", "note": "", "mime": "image/jpeg", "width": 400, "height": 400, "pages": 1}
    return json.dumps({**plain, "clean": 3, "preview": 3, **changes}).encode()


LIES = {
    "not json": b"hello",
    "a list": b"[]",
    "unknown reason": head(reason="because"),
    "endless": head(clean=10**12),
    "negative": head(clean=-1),
    "a truth for a number": head(width=True),
    "unknown type": head(mime="text/html"),
    "long note": head(note="x" * 1000),
    "html for a picture": head() + b"<a>" + b"<b>",
}


def misbehave(way: str, marker: str) -> None:
    if way == "hang":
        time.sleep(600)
    elif way == "burn":
        signal.setitimer(signal.ITIMER_PROF, 0.05)
        while True:
            pass
    elif way in {"die", "crash"} or (way == "die once" and not Path(marker).exists()):
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGSEGV if way == "crash" else signal.SIGKILL)
    elif way in LIES:
        lie = LIES[way]
        split = lie.index(b"}") + 1 if way == "html for a picture" else len(lie)
        say(lie[:split])
        sys.stdout.buffer.write(lie[split:])
        sys.stdout.buffer.flush()
        time.sleep(600)
    note = str(os.getpid())
    if way == "secrets":
        note = " ".join(name for name in os.environ if name.startswith("MOTCUA"))
    say(head(reason="too-small", note=note))


def main() -> None:
    way, marker = sys.argv[1], sys.argv[2]
    if way == "never ready":
        time.sleep(600)
    if way == "no start":
        sys.exit(3)
    say(b"none")
    while length := sys.stdin.buffer.read(4):
        sys.stdin.buffer.read(int.from_bytes(length, "big"))
        misbehave(way, marker)


if __name__ == "__main__":
    main()
