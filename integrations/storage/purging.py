"""Forgetting on time: what retention says is deleted, in pieces small enough not to hold up the turns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from integrations.storage.steps import Statement, Steps, ask, millis, one

PIECE = 500
"""Rows deleted in one transaction."""

SETTLED_POSTS = timedelta(days=1)
WEB_LOG_IDLE = timedelta(days=7)
ARRIVALS = timedelta(days=8)
POISON_KEPT = timedelta(days=30)
ERASED_CHATS = timedelta(days=1)
PACES = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Rule:
    """Rows older than ``age`` go; the statement takes (moment, rows at most) and returns one row for each."""

    name: str
    age: timedelta
    statement: Statement


RULES: tuple[Rule, ...] = (
    Rule(
        "posts",
        SETTLED_POSTS,
        one("DELETE FROM posts WHERE id IN (SELECT id FROM posts WHERE settled_at < ? LIMIT ?) RETURNING id"),
    ),
    Rule(
        "web log",
        WEB_LOG_IDLE,
        one(
            "DELETE FROM web_log WHERE (chat, seq) IN (SELECT l.chat, l.seq FROM web_log l"
            " JOIN chats c ON c.id = l.chat WHERE l.at < ?1 AND c.updated_at < ?1 LIMIT ?2) RETURNING seq",
            "WITH old(at) AS (VALUES (?::bigint)) DELETE FROM web_log WHERE (chat, seq) IN (SELECT l.chat, l.seq"
            " FROM web_log l JOIN chats c ON c.id = l.chat JOIN old ON l.at < old.at AND c.updated_at < old.at LIMIT ?)"
            " RETURNING seq",
        ),
    ),
    Rule(
        "tickets",
        timedelta(0),
        one("DELETE FROM tickets WHERE hash IN (SELECT hash FROM tickets WHERE expires_at < ? LIMIT ?) RETURNING hash"),
    ),
    Rule(
        "attempts",
        timedelta(0),
        one("DELETE FROM attempts WHERE id IN (SELECT id FROM attempts WHERE until < ? LIMIT ?) RETURNING id"),
    ),
    Rule(
        "paces",
        PACES,
        one("DELETE FROM paces WHERE key IN (SELECT key FROM paces WHERE at < ? * 1000 LIMIT ?) RETURNING key"),
    ),
    Rule(
        "arrivals",
        ARRIVALS,
        one(
            "DELETE FROM arrivals WHERE (channel, account, event) IN"
            " (SELECT channel, account, event FROM arrivals WHERE at < ? LIMIT ?) RETURNING event"
        ),
    ),
    Rule(
        "poison",
        POISON_KEPT,
        one("DELETE FROM poison WHERE id IN (SELECT id FROM poison WHERE at < ? LIMIT ?) RETURNING id"),
    ),
    Rule(
        "erased chats",
        ERASED_CHATS,
        one(
            "DELETE FROM chats WHERE id IN (SELECT c.id FROM chats c WHERE c.erased_at < ? AND c.conversation IS NULL"
            " AND NOT EXISTS (SELECT 1 FROM posts p WHERE p.chat = c.id AND p.state = 0) LIMIT ?) RETURNING id"
        ),
    ),
)


def purge_piece(rule: Rule, now: datetime) -> Steps[int]:
    """Delete one piece of what this rule covers; fewer than ``PIECE`` means that nothing is left."""
    rows = yield from ask(rule.statement, millis(now - rule.age), PIECE)
    return len(rows)
