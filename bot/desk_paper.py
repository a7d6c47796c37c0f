"""A package as the values of an official declaration: which form, and what stands in each of its boxes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from bot.desk_package import groups
from bot.ports import Package
from dialogs.deadlines import VIETNAM

KNOWN_FORMS = frozenset({"lltp", "ct01"})
"""Declarations with boxes of their own; every other form prints the lines as they are ("plain")."""

LEFT_EMPTY = "(để trống)"
"""How a package says that a question was passed over; paper shows dots there, as for what was never asked."""


def declaration(package: Package, code: str, at: datetime) -> tuple[str, Mapping[str, Any]]:
    """The form's name for ``Printer.print`` and its values; ``code`` as the citizen knows it, ``at`` when it was filed.

    All values are plain strings, numbers, booleans, lists and mappings of these.
    """
    wanted = str(package.form.get("form", ""))
    form = wanted if wanted in KNOWN_FORMS else "plain"
    values = _common(package, code, at)
    if form == "lltp":
        values["form"] = _record(_Said(package))
    elif form == "ct01":
        values["form"] = _residence(_Said(package))
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
            {
                "title": group.title,
                "lines": [{"label": line.label, "value": _filled(line.value)} for line in group.lines],
            }
            for group in groups(package)
        ],
        "papers": [{"title": paper.title, "count": len(paper.photos)} for paper in package.papers],
    }


class _Said:
    """What stands in a package: in words where there are some (``lines``), else as it travels (``form``)."""

    def __init__(self, package: Package) -> None:
        self.form = package.form
        self._words = {path: _filled(value) for _, path, _, value in package.lines}

    def __call__(self, path: str, wire: str = "") -> str:
        """The answer at this path in words; else the wire value; else nothing."""
        said = self._words.get(path)
        return said if said is not None else _text(self.form.get(wire or path))

    def rows(self, group: str, wire: str) -> list[_Row]:
        """The rows of a repeated group, each answering for its own keys."""
        found = self.form.get(wire, ())
        return [_Row(self, f"{group}.{number}", row) for number, row in enumerate(found)]


class _Row:
    """One row of a repeated group."""

    def __init__(self, said: _Said, prefix: str, row: Mapping[str, Any]) -> None:
        self._said = said
        self._prefix = prefix
        self._row = row

    def __call__(self, key: str, wire: str) -> str:
        return self._said(f"{self._prefix}.{key}") or _text(self._row.get(wire))


def _record(said: _Said) -> dict[str, Any]:
    """Form 01/2025/LLTP: thirteen personal items, history, statement, request (facts 1.5, 1.6)."""
    return {
        "name": said("full_name", "nycHoTen").upper(),
        "other_name": said("other_name", "nycTenGoiKhac"),
        "sex": said("sex") or {1: "Nam", 2: "Nữ"}.get(said.form.get("nycGioiTinh", 0), ""),
        "birth_date": said("birth_date", "nycNgaySinh"),
        "birth_place": said("birth_place", "nycNoiSinh"),
        "nationality": said("nationality", "nycQuocTich"),
        "ethnicity": said("ethnicity", "nycDanToc"),
        "permanent": said("permanent_residence", "nycThuongTru"),
        "temporary": said("temporary_residence", "nycTamTru"),
        "id_type": said("id_type", "nycLoaiGiayTo"),
        "id_number": said("id_number", "nycSoGiayTo"),
        "id_date": said("id_issue_date", "nycNgayCapGiayTo"),
        "id_place": said("id_issue_place", "nycNoiCapGiayTo"),
        "father": _relative(said, "father", "nycHoTenCha", "chaNamSinh"),
        "mother": _relative(said, "mother", "nycHoTenMe", "meNamSinh"),
        "spouse": _relative(said, "spouse", "nycHoTenVoChong", "voChongNamSinh"),
        "phone": said("phone", "nycDienThoai"),
        "email": said("email", "nycEmail"),
        "history": [_history(row) for row in said.rows("history", "quaTrinhCTNNNLV")],
        "convictions": said("convictions_text", "thongTinAnTich") or said("convictions"),
        "kind": _whole(said.form.get("loaiPhieu")),
        "bans": bool(_whole(said.form.get("yeuCauCDNCV"))),
        "purpose": said("purpose_other", "mucDichKhac") or said("purpose", "maMucDich"),
        "copies": said("copies", "soLuongCap"),
        "delivery": said("delivery"),
        "proxy": _proxy(said),
    }


def _history(row: _Row) -> dict[str, str]:
    return {
        "from": row("from", "tuThangNam"),
        "to": row("to", "denThangNam"),
        "kind": row("kind", "loaiCuTru"),
        "address": row("address", "diaChiCuTru"),
        "occupation": row("occupation", "ngheNghiep"),
        "workplace": row("workplace", "noiLamViec"),
    }


def _proxy(said: _Said) -> dict[str, str]:
    """The person who fills the form in for the applicant; empty when it is the applicant."""
    if not said.form.get("uyQuyen"):
        return {}
    block = said.form.get("thongTinUyQuyen")
    wire = block if isinstance(block, Mapping) else {}
    return {
        "name": said("submitter_name") or _text(wire.get("nuqHoTen")),
        "number": said("submitter_id") or _text(wire.get("nuqSoGiayTo")),
        "relation": said("for_whom"),
    }


def _residence(said: _Said) -> dict[str, Any]:
    """Form CT01 (facts 2.1)."""
    place = said.form.get("place")
    commune = _text(place.get("tenPhuongXa")) if isinstance(place, Mapping) else ""
    own = said.form.get("head_relation") == "self"
    return {
        "authority": f"CÔNG AN {commune.upper()}" if commune else "",
        "full_name": said("full_name").upper(),
        "birth_date": said("birth_date"),
        "sex": said("sex"),
        "citizen_id": said("citizen_id"),
        "phone": said("phone"),
        "email": said("email"),
        "head_name": said("head_name").upper(),
        "relation": "Chủ hộ" if own else said("head_relation"),
        "head_id": said("head_id"),
        "request_text": f"Đăng ký tạm trú tại {said('place')} đến hết ngày {said('until')}",
        "members": [_member(row) for row in said.rows("members", "members")],
        "consents": list(_consents(said)),
    }


def _member(row: _Row) -> dict[str, str]:
    return {
        "name": row("name", "full_name").upper(),
        "birth_date": row("birth", "birth_date"),
        "sex": row("sex", "sex"),
        "id": row("id", "citizen_id"),
        "relation": row("relation", "relation"),
    }


def _consents(said: _Said) -> Iterator[dict[str, str]]:
    """Those whose agreement the form wants, each with the way in which it was given."""
    for role, who in (("Chủ hộ", "head"), ("Chủ sở hữu chỗ ở", "owner"), ("Cha, mẹ hoặc giám hộ", "guardian")):
        how = said(f"{who}_consent")
        if how or (who == "guardian" and said("guardian_name")):
            yield {"role": role, "name": said(f"{who}_name"), "id": said(f"{who}_id"), "how": how}


def _filled(value: str) -> str:
    return "" if value == LEFT_EMPTY else value


def _text(value: object) -> str:
    """A wire value as text: an address object becomes one line, what is absent is empty."""
    if value is None:
        return ""
    if not isinstance(value, Mapping):
        return str(value)
    parts = (value.get(name) for name in ("chiTiet", "tenPhuongXa", "tenQuanHuyen", "tenTinhThanh"))
    return ", ".join(str(part) for part in parts if part) or str(value.get("maQuocGia", ""))


def _relative(said: _Said, who: str, name: str, year: str) -> str:
    full, born = said(f"{who}_name", name), said(f"{who}_birth", year)
    return f"{full}, sinh {born}" if full and born else full


def _whole(value: object) -> int:
    text = str(value)
    return int(text) if text.isdigit() else int(value is True)
