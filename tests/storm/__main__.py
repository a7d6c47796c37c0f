"""``python -m tests.storm``: a full storm on the embedded default, on a fleet, or with every planted bug in turn."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import random
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.fakes.postgres import running_postgres
from tests.storm.bugs import BUGS, ONLY_IN_A_FLEET
from tests.storm.checker import check
from tests.storm.conduct import Plan, Storm
from tests.storm.history import Record, of

RESULTS = Path(__file__).parent.parent.parent / "benchmarks" / "results"
FLEET = ("gateway", "gateway", "worker", "worker")


def main() -> int:
    """0 when nothing that was promised was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.storm", description=__doc__)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--citizens", type=int, default=100)
    parser.add_argument("--at-once", type=int, default=16)
    parser.add_argument("--fleet", action="store_true", help="two gateways and two workers on a real PostgreSQL")
    parser.add_argument(
        "--bugs", nargs="*", help="a small storm with each of these (all) planted bugs; each must be seen"
    )
    asked = parser.parse_args()
    if asked.bugs is not None:
        return _bugs(asked.seed, asked.bugs or list(BUGS))
    with _database(asked.fleet) as url:
        floor = max(1, asked.kills // 25)
        plan = Plan(
            asked.seed, asked.kills, asked.citizens, asked.at_once, floor=floor, faults=asked.kills // 10, **_where(url)
        )
        print(f"seed {plan.seed}; history {_history(plan).relative_to(RESULTS.parent.parent)}", flush=True)
        records, violations = blow(plan)
    print("\n".join(violations))
    figures = _figures(plan, records, violations)
    (RESULTS / f"storm-{_name(plan)}.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(_line(figures))
    return 1 if violations else 0


def blow(plan: Plan) -> tuple[list[Record], list[str]]:
    """One storm; its history is saved whatever became of it."""
    with tempfile.TemporaryDirectory(prefix="storm-") as folder:
        storm = Storm(plan, Path(folder))
        try:
            asyncio.run(_interruptible(storm))
        finally:
            storm.history.save(_history(plan))
            for log in Path(folder).glob("*.txt"):
                shutil.copy(log, _history(plan).with_suffix(f".{log.stem}.log"))
    records = storm.history.records
    return records, check(records)


async def _interruptible(storm: Storm) -> None:
    """Ctrl-C ends the deaths, not the storm: everybody still gets there, and what there was is checked."""
    asyncio.get_running_loop().add_signal_handler(signal.SIGINT, storm.enough)
    await storm.run()


@contextlib.contextmanager
def _database(fleet: bool) -> Iterator[str]:
    """The address of a fresh PostgreSQL, or empty: SQLite."""
    if not fleet:
        yield ""
        return
    with running_postgres(connections=300) as server:
        yield server.fresh()


def _where(url: str) -> dict[str, object]:
    return {"database": url, "houses": FLEET, "mode": "polling"} if url else {}


def _bugs(seed: int, bugs: list[str]) -> int:
    """Every planted bug in a small storm of its own."""
    missed = []
    for bug in bugs:
        with _database(bug in ONLY_IN_A_FLEET) as url:
            plan = Plan(
                seed, 8, 6, 6, bug=bug, floor=0, most_seconds=60, patience=25, fault_every=(0.2, 0.8), **_where(url)
            )
            _, violations = blow(plan)
        seen = [one for one in violations if not one.startswith("floor")]
        print(f"{bug}: {len(seen)} violations; {seen[0][:160] if seen else 'NOT SEEN'}", flush=True)
        missed += [] if seen else [bug]
    print(f"storm: {len(bugs) - len(missed)} of {len(bugs)} planted bugs caught, seed {seed}")
    return 1 if missed else 0


def _name(plan: Plan) -> str:
    return plan.bug or ("fleet" if plan.database else "embedded")


def _history(plan: Plan) -> Path:
    return RESULTS / f"storm-{_name(plan)}-{plan.seed}.jsonl"


def _figures(plan: Plan, records: list[Record], violations: list[str]) -> dict[str, object]:
    count = Counter(record["what"] for record in records)
    points = Counter(record["point"] for record in of(records, "killed"))
    faults = sum(sum(one["played"].values()) for one in of(records, "end.faults"))
    return {
        "what": _name(plan),
        "seed": plan.seed,
        "seconds": round(records[-1]["t"]),
        "kills": count["killed"],
        "kills_by_point": dict(sorted(points.items())),
        "citizens": count["comes"],
        "finished": count["finished"],
        "events": count["does"],
        "sent_again": count["again"],
        "messages": count["hears"],
        "pushes": count["pushed"],
        "portal_faults": faults,
        "violations": len(violations),
        "failure_rate_at_most": round(3 / max(1, count["killed"]), 4),
    }


def _line(figures: dict[str, object]) -> str:
    names = ("what", "seed", "kills", "finished", "events", "messages", "portal_faults", "violations", "seconds")
    return "storm: " + " ".join(f"{name}={figures[name]}" for name in names)


if __name__ == "__main__":
    sys.exit(main())
