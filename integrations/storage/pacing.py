"""How fast all processes together may send, one row a bucket: the generic cell rate algorithm by the database's clock.

A bucket's row holds the moment at which it is empty again, in microseconds.
"""

from __future__ import annotations

from integrations.storage.steps import Steps, ask, one

_LITE = "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) * 1000"
_POST = "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint"

NEW = one("INSERT INTO paces (key, at) VALUES (?, 0) ON CONFLICT (key) DO NOTHING")
LOOK = one(f"SELECT at, {_LITE} FROM paces WHERE key = ?", f"SELECT at, {_POST} FROM paces WHERE key = ? FOR UPDATE")
SAVE = one("UPDATE paces SET at = ? WHERE key = ?")
_HUSH = (
    "INSERT INTO paces (key, at) VALUES (?, {now} + ?)"
    " ON CONFLICT (key) DO UPDATE SET at = {most}(paces.at, excluded.at)"
)
HUSH = one(_HUSH.format(now=_LITE, most="max"), _HUSH.format(now=_POST, most="greatest"))
HUSHED = one(f"SELECT at - {_LITE} FROM paces WHERE key = ?", f"SELECT at - {_POST} FROM paces WHERE key = ?")


def reserve(key: str, every: float, burst: int, patience: float) -> Steps[float]:
    """Seconds until this bucket has a turn for us, which is then ours; more than ``patience``: it is not taken."""
    yield NEW, [(key,)]
    # Read under the lock, and after waiting for it: whoever was first has moved the moment on.
    ((at, now),) = yield from ask(LOOK, key)
    step = int(every * 1_000_000)
    wait: float = (at - step * (burst - 1) - now) / 1_000_000
    if wait <= patience:
        yield SAVE, [(max(at, now) + step, key)]
    return max(0.0, wait)


def hush(key: str, seconds: float) -> Steps[None]:
    """Nobody sends under this key for so long."""
    yield HUSH, [(_hushed(key), int(seconds * 1_000_000))]


def hushed(key: str) -> Steps[float]:
    """Seconds that are left of it."""
    rows = yield from ask(HUSHED, _hushed(key))
    return max(0.0, rows[0][0] / 1_000_000) if rows else 0.0


def _hushed(key: str) -> str:
    return f"{key} hushed"
