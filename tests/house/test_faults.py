"""docs/faults.md: every row of the table of faults names a test that there is."""

from __future__ import annotations

import ast
import re

from tests.play import ROOT

NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def test_every_row_names_a_test_that_there_is() -> None:
    page = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("|") and not line.startswith(("| fault", "|---"))]
    assert len(rows) > 40
    for row in rows:
        named = NAMED.findall(row)
        assert named, f"names no test: {row}"
        for file, test in named:
            tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
            known = {one.name for one in tree.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)}
            assert test in known, f"{file} has no {test}"
