"""Reads what another portal needs of us from its mapping file, and says in one line what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from bot.failures import Misconfigured

Shape = TypeVar("Shape", bound=BaseModel)


def read_mapping(shape: type[Shape], name: str, bundled: Path, what: str) -> Shape:
    """A mapping bundled in a folder, by name, or any file by path. Raises Misconfigured, which names the field;
    ``what`` says whose mapping it is."""
    path = Path(name) if name.endswith(".json") else bundled / f"{name}.json"
    try:
        return shape.model_validate_json(path.read_bytes())
    except OSError as problem:
        raise Misconfigured(f"{what} mapping {name}: {problem.strerror}") from None
    except ValidationError as wrong:
        first = wrong.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Misconfigured(f"{what} mapping {name}: {where or 'file'}: {first['msg']}") from None
