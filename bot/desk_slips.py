"""The desk's slips as values for paper: receipt and appointment, supplement, refusal, apology (facts 1.10, 4.5)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, Final

from bot.desk import Dossier
from bot.desk_apologies import APOLOGISED, apology_in
from bot.desk_package import paths
from bot.desk_paper import TITLES
from bot.desk_said import Said, dong, opening, pages_of
from bot.desk_terms import Working, working_days_after, working_days_between
from bot.failures import NotAllowed
from dialogs.deadlines import VIETNAM
from dialogs.procedure import Office
from dialogs.procedures import PROCEDURES

CLOSING: Final = time(17)
"""Until when on the promised day a result can be had: the desk's working day ends (``bot.desk_terms``)."""

ONE_STOP_RULES: Final = "Nghị định 118/2025/NĐ-CP"
"""On the one-stop mechanism: stands under every refusal."""


class Slip(StrEnum):
    """The four slips, by the name of their form."""

    RECEIPT = "receipt"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    APOLOGY = "apology"


NAMES: Final = {
    Slip.RECEIPT: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    Slip.SUPPLEMENT: "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    Slip.REFUSAL: "Phiếu từ chối giải quyết hồ sơ",
    Slip.APOLOGY: "Phiếu xin lỗi và hẹn lại ngày trả kết quả",
}
_MARKS: Final = {Slip.RECEIPT: "TNHS", Slip.SUPPLEMENT: "HDHS", Slip.REFUSAL: "TCHS", Slip.APOLOGY: "PXL"}
"""What stands behind the number of each kind."""

