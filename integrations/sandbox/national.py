"""The National Portal in the sandbox: synchronised dossiers and their progress, and a catalogue that can be changed."""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

SERVICES, FORMALITY = "/quocgia/apiDVC", "/quocgia/api/v1/configuring/formality/get-formality-by-citizen"

_METHODS = {
    "3.000333": (("ONLINE", 5, 200_000), ("DIRECT", 5, 200_000), ("POSTAL", 5, 200_000)),
    "1.004194": (("ONLINE", 3, 7_000), ("DIRECT", 3, 15_000)),
}
_COMPONENTS = {
    "3.000333": (
        ("LLTP-01", "Bản chụp giấy tờ tuỳ thân"),
        ("LLTP-02", "Văn bản uỷ quyền"),
        ("LLTP-03", "Giấy tờ chứng minh đối tượng giảm phí"),
    ),
    "1.004194": (
        ("000.00.00.G01-KQ003630", "Tờ khai thay đổi thông tin cư trú"),
        ("000.00.00.G01-KQ003631", "Giấy tờ, tài liệu chứng minh chỗ ở hợp pháp"),
    ),
}
_TITLES = {"3.000333": "Cấp Phiếu lý lịch tư pháp", "1.004194": "Đăng ký tạm trú"}


def _procedure(code: str) -> dict[str, Any]:
    """In the shape of facts 3; names that no source shows are the sandbox's own."""
    return {
        "code": code,
        "name": _TITLES[code],
        "state": "ACTIVE",
        "executionMethods": [
            {
                "submissionMethod": kind,
                "processingTime": days,
                "processingTimeUnit": "WORKING_DAY",
                "fees": [{"type": "FEE", "amount": fee}],
            }
            for kind, days, fee in _METHODS[code]
        ],
        "executionCases": [
            {
                "profileComponents": [
                    {"code": one, "name": name, "originalQty": 0, "copyQty": 1} for one, name in _COMPONENTS[code]
                ]
            }
        ],
    }


@dataclass(slots=True)
class Synchronised:
    """One dossier as it was last pushed, and its progress items, each once by status and moment."""

    raw: dict[str, Any]
    progress: list[dict[str, Any]] = field(default_factory=list)


class NationalShelf:
    """What it holds, in memory only."""

    def __init__(self) -> None:
        self.dossiers: dict[str, Synchronised] = {}
        self.catalogue: dict[str, dict[str, Any]] = {code: _procedure(code) for code in _TITLES}

    def put(self, raw: dict[str, Any], updating: bool) -> bool:
        """False when a new one is known already, or an update is of none."""
        code = str(raw.get("MaHoSo", ""))
        if not code or (code in self.dossiers) is not updating:
            return False
        if updating:
            self.dossiers[code].raw = raw
        else:
            self.dossiers[code] = Synchronised(raw)
        return True

    def move(self, item: dict[str, Any]) -> bool:
        """False for an unknown dossier; the same status at the same moment is kept once (facts 4.3)."""
        found = self.dossiers.get(str(item.get("MaHoSo", "")))
        if found is None:
            return False
        same = [one for one in found.progress if _mark(one) == _mark(item)]
        if not same:
            found.progress.append(item)
        return True


def _mark(item: dict[str, Any]) -> tuple[Any, Any]:
    return item.get("TrangThai"), item.get("ThoiDiemXuLy")


class NationalWire:
    """Its routes. ``header`` carries the shared secret."""

    def __init__(self, shelf: NationalShelf, secret: str, header: str = "X-Auth-Key") -> None:
        self._shelf = shelf
        self._secret = secret.encode()
        self._header = header

    def router(self) -> APIRouter:
        """The wire routes, and one for scripts that changes the catalogue."""
        router = APIRouter()
        router.add_route(SERVICES, self.service, methods=["POST"])
        router.add_route(FORMALITY, self.formality, methods=["POST"])
        router.add_route("/sandbox/catalogue/{code}", self.change, methods=["GET", "POST", "DELETE"])
        router.add_route("/sandbox/national", self.held, methods=["GET"])
        return router

    async def service(self, request: Request) -> Response:
        """{session, madonvi, service, isUpdating, data} -> {error_code 0 / -1, result}."""
        if (stop := self._stopped(request)) is not None:
            return stop
        raw = json.loads(await request.body())
        if request.state.fault == "refused":
            return _said(-1, "REFUSED")
        match raw.get("service"):
            case "DongBoHoSoMC":
                done = [self._shelf.put(one, raw.get("isUpdating") == "True") for one in raw["data"]]
                names = [{"MaHoSo": self._named(request, one)} for one in raw["data"]]
                return _said(0, names) if all(done) else _said(-1, "DUPLICATE_OR_UNKNOWN")
            case "CapNhatTienDoHoSoMC":
                done = [self._shelf.move(one) for one in raw["data"]]
                return _said(0, "OK") if all(done) else _said(-1, "NOT_FOUND")
            case "TraCuuHoSo":
                found = self._shelf.dossiers.get(str(raw.get("mahoso", "")))
                return _said(0, [found.raw]) if found else _said(-1, "NOT_FOUND")
            case _:
                return _said(-1, "NO_SUCH_SERVICE")

    async def formality(self, request: Request) -> Response:
        """{code} -> {code: "OK", data}; answers 201, as the real one does."""
        if (stop := self._stopped(request)) is not None:
            return stop
        raw = json.loads(await request.body())
        return JSONResponse({"code": "OK", "data": self._shelf.catalogue.get(str(raw.get("code", "")))}, 201)

    async def change(self, request: Request) -> Response:
        """GET: as it stands. POST: these fields are others from now on. DELETE: as at the start."""
        code = request.path_params["code"]
        if code not in _TITLES:
            return JSONResponse({"error": "unknown procedure", "known": sorted(_TITLES)}, 404)
        if request.method == "DELETE":
            self._shelf.catalogue[code] = _procedure(code)
        elif request.method == "POST":
            self._shelf.catalogue[code] = self._shelf.catalogue[code] | json.loads(await request.body())
        return JSONResponse(self._shelf.catalogue[code])

    async def held(self, _request: Request) -> Response:
        """Codes, statuses and moments; nothing of a person."""
        told = {
            code: [[one.get("TrangThai"), one.get("ThoiDiemXuLy")] for one in found.progress]
            for code, found in self._shelf.dossiers.items()
        }
        return JSONResponse(told)

    def _named(self, request: Request, sent: dict[str, Any]) -> Any:
        return "H99.99-000000-0000" if request.state.fault == "other-code" else sent.get("MaHoSo")

    def _stopped(self, request: Request) -> Response | None:
        given = request.headers.get(self._header, "").encode()
        return None if hmac.compare_digest(given, self._secret) else Response(status_code=401)


def _said(code: int, result: Any) -> Response:
    return JSONResponse({"error_code": code, "result": result, "message": "" if code == 0 else result})
