"""What the eyes of the bot are worth: pages found, codes and zones read, faults named, time and memory.

``python -m benchmarks.photos`` looks at made-up photos (tests/photos) of the set that nothing was tuned on, prints a
table, leaves ``benchmarks/results/photos.json`` and ends with one line. ``--share 0.2`` looks at a fifth of them,
``--which tune`` at the set for tuning. Every figure is of the whole way that a file takes in the child: decoding, clean
copy, looking, reading, encoding. Times are processor time of one core.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from statistics import median
from time import process_time

import cv2
import numpy as np

from benchmarks.photo_memory import memory
from benchmarks.photo_wait import waits
from dialogs.checks.mrz import parse
from dialogs.documents import Card, Flaw, Look
from integrations.vision import finding, scan
from integrations.vision.finding import SURE
from integrations.vision.requests import Request, Task
from integrations.vision.tasks import carry_out
from tests.photos import Sample, sample
from tests.photos.samples import FIRST_SEED

RESULTS = Path(__file__).parent / "results" / "photos.json"
FLAWS = tuple(flaw for flaw in Flaw if flaw is not Flaw.UNSURE)
RIGHT, WRONG = 0.95, 0.90
REFUSED_AS = {"too-small": Flaw.SMALL.value}
"""What a file that is refused before it is looked at is told as: in the same words as the fault."""
UNSEEN = {"train": 0, "tune": 0, "report": 30_000}
"""Where in a set to begin: the first photos of "report" were looked at one by one while the eyes were made."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure beside its goal."""

    name: str
    value: str
    goal: str
    of: int


@dataclass(frozen=True, slots=True)
class Seen:
    """One photo, looked at: what counts, and the seconds it took."""

    name: str
    jaccard: float
    sure: float
    first: str
    fault: str
    qr: int
    mrz: int
    seconds: float


def overlap(found: np.ndarray, true: np.ndarray, shape: tuple[int, int]) -> float:
    """Jaccard index of two quadrilaterals, in the coordinates of the true page."""
    square = np.array([[0, 0], [1000, 0], [1000, 1000], [0, 1000]], np.float32)
    flat = cv2.getPerspectiveTransform(true.astype(np.float32), square)
    other = cv2.perspectiveTransform(found.astype(np.float32)[None], flat)[0]
    shared, _ = cv2.intersectConvexConvex(square, cv2.convexHull(other))
    whole = 1e6 + abs(cv2.contourArea(other)) - shared
    return float(shared / whole) if whole > 0 else 0.0


def look_at(one: Sample, reading: bool) -> Seen:
    """The whole way of one file, and what came out against the truth."""
    started = process_time()
    answer = carry_out(Request(Task.SCAN, (one.content,), reading=reading))
    seconds = process_time() - started
    look, truth = answer.look, one.truth
    shape = one.picture.shape[:2]
    jaccard = 0.0
    if truth.corners is not None and look.corners:
        jaccard = overlap(np.array(look.corners) * shape[::-1], truth.corners, shape)
    first = look.faults[0].flaw.value if look.faults else REFUSED_AS.get(answer.reason, answer.reason)
    qr, mrz = _read(look, truth.qr), _zone(look, truth.mrz)
    return Seen(one.name, jaccard, look.sure / 100, first, truth.fault or "", qr, mrz, seconds)


def _read(look: Look, payload: str) -> int:
    """1 read, 0 unread, -1 wrong."""
    if look.card is None or look.card.by != "qr":
        return 0
    number, name = payload.split("|")[0:3:2] if payload else ("", "")
    return 1 if (look.card.number, look.card.name) == (number, name) else -1


def _zone(look: Look, lines: tuple[str, ...]) -> int:
    if look.card is None or look.card.by != "mrz":
        return 0
    true = parse(lines)
    if _same(look.card, true):
        return 1
    # A name that was not sure is left out: not exact, but nothing false was said.
    left_out = true is not None and not look.card.name and _same(look.card, replace(true, name=""))
    return 0 if left_out else -1


def _same(one: Card, other: Card | None) -> bool:
    return other is not None and (one.number, one.name, one.birth, one.expires) == (
        other.number,
        other.name,
        other.birth,
        other.expires,
    )


def _one(seed: int, level: str, size: str, fault: str, template: str, reading: bool) -> Seen:
    made = sample(seed, level=level, size=size, fault=Flaw(fault) if fault else None, template=template)
    return look_at(made, reading)


class Bench:
    """Photos of one set, looked at on all the cores there are."""

    def __init__(self, which: str, share: float, workers: int) -> None:
        self.first, self.share, self.workers = FIRST_SEED[which] + UNSEEN[which], share, workers

    def seen(
        self,
        count: int,
        level: str = "hard",
        size: str = "chat",
        fault: str = "",
        template: str = "",
        reading: bool = True,
    ) -> list[Seen]:
        """So many photos of one sort (times ``share``, at least four)."""
        seeds = range(self.first, self.first + max(4, round(count * self.share)))
        work = partial(_one, level=level, size=size, fault=fault, template=template, reading=reading)
        if self.workers < 2:
            return [work(seed) for seed in seeds]
        with ProcessPoolExecutor(self.workers, initializer=_ready) as pool:
            return list(pool.map(work, seeds, chunksize=4))


def _ready() -> None:
    cv2.setNumThreads(1)
    scan.prepare()


