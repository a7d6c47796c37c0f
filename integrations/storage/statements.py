"""The statements of the hot path: turns, settlements, the web log, claims."""

from __future__ import annotations

from integrations.storage.steps import Statement, insert, many, one

# ---------------------------------------------------------------- who speaks

PLACES_AT = many(
    "channel text, account text, address text",
    "SELECT p.channel, p.account, p.address, p.id, p.chat FROM w JOIN places p"
    " ON p.channel = w.channel AND p.account = w.account AND p.address = w.address",
)
NEW_CHATS = insert("chats", "id text, created_at bigint, updated_at bigint")
NEW_PLACES = insert(
    "places",
    "channel text, account text, address text, chat text, last_seen bigint",
    "ON CONFLICT (channel, account, address) DO NOTHING",
)
DROP_CHATS = many("id text", "DELETE FROM chats WHERE id IN (SELECT id FROM w)")
LOCK_CHATS = many(
    "id text",
    "SELECT c.id, c.conversation, c.web_seq FROM w JOIN chats c ON c.id = w.id ORDER BY c.id",
    "FOR NO KEY UPDATE OF c",
)
SEEN_PLACES = many(
    "id bigint, at bigint", "UPDATE places SET last_seen = w.at, reachable = 1 FROM w WHERE places.id = w.id"
)
BEST_PLACES = many(
    "chat text",
    "SELECT p.chat, p.id, p.channel, p.account, p.address FROM w JOIN places p ON p.id = (SELECT q.id FROM places q"
    " WHERE q.chat = w.chat AND q.reachable = 1 ORDER BY q.last_seen DESC, q.id DESC LIMIT 1)",
)

# ---------------------------------------------------------------- turns

ARRIVED = many(
    "channel text, account text, event text",
    "SELECT a.channel, a.account, a.event, a.chat, a.turn FROM w JOIN arrivals a"
    " ON a.channel = w.channel AND a.account = w.account AND a.event = w.event",
)
NEW_ARRIVALS = insert("arrivals", "channel text, account text, event text, chat text, turn bigint, at bigint")
POSTS_OF_TURNS = many(
    "chat text, turn bigint",
    "SELECT p.id, p.chat, p.kind, p.lane, p.body, p.tries, p.lease, p.created_at, p.turn FROM w JOIN posts p"
    " ON p.chat = w.chat AND p.turn = w.turn",
)
WAITING_ELSEWHERE = many(
    "chat text, mine text, now bigint",
    "SELECT w.chat FROM w WHERE EXISTS (SELECT 1 FROM posts p WHERE p.chat = w.chat AND p.state = 0 AND p.kind = 'say'"
    " AND (p.due_at <= w.now OR substr(p.lease, 1, length(w.mine)) <> w.mine))",
)
"""Chats with an open "say" post that this process does not hold (``mine``: how its lease tokens begin)."""

NEXT_POST_IDS = one(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
    " SELECT i + COALESCE((SELECT seq FROM sqlite_sequence WHERE name = 'posts'), 0) FROM n",
    "SELECT nextval('posts_id_seq') FROM generate_series(1, ?::int)",
)
NEW_POSTS = insert(
    "posts",
    "id bigint, chat text, turn bigint, kind text, lane smallint, body bytea, lease text, due_at bigint,"
    " created_at bigint",
)
SAVE_CHATS = many(
    "id text, conversation bytea, language text, procedure text, step text, mode text, at bigint, erased_at bigint",
    "UPDATE chats SET conversation = COALESCE(w.conversation, chats.conversation), language = w.language,"
    " procedure = w.procedure, step = w.step, mode = w.mode, updated_at = w.at, erased_at = w.erased_at"
    " FROM w WHERE chats.id = w.id",
)
DROP_SAME_TIMERS = many(
    "chat text, timer text, dossier text",
    "DELETE FROM timers WHERE id IN (SELECT t.id FROM w JOIN timers t"
    " ON t.chat = w.chat AND t.timer = w.timer AND t.dossier = w.dossier)",
)
NEW_TIMERS = insert("timers", "chat text, timer text, dossier text, at bigint")
NEW_CONSENTS = insert(
    "consents",
    "chat text, purpose text, given smallint, text text, text_hash text, language text, channel text, event text,"
    " at bigint",
)
NEW_TASKS = insert("tasks", "reason text, dossier text, chat text, detail text, at bigint")
NEW_NOTES = insert("notes", "at bigint, actor text, what text, chat text, dossier text, detail text")

