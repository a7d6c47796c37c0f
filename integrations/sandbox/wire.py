"""The one-stop's own interface under its real names: submit and pull (facts 1.13), services (facts 4.4), files."""

from __future__ import annotations

import base64
import binascii
import hmac
import json
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from integrations.sandbox import national
from integrations.sandbox.shelf import STAMP, Kept, Refused, Shelf, Stored

SUBMIT, PULL, SERVICES, FILES = "/lltp/nhanHoSo", "/lltp/traCuu", "/apiDVC", "/tep/"
RECORD = "3.000333"
_MOST_FILE = 5 * 2**20


def where_of(path: str, body: bytes) -> str:
    """Which kind of call this is, for the fault switches; empty for the sandbox's own pages."""
    if path == SUBMIT or (path in (SERVICES, national.SERVICES) and b'"DongBoHoSoMC"' in body):
        return "submit"
    known = (PULL, SERVICES, national.SERVICES, national.FORMALITY)
    return "look-up" if path in known or path.startswith(FILES) else ""


class TooLarge(Exception):
    """A file is larger than this portal takes; the text is the paper's code."""


class Wire:
    """Answers as a province would. ``header`` carries the shared secret."""

    def __init__(self, shelf: Shelf, secret: str, header: str = "X-Auth-Key") -> None:
        self._shelf = shelf
        self._secret = secret.encode()
        self._header = header

    def router(self) -> APIRouter:
        """The wire routes."""
        router = APIRouter()
        router.add_route(SUBMIT, self.submit, methods=["POST"])
        router.add_route(PULL, self.pull, methods=["POST"])
        router.add_route(SERVICES, self.service, methods=["POST"])
        router.add_route(FILES + "{digest}", self.file, methods=["GET"])
        return router

    async def submit(self, request: Request) -> Response:
        """{maTinh, maHoSoMCDT, toKhai, giayToDinhKem, ...} -> {statusCode, data, errorDetail}."""
        fault = request.state.fault
        if (stop := self._stopped(request)) is not None:
            return stop
        if fault == "refused":
            return JSONResponse({"statusCode": "01", "data": None, "errorDetail": "REFUSED"})
        raw = json.loads(await request.body())
        try:
            files = _faulty(_attached(raw), fault)
            stored = self._shelf.take(str(raw.get("maHoSoMCDT", "")), RECORD, "lltp", raw, files)
        except TooLarge as large:
            return JSONResponse({"statusCode": "01", "data": None, "errorDetail": str(large)}, 413)
        except (Refused, binascii.Error) as no:
            return JSONResponse({"statusCode": "01", "data": None, "errorDetail": str(no)})
        if fault == "interrupted":
            return JSONResponse({"statusCode": "03", "data": None, "errorDetail": "INTERRUPTED"})
        ref = "MCB-another" if fault == "other-code" else stored.ref
        return JSONResponse({"statusCode": "00", "data": {"maHoSoMCDT": ref, "maHoSo": stored.code}, "errorDetail": ""})

    async def pull(self, request: Request) -> Response:
        """{authKey, maTinh, maHoSoMCDT} -> {status 1/0, statusDescription, value[]}."""
        raw = json.loads(await request.body())
        if not hmac.compare_digest(str(raw.get("authKey", "")).encode(), self._secret):
            return Response(status_code=401)
        found = self._shelf.find(str(raw.get("maHoSoMCDT", "")))
        if found is None or found.shape != "lltp":
            return JSONResponse({"status": 0, "statusDescription": "NOT_FOUND", "value": []})
        value = found.raw | {
            "maHoSo": found.code,
            "maHoSoMCDT": "MCB-another" if request.state.fault == "other-code" else found.ref,
            "trangThaiXuLy": found.status,
            "giayToDinhKem": [
                {"ma": f.code, "ten": f.name, "danhSach": [{"loai": f.mime, "duLieu": _text(f.content)}]}
                for f in found.files
            ],
        }
        return JSONResponse({"status": 1, "statusDescription": "", "value": [value]})

    async def service(self, request: Request) -> Response:
        """{session, madonvi, service, isUpdating, data} -> {error_code 0 / -1, result}."""
        if (stop := self._stopped(request)) is not None:
            return stop
        raw = json.loads(await request.body())
        match raw.get("service"):
            case "DongBoHoSoMC":
                return self._take(raw, request.state.fault)
            case "TraCuuHoSo":
                found = self._shelf.find(str(raw.get("mahoso", "")))
                dossiers = [] if found is None else [_dossier(found, request.state.fault)]
                return _said(0, dossiers) if dossiers else _said(-1, "NOT_FOUND")
            case "CapNhatTienDoHoSoMC":
                return self._wished(raw)
            case _:
                return _said(-1, "NO_SUCH_SERVICE")

    async def file(self, request: Request) -> Response:
        """A stored file by its hash (DuongDanTaiTepTin)."""
        if (stop := self._stopped(request)) is not None:
            return stop
        wanted = request.path_params["digest"]
        for stored in self._shelf.dossiers.values():
            for kept in stored.files:
                if kept.digest == wanted:
                    return Response(kept.content, media_type=kept.mime)
        return Response(status_code=404)

    def _take(self, raw: dict[str, Any], fault: str) -> Response:
        if fault == "refused":
            return _said(-1, "REFUSED")
        sent = raw["data"][0]
        try:
            files = _faulty(_papers(sent), fault)
            stored = self._shelf.take(str(sent.get("MaHoSo", "")), str(sent.get("MaTTHC", "")), "dongbo", sent, files)
        except TooLarge as large:
            return JSONResponse({"error_code": -1, "message": str(large)}, 413)
        except (Refused, binascii.Error) as no:
            return _said(-1, str(no))
        if fault == "interrupted":
            return JSONResponse({"message": "INTERRUPTED"})
        ref = "MCB-another" if fault == "other-code" else stored.ref
        return _said(0, [{"MaHoSo": ref, "MaHoSoTiepNhan": stored.code}])

    def _wished(self, raw: dict[str, Any]) -> Response:
        """A citizen's wish to withdraw: noted, an officer decides."""
        for item in raw["data"]:
            found = self._shelf.find(str(item.get("MaHoSo", "")))
            if found is None or str(item.get("TrangThai")) != "7":
                return _said(-1, "NOT_FOUND")
            found.withdrawal_wanted = True
        return _said(0, "OK")

    def _stopped(self, request: Request) -> Response | None:
        given = request.headers.get(self._header, "").encode()
        return None if hmac.compare_digest(given, self._secret) else Response(status_code=401)


