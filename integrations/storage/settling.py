"""How posts end, and what the web chat shows: the two other kinds of work that share the commit of the turns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.failures import NotAllowed, Unreachable
from bot.ports import Settle, Settlement
from integrations.storage import statements as sql
from integrations.storage.hot import HotWork, LogWork, SettleWork, Tokens, TurnWork
from integrations.storage.steps import Row, Steps, millis
from integrations.storage.turning import take_turns

STATES = {Settle.AGAIN: 0, Settle.DONE: 1, Settle.DEAD: 2}

UNDELIVERED = "post-dead"
"""The reason of the staff task that a dead post leaves."""

BLOCKED = Unreachable.__name__
"""A post that died of this leaves no task: the citizen does not want us, and the desk shows the dossier anyway."""


def run_hot(works: Sequence[HotWork], tokens: Tokens) -> Steps[None]:
    """One transaction for everything that waits. Locks go chats first, then posts, each in sorted order."""
    for work in works:
        work.result = work.failure = None
    logs = [work for work in works if isinstance(work, LogWork)]
    turns = [work for work in works if isinstance(work, TurnWork)]
    numbers = yield from take_turns(turns, {log.chat for log in logs}, tokens)
    now = millis(tokens.clock.now())
    ends = [end for work in works if isinstance(work, SettleWork) for end in work.settlements]
    if ends:
        yield from _settle(ends, now)
    if logs:
        yield from _log(logs, numbers, now)


def _settle(ends: Sequence[Settlement], now: int) -> Steps[None]:
    open_posts = {row[0]: row for row in (yield sql.LOCK_POSTS, [(post,) for post in sorted({e.post for e in ends})])}
    rows: list[Row] = []
    tasks: list[Row] = []
    for end in ends:
        post = open_posts.get(end.post)
        if post is None or not end.lease or post[3] != end.lease:
            continue  # settled before, or leased to somebody else meanwhile: the fence
        del open_posts[end.post]
        rows.append(_end_row(end, post[4], now))
        if end.outcome is Settle.DEAD and end.error != BLOCKED:
            tasks.append((UNDELIVERED, "", post[1], f"{post[2]}: {end.error}", now))
    yield sql.END_POSTS, rows
    yield sql.NEW_TASKS, tasks


def _end_row(end: Settlement, tries: int, now: int) -> Row:
    if end.outcome is Settle.AGAIN:
        due = now if end.again_at is None else millis(end.again_at)
        return end.post, STATES[end.outcome], "", due, tries + end.tried, end.error, end.ref, None
    return end.post, STATES[end.outcome], end.lease, now, tries, end.error, end.ref, now


def _log(logs: Sequence[LogWork], numbers: Mapping[str, int], now: int) -> Steps[None]:
    unique = sorted({(log.chat, log.post) for log in logs if log.post > 0})
    shown = {(row[0], row[1]): row[2] for row in (yield sql.LOGGED, unique)}
    last = dict(numbers)
    rows: list[Row] = []
    for log in logs:
        if log.chat not in last:
            log.failure = NotAllowed("no such chat")
        elif (log.chat, log.post) in shown:
            log.result = shown[log.chat, log.post]
        else:
            log.result = last[log.chat] = last[log.chat] + 1
            rows.append((log.chat, log.result, log.post, log.body, now))
            if log.post > 0:
                shown[log.chat, log.post] = log.result
    yield sql.NEW_LOGS, rows
    yield sql.SAVE_WEB_SEQ, sorted((chat, last[chat]) for chat in {row[0] for row in rows})
