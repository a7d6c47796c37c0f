"""A procedure of the portal's catalogue as flat fields that can be held against ours, one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from integrations.portals.national.mapping import Names


def fields_of(found: Mapping[str, Any], names: Names) -> Mapping[str, str]:
    """``title``, ``state``, ``ONLINE.time`` ("5 WORKING_DAY"), ``ONLINE.fee`` (đồng), ``component.<code>`` (its name).
    What is missing is simply not there: a difference, never a crash."""
    fields = {"title": _text(found.get(names.title)), "state": _text(found.get(names.state))}
    for method in _objects(found.get(names.methods)):
        kind = _text(method.get(names.method))
        fields[f"{kind}.time"] = f"{_text(method.get(names.time))} {_text(method.get(names.time_unit))}".strip()
        amounts = [_text(fee.get(names.amount)) for fee in _objects(method.get(names.fees))]
        fields[f"{kind}.fee"] = " ".join(sorted(amounts, key=len)) or "0"
    for case in _objects(found.get(names.cases)):
        for component in _objects(case.get(names.components)):
            fields[f"component.{_text(component.get(names.component))}"] = _text(component.get(names.component_name))
    return {name: value for name, value in fields.items() if value}


def _objects(value: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, Mapping))


def _text(value: object) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value).strip()
