"""``python -m tests.storm.replay HISTORY``: checks a saved storm again. ``make storm SEED=N`` makes its crowd again."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.storm.checker import check
from tests.storm.history import of, read


def main() -> int:
    """0 when the checker finds nothing."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    records = read(Path(sys.argv[1]))
    violations = check(records)
    for plan in of(records, "plan"):
        print(f"seed {plan['seed']}, {sum(1 for _ in of(records, 'killed'))} kills, {len(violations)} violations")
    print("\n".join(violations))
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
