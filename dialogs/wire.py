"""Answers as plain JSON for an authority's interface: dates dd/MM/yyyy, months MM/yyyy, addresses by unit code."""

from __future__ import annotations

from dialogs.answers import Address, AnswerValue, PartialDate, Photos
from dialogs.checks.outcome import Context

Plain = str | int | bool | dict[str, str] | list[str] | None


def plain(value: AnswerValue | None) -> Plain:
    """One value as it travels."""
    match value:
        case PartialDate():
            return str(value)
        case Address():
            return place(value)
        case Photos():
            return [photo.id for photo in value.photos]
        case _:
            return value


def place(address: Address) -> dict[str, str]:
    """The address object of facts 1.5 (maQuanHuyen stays empty: districts ended on 01/07/2025)."""
    return {
        "maQuocGia": address.country,
        "maTinhThanh": address.province_code,
        "tenTinhThanh": address.province,
        "maQuanHuyen": "",
        "tenQuanHuyen": "",
        "maPhuongXa": address.commune_code,
        "tenPhuongXa": address.commune,
        "chiTiet": address.as_written or address.detail,
    }


def rows(group: str, keys: dict[str, str], context: Context) -> list[dict[str, Plain]]:
    """The rows of a repeated group; ``keys`` maps our step keys to their names. "now" travels as today's month."""
    found: list[dict[str, Plain]] = []
    while any(f"{group}.{len(found)}.{key}" in context.answers for key in keys):
        number = len(found)
        row: dict[str, Plain] = {}
        for key, name in keys.items():
            answer = context.answers.get(f"{group}.{number}.{key}")
            value = plain(answer.value) if answer else None
            row[name] = f"{context.today:%m/%Y}" if value == "now" else value
        found.append(row)
    return found
