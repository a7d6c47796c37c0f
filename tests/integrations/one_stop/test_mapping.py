"""Field mappings: what is wrong with one is said at the start, and another province is another file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.failures import Misconfigured
from integrations.portals.one_stop import check_mapping, load_mapping
from integrations.portals.one_stop.envelopes import envelope
from integrations.portals.one_stop.mapping import FOLDER
from tests.fakes.clock import START
from tests.fakes.packages import criminal_record, residence
from tests.play import house

BUNDLED = sorted(path.stem for path in FOLDER.glob("*.json"))


def changed(tmp_path: Path, **changes: Any) -> str:
    """The sandbox's mapping with some fields replaced, as a file."""
    found = json.loads((FOLDER / "sandbox.json").read_text(encoding="utf-8")) | changes
    path = tmp_path / "other.json"
    path.write_text(json.dumps(found), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("name", BUNDLED)
def test_bundled_mappings_cover_the_catalogue(name: str) -> None:
    mapping = load_mapping(name)
    mine = {one.code for one in house().procedures if one.code in mapping.procedures} if name == "police" else None
    assert mine is None or mine, "it is for something that is offered"
    check_mapping(mapping, house(), mine)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"province_code": ""}, "province_code"),
        ({"maTinh": "01"}, "maTinh"),
        ({"limits": {"answer_seconds": -1}}, "limits.answer_seconds"),
        ({"procedures": {"3.000333": {"shape": "fax", "title": "x"}}}, "procedures.3.000333.shape"),
    ],
)
def test_a_field_that_cannot_work_is_named(tmp_path: Path, changes: dict[str, Any], told: str) -> None:
    with pytest.raises(Misconfigured, match=f"other.json: {told}: "):
        load_mapping(changed(tmp_path, **changes))


def test_a_file_that_is_not_there_or_no_json_is_named(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="nowhere: No such file"):
        load_mapping("nowhere")
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    with pytest.raises(Misconfigured, match="broken.json: file: Invalid JSON"):
        load_mapping(str(tmp_path / "broken.json"))


def test_a_procedure_or_a_paper_without_a_code_is_named(tmp_path: Path) -> None:
    record = json.loads((FOLDER / "sandbox.json").read_text(encoding="utf-8"))["procedures"]["3.000333"]
    with pytest.raises(Misconfigured, match="no procedure 1.004194"):
        check_mapping(load_mapping(changed(tmp_path, procedures={"3.000333": record})), house())
    del record["papers"]["id_card"]
    with pytest.raises(Misconfigured, match="3.000333: no code for id_card"):
        check_mapping(load_mapping(changed(tmp_path, procedures={"3.000333": record})), house())
    record["papers"] |= {"id_card": {"code": "1", "name": "x"}, "passport_copy": {"code": "2", "name": "y"}}
    with pytest.raises(Misconfigured, match="no paper passport_copy"):
        check_mapping(load_mapping(changed(tmp_path, procedures={"3.000333": record})), house())


def test_another_province_is_a_mapping(tmp_path: Path) -> None:
    """Other names and values at any depth, no other code."""
    record = json.loads((FOLDER / "sandbox.json").read_text(encoding="utf-8"))["procedures"]["3.000333"]
    record |= {
        "rename": {"nycHoTen": "fullName", "tuThangNam": "fromMonth"},
        "values": {"loaiCuTru": {"permanent": 1}, "nycGioiTinh": {"2": "F"}},
    }
    mapping = load_mapping(changed(tmp_path, province_code="31", procedures={"3.000333": record}))
    body = envelope(mapping, criminal_record(), "MCB-d1", (), START)
    form = body["toKhai"]
    assert body["maTinh"] == "31" and body["maHoSoMCDT"] == "MCB-d1"
    assert form["fullName"] == "NGUYỄN THỊ NGỌC ÁNH" and form["nycGioiTinh"] == "F"
    assert form["quaTrinhCTNNNLV"][0]["fromMonth"] == "03/2004" and form["quaTrinhCTNNNLV"][0]["loaiCuTru"] == 1
    assert "form" not in form and "nycHoTen" not in form


def test_dongbo_carries_the_fields_of_the_synchronisation(tmp_path: Path) -> None:
    body = envelope(load_mapping("sandbox"), residence(round=1), "MCB-d2", (), START)
    assert (body["service"], body["isUpdating"], body["madonvi"]) == ("DongBoHoSoMC", "True", "H26")
    (dossier,) = body["data"]
    assert dossier["NgayNopHoSo"] == "20261120090000" and dossier["TrangThaiHoSo"] == "1"
    assert dossier["DinhDanhCHS"] == [{"LoaiDinhDanh": "1", "SoDinhDanh": "031085000042"}]
    assert json.loads(dossier["ThongTinKhac"])["dwelling"] == "rent"
