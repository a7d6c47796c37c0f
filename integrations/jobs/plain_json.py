"""Keeps pickle, which runs whatever code a row says, away from the jobs' database."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from dbos import Serializer, _serialization


class PlainJson(Serializer):
    """JSON and nothing else; of an exception only the class name is stored, since its text could hold content."""

    def serialize(self, data: Any) -> str:
        return json.dumps(data, default=lambda strange: type(strange).__name__)

    def deserialize(self, serialized_data: str) -> Any:
        return json.loads(serialized_data)

    def name(self) -> str:
        return "plain_json"


def forbid_pickle() -> None:
    """A row may say of itself that it is pickled, and the library would believe it whatever serializer is set."""
    setattr(_serialization.DefaultSerializer, "deserialize", _refuse)  # noqa: B010 - typed as a method


def _refuse(*_: object) -> NoReturn:
    raise ValueError("pickled rows are not read")
