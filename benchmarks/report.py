"""Figures for people and for scripts: spread over the rounds, a table, a JSON file, one last line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.contenders import Contender, Kind
from benchmarks.crowd import Tally


@dataclass(frozen=True, slots=True)
class Round:
    """One measured stretch. CPU per turn is of the bot's processes, in milliseconds; ``busy`` is the crowd's share of
    its core (near 1 it would be the crowd that is measured); waits are from a citizen's message to the reply;
    ``flush_ms`` is what one flush cost just before (a shared disk can be a hundred times slower a minute later)."""

    turns_per_second: float
    cpu_ms_per_turn: float
    redis_ms_per_turn: float
    p50_ms: float
    p99_ms: float
    forms: int
    busy: float
    flush_ms: float


def measured(tally: Tally, bot_cpu: float, crowd_cpu: float, redis_cpu: float, flush_ms: float = 0.0) -> Round:
    """The figures of one stretch; CPU times in seconds."""
    turns = max(tally.turns, 1)
    waits = sorted(tally.waits) or [0.0]
    return Round(
        turns_per_second=tally.turns / tally.seconds,
        cpu_ms_per_turn=bot_cpu / turns * 1000,
        redis_ms_per_turn=redis_cpu / turns * 1000,
        p50_ms=waits[len(waits) // 2] * 1000,
        p99_ms=waits[len(waits) * 99 // 100] * 1000,
        forms=tally.forms,
        busy=crowd_cpu / tally.seconds,
        flush_ms=flush_ms,
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """One contender's rounds and what was wrong with its answers."""

    contender: Contender
    rounds: Sequence[Round]
    flaws: dict[str, int]
    examples: Sequence[str]

    @property
    def rates(self) -> list[float]:
        """Turns per second of each round."""
        return [each.turns_per_second for each in self.rounds]

    @property
    def rate(self) -> float:
        """The median; 0 when it never ran."""
        return median(self.rates) if self.rounds else 0.0

    def middle(self, field: str) -> float:
        """The median of one figure over the rounds."""
        return median(getattr(each, field) for each in self.rounds) if self.rounds else 0.0

    def as_json(self) -> dict[str, Any]:
        """For the results file."""
        contender = self.contender
        return {
            "name": contender.name,
            "kind": contender.kind.value,
            "mode": contender.mode,
            "on_disk_before_ack": contender.durable,
            "keeps": contender.keeps,
            "turns_per_second": _spread(self.rates),
            "cpu_ms_per_turn": self.middle("cpu_ms_per_turn"),
            "redis_ms_per_turn": self.middle("redis_ms_per_turn"),
            "p50_ms": self.middle("p50_ms"),
            "p99_ms": self.middle("p99_ms"),
            "flaws": self.flaws,
            "examples": list(self.examples),
            "rounds": [asdict(each) for each in self.rounds],
        }


def _spread(rates: Sequence[float]) -> dict[str, float]:
    if not rates:
        return {"min": 0.0, "median": 0.0, "max": 0.0}
    return {"min": min(rates), "median": median(rates), "max": max(rates)}


def ratio(entries: Sequence[Entry], kinds: Sequence[Kind], figure: str = "turns_per_second") -> float:
    """Ours (polling) against the best contender of these kinds; 0 when either is missing.

    For ``cpu_ms_per_turn`` less is better, so it is theirs by ours.
    """
    ours = [entry.middle(figure) for entry in entries if entry.contender.name == "ours" and entry.rounds]
    theirs = [entry.middle(figure) for entry in entries if entry.contender.kind in kinds and entry.rounds]
    if not ours or not theirs:
        return 0.0
    if figure == "turns_per_second":
        return ours[0] / max(theirs)
    return min(theirs) / ours[0] if ours[0] else 0.0


def write(path: Path, entries: Sequence[Entry], machine: dict[str, Any]) -> None:
    """Leave everything in a JSON file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    ratios = {
        "best_stock_peer": ratio(entries, [Kind.PEER]),
        "best_peer": ratio(entries, [Kind.PEER, Kind.TUNED_PEER]),
        "best_stock_peer_by_cpu": ratio(entries, [Kind.PEER], "cpu_ms_per_turn"),
        "best_peer_by_cpu": ratio(entries, [Kind.PEER, Kind.TUNED_PEER], "cpu_ms_per_turn"),
    }
    content = {"machine": machine, "ratios": ratios, "contenders": [entry.as_json() for entry in entries]}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


_HEAD = (
    "contender",
    "min",
    "median",
    "max",
    "CPU ms",
    "p50 ms",
    "p99 ms",
    "crowd",
    "flush ms",
    "on disk first",
    "flaws",
)


def table(entries: Sequence[Entry]) -> str:
    """The figures as a table of text: rates in turns per second, CPU of the bot per turn."""
    rows = [_HEAD, *(_row(entry) for entry in entries)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def _row(entry: Entry) -> tuple[str, ...]:
    flaws = ", ".join(f"{what} {count}" for what, count in entry.flaws.items()) or "none"
    spread = _spread(entry.rates)
    return (
        entry.contender.name,
        *(f"{spread[which]:,.0f}" for which in ("min", "median", "max")),
        f"{entry.middle('cpu_ms_per_turn'):.3f}",
        f"{entry.middle('p50_ms'):.1f}",
        f"{entry.middle('p99_ms'):.1f}",
        f"{entry.middle('busy'):.0%}",
        f"{entry.middle('flush_ms'):.2f}",
        "yes" if entry.contender.durable else "no",
        flaws,
    )


_NAMES = {"aiogram": "aiogram+redis", "ptb": "ptb+pickle"}


def last_line(entries: Sequence[Entry]) -> str:
    """The one line of figures: ours with its spread, each other's median, the ratio to the best stock peer."""
    parts = []
    for entry in entries:
        name = _NAMES.get(entry.contender.name, entry.contender.name)
        if not entry.rounds:
            parts.append(f"{name} did not run")
        elif entry.contender.kind is Kind.OURS:
            parts.append(f"{name} {entry.rate:,.0f} (min {min(entry.rates):,.0f}, max {max(entry.rates):,.0f})")
        else:
            parts.append(f"{name} {entry.rate:,.0f}")
    stock, best = ratio(entries, [Kind.PEER]), ratio(entries, [Kind.PEER, Kind.TUNED_PEER])
    if stock:
        parts.append(f"ratio {stock:.1f}" + (f" (best tuned peer {best:.1f})" if best != stock else ""))
    return "turns/s median: " + " · ".join(parts)
