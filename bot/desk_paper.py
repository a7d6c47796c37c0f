"""A package as the values of an official declaration: which form, and what stands in each of its boxes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.desk_package import groups
from bot.desk_terms import VIETNAM
from bot.ports import Package

FORMS = {"3.000333": "lltp", "1.004194": "ct01", "1.004222": "ct01", "1.002755": "ct01"}
"""Which declaration a procedure uses; every other prints its lines ("plain")."""

_PROXY = {
    "name": "nuqHoTen",
    "birth": "nuqNgaySinh",
    "id_type": "nuqLoaiGiayTo",
    "id_number": "nuqSoGiayTo",
    "phone": "nuqDienThoai",
}


def declaration(package: Package, code: str, at: datetime) -> tuple[str, Mapping[str, Any]]:
    """The form's name for ``Printer.print`` and its values; ``code`` as the citizen knows it, ``at`` when it was filed.

    All values are plain strings, numbers, booleans, lists and mappings of these.
    """
    form = FORMS.get(package.procedure, "plain")
    values = _common(package, code, at)
    if form == "lltp":
        values["form"] = _record(package.form)
    elif form == "ct01":
        values["form"] = _residence(package.form)
    return form, values


def _common(package: Package, code: str, at: datetime) -> dict[str, Any]:
    local = at.astimezone(VIETNAM)
    return {
        "title": package.title,
        "procedure": package.procedure,
        "code": code,
        "owner": package.owner_name,
        "filed": f"{local:%H:%M %d/%m/%Y}",
        "day": f"{local:%d}",
        "month": f"{local:%m}",
        "year": f"{local:%Y}",
        "sections": [
            {"title": group.title, "lines": [{"label": line.label, "value": line.value} for line in group.lines]}
            for group in groups(package)
        ],
        "papers": [{"title": paper.title, "count": len(paper.photos)} for paper in package.papers],
    }


def _record(form: Mapping[str, Any]) -> dict[str, Any]:
    """Form 01/2025/LLTP: thirteen personal items, history, statement, request (facts 1.5, 1.6)."""
    text = _Texts(form)
    return {
        "name": text("nycHoTen"),
        "other_name": text("nycTenGoiKhac"),
        "sex": text("nycTenGioiTinh") or {1: "Nam", 2: "Nữ"}.get(form.get("nycGioiTinh", 0), ""),
        "birth_date": text("nycNgaySinh"),
        "birth_place": text("nycNoiSinh"),
        "nationality": text("nycTenQuocTich") or text("nycQuocTich"),
        "ethnicity": text("nycTenDanToc") or text("nycDanToc"),
        "permanent": text("nycThuongTru"),
        "temporary": text("nycTamTru"),
        "id_type": text("nycTenLoaiGiayTo") or text("nycLoaiGiayTo"),
        "id_number": text("nycSoGiayTo"),
        "id_date": text("nycNgayCapGiayTo"),
        "id_place": text("nycNoiCapGiayTo"),
        "father": _relative(text("nycHoTenCha"), text("chaNamSinh")),
        "mother": _relative(text("nycHoTenMe"), text("meNamSinh")),
        "spouse": _relative(text("nycHoTenVoChong"), text("voChongNamSinh")),
        "phone": text("nycDienThoai"),
        "email": text("nycEmail"),
        "history": [_history(row) for row in form.get("quaTrinhCTNNNLV", ())],
        "convictions": text("thongTinAnTich"),
        "kind": int(form.get("loaiPhieu", 0) or 0),
        "bans": bool(form.get("yeuCauCDNCV", False)),
        "purpose": text("mucDichKhac") or text("tenMucDich") or text("maMucDich"),
        "copies": text("soLuongCap"),
        "proxy": _proxy(form),
    }


def _history(row: Mapping[str, Any]) -> dict[str, str]:
    text = _Texts(row)
    return {
        "from": text("tuThangNam"),
        "to": text("denThangNam"),
        "address": text("diaChiCuTru"),
        "occupation": text("ngheNghiep"),
        "workplace": text("noiLamViec"),
    }


def _proxy(form: Mapping[str, Any]) -> dict[str, str]:
    block = form.get("thongTinUyQuyen")
    if not form.get("uyQuyen") or not isinstance(block, Mapping):
        return {}
    text = _Texts(block)
    relation = block.get("nuqQuanHe")
    found = {name: text(wire) for name, wire in _PROXY.items()}
    return found | {"relation": _Texts(relation)("ten") if isinstance(relation, Mapping) else ""}


def _residence(form: Mapping[str, Any]) -> dict[str, Any]:
    """Form CT01 (facts 2.1)."""
    text = _Texts(form)
    members = [_Texts(member) for member in form.get("members", ())]
    consents = [_Texts(consent) for consent in form.get("consents", ())]
    simple = [
        "authority",
        "full_name",
        "birth_date",
        "sex",
        "citizen_id",
        "phone",
        "email",
        "head_name",
        "relation",
        "head_id",
        "request_text",
    ]
    return {name: text(name) for name in simple} | {
        "members": [
            {name: member(name) for name in ("name", "birth_date", "sex", "id", "relation")} for member in members
        ],
        "consents": [{name: consent(name) for name in ("role", "name", "id", "how")} for consent in consents],
    }


class _Texts:
    """Reads a mapping of wire values as text: an address object becomes one line, what is absent is empty."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def __call__(self, name: str) -> str:
        value = self._values.get(name)
        if value is None:
            return ""
        return _address(value) if isinstance(value, Mapping) else str(value)


def _address(value: Mapping[str, Any]) -> str:
    whole = value.get("ten") or value.get("diaChi")
    if whole:
        return str(whole)
    parts = (value.get(name) for name in ("chiTiet", "tenPhuongXa", "tenQuanHuyen", "tenTinhThanh"))
    return ", ".join(str(part) for part in parts if part) or str(value.get("maQuocGia", ""))


def _relative(name: str, born: str) -> str:
    return f"{name}, sinh năm {born}" if name and born and born != "0" else name
