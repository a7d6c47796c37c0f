"""What the portal holds of a dossier, read from its two answers: pull (facts 1.13) and TraCuuHoSo (facts 4.4)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from bot.failures import Uncertain
from bot.portal_book import PaperMark
from dialogs.deadlines import VIETNAM
from integrations.portals.one_stop.files import mark_of
from integrations.portals.one_stop.mapping import Mapping

Fetch = Callable[[str], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Held:
    """One dossier at the portal: our reference, the key of its newest submission, its own code, its files."""

    ref: str
    key: str
    code: str
    papers: tuple[PaperMark, ...]
    at: datetime | None = None


def held_lltp(mapping: Mapping, wanted: str, answer: dict[str, Any]) -> Held | None:
    """From {status 1/0, statusDescription, value[]}. Raises Uncertain for anything that cannot be read."""
    if str(answer.get("status")) == "0":
        return None
    value = _only(answer.get("value"))
    ref = _wanted(value, "maHoSoMCDT", wanted)
    papers: list[PaperMark] = []
    for paper in _dicts(value.get("giayToDinhKem")):
        papers += [mark_of(text(paper, "ma"), _plain(file.get("duLieu"))) for file in _dicts(paper.get("danhSach"))]
    names = mapping.names
    return Held(ref, text(value, names.lltp_key), text(value, names.lltp_code), tuple(papers))


async def held_dongbo(mapping: Mapping, wanted: str, answer: dict[str, Any], fetch: Fetch) -> Held | None:
    """From {error_code, result}; files come inline or from DuongDanTaiTepTin."""
    if (found := dossier_of(answer)) is None:
        return None
    ref = _wanted(found, "MaHoSo", wanted)
    papers: list[PaperMark] = []
    for paper in _dicts(found.get("TaiLieuNop")):
        if paper.get("IsDeleted") in ("True", True):
            continue
        inline = paper.get(mapping.names.content)
        content = _plain(inline) if inline else await fetch(text(paper, "DuongDanTaiTepTin"))
        papers.append(mark_of(text(paper, "MaThanhPhanHoSo"), content))
    names = mapping.names
    filed = moment(text(found, "NgayNopHoSo"))
    return Held(ref, text(found, names.dongbo_key), text(found, names.dongbo_code), tuple(papers), filed)


def dossier_of(answer: dict[str, Any]) -> dict[str, Any] | None:
    """The dossier in an answer of TraCuuHoSo; None when there is none."""
    if str(answer.get("error_code")) != "0":
        return None
    found = answer.get("result")
    return _only(found) if isinstance(found, list) else _only([found])


def text(found: dict[str, Any], name: str) -> str:
    """A field as text; what is absent is empty. Raises Uncertain for an object where a word should stand."""
    value = found.get(name)
    if isinstance(value, dict | list):
        raise Uncertain(f"portal: {name} is no text")
    return "" if value is None else str(value).strip()


def moment(stamp: str) -> datetime | None:
    """``yyyyMMddHHmmss`` in Vietnam's time as an aware moment; None when it is not one."""
    try:
        return datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=VIETNAM)
    except ValueError:
        return None


YEARS: Final = range(2000, 2101)
"""In which a dossier's days lie."""


def day(value: str) -> date | None:
    """A day as ``dd/MM/yyyy`` or at the head of a ``yyyyMMdd...`` stamp; None when it is neither, or one of the days by
    which systems say "none" (01/01/0001, 31/12/9999)."""
    for form, length in (("%d/%m/%Y", 10), ("%Y%m%d", 8)):
        try:
            found = datetime.strptime(value[:length], form).replace(tzinfo=VIETNAM).date()
        except ValueError:
            continue
        return found if found.year in YEARS else None
    return None


def _wanted(found: dict[str, Any], name: str, wanted: str) -> str:
    """Somebody else's dossier is not looked into."""
    if text(found, name) != wanted:
        raise Uncertain("portal: another dossier was pulled")
    return wanted


def _only(value: Any) -> dict[str, Any]:
    found = _dicts(value)
    if len(found) != 1:
        raise Uncertain(f"portal: {len(found)} dossiers for one reference")
    return found[0]


def _dicts(value: Any) -> list[dict[str, Any]]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise Uncertain("portal: no list of objects where one belongs")
    return value


def _plain(value: Any) -> bytes:
    try:
        return base64.b64decode(str(value), validate=True)
    except binascii.Error:
        raise Uncertain("portal: a file is no base64") from None
