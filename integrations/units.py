"""Loads the administrative units from the data files of the distribution ``vietnamadminunits`` (MIT).

Only its JSON files are read: its code is never imported, because importing it creates a geocoder and no address may
leave this machine. Coordinates are dropped. The package knows the units of 07/2025; later changes (three provinces
that became cities and the 22 communes that became wards in 2026) stand in ``units_overlay.json``, which can change a
kind or a name by code. Sources of the overlay: resolutions named in each entry; provinces before the 63 are common
knowledge without codes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from babel import Locale

from dialogs.place_words import name_key
from dialogs.places import REFORM, FormerCommune, FormerDistrict, FormerProvince, Gazetteer, Unit

DISTRIBUTION = "vietnamadminunits"
OVERLAY = Path(__file__).with_name("units_overlay.json")
_KINDS = ("Phường", "Xã", "Thị trấn", "Đặc khu", "Quận", "Huyện", "Thị xã", "Thành phố", "Tỉnh")
_FOLDED_KINDS = ("phuong", "xa", "thitran", "quan", "huyen", "thixa", "thanhpho")

Table = Mapping[str, Any]
NewCodes = Mapping[str, tuple[str, ...]]
"""Old key ``province_district_commune`` -> codes of the communes of today."""


def load_gazetteer(on: date) -> Gazetteer:
    """The units as they stand on that day (Vietnam). Reads about 4 MB; raises OSError or ValueError when the data
    files are missing or are not what they should be. The indexes of names are built here, not in a turn."""
    now, old, moved = (_read(name) for name in ("parser_from_2025.json", "parser_legacy.json", "converter_2025.json"))
    overlay: Table = json.loads(OVERLAY.read_text(encoding="utf-8"))
    provinces = {key: _unit(row, "province") for key, row in now["DICT_PROVINCE"].items()}
    wards = dict(_wards(now))
    codes = _new_codes(moved, wards)
    former = _former(old, moved, provinces)
    gazetteer = Gazetteer(
        provinces=[_changed(unit, overlay["provinces"], on) for unit in provinces.values()],
        communes={
            provinces[key].code: [_changed(_unit(row, "ward"), overlay["communes"], on) for row in rows.values()]
            for key, rows in wards.items()
        },
        former=[*former, *_earlier(overlay, former)],
        districts=_districts(old, codes, overlay),
        countries=_countries(overlay["countries"]),
    )
    gazetteer.places("")
    gazetteer.former_communes("")
    return gazetteer


def _read(name: str) -> Table:
    table = json.loads(Path(str(distribution(DISTRIBUTION).locate_file(f"{DISTRIBUTION}/data/{name}"))).read_bytes())
    if not isinstance(table, dict):
        raise ValueError(f"{name} is not a table")
    return table


def _unit(row: Table, level: str) -> Unit:
    name, kind = _name(row[level])
    return Unit(row[f"{level}Code"], name, kind)


def _wards(now: Table) -> Iterator[tuple[str, dict[str, Table]]]:
    """Today's communes by province key; names that differ in marks alone stand in a table of their own."""
    accented = now["DICT_PROVINCE_WARD_ACCENTED"]
    for province, rows in now["DICT_PROVINCE_WARD_NO_ACCENTED"].items():
        yield province, {**rows, **accented.get(province, {})}


def _changed(unit: Unit, changes: list[Table], on: date) -> Unit:
    for change in changes:
        if change["code"] == unit.code and date.fromisoformat(change["from"]) <= on:
            unit = replace(unit, kind=change["kind"], name=change.get("name", f"{change['kind']} {unit.short}"))
    return unit


