"""What the sandbox holds, in memory only: dossiers by reference, each with its files, its status and its history."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

HANOI = timezone(timedelta(hours=7))
STAMP = "%Y%m%d%H%M%S"
REGISTERED, SUPPLEMENT, WITHDRAWN = 1, 5, 7
STATUS = {
    1: "Mới đăng ký",
    2: "Được tiếp nhận",
    3: "Không được tiếp nhận",
    4: "Đang xử lý",
    5: "Yêu cầu bổ sung giấy tờ",
    6: "Yêu cầu thực hiện nghĩa vụ tài chính",
    7: "Công dân yêu cầu rút hồ sơ",
    8: "Dừng xử lý",
    9: "Đã xử lý xong",
    10: "Đã trả kết quả",
}


class Refused(Exception):
    """The one-stop says no (ack "01", error_code -1). The text is a code, never a name or a number."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One file: the paper's code, its content."""

    code: str
    name: str
    mime: str
    content: bytes = field(repr=False)

    @property
    def digest(self) -> str:
        """SHA-256, hex."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(slots=True)
class Stored:
    """One dossier. ``raw`` is what was sent, without the files' contents' meaning: given back when it is pulled."""

    ref: str
    code: str
    procedure: str
    shape: str
    raw: dict[str, Any]
    files: list[Kept]
    status: int = REGISTERED
    before_supplement: int = REGISTERED
    rounds: int = 0
    time: datetime = field(default_factory=lambda: datetime(2000, 1, 1, tzinfo=HANOI))
    due: str = ""
    reason: str = ""
    withdrawal_wanted: bool = False
    script: list[int] = field(default_factory=list)
    history: list[tuple[int, str]] = field(default_factory=list)


class Shelf:
    """Takes in, takes supplements in status 5 only, moves on."""

    def __init__(self, unit: str, now: Callable[[], datetime]) -> None:
        self.unit = unit
        self.dossiers: dict[str, Stored] = {}
        self._now = now
        self._count = 0

    def find(self, name: str) -> Stored | None:
        """By our own code or by the sender's reference."""
        by_code = (one for one in self.dossiers.values() if one.code == name)
        return self.dossiers.get(name) or next(by_code, None)

    def take(self, ref: str, procedure: str, shape: str, raw: dict[str, Any], files: list[Kept]) -> Stored:
        """A new dossier, or (status 5 only) the same one supplied again. Raises Refused."""
        if not ref:
            raise Refused("NO_CODE")
        if (known := self.dossiers.get(ref)) is not None:
            return self._resubmitted(known, raw, files)
        made = Stored(ref, self._next_code(), procedure, shape, raw, files)
        self.dossiers[ref] = made
        self.move(made, REGISTERED)
        return made

    def move(self, dossier: Stored, status: int, reason: str = "") -> str:
        """Put it in this status, whatever it was; returns the moment as a stamp, later than any before."""
        if status == SUPPLEMENT and dossier.status != SUPPLEMENT:
            dossier.before_supplement = dossier.status
        dossier.time = max(self._now().astimezone(HANOI), dossier.time + timedelta(seconds=1))
        dossier.status, dossier.reason = status, reason
        dossier.history.append((status, dossier.time.strftime(STAMP)))
        return dossier.time.strftime(STAMP)

    def _resubmitted(self, known: Stored, raw: dict[str, Any], files: list[Kept]) -> Stored:
        if known.status != SUPPLEMENT:
            raise Refused("DUPLICATE")
        known.raw, known.files, known.rounds = raw, files, known.rounds + 1
        self.move(known, known.before_supplement)
        return known

    def _next_code(self) -> str:
        self._count += 1
        return f"{self.unit}-{self._now().astimezone(HANOI):%y%m%d}-{self._count:04}"
