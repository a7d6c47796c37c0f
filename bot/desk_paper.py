"""A package as the values of an official declaration: which form, and what stands in each of its boxes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from bot.desk_package import groups
from bot.desk_said import LEFT_EMPTY, Row, Said, filled, opening, pages_of, text
from bot.ports import Package
from dialogs.deadlines import VIETNAM

__all__ = ["BY_POST", "LEFT_EMPTY", "NONE", "ONLINE", "TITLES", "declaration"]

TITLES: Final = {
    "lltp": "Tờ khai yêu cầu cấp Phiếu lý lịch tư pháp",
    "ct01": "Tờ khai thay đổi thông tin cư trú",
}
"""Declarations with boxes of their own; every other form prints the lines as they are ("plain")."""

NONE: Final = "Không có"
"""Stands where the citizen said that there is nothing, so that it is not taken for forgotten."""

ONLINE: Final = "Trực tuyến"
BY_POST: Final = "Qua bưu điện"
"""How a package says by which channel the dossier goes: only online is the signature given by a press."""

_ID_TYPES: Final = {"cc": "Thẻ căn cước", "cccd": "Thẻ căn cước công dân", "passport": "Hộ chiếu"}
"""As the form calls them; the chat adds what helps to choose."""

_KIN: Final = {
    "father": "Con",
    "mother": "Con",
    "spouse": "Vợ, chồng",
    "child": "Cha, mẹ",
    "ward": "Người giám hộ",
    "other": "Người được ủy quyền",
}
"""What the person who files is to the applicant, by whom the applicant is to that person."""


def declaration(package: Package, code: str, at: datetime) -> tuple[str, Mapping[str, Any]]:
    """The form's name for ``Printer.print`` and its values; ``code`` as the citizen knows it, ``at`` when it was filed.

    Without a code it is the preview of what is not filed yet, marked as such; ``at`` is then now.
    All values are plain strings, numbers, booleans, lists and mappings of these.
    """
    wanted = str(package.form.get("form", ""))
    form = wanted if wanted in TITLES else "plain"
    said = Said(package)
    values = _common(package, code, at)
    values |= {"document": TITLES.get(form, package.title), "signing": _signing(said, bool(code))}
    if form == "lltp":
        values["form"] = _record(said)
    elif form == "ct01":
        values["form"] = _residence(said)
    return form, values


def _common(package: Package, code: str, at: datetime) -> dict[str, Any]:
    local = at.astimezone(VIETNAM)
    return {
        "title": package.title,
        "procedure": package.procedure,
        "code": code,
        "owner": package.owner_name,
        "at": local.isoformat(),
        "filed": f"{local:%H:%M %d/%m/%Y}",
        "day": f"{local:%d}",
        "month": f"{local:%m}",
        "year": f"{local:%Y}",
        "sections": [
            {
                "title": group.title,
                "lines": [{"label": line.label, "value": filled(line.value)} for line in group.lines],
            }
            for group in groups(package)
        ],
        "papers": [{"title": paper.title, "count": pages_of(paper.photos)} for paper in package.papers],
    }


def _signing(said: Said, filed: bool) -> str:
    """How the signature is given: "online" (by the press that filed), "later" (not yet), "hand" (on the paper) or
    "certified" (on the paper, the signature certified, for the post: facts 1.3)."""
    channel = said("channel")
    if channel in ("", ONLINE):
        return "online" if filed else "later"
    return "certified" if channel == BY_POST else "hand"


def _record(said: Said) -> dict[str, Any]:
    """Form 01/2025/LLTP: personal items, history, statement, request, and what goes with it (facts 1.5, 1.6)."""
    kind = _whole(said.form.get("loaiPhieu"))
    return {
        "authority": _police_of(said),
        "name": said("full_name", "nycHoTen").upper(),
        "other_name": said("other_name", "nycTenGoiKhac"),
        "sex": said("sex") or {1: "Nam", 2: "Nữ"}.get(said.form.get("nycGioiTinh", 0), ""),
        "birth_date": said("birth_date", "nycNgaySinh"),
        "birth_place": opening(said("birth_place", "nycNoiSinh")),
        "nationality": said("nationality", "nycQuocTich"),
        "ethnicity": said("ethnicity", "nycDanToc"),
        "permanent": _residence_or_none(said, "permanent_residence", "nycThuongTru", "residence_status"),
        "temporary": _residence_or_none(said, "temporary_residence", "nycTamTru", "lives_elsewhere"),
        "id_type": _ID_TYPES.get(str(said.form.get("nycLoaiGiayTo"))) or said("id_type", "nycLoaiGiayTo"),
        "id_number": said("id_number", "nycSoGiayTo"),
        "id_date": said("id_issue_date", "nycNgayCapGiayTo"),
        "id_place": said("id_issue_place", "nycNoiCapGiayTo"),
        "father": _relative(said, "father", "nycHoTenCha", "chaNamSinh", said("father")),
        "mother": _relative(said, "mother", "nycHoTenMe", "meNamSinh", said("mother")),
        "spouse": _relative(said, "spouse", "nycHoTenVoChong", "voChongNamSinh", NONE if said("married") else ""),
        "phone": said("phone", "nycDienThoai"),
        "email": said("email", "nycEmail"),
        "history": [_history(row) for row in said.rows("history", "quaTrinhCTNNNLV")],
        "convictions": opening(said("convictions_text", "thongTinAnTich") or said("convictions")),
        "kind": kind,
        # Số 2 always carries bans: the form asks for them only where số 1 is wanted.
        "bans": bool(_whole(said.form.get("yeuCauCDNCV"))) if kind == 1 else None,
        "purpose": opening(said("purpose_other", "mucDichKhac") or said("purpose", "maMucDich")),
        "copies": said("copies", "soLuongCap"),
        "fee_group": _fee_group(said),
        "delivery": ": ".join(part for part in (said("delivery"), said("delivery_address", "diaChiNhan")) if part),
        "proxy": _proxy(said),
    }


def _police_of(said: Said) -> str:
    """The provincial police of the permanent, else of the temporary residence (facts 1.4)."""
    for wire in ("nycThuongTru", "nycTamTru"):
        if province := text(said.block(wire).get("tenTinhThanh")):
            return f"CÔNG AN {province.upper()}"
    return ""


def _residence_or_none(said: Said, path: str, wire: str, asked: str) -> str:
    """The address; where the citizen said that they have none, that; else nothing."""
    return opening(said(path, wire)) or (NONE if said(asked) else "")


def _history(row: Row) -> dict[str, str]:
    return {
        "from": row("from", "tuThangNam"),
        "to": row("to", "denThangNam").removeprefix("đến "),
        "kind": row("kind", "loaiCuTru"),
        "address": opening(row("address", "diaChiCuTru")),
        "occupation": opening(row("occupation", "ngheNghiep")),
        "workplace": opening(row("workplace", "noiLamViec")),
    }


def _fee_group(said: Said) -> str:
    ordinary = said.form.get("nycDoiTuongNopPhi") == "ordinary"
    return "Không thuộc diện miễn, giảm phí" if ordinary else said("fee_group")


def _proxy(said: Said) -> dict[str, str]:
    """The person who fills the form in for the applicant; empty when it is the applicant."""
    if not said.form.get("uyQuyen"):
        return {}
    wire = said.block("thongTinUyQuyen")
    kin = wire.get("nuqQuanHe")
    return {
        "name": (said("submitter_name") or text(wire.get("nuqHoTen"))).upper(),
        "number": said("submitter_id") or text(wire.get("nuqSoGiayTo")),
        "relation": _KIN.get(str(kin.get("ma")), "") if isinstance(kin, Mapping) else "",
    }


def _residence(said: Said) -> dict[str, Any]:
    """Form CT01 (facts 2.1)."""
    commune = text(said.block("place").get("tenPhuongXa"))
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
        "request_text": _request(said),
        "members": [_member(row) for row in said.rows("members", "members")],
        "consents": dict(_consents(said)),
    }


def _request(said: Said) -> str:
    """Field 10: what, where, and until when; nothing before there is a place."""
    place, until = said("place"), said("until")
    return f"Đăng ký tạm trú tại {place}" + (f" đến hết ngày {until}" if until else "") if place else ""


def _member(row: Row) -> dict[str, str]:
    return {
        "name": row("name", "full_name").upper(),
        "birth_date": row("birth", "birth_date"),
        "sex": row("sex", "sex"),
        "id": row("id", "citizen_id"),
        "relation": row("relation", "relation"),
    }


def _consents(said: Said) -> Iterator[tuple[str, dict[str, str]]]:
    """Those whose agreement the form wants: name, number, and the way in which it was given ("hand": by a signature on
    the form). Nobody else stands in the columns."""
    for who in ("head", "owner", "guardian"):
        way = said.form.get(f"{who}_consent")
        if way or (who == "guardian" and said("guardian_name")):
            how = "hand" if way in (None, "on_form") else said(f"{who}_consent")
            yield who, {"name": said(f"{who}_name").upper(), "id": said(f"{who}_id"), "how": how}


def _relative(said: Said, who: str, name: str, year: str, otherwise: str) -> dict[str, str]:
    """Name and birth of a relative; ``otherwise`` stands in the place of a name that is not there."""
    full = said(f"{who}_name", name)
    return {"name": full or otherwise, "born": said(f"{who}_birth", year) if full else ""}


def _whole(value: object) -> int:
    digits = str(value)
    return int(digits) if digits.isdigit() else int(value is True)
