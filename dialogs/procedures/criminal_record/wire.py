"""The declaration under the names of the interface from hub to province (facts 1.5 and 1.13)."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.answers import PartialDate
from dialogs.checks.issuers import issuer_label
from dialogs.checks.outcome import Context
from dialogs.wire import Plain, plain, rows

# Our key -> name on the wire, for what travels as one plain value.
NAMES = {
    "full_name": "nycHoTen",
    "other_name": "nycTenGoiKhac",
    "birth_date": "nycNgaySinh",
    "birth_place": "nycNoiSinh",
    "nationality": "nycQuocTich",
    "ethnicity": "nycDanToc",
    "permanent_residence": "nycThuongTru",
    "temporary_residence": "nycTamTru",
    "id_type": "nycLoaiGiayTo",
    "id_number": "nycSoGiayTo",
    "id_issue_date": "nycNgayCapGiayTo",
    "father_name": "nycHoTenCha",
    "mother_name": "nycHoTenMe",
    "spouse_name": "nycHoTenVoChong",
    "phone": "nycDienThoai",
    "email": "nycEmail",
    "convictions_text": "thongTinAnTich",
    "cert_type": "loaiPhieu",
    "purpose": "maMucDich",
    "purpose_other": "mucDichKhac",
    "copies": "soLuongCap",
    "fee_group": "nycDoiTuongNopPhi",
    "delivery_address": "diaChiNhan",
}
HISTORY = {
    "from": "tuThangNam",
    "to": "denThangNam",
    "kind": "loaiCuTru",
    "address": "diaChiCuTru",
    "occupation": "ngheNghiep",
    "workplace": "noiLamViec",
}
# Code lists that were not seen in a source (facts 13, item 10): one place to change.
SEX = {"male": 1, "female": 2}
DELIVERY = {"none": None, "counter": 1, "post": 2}


def wire(context: Context) -> Mapping[str, object]:
    """``toKhai``: absent answers are left out; a name in capitals as forms print it."""
    form: dict[str, object] = {}
    for key, name in NAMES.items():
        value = plain(context.value(key))
        if value not in (None, ""):
            form[name] = value
    form["nycHoTen"] = str(form.get("nycHoTen", "")).upper()
    form["nycGioiTinh"] = SEX.get(str(context.value("sex")))
    form["nycNoiCapGiayTo"] = _issuer(context)
    form["yeuCauCDNCV"] = int(context.value("cert_type") == "2" or bool(context.value("want_ban_info")))
    form["hinhThucNhanBanGiay"] = DELIVERY.get(str(context.value("delivery")))
    form["quaTrinhCTNNNLV"] = rows("history", HISTORY, context)
    form |= {f"{who}NamSinh": _year(context, key) for who, key in _PARENTS.items() if _year(context, key)}
    form["uyQuyen"] = int(context.value("for_whom") not in (None, "self"))
    if form["uyQuyen"]:
        form["thongTinUyQuyen"] = {
            "nuqHoTen": context.value("submitter_name"),
            "nuqSoGiayTo": context.value("submitter_id"),
            "nuqQuanHe": {"ma": context.value("for_whom")},
        }
    return form


_PARENTS = {"cha": "father_birth", "me": "mother_birth", "voChong": "spouse_birth"}


def _issuer(context: Context) -> Plain:
    code = str(context.value("id_issue_place") or "")
    return issuer_label(code) or code


def _year(context: Context, key: str) -> int | None:
    value = context.value(key)
    return value.year if isinstance(value, PartialDate) else None
