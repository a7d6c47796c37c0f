"""The rules of acceptance as data: each has a key of its own, a source, a procedure that exists, and a transcript."""

from __future__ import annotations

import re
from collections import Counter

from dialogs.precheck import RULES
from dialogs.procedures import PROCEDURES
from tests.house.ftl import ROOT

TOLD = re.compile(r"^  \{soát: (.+)\}$", re.MULTILINE)


def _in_transcripts() -> set[str]:
    texts = (file.read_text(encoding="utf-8") for file in (ROOT / "tests" / "transcripts").glob("*.txt"))
    return {name.rstrip("?") for text in texts for told in TOLD.findall(text) for name in told.split(", ")}


def test_keys_are_unique() -> None:
    double = [key for key, times in Counter(rule.key for rule in RULES).items() if times > 1]
    assert not double, f"one key, one rule: {double}"


def test_every_rule_says_where_it_comes_from() -> None:
    silent = [rule.key for rule in RULES if len(rule.source) < 10]
    assert not silent, f"name the article or the form: {silent}"


def test_rules_are_for_procedures_that_exist() -> None:
    codes = {procedure.code for procedure in PROCEDURES}
    lost = [rule.key for rule in RULES if not set(rule.procedures) <= codes]
    assert not lost, f"no procedure has such a code: {lost}"


def test_every_rule_is_told_in_a_transcript() -> None:
    untold = {rule.key for rule in RULES} - _in_transcripts()
    assert not untold, f"write a transcript (40 to 49) in which it is found: {sorted(untold)}"
    unknown = _in_transcripts() - {rule.key for rule in RULES}
    assert not unknown, f"no rule is called so any more: {sorted(unknown)}"
