"""Judges objects and parameters by the published description of the Bot API (outside the repository)."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

SPEC = Path(__file__).resolve().parents[4] / "shared" / "facts" / "telegram-bot-api-10.1.json"
PLAIN: dict[str, type | tuple[type, ...]] = {
    "Integer": int,
    "String": str,
    "Boolean": bool,
    "True": bool,
    "Float": (int, float),
}


def load_spec() -> dict[str, Any]:
    """The description; skips with a reason when it is not at hand, fails when everything is required."""
    if SPEC.exists():
        spec: dict[str, Any] = json.loads(SPEC.read_text())
        return spec
    reason = "the Bot API description (../shared/facts) is not beside this repository"
    if os.environ.get("MOTCUA_REQUIRE_ALL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def method_named(spec: dict[str, Any], name: str) -> dict[str, Any]:
    """Method names are case-insensitive."""
    (found,) = [method for key, method in spec["methods"].items() if key.lower() == name.lower()]
    return dict(found)


def violations(spec: dict[str, Any], value: Any, kinds: list[str], where: str) -> list[str]:
    """What is wrong with this value as one of these types; empty when nothing is."""
    tries = [_as(spec, value, kind, where) for kind in kinds]
    return min(tries, key=len)


def _as(spec: dict[str, Any], value: Any, kind: str, where: str) -> list[str]:
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            return [f"{where}: no array"]
        inner = [kind.removeprefix("Array of ")]
        return [wrong for n, one in enumerate(value) for wrong in violations(spec, one, inner, f"{where}[{n}]")]
    if kind in PLAIN:
        fits = isinstance(value, PLAIN[kind]) and (kind in ("Boolean", "True") or not isinstance(value, bool))
        return [] if fits else [f"{where}: {value!r} is no {kind}"]
    described = spec["types"][kind]
    if "subtypes" in described:
        return violations(spec, value, described["subtypes"], where)
    return _object(spec, value, described, where)


def _object(spec: dict[str, Any], value: Any, described: dict[str, Any], where: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{where}: no object"]
    fields = {field["name"]: field for field in described.get("fields", [])}
    wrong = [f"{where}.{name}: unknown to {described['name']}" for name in value if name not in fields]
    wrong += [f"{where}.{name}: missing" for name, field in fields.items() if field["required"] and name not in value]
    for name, one in value.items():
        if name in fields:
            wrong += violations(spec, one, fields[name]["types"], f"{where}.{name}")
    return wrong
