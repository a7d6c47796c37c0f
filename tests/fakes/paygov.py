"""A payment platform as the national one behaves on the wire (facts 6.2), over real HTTP, with faults to switch on.

It marks messages with code of its own, written from the same table, so that the two bear witness against each other.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Mapping
from typing import Any

import httpx
from aiohttp import web

SECRET, PARTNER = "made-up-secret", "MOTCUA"
_INIT = (
    "LoaiBanTin|PhienBan|MaDoiTac|MaThamChieu|SoTien|LoaiHinhThanhToan|MaKenhThanhToan|MaThietBi|NgonNgu|MaTienTe|"
    "MaNganHang|ThongTinGiaoDich|ThoiGianGD|Ip"
)
_QUERY = "LoaiBanTin|PhienBan|MaDoiTac|MaThamChieu|ThoiGianGD"
_IPN = "LoaiBanTin|MaLoi|MaDoiTac|MaThamChieu|SoTien|MaTienTe|MaGiaoDich|MaNganHang|ThoiGianGD|ThongTinGiaoDich"


def sign(message: Mapping[str, Any], order: str, secret: str = SECRET) -> str:
    """MaXacThuc."""
    values = [str(message[name]) for name in order.split("|")]
    return hashlib.sha256("|".join([*values, secret]).encode()).hexdigest()


class PayGovSandbox:
    """``async with PayGovSandbox() as sandbox:`` serves at ``sandbox.url``.

    ``faults``: ``500``, ``500-after`` (opened, then 500), ``html``, ``slow``, ``other`` (another charge's answer to a
    QUERY), ``bad-mark`` (on answers and calls), ``no-ipn``, ``ipn-twice``, ``ipn-first`` (paid and called before INIT
    is answered), ``foreign-page``, ``refuses``."""

    def __init__(self) -> None:
        self.url = ""
        self.ipn_to = ""
        self.faults: set[str] = set()
        self.charges: dict[str, dict[str, Any]] = {}
        self.paid: dict[str, dict[str, Any]] = {}
        self.asked: list[dict[str, Any]] = []
        self.answers: list[int] = []
        self.hold = asyncio.Event()
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> PayGovSandbox:
        app = web.Application()
        app.router.add_post("/pay", self._serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/pay"
        return self

    async def __aexit__(self, *_: object) -> None:
        self.hold.set()
        if self._runner:
            await self._runner.cleanup()

    # ------------------------------------------------------------ the payer

    async def pay(self, ref: str, amount: int | None = None) -> None:
        """The payer pays; unless a fault says otherwise the platform calls back at once."""
        notice = self.settle(ref, amount)
        for _ in range(0 if "no-ipn" in self.faults else 2 if "ipn-twice" in self.faults else 1):
            await self.call(notice)

    def settle(self, ref: str, amount: int | None = None) -> dict[str, Any]:
        """Note the payment and return the call that would tell of it."""
        charge = self.charges[ref]
        notice = self._notice(charge, "00", str(amount or charge["SoTien"]), f"GD{len(self.paid) + 1:08}")
        self.paid[ref] = notice
        return notice

    async def call(self, notice: Mapping[str, Any]) -> int:
        """One IPN; returns the HTTP status of the answer."""
        async with httpx.AsyncClient(trust_env=False) as http:
            answer = await http.post(self.ipn_to, json=dict(notice))
        self.answers.append(answer.status_code)
        return answer.status_code

    # ------------------------------------------------------------ the wire

    async def _serve(self, request: web.Request) -> web.Response:
        message = await request.json()
        self.asked.append(message)
        if "slow" in self.faults:
            await self.hold.wait()
        if "500" in self.faults:
            return web.Response(status=500)
        if "html" in self.faults:
            return web.Response(text="<html>Bảo trì hệ thống</html>", content_type="text/html")
        order = _INIT if message["LoaiBanTin"] == "INIT" else _QUERY
        if "refuses" in self.faults or message["MaXacThuc"] != sign(message, order):
            return web.json_response({"error_code": "97", "message": "Sai MaXacThuc"})
        return await (self._init(message) if order == _INIT else self._query(message))

    async def _init(self, message: dict[str, Any]) -> web.Response:
        ref = message["MaThamChieu"]
        known = self.charges.setdefault(ref, message)
        if known["SoTien"] != message["SoTien"]:
            return web.json_response({"error_code": "02", "message": "Trùng MaThamChieu"})
        if "ipn-first" in self.faults:
            await self.pay(ref)
        if "500-after" in self.faults:
            return web.Response(status=500)
        page = "https://elsewhere.example/" if "foreign-page" in self.faults else self.url + "/"
        return web.json_response({"error_code": "0", "message": json.dumps({"UrlThanhToan": page + ref})})

    async def _query(self, message: dict[str, Any]) -> web.Response:
        ref = "p-another" if "other" in self.faults else message["MaThamChieu"]
        charge = self.charges.get(message["MaThamChieu"])
        if charge is None:
            return web.json_response({"error_code": "14", "message": "Không có giao dịch"})
        found = self.paid.get(ref) or self._notice({**charge, "MaThamChieu": ref}, "09", charge["SoTien"], "")
        return web.json_response({"error_code": "0", "message": json.dumps(found)})

    def _notice(self, charge: Mapping[str, Any], code: str, amount: str, transaction: str) -> dict[str, Any]:
        notice = {
            "LoaiBanTin": "IPN",
            "MaLoi": code,
            "MaDoiTac": PARTNER,
            "MaThamChieu": charge["MaThamChieu"],
            "SoTien": amount,
            "MaTienTe": "VND",
            "MaGiaoDich": transaction,
            "MaNganHang": "PAYMENT",
            "ThoiGianGD": charge["ThoiGianGD"],
            "ThongTinGiaoDich": charge["ThongTinGiaoDich"],
        }
        secret = "not the secret" if "bad-mark" in self.faults else SECRET
        return {**notice, "MaXacThuc": sign(notice, _IPN, secret)}
