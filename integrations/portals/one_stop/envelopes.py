"""A package as the portal's JSON: the envelope of facts 1.13, and DongBoHoSoMC of facts 4.4."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from bot.ports import Package
from dialogs.deadlines import VIETNAM
from integrations.portals.one_stop.files import SentFile
from integrations.portals.one_stop.mapping import Mapping, ProcedureMap

STAMP = "%Y%m%d%H%M%S"
"""NgayNopHoSo and its like, in Vietnam's time."""
_ONLINE = "2"
_CITIZEN = "1"


def envelope(mapping: Mapping, package: Package, ref: str, files: Sequence[SentFile], now: datetime) -> dict[str, Any]:
    """The whole request body in the shape of the package's procedure."""
    mapped = mapping.of(package.procedure)
    build = _lltp if mapped.shape == "lltp" else _dongbo
    return build(mapping, mapped, package, ref, files, now.astimezone(VIETNAM))


def _lltp(
    mapping: Mapping, mapped: ProcedureMap, package: Package, ref: str, files: Sequence[SentFile], now: datetime
) -> dict[str, Any]:
    form = _form(mapped, package)
    return {
        "maTinh": mapping.province_code,
        "tenTinh": mapping.province_name,
        "maHoSoMCDT": ref,
        mapping.names.lltp_key: package.key,
        "ngayTiepNhan": f"{now:%d/%m/%Y}",
        "nguonDangKy": mapping.source,
        "tenNguonDangKy": mapping.source_name,
        "toKhai": form,
        "thongTinThanhToan": {
            "nhomDoiTuong": form.get("nycDoiTuongNopPhi"),
            "phiLLTP": package.fee,
            "hinhThucNhanBanGiay": form.get("hinhThucNhanBanGiay"),
            "diaChiNhan": form.get("diaChiNhan"),
            "tongPhi": package.fee,
        },
        "giayToDinhKem": [_attached(list(group)) for _, group in groupby(files, key=lambda file: file.code)],
    }


def _attached(files: list[SentFile]) -> dict[str, Any]:
    return {
        "ma": files[0].code,
        "ten": files[0].title,
        "danhSach": [{"loai": file.mime, "duLieu": base64.b64encode(file.content).decode()} for file in files],
    }


def _dongbo(
    mapping: Mapping, mapped: ProcedureMap, package: Package, ref: str, files: Sequence[SentFile], now: datetime
) -> dict[str, Any]:
    owner = {"LoaiDinhDanh": "1" if len(package.owner_id) == 12 else "2", "SoDinhDanh": package.owner_id}
    dossier = {
        "MaHoSo": ref,
        "MaTTHC": package.procedure,
        "TenTTHC": mapped.title,
        "MaLinhVuc": mapped.field_code,
        "TenLinhVuc": mapped.field_name,
        "KenhThucHien": _ONLINE,
        "ChuHoSo": package.owner_name,
        "LoaiDoiTuong": _CITIZEN,
        "SoGiayToChuHoSo": package.owner_id,
        "DinhDanhCHS": [owner],
        "TrichYeuHoSo": f"{mapped.title} - {package.owner_name}"[:1000],
        "NgayNopHoSo": now.strftime(STAMP),
        "TrangThaiHoSo": "1",
        "ThongTinKhac": json.dumps(_form(mapped, package), ensure_ascii=False),
        mapping.names.dongbo_key: package.key,
        "TaiLieuNop": [_paper(mapping, file) for file in files],
        "DanhSachLePhi": [_fee(package.fee)] if package.fee else [],
    }
    return service(mapping, "DongBoHoSoMC", [dossier], updating=package.round > 0)


def _paper(mapping: Mapping, file: SentFile) -> dict[str, Any]:
    return {
        "TepDinhKemId": file.mark.digest,
        "TenTepDinhKem": file.name,
        "IsDeleted": "False",
        "MaThanhPhanHoSo": file.code,
        mapping.names.content: base64.b64encode(file.content).decode(),
    }


def _fee(total: int) -> dict[str, Any]:
    return {"TenPhiLePhi": "Lệ phí", "HinhThucThu": "1", "Gia": str(total), "LoaiPhiLePhi": "2"}


def service(
    mapping: Mapping, name: str, data: list[dict[str, Any]], updating: bool = False, mahoso: str = ""
) -> dict[str, Any]:
    """The body that every service of facts 4.4 has; ``mahoso``: which dossier is looked up."""
    body = {"session": "", "madonvi": mapping.unit, "service": name, "isUpdating": str(updating), "data": data}
    return {**body, "mahoso": mahoso} if mahoso else body


def _form(mapped: ProcedureMap, package: Package) -> dict[str, Any]:
    """The declaration under the portal's names and values; which form it is stays in the house."""
    form = {name: value for name, value in package.form.items() if name != "form"}
    found = _mapped(mapped, form)
    return found if isinstance(found, dict) else {}


def _mapped(mapped: ProcedureMap, value: Any) -> Any:
    if isinstance(value, dict):
        return {mapped.rename.get(n, n): _mapped(mapped, _told(mapped, n, v)) for n, v in value.items()}
    if isinstance(value, list | tuple):
        return [_mapped(mapped, one) for one in value]
    return value


def _told(mapped: ProcedureMap, name: str, value: Any) -> Any:
    """What the portal calls this value; what it has no name for travels as it is."""
    known = mapped.values.get(name)
    return known.get(str(value), value) if known and isinstance(value, str | int | bool) else value
