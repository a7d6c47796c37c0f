"""``bot.national.NationalPortal`` over HTTP: DongBoHoSoMC, CapNhatTienDoHoSoMC, TraCuuHoSo (facts 4.4), and the
catalogue (facts 3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot.desk_paper import BY_POST
from bot.desk_said import Said
from bot.failures import Conflict, NotAccepted, Outage, Uncertain
from bot.national import Synced
from dialogs.deadlines import VIETNAM
from integrations.portals.line import Already, Line, TooLarge
from integrations.portals.national.mapping import National
from integrations.portals.national.reading import fields_of

STAMP = "%Y%m%d%H%M%S"
"""Vietnam's time."""
DIRECT, ONLINE, POSTAL = "1", "2", "3"
COUNTER = "Tại quầy"
CONTENT = {
    2: "Tiếp nhận hồ sơ",
    3: "Không tiếp nhận hồ sơ",
    4: "Chuyển xử lý",
    5: "Yêu cầu bổ sung giấy tờ",
    6: "Yêu cầu thực hiện nghĩa vụ tài chính",
    7: "Công dân rút hồ sơ",
    8: "Dừng xử lý",
    9: "Đã xử lý xong",
    10: "Đã trả kết quả",
}
"""NoiDungXuLy: what happened, never why; reasons can hold what is nobody's business there."""


class HttpNationalPortal:
    """Speaks for one unit."""

    def __init__(self, line: Line, mapping: National) -> None:
        self._line = line
        self._mapping = mapping

    async def put(self, dossier: Synced, updating: bool) -> None:
        """See the port."""
        answer = await self._service("DongBoHoSoMC", [self._dossier(dossier)], updating)
        self._judge(answer, dossier.row.code, new=not updating)

    async def progress(self, dossier: Synced) -> None:
        """See the port."""
        row, report = dossier.row, dossier.report
        item = {
            "MaHoSo": row.code,
            "NguoiXuLy": self._mapping.unit_name[:50],
            "ChucDanh": "Bộ phận một cửa",
            "ThoiDiemXuLy": _stamp(report.at),
            "PhongBanXuLy": self._mapping.unit_name,
            "NoiDungXuLy": CONTENT.get(report.status, ""),
            "TrangThai": str(report.status),
            "NgayBatDau": _stamp(row.accepted_at),
            "NgayKetThucTheoQuyDinh": _day(report.due),
        }
        self._judge(await self._service("CapNhatTienDoHoSoMC", [item], True), row.code, new=False)

    async def has(self, code: str) -> bool:
        """See the port."""
        answer = await self._service("TraCuuHoSo", [], False, mahoso=code)
        found = answer.get("result")
        if str(answer.get("error_code")) == "-1":
            return False
        if str(answer.get("error_code")) != "0" or not isinstance(found, list):
            raise Uncertain("national portal: no clear answer")
        return any(isinstance(one, dict) and one.get("MaHoSo") == code for one in found)

    async def procedure(self, code: str) -> Mapping[str, str] | None:
        """The portal's procedure as flat fields (``reading.fields_of``); None when it has none. Raises like ``put``."""
        answer = await self._ask(self._mapping.paths.formality, {"code": code}, {})
        if answer.get("code") != "OK":
            raise Outage("national portal: the catalogue does not answer")
        found = answer.get("data")
        return fields_of(found, self._mapping.names) if isinstance(found, dict) else None

    def _judge(self, answer: dict[str, Any], code: str, new: bool) -> None:
        said, result = str(answer.get("error_code")), answer.get("result")
        if said == "-1":
            if new:
                raise Conflict("national portal: not taken as new")
            raise NotAccepted("national portal: not taken")
        if said != "0":
            raise Uncertain("national portal: no code in the answer")
        named = [one.get("MaHoSo") for one in result if isinstance(one, dict)] if isinstance(result, list) else []
        if named and code not in named:
            raise Uncertain("national portal: the answer is about another dossier")

    def _dossier(self, dossier: Synced) -> dict[str, Any]:
        row, owner, report = dossier.row, dossier.owner, dossier.report
        mapped = self._mapping.procedures[row.procedure]
        kind = "1" if len(owner.number) == 12 else "2"
        return {
            "MaHoSo": row.code,
            "MaTTHC": row.procedure,
            "TenTTHC": mapped.title,
            "MaLinhVuc": mapped.field_code,
            "TenLinhVuc": mapped.field_name,
            "KenhThucHien": _channel(dossier),
            "ChuHoSo": owner.name,
            "LoaiDoiTuong": "1",
            "SoGiayToChuHoSo": owner.number,
            "DinhDanhCHS": [{"LoaiDinhDanh": kind, "SoDinhDanh": owner.number}] if owner.number.isdecimal() else [],
            "TrichYeuHoSo": mapped.title,
            "NgayNopHoSo": _stamp(row.submitted_at),
            "NgayTiepNhan": _stamp(row.accepted_at),
            "NgayHenTra": _day(report.due),
            "NgayKetThucXuLy": _stamp(report.at) if report.status in (3, 7, 8, 9) else "",
            "NgayTra": _stamp(report.at) if report.status == 10 else "",
            "NgayTuChoi": _stamp(report.at) if report.status == 3 else "",
            "TrangThaiHoSo": str(report.status),
            "HinhThuc": "1" if dossier.package.form.get("hinhThucNhanBanGiay") == 2 else "0",
            "DonViXuLy": self._mapping.unit_name,
            "NoiNopHoSo": self._mapping.unit_name,
            "TaiLieuNop": [],
            "DanhSachLePhi": _fees(dossier.package.fee),
        }

    async def _service(self, name: str, data: list[dict[str, Any]], updating: bool, mahoso: str = "") -> dict[str, Any]:
        body: dict[str, Any] = {
            "session": self._mapping.session,
            "madonvi": self._mapping.unit,
            "service": name,
            "isUpdating": str(updating),
            "data": data,
        }
        if mahoso:
            body["mahoso"] = mahoso
        return await self._ask(self._mapping.paths.service, body, {"dstcode": self._mapping.dstcode})

    async def _ask(self, path: str, body: dict[str, Any], extra: dict[str, str]) -> dict[str, Any]:
        try:
            return await self._line.ask(path, body, extra)
        except Already:
            raise Conflict("national portal: 409") from None
        except TooLarge:
            raise NotAccepted("national portal: 413") from None


def _channel(dossier: Synced) -> str:
    said = Said(dossier.package)("channel")
    return {COUNTER: DIRECT, BY_POST: POSTAL}.get(said, ONLINE)


def _fees(total: int) -> list[dict[str, Any]]:
    return [{"TenPhiLePhi": "Phí, lệ phí", "HinhThucThu": "1", "Gia": str(total), "LoaiPhiLePhi": "2"}] if total else []


def _stamp(at: datetime | None) -> str:
    return at.astimezone(VIETNAM).strftime(STAMP) if at else ""


def _day(day: date | None) -> str:
    return f"{day:%Y%m%d}000000" if day else ""
