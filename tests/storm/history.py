"""What happened in a storm, one JSON object a line: the checker reads nothing else."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Record = dict[str, Any]
"""``t`` seconds since the beginning, ``what`` happened (``end.…``: what was found when all was over), and details."""


class History:
    """Grows while the storm goes on."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self._began = time.monotonic()

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return round(time.monotonic() - self._began, 4)

    def note(self, what: str, **details: Any) -> None:
        """It happened just now."""
        self.records.append({"t": self.seconds, "what": what, **details})

    def save(self, path: Path) -> None:
        """One line a record."""
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = (json.dumps(record, ensure_ascii=False) for record in self.records)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read(path: Path) -> list[Record]:
    """A saved history."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def of(records: list[Record], *whats: str) -> Iterator[Record]:
    """The records of these kinds, in order."""
    return (record for record in records if record["what"] in whats)
