"""Draws ``docs/photos.md``: made-up photos, what was found on each, the page that came out of it, and the verdict.

``python -m benchmarks.gallery`` looks at 48 photos of the set that nothing was tuned on: 28 good ones, and two of every
fault.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from dialogs.documents import Flaw, Look
from integrations.vision import scan
from integrations.vision.requests import Request, Task
from integrations.vision.tasks import carry_out
from tests.photos import Sample, samples

FOLDER = Path(__file__).parents[1] / "docs"
GOOD, OF_EACH, ROWS = 28, 2, 6
TILE = 232
WORDS = {"": "good", **{flaw.value: flaw.value.replace("_", " ") for flaw in Flaw}}


def main() -> None:
    cv2.setNumThreads(1)
    scan.prepare()
    chosen = [*samples("report", GOOD), *(one for flaw in Flaw if flaw is not Flaw.UNSURE for one in _bad(flaw))]
    cells, lines = [], []
    for number, one in enumerate(chosen, 1):
        answer = carry_out(Request(Task.SCAN, (one.content,), reading=True))
        cells.append(_cell(number, answer.marked or answer.preview, answer.scan))
        lines.append(_line(number, one, answer.look))
    names = [_sheet(number, cells[at : at + 2 * ROWS]) for number, at in enumerate(range(0, len(cells), 2 * ROWS), 1)]
    (FOLDER / "photos.md").write_text(_page(names, lines), encoding="utf-8")


def _bad(flaw: Flaw) -> list[Sample]:
    return list(samples("report", OF_EACH, fault=flaw))


def _tile(content: bytes) -> np.ndarray:
    square = np.full((TILE, TILE, 3), 255, np.uint8)
    if content:
        picture = Image.open(BytesIO(content)).convert("RGB")
        picture.thumbnail((TILE - 6, TILE - 6))
        shown = np.asarray(picture)
        top, left = (TILE - shown.shape[0]) // 2, (TILE - shown.shape[1]) // 2
        square[top : top + shown.shape[0], left : left + shown.shape[1]] = shown
    else:
        cv2.line(square, (90, 116), (142, 116), (150, 150, 150), 2)
    return square


def _cell(number: int, marked: bytes, scanned: bytes) -> np.ndarray:
    cell = np.hstack([_tile(marked), _tile(scanned)])
    cv2.rectangle(cell, (0, 0), (cell.shape[1] - 1, cell.shape[0] - 1), (205, 205, 205), 1)
    cv2.rectangle(cell, (0, 0), (34, 22), (40, 40, 40), -1)
    cv2.putText(cell, str(number), (6, 16), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (255, 255, 255), 1, cv2.LINE_AA)
    return cell


def _sheet(number: int, cells: list[np.ndarray]) -> str:
    cells = cells + [np.full_like(cells[0], 255)] * (len(cells) % 2)
    rows = [np.hstack(cells[at : at + 2]) for at in range(0, len(cells), 2)]
    name = f"pictures/photos-{number}.jpg"
    Image.fromarray(np.vstack(rows)).save(FOLDER / name, "JPEG", quality=72, optimize=True)
    return name


def _line(number: int, one: Sample, look: Look) -> str:
    truth = f"{one.truth.template}, {one.truth.ground}, {WORDS[one.truth.fault or '']}"
    verdict = ", ".join(f"{WORDS[f.flaw]}{' ' + f.where if f.where else ''}" for f in look.faults) or "good"
    read = f"{look.card.by}" if look.card else ", ".join(sorted({text.what for text in look.texts})) or "–"
    return f"| {number} | {truth} | {look.kind.replace('_', ' ')} | {verdict} | {read} | {look.sure} |"


def _page(names: list[str], lines: list[str]) -> str:
    pictures = "\n\n".join(f"![Photos, what was found, and the page that came of it]({name})" for name in names)
    return f"""# What the bot sees in photos

Made-up photos (`tests/photos`, the set that nothing was tuned on; nobody on them exists). Left of each pair: the photo
with the edges that were found and the fault drawn in, as the citizen gets it. Right: the page that goes to the office;
a dash where no page was sure enough to be cut out. Drawn anew by `python -m benchmarks.gallery`; the figures of the
whole set are in [benchmarks](benchmarks.md).

{pictures}

| | the truth: paper, ground, fault | seen as | verdict | read | sure, of 100 |
|---|---|---|---|---|---|
{chr(10).join(lines)}
"""


if __name__ == "__main__":
    main()
