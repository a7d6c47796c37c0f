"""The figures say what was measured, and children end with their starter."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from array import array
from pathlib import Path
from time import monotonic, sleep

import pytest

from benchmarks.contenders import CONTENDERS, choose
from benchmarks.crowd import Tally
from benchmarks.processes import Child
from benchmarks.report import Entry, last_line, measured, table, write

OURS, PTB, TUNED = (choose(name)[0] for name in ("ours", "ptb", "aiogram-tuned"))


def _entry(contender: object, *rates: int) -> Entry:
    rounds = [measured(Tally(rate * 2, 3, 2.0, array("d", [0.001] * 98 + [0.5, 0.9])), 1.0, 0.5, 0.0) for rate in rates]
    return Entry(contender, rounds, {}, [])  # type: ignore[arg-type]


def test_a_round_is_measured_per_second_and_per_turn() -> None:
    (round_,) = _entry(PTB, 500).rounds
    assert round_.turns_per_second == 500
    assert round_.cpu_ms_per_turn == 1.0
    assert round_.busy == 0.25
    assert (round_.p50_ms, round_.p99_ms) == (1.0, 900.0)


def test_the_last_line_has_the_spread_and_the_ratio_to_the_best_peer() -> None:
    line = last_line([_entry(OURS, 2000, 1900, 2100), _entry(PTB, 600, 500, 700), _entry(TUNED, 1000)])
    assert line == (
        "turns/s median: ours 2,000 (min 1,900, max 2,100) · ptb+pickle 600 · aiogram-tuned 1,000"
        " · ratio 3.3 (best tuned peer 2.0)"
    )


def test_who_did_not_run_is_said_and_has_no_ratio() -> None:
    line = last_line([_entry(OURS), _entry(PTB, 600)])
    assert line == "turns/s median: ours did not run · ptb+pickle 600"


def test_the_file_and_the_table_hold_every_contender(tmp_path: Path) -> None:
    entries = [_entry(contender, 10, 30, 20) for contender in CONTENDERS]
    write(tmp_path / "new" / "turns.json", entries, {"cores": 2})
    read = json.loads((tmp_path / "new" / "turns.json").read_text())
    assert [each["name"] for each in read["contenders"]] == [contender.name for contender in CONTENDERS]
    assert read["contenders"][0]["turns_per_second"] == {"min": 10.0, "median": 20.0, "max": 30.0}
    assert all(contender.name in table(entries) for contender in CONTENDERS)


def test_a_stranger_is_refused() -> None:
    with pytest.raises(ValueError, match="no such contender: nobody"):
        choose("ours,nobody")


def _gone(pid: int) -> bool:
    end = monotonic() + 5
    while monotonic() < end:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        sleep(0.02)
    return False


def test_a_frozen_child_is_ended(tmp_path: Path) -> None:
    child = Child([sys.executable, "-c", "import time; time.sleep(60)"], min(os.sched_getaffinity(0)), tmp_path / "log")
    child.freeze()
    child.end()
    assert not child.alive and _gone(child.pid)


_STARTER = """
import sys, time
from pathlib import Path
from benchmarks.processes import Child
child = Child([sys.executable, "-c", "import time; time.sleep(60)"], 0, Path(sys.argv[1]))
print(child.pid, flush=True)
time.sleep(60)
"""


def test_a_child_does_not_outlive_a_killed_starter(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", _STARTER, str(tmp_path / "log")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root, text=True) as starter:
        assert starter.stdout is not None
        pid = int(starter.stdout.readline())
        starter.send_signal(signal.SIGKILL)
    assert _gone(pid)
