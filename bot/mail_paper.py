"""The sheets around a declaration that goes by post, as values: the cover with its list, and the address label."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bot.desk_said import Said, dong, opening
from bot.ports import Package
from dialogs.deadlines import VIETNAM
from dialogs.postal import Enclosed, Postal

HOW: Final = {
    Enclosed.COPY: "Bản chụp (trang đã in trong tệp này)",
    Enclosed.CERTIFIED: "Bản sao có chứng thực",
    Enclosed.ORIGINAL: "Bản chính, đã công chứng hoặc chứng thực; trang in kèm chỉ để đối chiếu",
}
SIGNED: Final = "Bản chính, ký trước mặt cán bộ chứng thực của UBND xã, phường hoặc công chứng viên"
UNSIGNED: Final = "Bản chính, ký tên"


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom a letter goes; ``address`` and ``phone`` are empty where nobody has told us: then they are written by
    hand."""

    name: str
    address: str = ""
    phone: str = ""


Recipients = Mapping[tuple[str, str], Recipient]
"""(procedure, province's code) -> recipient."""


def recipient_of(package: Package, postal: Postal, known: Recipients) -> Recipient:
    """The police of the province of the first residence that was told (facts 1.3)."""
    said = Said(package)
    for wire in postal.to:
        block = said.block(wire)
        if province := str(block.get("tenTinhThanh") or ""):
            found = known.get((package.procedure, str(block.get("maTinhThanh") or "")))
            return found or Recipient(f"Công an {province[:1].lower()}{province[1:]}")
    return Recipient("")


def cover(package: Package, postal: Postal, to: Recipient, pages: tuple[int, ...], at: datetime) -> Mapping[str, Any]:
    """The first sheet. ``pages``: of the declaration, then of each paper, in order."""
    names = ("Tờ khai", *(paper.title for paper in package.papers))
    forms = (SIGNED if postal.signature else UNSIGNED, *(_how(postal, paper.path) for paper in package.papers))
    rows = [{"name": name, "how": how, "pages": count} for name, how, count in zip(names, forms, pages, strict=True)]
    return {
        **_sheet("Bộ hồ sơ gửi qua bưu điện", at),
        "title": package.title,
        "procedure": package.procedure,
        "owner": package.owner_name.upper(),
        "to": to.name,
        "rows": rows,
        "certified": postal.signature,
        "originals": [p.title for p in package.papers if postal.papers.get(p.path) is Enclosed.ORIGINAL],
        "fee": dong(package.fee) if package.fee else "",
        "source": postal.source,
    }


def label(package: Package, to: Recipient, at: datetime) -> Mapping[str, Any]:
    """The last sheet: what is stuck on the envelope. It does not tell what the letter is about, only its code."""
    said = Said(package)
    proxy = said("submitter_name")
    # Where the answer is to go is where the letter comes from; of a proxy we know no other address.
    ours = said("delivery_address") or ("" if proxy else said("permanent_residence") or said("temporary_residence"))
    return {
        **_sheet("Nhãn địa chỉ", at),
        "procedure": package.procedure,
        "sender": {"name": proxy or package.owner_name, "address": opening(ours), "phone": said("phone")},
        "to": {"name": to.name, "address": to.address, "phone": to.phone},
    }


def _sheet(name: str, at: datetime) -> dict[str, Any]:
    local = at.astimezone(VIETNAM)
    named = {"document": name, "code": "", "posted": True, "numbered": False}
    return {**named, "at": local.isoformat(), "filed": f"{local:%H:%M %d/%m/%Y}"}


def _how(postal: Postal, path: str) -> str:
    return HOW[postal.papers.get(path, Enclosed.COPY)]
