"""Posts that nobody holds find a process: by lane, then oldest first, and in order within a chat."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ports import Post
from integrations.storage import statements as sql
from integrations.storage.hot import Tokens
from integrations.storage.steps import Row, Steps, ask, millis, one
from integrations.storage.turning import best_places, post_from
from integrations.storage.writing import FIRST_IN_ORDER

RELEASE = one("UPDATE posts SET lease = '', due_at = ? WHERE state = 0 AND lease <> ''")
CLAIM_AT_MOST = 500
"""More than this is not claimed at once, whatever the caller says: a claim holds locks."""


def claim(limit: int, lease_seconds: float, tokens: Tokens) -> Steps[list[Post]]:
    """Lease up to ``limit`` posts. The chats are locked while choosing, so two processes never split one's order."""
    now = millis(tokens.clock.now())
    most = min(limit, CLAIM_AT_MOST)
    wanted = yield from ask(sql.CLAIMABLE, now, now, most)
    free = yield sql.LOCK_FREE_CHATS, [(chat,) for chat in sorted({row[1] for row in wanted})]
    rows = {row[0]: row for row in (yield sql.OPEN_POSTS, free)}
    chosen = [rows[post] for post in choose(wanted, rows, now, most)]
    lease = tokens.lease()
    until = now + int(lease_seconds * 1000)
    yield sql.LEASE_POSTS, [(post, lease, until) for post in sorted(row[0] for row in chosen)]
    places = yield from best_places({row[1] for row in chosen})
    return [post_from((*row[:6], lease, row[7]), places.get(row[1])) for row in chosen]


def release(tokens: Tokens) -> Steps[None]:
    """Every lease is given up now; what waits for its time goes on waiting."""
    yield RELEASE, [(millis(tokens.clock.now()),)]


def choose(wanted: Sequence[Row], rows: dict[int, Row], now: int, most: int) -> list[int]:
    """Which posts to lease, of ``wanted`` (id, chat, kind) in the wanted order.

    ``rows`` are all open posts of these chats, read under lock: (id, chat, kind, lane, body, tries, due_at, ...).
    A "say" brings the earlier ones of its chat with it, or stays when one of those may not go yet.
    """
    says: dict[str, list[Row]] = {}
    for post in sorted(rows):
        if rows[post][2] == FIRST_IN_ORDER:
            says.setdefault(rows[post][1], []).append(rows[post])
    chosen: dict[int, None] = {}
    for post, chat, kind in wanted:
        row = rows.get(post)
        if row is None or row[6] > now:
            continue
        before = [say for say in says.get(chat, ()) if say[0] < post] if kind == FIRST_IN_ORDER else []
        if all(say[6] <= now for say in before):
            chosen.update(dict.fromkeys([*(say[0] for say in before), post]))
    return list(chosen)[:most]
