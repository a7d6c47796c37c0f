"""The real child, but what it sees is made up: ``python seeing.py <what>`` tells how what was seen is carried."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

import numpy as np

from dialogs.answers import PartialDate
from dialogs.documents import Card, Fault, Flaw, Look, PaperKind, ReadText
from integrations.vision import child, tasks
from integrations.vision.scan import Scanned
from integrations.vision.shapes import Picture

CARD = Card(
    by="qr",
    number="001090000018",
    name="NGUYỄN VĂN AN",
    birth=PartialDate(1990, 2),
    sex="male",
    old_number="012345678",
    residence="Số 1, Ngõ 2, Phường Ba Đình, Hà Nội",
    issued=PartialDate(2021, 5, 30),
)
LOOK = Look(
    kind=PaperKind.CARD_FRONT,
    sure=97,
    corners=((-0.01, 0.1), (0.9, 0.125), (0.875, 1.02), (0.25, 0.8)),
    faults=(Fault(Flaw.GLARE, "top-right"), Fault(Flaw.TILTED)),
    print="0123456789abcdef" * 4,
    words=("can cuoc cong dan", "x" * 1000),
    card=CARD,
    texts=(ReadText("name", "NGUYỄN VĂN AN", 80), ReadText("date", "01/02/1990", 100)),
)


def everything(picture: Picture, reading: bool) -> Scanned:
    """All there is to see; the scan is as wide as what was looked at is, and as bright as it was to be read."""
    scan = np.full((500, picture.shape[1], 3), 200 if reading else 100, np.uint8)
    return Scanned(LOOK, scan, picture[:300, :400], per_mm=10.0)


def failing(_picture: Picture, _reading: bool) -> Scanned:
    """A fault of ours."""
    raise IndexError("made up")


def greedy(picture: Picture, _reading: bool) -> Scanned:
    """Wants more memory than there is; but not yet while the child rehearses, for then nothing limits it."""
    return Scanned(Look(), np.ones((30_000, 30_000, 3), np.uint8) if picture.shape[1] > 700 else None)


if __name__ == "__main__":
    tasks.scan = {"everything": everything, "failing": failing, "greedy": greedy}[sys.argv[1]]
    sys.exit(child.main())
