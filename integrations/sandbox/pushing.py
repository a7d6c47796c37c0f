"""Status pushes of the sandbox: signed, in the shape of the dossier's interface; paths P1 to P9 (facts 4.3)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from typing import Any

import httpx

from integrations.sandbox.shelf import STATUS, SUPPLEMENT, Shelf, Stored

PATHS: dict[str, tuple[int, ...]] = {
    "P1": (2, 4, 9, 10),
    "P2": (3,),
    "P3": (5, 2, 4, 9, 10),
    "P4": (2, 5, 3),
    "P5": (2, 4, 6, 4, 9, 10),
    "P6": (7,),
    "P7": (2, 4, 8),
    "P8": (2, 4, 4, 9, 10),
    "P9": (9,),
}
"""From status 1 on. P3 waits at 5 for the citizen; P8 says in its second 4 that it is late."""
REASONS = {
    3: "Hồ sơ không thuộc thẩm quyền giải quyết",
    5: "Ảnh giấy tờ bị mờ, đề nghị chụp lại",
    6: "Nộp lệ phí tại quầy trước khi nhận kết quả",
    7: "Rút theo yêu cầu của công dân",
    8: "Tạm dừng theo văn bản của cơ quan điều tra",
}
LATE = "Cơ quan xin lỗi vì trả kết quả chậm"
_SHEET = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n"
)


class Pusher:
    """Sends pushes to the bot's callback address and remembers what was answered."""

    def __init__(self, shelf: Shelf, callback: str, secret: str) -> None:
        self._shelf = shelf
        self._callback = callback
        self._secret = secret.encode()
        self._http = httpx.AsyncClient(timeout=30, trust_env=False)
        self.answers: list[int] = []

    async def close(self) -> None:
        """Hang up."""
        await self._http.aclose()

    async def move(self, dossier: Stored, status: int, **details: Any) -> int:
        """Put the dossier into this status and push that; returns the answer's status (0: nobody listens)."""
        return await self.push(self.report(dossier, status, **details))

    def report(
        self,
        dossier: Stored,
        status: int,
        reason: str = "",
        items: Sequence[str] = (),
        due: str = "",
        deadline: str = "",
    ) -> dict[str, Any]:
        """Move the dossier and make the push, without sending it: for those who want to reorder or repeat them."""
        reason = reason or REASONS.get(status, "")
        time = self._shelf.move(dossier, status, reason)
        told: dict[str, Any]
        if dossier.shape == "lltp":
            told = {
                "maHoSoMCDT": dossier.ref,
                "maHoSo": dossier.code,
                "trangThaiXuLy": status,
                "tenTrangThaiXuLy": STATUS.get(status, "Trạng thái khác"),
                "lyDoTuChoi": reason,
                "ngayHenTraKetQua": due,
                "thoiDiemXuLy": time,
            }
            if status == 10:
                told |= {"type": "ketqua", "ketQuaXuLy": {"phieuLLTP": base64.b64encode(_SHEET).decode()}}
        else:
            told = {
                "MaHoSo": dossier.code,
                "MaHoSoTiepNhan": dossier.code,
                "TrangThai": str(status),
                "NoiDungXuLy": reason,
                "ThoiDiemXuLy": time,
                "NgayKetThucTheoQuyDinh": due,
            }
        return told | {"danhSachBoSung": list(items), "hanBoSung": deadline}

    async def run(self, dossier: Stored, path: str, **details: Any) -> list[int]:
        """Begin a scripted path, up to where the citizen must act; raises KeyError for a path that is not known."""
        dossier.script = list(PATHS[path])
        return await self.go_on(dossier, **details)

    async def go_on(self, dossier: Stored, **details: Any) -> list[int]:
        """The rest of the path, again up to where the citizen must act."""
        statuses: list[int] = []
        while dossier.script:
            status = dossier.script.pop(0)
            late = {"reason": LATE} if status == 4 and dossier.status == 4 else {}
            asked = details if status == SUPPLEMENT else {}
            statuses.append(await self.move(dossier, status, **late, **asked))
            if status == SUPPLEMENT and dossier.script[:1] != [3]:
                break
        return statuses

    async def push(self, told: Any, signature: str = "") -> int:
        """Send any body, signed unless another signature is given."""
        body = json.dumps(told if isinstance(told, list) or "maHoSoMCDT" in told else _progress(told)).encode()
        signed = signature or hmac.new(self._secret, body, hashlib.sha256).hexdigest()
        headers = {"X-Signature": signed, "Content-Type": "application/json"}
        if not self._callback:
            return 0
        try:
            answer = await self._http.post(self._callback, content=body, headers=headers)
        except httpx.TransportError:
            self.answers.append(0)
            return 0
        self.answers.append(answer.status_code)
        return answer.status_code


def _progress(told: dict[str, Any]) -> dict[str, Any]:
    return {"session": "", "madonvi": "", "service": "CapNhatTienDoHoSoMC", "isUpdating": "True", "data": [told]}
