"""What a package says, for paper: in words where there are some, else as it travels; what was passed over is empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.ports import Package

LEFT_EMPTY: Final = "(để trống)"
"""How a package says that a question was passed over; paper shows dots there, as for what was never asked."""

_PARTS_OF_AN_ADDRESS: Final = ("chiTiet", "tenPhuongXa", "tenQuanHuyen", "tenTinhThanh")


class Said:
    """What stands in a package: in words where there are some (``lines``), else as it travels (``form``)."""

    def __init__(self, package: Package) -> None:
        self.form = package.form
        self._words = {path: filled(value) for _, path, _, value in package.lines}

    def __call__(self, path: str, wire: str = "") -> str:
        """The answer at this path in words; else the wire value; else nothing."""
        said = self._words.get(path)
        return said if said is not None else text(self.form.get(wire or path))

    def rows(self, group: str, wire: str) -> list[Row]:
        """The rows of a repeated group, each answering for its own keys."""
        found = self.form.get(wire, ())
        return [Row(self, f"{group}.{number}", row) for number, row in enumerate(found)]

    def block(self, wire: str) -> Mapping[str, Any]:
        """An object inside the form (an address, the proxy); empty when it is not there."""
        found = self.form.get(wire)
        return found if isinstance(found, Mapping) else {}


class Row:
    """One row of a repeated group."""

    def __init__(self, said: Said, prefix: str, row: Mapping[str, Any]) -> None:
        self._said = said
        self._prefix = prefix
        self._row = row

    def __call__(self, key: str, wire: str) -> str:
        """As ``Said``, for a key of this row."""
        return self._said(f"{self._prefix}.{key}") or text(self._row.get(wire))


def filled(value: str) -> str:
    """A line's value; nothing for a question that was passed over."""
    return "" if value == LEFT_EMPTY else value


def text(value: object) -> str:
    """A wire value as text: an address object becomes one line, what is absent is empty."""
    if value is None:
        return ""
    if not isinstance(value, Mapping):
        return str(value)
    parts = (text(value.get(name)) for name in _PARTS_OF_AN_ADDRESS)
    return ", ".join(part for part in parts if part) or text(value.get("maQuocGia"))


def opening(words: str) -> str:
    """With a capital at the beginning, as a line on paper begins ("số 5 ngõ 12" -> "Số 5 ngõ 12")."""
    return words[:1].upper() + words[1:]


def pages_of(photos: tuple[Mapping[str, Any], ...]) -> int:
    """How many pages the files of one paper have together; a file that does not say has one."""
    return sum(int(photo.get("pages") or 1) for photo in photos)


def dong(amount: int) -> str:
    """ "110.000 đồng"."""
    return f"{amount:,} đồng".replace(",", ".")
