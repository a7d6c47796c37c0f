"""Durable turns per second on one core, beside other frameworks: ``python -m benchmarks.turns`` (``make bench``).

The bot under test has one core, the fake Bot API with its closed-loop crowd of 50 (and Redis) the other.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import shutil
import signal
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any

import uvloop

from benchmarks.contenders import Contender, choose
from benchmarks.contest import WARM_SECONDS, Contest
from benchmarks.processes import cores, flush_milliseconds
from benchmarks.report import Entry, last_line, table, write

RESULTS = Path(__file__).parent / "results"
BUDGET_SECONDS = 170.0
"""A run whose ``--seconds`` were not given fits into this."""
MOST_SECONDS = 8.0
LEAST_SECONDS = 0.5
SETTLE_SECONDS = 0.1
STOP_SECONDS = 2.0
STOPPED = 143


def main(words: Sequence[str] | None = None) -> int:
    """Run the contest; exit code 1 when a contender did not run or answered wrongly."""
    parser = argparse.ArgumentParser(prog="benchmarks.turns", description=__doc__)
    parser.add_argument("--seconds", type=float, default=0.0, help="of each round (default: what fits into the budget)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--contenders", default="", help="comma-separated, default: all")
    parser.add_argument("--results", type=Path, default=RESULTS / "turns.json")
    asked = parser.parse_args(words)
    try:
        contenders = choose(asked.contenders)
    except ValueError as wrong:
        parser.error(str(wrong))
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner, suppress(asyncio.CancelledError):
        entries = runner.run(_contest(contenders, asked.seconds, asked.rounds, asked.results))
        return 1 if any(entry.flaws for entry in entries) else 0
    return STOPPED


async def _contest(contenders: tuple[Contender, ...], seconds: float, rounds: int, results: Path) -> list[Entry]:
    _end_on_terminate()
    bot_core, crowd_core = cores()
    os.sched_setaffinity(0, {crowd_core})
    RESULTS.mkdir(parents=True, exist_ok=True)
    directory = Path(tempfile.mkdtemp(prefix=".run-", dir=RESULTS))
    began = perf_counter()
    contest = Contest(directory)
    try:
        machine = _machine(directory, bot_core, crowd_core)
        await contest.start(contenders)
        each = seconds or _fitting(perf_counter() - began, len(contenders), rounds)
        print(f"{len(contenders)} contenders, {rounds} rounds of {each:.1f} s, crowd of 50", file=sys.stderr)
        for number in range(rounds):
            await contest.round(each)
            print(f"round {number + 1} of {rounds} done", file=sys.stderr)
    finally:
        await contest.end()
        shutil.rmtree(directory)
    entries = contest.entries()
    _tell(entries, results, machine)
    sys.stdout.flush()
    return entries


def _fitting(spent: float, contenders: int, rounds: int) -> float:
    left = BUDGET_SECONDS - spent - STOP_SECONDS * contenders
    each = left / (contenders * rounds) - WARM_SECONDS - SETTLE_SECONDS
    return min(max(each, LEAST_SECONDS), MOST_SECONDS)


def _tell(entries: list[Entry], results: Path, machine: dict[str, Any]) -> None:
    write(results, entries, machine)
    print(table(entries))
    for entry in entries:
        for example in entry.examples:
            print(f"{entry.contender.name}: {example}")
    print(last_line(entries))


def _machine(directory: Path, bot_core: int, crowd_core: int) -> dict[str, Any]:
    names = ("aiogram", "python-telegram-bot", "redis", "uvloop")
    return {
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "bot_core": bot_core,
        "crowd_core": crowd_core,
        "load_before": os.getloadavg()[0],
        "flush_ms": flush_milliseconds(directory),
        **{name: version(name) for name in names},
    }


def _end_on_terminate() -> None:
    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)


if __name__ == "__main__":
    raise SystemExit(main())