def _said(code: int, result: Any) -> Response:
    return JSONResponse({"error_code": code, "result": result, "message": "" if code == 0 else result})


def _dossier(found: Stored, fault: str) -> dict[str, Any]:
    """As TraCuuHoSo tells it; of a dossier that came by the other interface only what people ask for."""
    if found.shape == "lltp":
        form = found.raw.get("toKhai", {})
        told = {"ChuHoSo": form.get("nycHoTen"), "SoGiayToChuHoSo": form.get("nycSoGiayTo"), "MaTTHC": found.procedure}
    else:
        papers = [
            {
                "MaThanhPhanHoSo": f.code,
                "TenTepDinhKem": f.name,
                "IsDeleted": "False",
                "DuongDanTaiTepTin": FILES + f.digest,
            }
            for f in found.files
        ]
        told = found.raw | {"TaiLieuNop": papers}
    return told | {
        "MaHoSo": "MCB-another" if fault == "other-code" else found.ref,
        "MaHoSoTiepNhan": found.code,
        "TrangThaiHoSo": str(found.status),
        "NgayTiepNhan": found.time.strftime(STAMP),
        "NgayHenTra": found.due,
    }


def _attached(raw: dict[str, Any]) -> Iterator[Kept]:
    for paper in raw.get("giayToDinhKem", []):
        for number, file in enumerate(paper["danhSach"], start=1):
            yield _kept(paper["ma"], f"{paper['ma']}-{number}", file["loai"], file["duLieu"])


def _papers(sent: dict[str, Any]) -> Iterator[Kept]:
    for paper in sent.get("TaiLieuNop", []):
        mime = "application/pdf" if paper["TenTepDinhKem"].endswith(".pdf") else "image/jpeg"
        yield _kept(paper["MaThanhPhanHoSo"], paper["TenTepDinhKem"], mime, paper["NoiDungTep"])


def _kept(code: str, name: str, mime: str, content: str) -> Kept:
    plain = base64.b64decode(content, validate=True)
    if len(plain) > _MOST_FILE:
        raise TooLarge(code)
    return Kept(code, name, mime, plain)


def _faulty(files: Iterator[Kept], fault: str) -> list[Kept]:
    kept = list(files)
    if fault == "partial":
        return kept[:-1]
    if fault == "altered" and kept:
        first = kept[0]
        return [Kept(first.code, first.name, first.mime, first.content + b"\n"), *kept[1:]]
    return kept


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()
