"""The desk's ledger: lines chained by a keyed hash, so that a changed, dropped, moved or cut-off line is found."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from dataclasses import dataclass
from datetime import datetime

from bot.desk_store import AuditRow, DeskStore, LedgerTable

_PAGE = 500


def chain(secret: bytes, seq: int, at: datetime, before: str, words: tuple[str, str, str, str]) -> str:
    """The hash of one line (hex); ``words`` are actor, what, dossier, detail."""
    body = json.dumps([seq, at.isoformat(), before, *words], ensure_ascii=False).encode()
    return hmac.new(secret, body, hashlib.sha256).hexdigest()


_REPORT = re.compile(r"\breport=(\d+)$")


def report_in(detail: str) -> int:
    """The number of the report that was written with this line (``... report=3``), 0 when there was none."""
    found = _REPORT.search(detail)
    return int(found[1]) if found else 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the ledger found: how many lines, and the number of the first one that is wrong (0 = none)."""

    lines: int
    broken_at: int = 0

    @property
    def sound(self) -> bool:
        """Whether nothing was tampered with."""
        return self.broken_at == 0


@dataclass(frozen=True, slots=True)
class Ledger:
    """Writes and checks audit lines; without ``secret`` nobody can write a chain that passes."""

    secret: bytes

    async def note(
        self, tx: LedgerTable, at: datetime, actor: str, what: str, dossier: str = "", detail: str = ""
    ) -> None:
        """Append one line inside the caller's transaction. Codes and counts only, never an answer."""
        last, before = await tx.audit_head()
        mark = chain(self.secret, last + 1, at, before, (actor, what, dossier, detail))
        await tx.add_audit(AuditRow(last + 1, at, actor, what, dossier, detail, before, mark))

    async def verify(self, store: DeskStore) -> Verdict:
        """Walk the whole ledger, a page at a time."""
        seen, before = 0, ""
        while True:
            async with store.begin() as tx:
                head = await tx.audit_head()
                rows = await tx.audit_from(seen + 1, _PAGE)
            for row in rows:
                if not self._follows(row, seen + 1, before):
                    return Verdict(seen, seen + 1)
                seen, before = row.seq, row.hash
            if len(rows) < _PAGE:
                return Verdict(seen, 0 if head == (seen, before) else seen + 1)

    def _follows(self, row: AuditRow, seq: int, before: str) -> bool:
        expected = chain(self.secret, row.seq, row.at, row.before, (row.actor, row.what, row.dossier, row.detail))
        return row.seq == seq and row.before == before and hmac.compare_digest(expected, row.hash)