def _new_codes(moved: Table, wards: Mapping[str, Mapping[str, Table]]) -> NewCodes:
    codes: dict[str, tuple[str, ...]] = {}
    for province, taken in moved["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for new, olds in taken.items():
            codes.update(dict.fromkeys(olds, (wards[province][new]["wardCode"],)))
    for province, divided in moved["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, news in divided.items():
            best_first = sorted(news, key=lambda new: not new["isDefaultNewWard"])
            codes[old] = tuple(wards[province][new["newWardKey"]]["wardCode"] for new in best_first)
    return codes


def _former(old: Table, moved: Table, provinces: Mapping[str, Unit]) -> list[FormerProvince]:
    today = {key: provinces[new].code for new, keys in moved["DICT_PROVINCE"].items() for key in keys}
    former = []
    for key, row in old["DICT_PROVINCE"].items():
        unit = _unit(row, "province")
        keys = tuple(word for word in row["provinceKeywords"] if len(word) > 2 and word != name_key(unit.name))
        former.append(FormerProvince(unit.code, unit.name, unit.kind, REFORM, (today[key],), (unit.code,), keys))
    return former


def _earlier(overlay: Table, former: list[FormerProvince]) -> Iterator[FormerProvince]:
    """Provinces that ended before the 63: their land is named by the codes of those."""
    for row in overlay["former_provinces"]:
        today = dict.fromkeys(code for one in former if one.code in row["land_of"] for code in one.today)
        name, keys = f"{row['kind']} {row['name']}", (name_key(row["name"]),)
        yield FormerProvince("", name, row["kind"], None, tuple(today), tuple(row["land_of"]), keys)


def _districts(old: Table, codes: NewCodes, overlay: Table) -> dict[str, list[FormerDistrict]]:
    plain, accented = old["DICT_PROVINCE_DISTRICT_WARD_NO_ACCENTED"], old["DICT_PROVINCE_DISTRICT_WARD_ACCENTED"]
    districts: dict[str, list[FormerDistrict]] = {}
    for province, rows in old["DICT_PROVINCE_DISTRICT"].items():
        code = old["DICT_PROVINCE"][province]["provinceCode"]
        for key, row in rows.items():
            wards = {**plain[province].get(key, {}), **accented.get(province, {}).get(key, {})}
            communes = tuple(_communes(f"{province}_{key}", row, wards, codes))
            name, kind = _name(row["district"])
            keys = (*_keys(row, "district"), *_aliases(overlay, code, name))
            districts.setdefault(code, []).append(FormerDistrict(name, kind, keys, communes))
    return districts


def _communes(prefix: str, district: Table, wards: Mapping[str, Table], codes: NewCodes) -> Iterator[FormerCommune]:
    """Five island districts had no communes: the package has NaN there and a key that ends with the district."""
    for key, row in wards.items():
        has_communes = isinstance(row["ward"], str)
        name, kind = _name(row["ward"] if has_communes else district["district"])
        keys = _keys(row, "ward") if has_communes else _keys(district, "district")
        yield FormerCommune(name, kind, keys, codes[f"{prefix}_{key if has_communes else ''}"])


def _name(name: str) -> tuple[str, str]:
    """The name with its kind in one spelling, and the kind (a few kinds in the package contradict the names)."""
    kind = next(kind for kind in _KINDS if name.lower().startswith(kind.lower() + " "))
    return kind + name[len(kind) :], kind


def _keys(row: Table, level: str) -> tuple[str, ...]:
    """Folded names without kind: the unit's own, and those of its alias words that also stand there with a kind."""
    name, kind = _name(row[level])
    own = name_key(name[len(kind) :])
    words = {name_key(word) for word in row[f"{level}Keywords"]}
    short = {word for word in words if any(kind + word in words for kind in _FOLDED_KINDS)}
    return (own, *sorted(short - {own}))


def _aliases(overlay: Table, code: str, district: str) -> list[str]:
    rows = overlay["former_districts"]
    return [name_key(row["name"]) for row in rows if row["province"] == code and row["became"] == district]


def _countries(short_names: Mapping[str, str]) -> dict[str, str]:
    """Names of countries in Vietnamese and English (CLDR), with the short ones that people use."""
    names: dict[str, str] = {}
    for language in ("en", "vi"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "VN"):
                names[name_key(name)] = code
    return names | {name_key(name): code for name, code in short_names.items()}
