"""Where chats are reached, what they agreed to, their timers, their web log; staff's tasks and kept poison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.failures import NotAllowed
from bot.ports import Arrival, Backlog, Clock, DueTimer, Place
from integrations.storage import statements as sql
from integrations.storage.steps import Steps, ask, insert, millis, moment, one
from integrations.storage.turning import event_key, place_key

POISON = "poison"
"""The reason of the staff task that a kept event leaves."""

_AT = "channel = ? AND account = ? AND address = ?"
SET_REACHABLE = one(f"UPDATE places SET reachable = ? WHERE {_AT}")
STANDING = one(f"SELECT standing FROM places WHERE {_AT}")
STAND = one(f"UPDATE places SET standing = ? WHERE {_AT}")
CHAT_AT = one(f"SELECT chat FROM places WHERE {_AT}")
BIND = one(
    "INSERT INTO places (channel, account, address, chat, last_seen) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (channel, account, address) DO UPDATE SET chat = excluded.chat, last_seen = excluded.last_seen,"
    " reachable = 1"
)
DROP_PLACE = one(f"DELETE FROM places WHERE {_AT} RETURNING chat, last_seen")
CONVERSATION = one("SELECT conversation FROM chats WHERE id = ?")
CONSENTS = one("SELECT purpose, given, text, text_hash, language, channel, at FROM consents WHERE chat = ? ORDER BY id")
DUE_TIMERS = one("SELECT id, chat, timer, dossier FROM timers WHERE at <= ? ORDER BY at, id LIMIT ?")
DROP_TIMER = one("DELETE FROM timers WHERE id = ?")
WEB_SINCE = one("SELECT seq, body FROM web_log WHERE chat = ? AND seq > ? ORDER BY seq LIMIT ?")
NEW_POISON_ARRIVAL = insert(
    "arrivals",
    "channel text, account text, event text, chat text, turn bigint, at bigint",
    "ON CONFLICT DO NOTHING RETURNING event",
)
NEW_POISON = one("INSERT INTO poison (channel, account, event, chat, body, why, at) VALUES (?, ?, ?, ?, ?, ?, ?)")
OPEN_TASKS = one("SELECT id, reason, dossier, chat, detail, at FROM tasks WHERE closed_at IS NULL ORDER BY id LIMIT ?")
CLOSE_TASK = one("UPDATE tasks SET closed_at = ?, closed_by = ? WHERE id = ? AND closed_at IS NULL")
BACKLOG = one(
    "SELECT (SELECT count(*) FROM posts WHERE state = 0), (SELECT min(created_at) FROM posts WHERE state = 0),"
    " (SELECT count(*) FROM poison), (SELECT count(*) FROM tasks WHERE closed_at IS NULL)"
)


def set_reachable(place: Place, reachable: bool) -> Steps[None]:
    """Blocked, or open again; an unknown place changes nothing."""
    yield SET_REACHABLE, [(int(reachable), *place_key(place))]


def move_place(place: Place, address: str) -> Steps[None]:
    """The same person under a new name: what had already started under that name joins the older chat."""
    if address == place.address:
        return
    for chat, last_seen in (yield DROP_PLACE, [place_key(place)]):
        yield BIND, [(place.channel, place.account, address, chat, last_seen)]


def join(chat: str, place: Place, clock: Clock) -> Steps[None]:
    """Bind; raises NotAllowed for a chat that does not exist."""
    if not (yield sql.LOCK_CHATS, [(chat,)]):
        raise NotAllowed("no such chat")
    yield BIND, [(*place_key(place), chat, millis(clock.now()))]


def conversation(chat: str) -> Steps[bytes | None]:
    """Sealed, as it was written."""
    rows = yield from ask(CONVERSATION, chat)
    return bytes(rows[0][0]) if rows and rows[0][0] is not None else None


def chat_at(place: Place) -> Steps[str | None]:
    """Whose place this is."""
    rows = yield from ask(CHAT_AT, *place_key(place))
    return rows[0][0] if rows else None


def consents(chat: str) -> Steps[list[Mapping[str, Any]]]:
    """Oldest first; ``given`` is a bool, ``at`` an aware time."""
    keys = ("purpose", "given", "text", "text_hash", "language", "channel", "at")
    rows = yield from ask(CONSENTS, chat)
    return [dict(zip(keys, (row[0], bool(row[1]), *row[2:6], moment(row[6])), strict=True)) for row in rows]


def due_timers(limit: int, clock: Clock) -> Steps[list[DueTimer]]:
    """The longest due first."""
    rows = yield from ask(DUE_TIMERS, millis(clock.now()), limit)
    return [DueTimer(*row) for row in rows]


def drop_timer(timer: int) -> Steps[None]:
    """This very one: a timer set anew meanwhile has another number and stays."""
    yield DROP_TIMER, [(timer,)]


def web_since(chat: str, after: int, limit: int) -> Steps[list[tuple[int, bytes]]]:
    """In order."""
    rows = yield from ask(WEB_SINCE, chat, after, limit)
    return [(row[0], bytes(row[1])) for row in rows]


def keep_poison(arrival: Arrival, why: str, clock: Clock) -> Steps[bool]:
    """Keep the event, mark it as arrived and tell staff; False when it had arrived before."""
    chat = arrival.chat
    if not chat:
        rows = yield from ask(CHAT_AT, *place_key(arrival.place))
        chat = rows[0][0] if rows else ""
    now = millis(clock.now())
    if not (yield NEW_POISON_ARRIVAL, [(*event_key(arrival), chat, 0, now)]):
        return False
    yield NEW_POISON, [(*event_key(arrival), chat, arrival.body, why, now)]
    yield sql.NEW_TASKS, [(POISON, "", chat, why, now)]
    return True


def standing(place: Place) -> Steps[str]:
    """The channel's note; empty for an unknown place."""
    rows = yield from ask(STANDING, *place_key(place))
    return str(rows[0][0]) if rows else ""


def stand(place: Place, note: str) -> Steps[None]:
    """Nothing happens for an unknown place."""
    yield STAND, [(note, *place_key(place))]


def staff_tasks(limit: int) -> Steps[Sequence[Mapping[str, Any]]]:
    """Open ones, oldest first; ``at`` is an aware time."""
    rows = yield from ask(OPEN_TASKS, limit)
    keys = ("id", "reason", "dossier", "chat", "detail", "at")
    return [dict(zip(keys, (*row[:5], moment(row[5])), strict=True)) for row in rows]


def close_task(task: int, staff: str, clock: Clock) -> Steps[None]:
    """The first to close it is the one who closed it; a note says so."""
    now = millis(clock.now())
    yield CLOSE_TASK, [(now, staff, task)]
    yield sql.NEW_NOTES, [(now, staff, "task-closed", "", "", str(task))]


def backlog(clock: Clock) -> Steps[Backlog]:
    """Counts of what waits."""
    rows = yield from ask(BACKLOG)
    waiting, oldest, kept, open_tasks = rows[0]
    age = 0.0 if oldest is None else max(0.0, (millis(clock.now()) - oldest) / 1000)
    return Backlog(waiting, age, kept, open_tasks)
