"""The unit tables: complete, as of a day, and read without ever running the package that brings them."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from dialogs.place_words import key_of, name_key, tokens_of
from dialogs.places import Gazetteer, Unit
from integrations.units import OVERLAY, load_gazetteer
from tests.fakes.units import gazetteer

ROOT = Path(__file__).parents[2]

CITIES_OF_2025 = {"01", "31", "46", "48", "79", "92"}

FORMED_FROM = {
    "01": "01", "04": "04", "08": "02 08", "11": "11", "12": "12", "14": "14", "15": "10 15", "19": "06 19",
    "20": "20", "22": "22", "24": "24 27", "25": "17 25 26", "31": "30 31", "33": "33 34", "37": "35 36 37",
    "38": "38", "40": "40", "42": "42", "44": "44 45", "46": "46", "48": "48 49", "51": "51 62", "52": "52 64",
    "56": "56 58", "66": "54 66", "68": "60 67 68", "75": "70 75", "79": "74 77 79", "80": "72 80", "82": "82 87",
    "86": "83 84 86", "91": "89 91", "92": "92 93 94", "96": "95 96",
}  # fmt: skip
"""Today's province code -> codes of the 63 it was formed from (facts/procedures.md 5.5)."""


def all_communes(tables: Gazetteer) -> list[Unit]:
    return [unit for province in tables.provinces() for unit in tables.communes_in(province.code)]


@pytest.mark.parametrize(
    ("day", "cities", "kinds"),
    [
        (date(2025, 7, 1), set(), (687, 2621)),
        (date(2026, 4, 29), set(), (687, 2621)),
        (date(2026, 4, 30), {"75"}, (697, 2611)),
        (date(2026, 9, 1), {"75", "22"}, (697, 2611)),
        (date(2026, 9, 20), {"75", "22", "24"}, (709, 2599)),
    ],
)
def test_kinds_are_those_of_the_day(day: date, cities: set[str], kinds: tuple[int, int]) -> None:
    tables = load_gazetteer(day)
    assert {unit.code for unit in tables.provinces() if unit.kind == "Thành phố"} == CITIES_OF_2025 | cities
    counted = Counter(unit.kind for unit in all_communes(tables))
    assert counted == {"Phường": kinds[0], "Xã": kinds[1], "Đặc khu": 13}


def test_all_units_are_there_once() -> None:
    communes = all_communes(gazetteer())
    assert len(gazetteer().provinces()) == 34
    assert len(communes) == len({unit.code for unit in communes}) == 3321
    assert all(len(unit.code) == 5 and unit.code.isdecimal() for unit in communes)
    assert all(unit.name == f"{unit.kind} {unit.short}" for unit in (*communes, *gazetteer().provinces()))


def test_names_are_nfc_and_the_quick_key_is_the_key() -> None:
    former = [one for _, district in gazetteer().districts_of(()) for one in (district, *district.communes)]
    names = [unit.name for unit in all_communes(gazetteer())] + [one.name for one in former]
    assert len(names) == 3321 + 696 + 10040
    assert [name for name in names if unicodedata.normalize("NFC", name) != name] == []
    assert [name for name in names if name_key(name) != key_of(tokens_of(name))] == []


def test_many_communes_share_a_name() -> None:
    names = Counter(unit.name for unit in all_communes(load_gazetteer(date(2025, 7, 1))))
    assert names["Xã Tân Tiến"] == 7
    assert sum(count > 1 for count in names.values()) == 246


def test_provinces_were_formed_from_the_63() -> None:
    found = {
        unit.code: " ".join(sorted(former.code for former in gazetteer().former_provinces(unit.code)))
        for unit in gazetteer().provinces()
    }
    assert found == FORMED_FROM


def test_every_old_commune_leads_to_today_and_every_commune_of_today_has_old_land() -> None:
    reached = set()
    divided = 0
    for _, district in gazetteer().districts_of(()):
        for commune in district.communes:
            assert commune.today, commune.name
            assert len(set(commune.today)) == len(commune.today)
            divided += len(commune.today) > 1
            reached |= set(commune.today)
    assert reached == {unit.code for unit in all_communes(gazetteer())}
    assert divided == 471


def test_no_coordinate_is_kept() -> None:
    _, district = next(iter(gazetteer().districts_of(("01",))))
    for thing in (gazetteer().provinces()[0], district, district.communes[0]):
        assert not [field.name for field in dataclasses.fields(thing) if field.name.lower().endswith(("lat", "lon"))]
        assert not any(isinstance(getattr(thing, field.name), float) for field in dataclasses.fields(thing))


def test_the_overlay_names_only_units_that_exist_and_says_why() -> None:
    overlay = json.loads(OVERLAY.read_text(encoding="utf-8"))
    known = {unit.code for unit in (*all_communes(gazetteer()), *gazetteer().provinces())}
    for change in overlay["provinces"] + overlay["communes"]:
        assert change["code"] in known
        assert change["basis"].endswith("QH16")
        assert date(2025, 7, 1) < date.fromisoformat(change["from"])
    districts = {(former.code, district.name) for former, district in gazetteer().districts_of(())}
    assert {(row["province"], row["became"]) for row in overlay["former_districts"]} <= districts


def test_the_overlay_can_rename_by_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    overlay = json.loads(OVERLAY.read_text(encoding="utf-8"))
    change = {"code": "00004", "kind": "Phường", "name": "Phường Thử", "from": "2026-01-01", "basis": "thử QH16"}
    overlay["communes"].append(change)
    changed = tmp_path / "overlay.json"
    changed.write_text(json.dumps(overlay), encoding="utf-8")
    monkeypatch.setattr("integrations.units.OVERLAY", changed)
    renamed = load_gazetteer(date(2026, 1, 1)).commune("00004")
    before = load_gazetteer(date(2025, 12, 31)).commune("00004")
    assert renamed and renamed.commune.name == "Phường Thử"
    assert before and before.commune.name == "Phường Ba Đình"


WATCHED = """
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(event) if event.startswith("socket.") else None)
from datetime import date
from dialogs.place_lines import read_line
from integrations.units import load_gazetteer
line = read_line(load_gazetteer(date(2026, 11, 21)), "phường 4, quận 3, TP.HCM")
assert line.before and len(line.before.places) == 2
print(sorted(name for name in sys.modules if name.split(".")[0] in ("vietnamadminunits", "geopy", "shapely")), opened)
"""


def test_loading_runs_no_code_of_the_package_and_opens_no_socket() -> None:
    """In a fresh interpreter: its code would make a geocoder, and an address could leave the machine."""
    done = subprocess.run([sys.executable, "-c", WATCHED], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.strip() == "[] []"
