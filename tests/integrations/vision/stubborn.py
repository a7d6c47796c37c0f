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
    return json.dumps({**plain, "look": LOOK, "files": files(), **changes}).encode()


def files(**changes: object) -> dict[str, object]:
    return {"clean": 3, "preview": 3, "scan": 0, "marked": 0, **changes}


def seen(**changes: object) -> bytes:
    return head(look={**LOOK, **changes})


LOOK = {"kind": "sheet", "sure": 90, "corners": [], "faults": [], "print": "", "words": [], "card": None, "texts": []}
CARD = {
    "by": "qr",
    "number": "001090000018",
    "name": "NGUYỄN VĂN AN",
    "sex": "male",
    "old_number": "",
    "residence": "",
    "nationality": "",
    "birth": [1990, 1, 1],
    "issued": None,
    "expires": None,
}
LIES = {
    "not json": b"hello",
    "a list": b"[]",
    "unknown reason": head(reason="because"),
    "nested": b"[" * 50_000,
    "endless": head(files=files(clean=10**12)),
    "negative": head(files=files(clean=-1)),
    "no preview": head(files=files(preview=0)),
    "a scan that nobody asked for": head(files=files(scan=3)),
    "no look": head(look=None),
    "a kind of paper that there is not": seen(kind="banknote"),
    "surer than sure": seen(sure=101),
    "three corners": seen(corners=[[0, 0]] * 3),
    "a corner outside": seen(corners=[[0, 0], [1.5, 0], [1, 1], [0, 1]]),
    "a corner nowhere": seen(corners=[[0, 0], [float("nan"), 0], [1, 1], [0, 1]]),
    "a flaw that there is not": seen(faults=[["ugly", ""]]),
    "a place that there is not": seen(faults=[["glare", "in the soup"]]),
    "a thousand faults": seen(faults=[["glare", ""]] * 1000),
    "a print of words": seen(print="not hexadecimal!"),
    "a word with a line break": seen(words=["giay\nkhai"]),
    "a novel": seen(words=["x" * 500]),
    "a number for a word": seen(words=[5]),
    "a thirtieth of February": seen(card={**CARD, "birth": [1990, 2, 30]}),
    "a day without a month": seen(card={**CARD, "birth": [1990, 0, 3]}),
    "half a card": seen(card={"by": "qr"}),
    "a card read by magic": seen(card={**CARD, "by": "magic"}),
    "a text of an unknown kind": seen(texts=[["poem", "x", 50]]),
    "half a text": seen(texts=[["name", "x"]]),
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
        split = lie.rindex(b"}") + 1 if way == "html for a picture" else len(lie)
        say(lie[:split])
        sys.stdout.buffer.write(lie[split:])
        sys.stdout.buffer.flush()
        time.sleep(600)
    elif way == "a large pdf":
        say(head(files={"clean": 2000, "preview": 0, "scan": 0, "marked": 0}))
        sys.stdout.buffer.write(b"%PDF-1.7".ljust(2000))
        sys.stdout.buffer.flush()
        return
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
        asked = json.loads(sys.stdin.buffer.read(int.from_bytes(length, "big")))
        for size in asked["files"]:
            sys.stdin.buffer.read(size)
        misbehave(way, marker)


if __name__ == "__main__":
    main()