# ---------------------------------------------------------------- erasure

_ERASED = "chat text, keep bigint, pseudonym text"
ERASE: tuple[Statement, ...] = (
    many(_ERASED, "DELETE FROM posts WHERE chat IN (SELECT chat FROM w)"),
    many(_ERASED, "DELETE FROM timers WHERE chat IN (SELECT chat FROM w)"),
    many(_ERASED, "DELETE FROM web_log WHERE chat IN (SELECT chat FROM w)"),
    many(_ERASED, "DELETE FROM poison WHERE chat IN (SELECT chat FROM w)"),
    many(_ERASED, "DELETE FROM tickets WHERE value IN (SELECT chat FROM w)"),
    many(
        _ERASED,
        "DELETE FROM places WHERE id IN (SELECT p.id FROM w JOIN places p ON p.chat = w.chat WHERE p.id <> w.keep)",
    ),
    many(_ERASED, "UPDATE consents SET chat = w.pseudonym, event = '' FROM w WHERE consents.chat = w.chat"),
    many(_ERASED, "UPDATE notes SET chat = w.pseudonym FROM w WHERE notes.chat = w.chat"),
    many(_ERASED, "UPDATE chats SET conversation = NULL FROM w WHERE chats.id = w.chat"),
)
"""What erasing a chat does; the place ``keep`` stays for the last message and goes with ``purge``."""

# ---------------------------------------------------------------- settlements and the web log

LOCK_POSTS = many(
    "id bigint",
    "SELECT p.id, p.chat, p.kind, p.lease, p.tries FROM w JOIN posts p ON p.id = w.id WHERE p.state = 0 ORDER BY p.id",
    "FOR UPDATE OF p",
)
END_POSTS = many(
    "id bigint, state smallint, lease text, due_at bigint, tries int, error text, ref text, settled_at bigint",
    "UPDATE posts SET state = w.state, lease = w.lease, due_at = w.due_at, tries = w.tries, error = w.error,"
    " ref = w.ref, settled_at = w.settled_at FROM w WHERE posts.id = w.id AND posts.state = 0",
)
LOGGED = many(
    "chat text, post bigint",
    "SELECT l.chat, l.post, l.seq FROM w JOIN web_log l ON l.chat = w.chat AND l.post = w.post",
)
NEW_LOGS = insert("web_log", "chat text, seq bigint, post bigint, body bytea, at bigint")
SAVE_WEB_SEQ = many("id text, seq bigint", "UPDATE chats SET web_seq = w.seq FROM w WHERE chats.id = w.id")

# ---------------------------------------------------------------- claims

CLAIMABLE = one(
    "SELECT p.id, p.chat, p.kind FROM posts p WHERE p.state = 0 AND p.due_at <= ?"
    " AND (p.kind <> 'say' OR NOT EXISTS (SELECT 1 FROM posts q"
    " WHERE q.chat = p.chat AND q.state = 0 AND q.kind = 'say' AND q.id < p.id AND q.due_at > ?))"
    " ORDER BY p.lane, p.id LIMIT ?"
)
"""Open posts whose time has come, without those that wait behind another's leased or delayed "say"."""

LOCK_FREE_CHATS = many(
    "id text",
    "SELECT c.id FROM w JOIN chats c ON c.id = w.id ORDER BY c.id",
    "FOR NO KEY UPDATE OF c SKIP LOCKED",
)
OPEN_POSTS = many(
    "chat text",
    "SELECT p.id, p.chat, p.kind, p.lane, p.body, p.tries, p.due_at, p.created_at FROM w JOIN posts p"
    " ON p.chat = w.chat WHERE p.state = 0 ORDER BY p.id",
    "FOR UPDATE OF p",
)
LEASE_POSTS = many(
    "id bigint, lease text, due_at bigint",
    "UPDATE posts SET lease = w.lease, due_at = w.due_at FROM w WHERE posts.id = w.id",
)
