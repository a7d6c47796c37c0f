"""The shape of the house: the core decides and does nothing; modules say what they are for; all of it stays short."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.ftl import ROOT
from tests.house.spoken import modules

MOST_LINES = 300
MOST_OF_A_FUNCTION = 50
TOO_LONG: dict[str, int] = {}
"""Files that are longer, with the length they must not exceed: this list only shrinks."""
GENERATED = "integrations/storage/migrations/versions/"

_PURE = (
    "__future__ bisect calendar collections contextlib dataclasses datetime decimal dialogs difflib enum functools "
    "itertools math operator re string types typing unicodedata"
)
PURE_IMPORTS = frozenset(_PURE.split())
ONLY_HERE = {"dialogs/machine.py": frozenset({"threading", "transitions"})}
BANNED_CALLS = frozenset(("open", "print", "input", "eval", "exec", "compile", "__import__", "globals", "breakpoint"))
BANNED_ENDS = (
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.monotonic", "time.sleep",
    "random.random", "uuid.uuid4", "os.environ", "os.getenv",
)  # fmt: skip
BANNED_NAMES = re.compile(r"(?:^|_)(?:manager|helpers?|utils?|handlers?|services?|data|infos?|misc)(?:_|$)")


def _core() -> Iterator[tuple[str, ast.Module]]:
    return ((path, tree) for path, tree in modules() if path.startswith("dialogs/"))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." if node.level else (node.module or "").partition(".")[0]


def test_the_core_imports_nothing_that_acts() -> None:
    wrong = [
        f"{path} imports {name}"
        for path, tree in _core()
        for name in _imports(tree)
        if name not in PURE_IMPORTS | ONLY_HERE.get(path, frozenset())
    ]
    assert not wrong, f"dialogs decides and does not act; take it as a parameter or do it in bot/: {wrong}"


def test_the_core_calls_nothing_that_acts() -> None:
    wrong = []
    for path, tree in _core():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func)
                if name in BANNED_CALLS or name.endswith(BANNED_ENDS):
                    wrong.append(f"{path}:{node.lineno} {name}()")
            elif isinstance(node, ast.Global | ast.Await | ast.AsyncFunctionDef | ast.AsyncWith | ast.AsyncFor):
                wrong.append(f"{path}:{node.lineno} {type(node).__name__}")
    assert not wrong, (
        f"no clock, no chance, no I/O, no await and no globals in dialogs; let the event bring it: {wrong}"
    )


def test_dataclasses_of_the_core_are_frozen() -> None:
    wrong = []
    for path, tree in _core():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                marks = [ast.unparse(mark) for mark in node.decorator_list if "dataclass" in ast.unparse(mark)]
                wrong += [
                    f"{path}:{node.lineno} {node.name}"
                    for mark in marks
                    if "frozen=True" not in mark or "slots=True" not in mark
                ]
    assert not wrong, f"write @dataclass(frozen=True, slots=True): {wrong}"


def test_modules_say_what_they_are_for() -> None:
    silent = [path for path, tree in modules() if not ast.get_docstring(tree)]
    assert not silent, f"open each with one sentence saying what it is for: {silent}"


def test_files_are_short() -> None:
    lengths = {path: len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path, _ in modules()}
    long = {
        path: length
        for path, length in lengths.items()
        if length > TOO_LONG.get(path, MOST_LINES) and not path.startswith(GENERATED)
    }
    assert not long, f"part these at a seam of meaning, a file has at most {MOST_LINES} lines: {long}"
    mended = [path for path in TOO_LONG if lengths.get(path, 0) <= MOST_LINES]
    assert not mended, f"short enough now: take them out of TOO_LONG in this test: {mended}"


def test_functions_are_short() -> None:
    long = [
        f"{path}:{node.lineno} {node.name} ({length} lines)"
        for path, tree in modules()
        if not path.startswith(GENERATED)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > MOST_OF_A_FUNCTION
    ]
    assert not long, (
        f"take a step out under a name of its own, a function has at most {MOST_OF_A_FUNCTION} lines: {long}"
    )


def test_names_say_something() -> None:
    wrong = [
        path for path, _ in modules() if any(BANNED_NAMES.search(part) for part in Path(path).with_suffix("").parts)
    ]
    for path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", node.name).lower()
                wrong += [f"{path}: {node.name}"] if BANNED_NAMES.search(name) else []
    assert not wrong, (
        f"call it by what it is or does (no manager, helper, utils, handler, service, data, info): {wrong}"
    )


@pytest.mark.parametrize("room", ["dialogs", "bot", "integrations"])
def test_every_folder_is_a_package(room: str) -> None:
    bare = sorted(
        {
            str(file.parent.relative_to(ROOT))
            for file in (ROOT / room).rglob("*.py")
            if not (file.parent / "__init__.py").exists() and "migrations" not in file.parts
        }
    )
    assert not bare, f"add an __init__.py with one sentence, import-linter does not see these: {bare}"