_PROVINCE = re.compile(r"^(?:thành phố|tỉnh|tp\.?)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wish:
    """A supplement that was asked for."""

    at: datetime
    items: tuple[str, ...]
    reason: str
    deadline: date | None


@dataclass(frozen=True, slots=True)
class Apology:
    """An apology for a late result: written ``at``, for the day ``promised``, with the day ``until`` and a reason."""

    at: datetime
    promised: date
    until: date
    reason: str


def slips_of(found: Dossier) -> tuple[Slip, ...]:
    """The slips that this dossier has, in the order in which they came to be; of apologies the last one."""
    has = {
        Slip.RECEIPT: found.row.accepted_at is not None,
        Slip.SUPPLEMENT: wish_of(found) is not None,
        Slip.REFUSAL: found.row.status == 3,
        Slip.APOLOGY: bool(apologies_of(found)),
    }
    return tuple(slip for slip, there in has.items() if there)


def wish_of(found: Dossier) -> Wish | None:
    """The supplement that is open, else the last one there was."""
    row = found.row
    if row.status == 5 and row.asked_at:
        return Wish(row.asked_at, row.items, found.reason, row.deadline)
    for one in reversed(found.history):
        if one.report and one.report.status == 5:
            return Wish(one.report.at, one.report.items, one.report.reason, one.report.deadline)
    return None


def apologies_of(found: Dossier) -> tuple[Apology, ...]:
    """The apologies that were written, the oldest first."""
    return tuple(
        Apology(one.report.at, *days, one.report.reason)
        for one in found.history
        if one.report and one.line.what == APOLOGISED and (days := apology_in(one.line.detail))
    )


def slip_values(slip: Slip, found: Dossier, office: Office, working: Working) -> Mapping[str, Any]:
    """Values for ``Printer.print(slip, ...)``: plain strings, numbers, lists and mappings of these.
    Raises NotAllowed when the dossier has no such slip."""
    if slip not in slips_of(found):
        raise NotAllowed(f"no {slip} in status {found.row.status}")
    make: Mapping[Slip, Callable[[], dict[str, Any]]] = {
        Slip.RECEIPT: lambda: _receipt(found, office, working),
        Slip.SUPPLEMENT: lambda: _supplement(found, office),
        Slip.REFUSAL: lambda: _refusal(found, office),
        Slip.APOLOGY: lambda: _apology(found, office),
    }
    return make[slip]()


def _apology(found: Dossier, office: Office) -> dict[str, Any]:
    written = apologies_of(found)
    last = written[-1]
    return _common(Slip.APOLOGY, found, office, last.at, len(written)) | {
        "received": _day(_local(found.row.accepted_at or found.row.submitted_at).date()),
        "promised": _day(last.promised),
        "until": _day(last.until),
        "reason": opening(last.reason),
        "times": len(written),
    }


def _receipt(found: Dossier, office: Office, working: Working) -> dict[str, Any]:
    row, said = found.row, Said(found.package)
    accepted = row.accepted_at or row.submitted_at
    spent = row.waited + row.put_off
    days = working_days_between(_local(accepted).date(), row.due, working) - spent if row.due else row.term
    # As it was promised: a day that was put off since stands on the apology.
    due = working_days_after(_local(accepted).date(), days + row.waited, working)
    form = str(found.package.form.get("form", ""))
    papers = [{"title": TITLES.get(form, f"Tờ khai: {row.title}"), "count": "01 bản điện tử"}]
    papers += [{"title": one.title, "count": f"{pages_of(one.photos):02d} trang ảnh"} for one in found.package.papers]
    return _common(Slip.RECEIPT, found, office, accepted) | {
        "papers": papers,
        "days": f"{days:02d} ngày làm việc",
        "waited": row.waited,
        "received": _moment(_local(accepted)),
        "filed": f"{_local(row.submitted_at):%H:%M %d/%m/%Y}",
        "due": f"trước {CLOSING:%H} giờ {CLOSING:%M} phút, {_day(due)}" if row.due else "",
        "fee": dong(found.package.fee) if found.package.fee else "Không thu",
        "electronic": "trong cuộc trò chuyện đã nộp hồ sơ",
        "paper": _paper_copy(said, office),
        "sequence": row.code.rpartition("-")[2],
    }


def _paper_copy(said: Said, office: Office) -> str:
    """Where the paper copy is had; empty when none is wanted."""
    if address := said("delivery_address", "diaChiNhan"):
        return f"gửi bưu điện tới {address}"
    if said("copies", "soLuongCap"):
        return "nhận tại " + ", ".join(part for part in (office.name, office.address) if part)
    return ""


def _supplement(found: Dossier, office: Office) -> dict[str, Any]:
    wish = wish_of(found)
    if wish is None:
        raise NotAllowed("no supplement was asked for")
    labels = paths(found.package)
    return _common(Slip.SUPPLEMENT, found, office, wish.at, found.row.supplements) | {
        "items": [labels.get(item, item) for item in wish.items],
        "reason": opening(wish.reason),
        "deadline": _day(wish.deadline) if wish.deadline else "",
        "times": found.row.supplements,
    }


def _refusal(found: Dossier, office: Office) -> dict[str, Any]:
    return _common(Slip.REFUSAL, found, office, found.row.changed_at) | {
        "reason": opening(found.reason),
        "grounds": [*_grounds(found.row.procedure), ONE_STOP_RULES],
    }


def _grounds(code: str) -> list[str]:
    """The laws and decrees of a procedure; circulars set fees and forms and ground no refusal."""
    legal = next((one.legal for one in PROCEDURES if one.code == code), ())
    return [text for text in legal if text.startswith(("Luật", "Nghị định"))]


def _common(slip: Slip, found: Dossier, office: Office, at: datetime, times: int = 1) -> dict[str, Any]:
    """What stands on every slip: who issues it, its number, day and place, whose dossier it is."""
    row, said, local = found.row, Said(found.package), _local(at)
    code = row.code or row.registration
    address = (said(path) for path in ("permanent_residence", "temporary_residence", "place"))
    return {
        "document": NAMES[slip],
        "at": local.isoformat(),
        "called": "Mã hồ sơ" if row.code else "Mã đăng ký",
        "code": code,
        "scan": code,
        "number": f"{code}/{_MARKS[slip]}" + (f"-{times}" if times > 1 else ""),
        "office": office.name,
        "place": _PROVINCE.sub("", office.address.rpartition(",")[2].strip()),
        "day": f"{local:%d}",
        "month": f"{local:%m}",
        "year": f"{local:%Y}",
        "applicant": found.owner.name.upper(),
        "submitter": (said("submitter_name") or found.owner.name).upper(),
        "address": opening(next((one for one in address if one), "")),
        "phone": said("phone", "nycDienThoai"),
        "email": said("email", "nycEmail"),
        "content": f"{row.title} (mã thủ tục {row.procedure})",
        "contact": {"phone": office.phone, "hours": office.hours, "address": office.address},
    }


def _local(at: datetime) -> datetime:
    return at.astimezone(VIETNAM)


def _day(day: date) -> str:
    return f"ngày {day:%d} tháng {day:%m} năm {day:%Y}"


def _moment(at: datetime) -> str:
    return f"{at:%H} giờ {at:%M} phút, {_day(at.date())}"