def rows(bench: Bench) -> Iterator[Row]:
    """Every figure that is asked for."""
    good = bench.seen(240)
    yield from _pages(good)
    easy, full = bench.seen(60, level="easy"), bench.seen(60, size="full")
    yield from _codes(bench)
    yield from _zones(bench)
    yield from _verdicts(bench, [*good, *easy, *full])
    yield from _times(bench, good, full)


def _pages(good: list[Seen]) -> Iterator[Row]:
    marks = [one.jaccard for one in good]
    right = sum(mark >= RIGHT for mark in marks) / len(marks)
    yield Row("page found, mean Jaccard, hard, 1,280 px", f"{np.mean(marks):.3f}", ">= 0.98", len(good))
    yield Row("... of these at least .95", f"{right:.1%}", ">= 95 %", len(good))
    wrong = sum(one.jaccard < WRONG and one.sure >= SURE for one in good) / len(good)
    flagged = sum(one.sure < SURE for one in good) / len(good)
    yield Row("cropped wrongly (below .90) and not flagged", f"{wrong:.1%}", "<= 1 %", len(good))
    yield Row("... flagged as unsure", f"{flagged:.1%}", "", len(good))


def _codes(bench: Bench) -> Iterator[Row]:
    for size, goal, count in (("chat", ">= 88 %", 60), ("full", ">= 92 %", 30)):
        seen = [*bench.seen(count, size=size, template="cccd-front"), *bench.seen(count, size=size, template="cc-back")]
        read, wrong = sum(one.qr == 1 for one in seen), sum(one.qr == -1 for one in seen)
        yield Row(f"QR of the card read, hard, {size}", f"{read / len(seen):.1%}, {wrong} wrong", goal, len(seen))


def _zones(bench: Bench) -> Iterator[Row]:
    for name, template in (("TD1", "cccd-back"), ("TD3", "passport")):
        seen = bench.seen(80, template=template)
        read, wrong = sum(one.mrz == 1 for one in seen), sum(one.mrz == -1 for one in seen)
        yield Row(f"MRZ exact, {name}, hard, chat", f"{read / len(seen):.1%}, {wrong} false", ">= 97 %", len(seen))


def _verdicts(bench: Bench, good: list[Seen]) -> Iterator[Row]:
    right: Counter[str] = Counter()
    every = 0
    for flaw in FLAWS:
        seen = [*bench.seen(20, fault=flaw), *bench.seen(6, size="full", fault=flaw)]
        right[flaw] = sum(one.first == flaw for one in seen)
        every += len(seen)
    worst = ", ".join(f"{flaw} {count}" for flaw, count in sorted(right.items(), key=lambda pair: pair[1])[:3])
    yield Row(
        "verdict names the true main fault", f"{sum(right.values()) / every:.1%} (least: {worst})", ">= 90 %", every
    )
    judged = [one for one in good if one.first != Flaw.UNSURE or one.jaccard >= WRONG]
    refused = Counter(one.first for one in judged if one.first)
    share = sum(refused.values()) / max(1, len(judged))
    yield Row("false rejects on good photos", f"{share:.1%} {dict(refused)}", "<= 2 %", len(judged))


def _times(bench: Bench, good: list[Seen], full: list[Seen]) -> Iterator[Row]:
    for name, size, goal in (("1,280 px", "chat", "<= 0.35 s"), ("12 MP", "full", "<= 0.7 s")):
        plain = bench.seen(40, size=size, reading=False)
        yield Row(f"whole way, {name}, nothing read, median", _seconds(plain), goal, len(plain))
    yield Row("whole way, 1,280 px, with zone and text, median", _seconds(good), "<= 1.2 s", len(good))
    yield Row("whole way, 12 MP, with zone and text, median", _seconds(full), "<= 1.2 s", len(full))


def _seconds(seen: Iterable[Seen]) -> str:
    times = sorted(one.seconds for one in seen)
    return f"{median(times):.2f} s (90 %: {times[int(len(times) * 0.9)]:.2f})"


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--share", type=float, default=1.0)
    wanted.add_argument("--which", default="report", choices=tuple(FIRST_SEED))
    wanted.add_argument("--workers", type=int, default=2)
    wanted.add_argument("--only", default="", help="pages, codes, zones, verdicts, times, memory or waits")
    given = wanted.parse_args()
    finding.prepare()
    if given.workers < 2:
        _ready()
    bench = Bench(given.which, given.share, given.workers)
    parts: dict[str, Callable[[], Iterable[Row]]] = {
        "pages": lambda: _pages(bench.seen(240)),
        "codes": lambda: _codes(bench),
        "zones": lambda: _zones(bench),
        "verdicts": lambda: _verdicts(
            bench, [*bench.seen(120), *bench.seen(60, level="easy"), *bench.seen(40, size="full")]
        ),
        "times": lambda: _times(bench, bench.seen(60), bench.seen(40, size="full")),
        "memory": lambda: (Row(*row) for row in memory(bench.first)),
        "waits": lambda: (Row(*row) for row in waits(bench.first)),
    }
    chosen = parts[given.only]() if given.only else chain(rows(bench), parts["memory"](), parts["waits"]())
    found = []
    for row in chosen:
        print(f"{row.name:<52} {row.value:<44} {row.goal:<10} n={row.of}", flush=True)
        found.append({"name": row.name, "value": row.value, "goal": row.goal, "n": row.of})
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(
        json.dumps({"which": given.which, "rows": found}, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    print("photos: " + " · ".join(f"{row['name']} {row['value']}" for row in found[:3]))


if __name__ == "__main__":
    main()
