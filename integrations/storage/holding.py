"""Names that one process of several holds for a while, by the database's own clock: who polls, who sends how fast."""

from __future__ import annotations

from integrations.storage.steps import Steps, ask, one

# Milliseconds, by the clock of whoever keeps the rows: those of the processes may differ.
LITE_NOW = "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"
POST_NOW = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint"

_HOLD = (
    "INSERT INTO holders (name, holder, until) VALUES (?, ?, {now} + ?) ON CONFLICT (name) DO UPDATE"
    " SET holder = excluded.holder, until = excluded.until"
    " WHERE holders.holder = excluded.holder OR holders.until < {now} RETURNING holder"
)
HOLD = one(_HOLD.format(now=LITE_NOW), _HOLD.format(now=POST_NOW))
LET_GO = one("DELETE FROM holders WHERE name = ? AND holder = ?")


def hold(name: str, holder: str, seconds: float) -> Steps[bool]:
    """True when ``holder`` has the name from now on for so many seconds."""
    rows = yield from ask(HOLD, name, holder, int(seconds * 1000))
    return bool(rows)


def let_go(name: str, holder: str) -> Steps[None]:
    """The next who asks gets it."""
    yield LET_GO, [(name, holder)]
