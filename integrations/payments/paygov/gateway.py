"""The national payment platform ("PayGov") over HTTP: opens charges, asks about them, hears its calls (facts 6.2)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.failures import Misconfigured, NotAccepted, NotAllowed, Outage, TooFast, Uncertain
from bot.ports import Charge, Invitation, Notice
from dialogs.checks.vietqr import VietQr, build
from dialogs.deadlines import VIETNAM
from integrations.payments.paygov.wire import INIT, QUERY, VERSION, marked, read_notice

MOST_ANSWER = 64 * 1024
SECONDS = 15.0
MOST_LINK = 2000


@dataclass(frozen=True, slots=True)
class Account:
    """The platform's collecting account, which is the only one that a code of ours ever names."""

    bank: str
    number: str
    holder: str = ""

    @classmethod
    def read(cls, said: str) -> Account | None:
        """``970415:113366668888:KHO BAC``; None for nothing. Raises Misconfigured when no code could name it."""
        if not said:
            return None
        bank, _, rest = said.partition(":")
        number, _, holder = rest.partition(":")
        try:
            build(VietQr(bank, number))
        except ValueError:
            raise Misconfigured("the payment account must be BIN:NUMBER:HOLDER") from None
        return cls(bank, number, holder)


@dataclass(frozen=True, slots=True)
class PayGovSettings:
    """What the platform gave us. ``ip``: the address of ours that it knows."""

    url: str
    partner: str
    secret: str
    account: Account | None = None
    unit: str = ""
    unit_name: str = ""
    ip: str = "127.0.0.1"

    def __repr__(self) -> str:
        return f"PayGovSettings({self.url}, {self.partner})"


class PayGov:
    """``bot.ports.Payments``."""

    name = "paygov"

    def __init__(self, settings: PayGovSettings, seconds: float = SECONDS) -> None:
        self._settings = settings
        # Nothing of the environment: a proxy would see who pays for what.
        self._http = httpx.AsyncClient(timeout=seconds, follow_redirects=False, trust_env=False)

    async def close(self) -> None:
        """Let the connections go."""
        await self._http.aclose()

    async def init(self, charge: Charge) -> Invitation:
        """See the Protocol."""
        answer = await self._call(marked(self._init(charge), INIT, self._settings.secret) | self._receipt(charge))
        link = _object(answer).get("UrlThanhToan", "")
        if not isinstance(link, str) or not self._is_page(link):
            raise NotAccepted("the gateway's answer has no page of its own")
        return Invitation(link, self._scan(charge))

    async def query(self, ref: str, at: datetime) -> Notice:
        """See the Protocol. An answer about another charge is no answer."""
        asked = {**self._head("QUERY"), "MaThamChieu": ref, "ThoiGianGD": _time(at)}
        message = await self._call(marked(asked, QUERY, self._settings.secret))
        try:
            notice = read_notice(message, self._settings.partner, self._settings.secret)
        except (NotAccepted, NotAllowed):
            raise Uncertain("the gateway's answer cannot be trusted") from None
        if notice.ref != ref:
            raise Uncertain("the gateway answered about another charge")
        return notice

    def hear(self, body: bytes) -> Notice:
        """See the Protocol."""
        return read_notice(body, self._settings.partner, self._settings.secret)

    # ------------------------------------------------------------ what is sent

    def _head(self, kind: str) -> dict[str, Any]:
        return {"LoaiBanTin": kind, "PhienBan": VERSION, "MaDoiTac": self._settings.partner}

    def _init(self, charge: Charge) -> dict[str, Any]:
        return {
            **self._head("INIT"),
            "MaThamChieu": charge.ref,
            "SoTien": str(charge.amount),
            "LoaiHinhThanhToan": "PAY",
            "MaKenhThanhToan": "1",
            "MaThietBi": "1",
            "NgonNgu": "vi-VN",
            "MaTienTe": "VND",
            "MaNganHang": "PAYMENT",
            "ThongTinGiaoDich": charge.purpose,
            "ThoiGianGD": _time(charge.at),
            "Ip": self._settings.ip,
        }

    def _receipt(self, charge: Charge) -> dict[str, Any]:
        """The receipt's block; what we need not tell (the address) stays empty."""
        own, account = self._settings, self._settings.account or Account("", "")
        return {
            "ThongTinBienLai": {
                "MaDichVu": "2",
                "MaDVC": charge.procedure,
                "TenDVC": charge.title,
                "MaTTHC": charge.procedure,
                "TenTTHC": charge.title,
                "MaDonVi": own.unit,
                "TenDonVi": own.unit_name,
                "MaHoSo": charge.code,
                "TKThuHuong": account.number,
                "MaNHThuHuong": account.bank,
                "TenTKThuHuong": account.holder,
                "NoiDungThanhToan": charge.purpose,
                "HoTenNguoiNop": charge.payer_name,
                "SoCMNDNguoiNop": charge.payer_id,
                "DiaChiNguoiNop": "",
                "PhiLePhi": [
                    {"LoaiPhiLePhi": "", "MaPhiLePhi": "", "TenPhiLePhi": "Phí", "SoTien": str(charge.amount)}
                ],
                "DSKhoanNop": [{"NoiDung": charge.purpose, "SoTien": str(charge.amount)}],
            }
        }

    def _scan(self, charge: Charge) -> str:
        """A VietQR to the platform's account with the dossier's code in it; nothing when no account was given."""
        account = self._settings.account
        return build(VietQr(account.bank, account.number, charge.amount, charge.purpose)) if account else ""

    def _is_page(self, link: str) -> bool:
        """A page of the same house as the gateway: nobody is led anywhere else."""
        there, here = urlsplit(link), urlsplit(self._settings.url)
        same = (there.scheme, there.netloc) == (here.scheme, here.netloc)
        return same and link.isascii() and " " not in link and len(link) <= MOST_LINK

    # ------------------------------------------------------------ what comes back

    async def _call(self, message: Mapping[str, Any]) -> str:
        """The ``message`` of an answer without error. What left and was not answered readably is Uncertain."""
        try:
            answer = await self._http.post(self._settings.url, json=message)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            raise Outage("the payment gateway cannot be reached") from None
        except httpx.HTTPError as error:
            raise Uncertain(f"payment gateway: {type(error).__name__}") from None
        _judge(answer.status_code)
        return _message(answer.content)


def _judge(status: int) -> None:
    """Raise what this HTTP status means; 200 means nothing yet."""
    if status == 429:
        raise TooFast("the payment gateway asks us to wait")
    if status in (401, 403):
        raise Misconfigured("the payment gateway does not know us")
    if 400 <= status < 500:
        raise NotAccepted(f"payment gateway: HTTP {status}")
    if status != 200:
        raise Uncertain(f"payment gateway: HTTP {status}")


def _message(content: bytes) -> str:
    if len(content) > MOST_ANSWER:
        raise Uncertain("payment gateway: too long an answer")
    found = _object(content)
    code = found.get("error_code")
    if code is None:
        raise Uncertain("payment gateway: no error_code in the answer")
    if str(code) != "0":
        raise NotAccepted("the payment gateway refuses")
    message = found.get("message")
    return message if isinstance(message, str) else json.dumps(message)


def _object(content: bytes | str) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise Uncertain("payment gateway: no JSON in the answer") from None
    if not isinstance(found, dict):
        raise Uncertain("payment gateway: no object in the answer")
    return found


def _time(at: datetime) -> str:
    """``yyyyMMddHHmmss`` in Vietnam."""
    return f"{at.astimezone(VIETNAM):%Y%m%d%H%M%S}"
