"""Every text that a check or a fee uses exists in both languages, with the same variables, short and whole."""

import ast
from functools import cache
from pathlib import Path

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast as ftl
from fluent.syntax import parse
from fluent.syntax.visitor import Visitor

ROOT = Path(__file__).resolve().parents[3]
CHECKS = (path for path in (ROOT / "dialogs" / "checks").glob("*.py") if not path.name.startswith("places"))
CODE = (*CHECKS, ROOT / "dialogs" / "fees.py", ROOT / "dialogs" / "deadlines.py")
"""Places keep their texts, and the test of them, in files of their own."""

LANGUAGES = ("vi", "en")
MOST_LINES = 3
MOST_SIGNS = 220


def said_in_code() -> dict[str, set[frozenset[str]]]:
    """Key -> the sets of values that calls of ``say("key", ...)`` give it; a key that is no literal fails."""
    found: dict[str, set[frozenset[str]]] = {}
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                key = ast.literal_eval(node.args[0])
                found.setdefault(key, set()).add(frozenset(word.arg or "**" for word in node.keywords))
    return found


class Variables(Visitor):
    """Collects the variables of a message."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:
        self.names.add(node.id.name)


@cache
def messages(language: str) -> dict[str, ftl.Message]:
    """All messages of a language."""
    found: dict[str, ftl.Message] = {}
    for path in sorted((ROOT / "locales" / language).glob("*.ftl")):
        for entry in parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{path.name}: {entry.content!r}"
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in found, f"{path.name}: {entry.id.name} stands twice"
                found[entry.id.name] = entry
    return found


def refusals(language: str) -> list[str]:
    text = (ROOT / "locales" / language / "refusals.ftl").read_text(encoding="utf-8")
    return [entry.id.name for entry in parse(text).body if isinstance(entry, ftl.Message)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_in_use_exists_with_its_variables(language: str) -> None:
    for key, given in said_in_code().items():
        assert key in messages(language), f"{key} is missing in {language}"
        reader = Variables()
        reader.visit(messages(language)[key])
        for names in given:
            assert reader.names == names, f"{key} in {language}"


def test_no_text_is_left_over_and_both_files_have_the_same() -> None:
    assert refusals("vi") == refusals("en")
    assert set(refusals("vi")) <= set(said_in_code())


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_short_and_render(language: str) -> None:
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource((ROOT / "locales" / language / "refusals.ftl").read_text(encoding="utf-8")))
    said = said_in_code()
    for key in refusals(language):
        values = dict.fromkeys(next(iter(said[key])), "001 090 000 018")
        pattern = bundle.get_message(key).value
        sentence, problems = bundle.format_pattern(pattern, values)
        assert not problems, f"{key}: {problems}"
        assert sentence.count("\n") < MOST_LINES and len(sentence) <= MOST_SIGNS, key
