"""The locale files taken apart: messages, attributes, the variables they use, and how they read with sample values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fluent.syntax import ast, parse, visitor

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "locales"
LANGUAGES = tuple(sorted(folder.name for folder in LOCALES.iterdir() if folder.is_dir()))

SAMPLES = {
    "office": "Trung tâm Phục vụ hành chính công thành phố Hồ Chí Minh",
    "hours": "7:30–11:30, 13:30–17:00, thứ Hai đến thứ Sáu",
    "phone": "1900 0000",
    "code": "G01.899.108.000-261121-0001",
    "what": "Đăng ký tạm trú",
    "reason": "Ảnh mặt sau của thẻ căn cước bị mờ, không đọc được ngày cấp",
    "address": "Số 5 ngõ 12, Phường Ba Đình, Thành phố Hà Nội",
    "items": "Giấy tờ chỗ ở, Giấy đồng ý",
}
"""What stands for a variable when a text's length is judged; twelve letters for the others."""


@dataclass(frozen=True)
class Entry:
    """One message or one attribute (``key.attribute``)."""

    key: str
    file: str
    variables: frozenset[str]
    reads: str
    literal: str
    """The text without its variables."""


class _Variables(visitor.Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.names.add(node.id.name)


def _reads(pattern: ast.Pattern, samples: bool) -> str:
    return "".join(_element(element, samples) for element in pattern.elements)


def _element(element: ast.TextElement | ast.Placeable, samples: bool) -> str:
    if isinstance(element, ast.TextElement):
        return str(element.value)
    inside = element.expression
    if isinstance(inside, ast.SelectExpression):
        return max((_reads(variant.value, samples) for variant in inside.variants), key=len)
    if isinstance(inside, ast.VariableReference):
        return SAMPLES.get(inside.id.name, "x" * 12) if samples else "\x00"
    raise AssertionError(f"teach tests/house/ftl.py to read {type(inside).__name__}")


def _entry(key: str, file: str, pattern: ast.Pattern) -> Entry:
    found = _Variables()
    found.visit(pattern)
    return Entry(key, file, frozenset(found.names), _reads(pattern, True), _reads(pattern, False))


@lru_cache
def parsed(language: str) -> tuple[tuple[str, ast.Resource], ...]:
    """(file name, its syntax tree) of every file of a language."""
    files = sorted((LOCALES / language).glob("*.ftl"))
    return tuple((file.name, parse(file.read_text(encoding="utf-8"))) for file in files)


def junk(language: str) -> list[str]:
    """What the parser could not read."""
    return [
        f"{language}/{name}: {(entry.content or '').strip()[:60]!r}"
        for name, resource in parsed(language)
        for entry in resource.body
        if isinstance(entry, ast.Junk)
    ]


def _all(language: str) -> Iterator[Entry]:
    for name, resource in parsed(language):
        for message in resource.body:
            if isinstance(message, ast.Message):
                key = message.id.name
                if message.value is not None:
                    yield _entry(key, name, message.value)
                for attribute in message.attributes:
                    yield _entry(f"{key}.{attribute.id.name}", name, attribute.value)


@lru_cache
def entries(language: str) -> dict[str, Entry]:
    """Everything a language can say, by key."""
    return {entry.key: entry for entry in _all(language)}


def doubles(language: str) -> list[str]:
    """Keys that are defined more than once, within a file or across files."""
    count = Counter(entry.key for entry in _all(language))
    return sorted(f"{language}: {key}" for key, times in count.items() if times > 1)
