"""What decided turns leave in the tables, all of them in one sweep of statements."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.ports import Place, Post, Taken, Writes
from integrations.storage import statements as sql
from integrations.storage.hot import TURN_LEASE_SECONDS, Tokens, TurnWork
from integrations.storage.steps import Row, Steps, millis, moment

FIRST_IN_ORDER = "say"
"""Posts of this kind reach a chat strictly in order."""

NOWHERE = -1
"""No place has this id."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A turn that was decided: whose, spoken from which place (None: the world reported), and what to write."""

    work: TurnWork
    chat: str
    spoke: int | None
    writes: Writes
    pepper: bytes

    @property
    def key(self) -> str:
        """Under which name evidence is kept: the chat, or its pseudonym after erasure."""
        return pseudonym(self.chat, self.pepper) if self.writes.erase else self.chat


def pseudonym(chat: str, pepper: bytes) -> str:
    """A name that cannot be led back to an erased chat without the pepper: the desk's dossiers keep the chat's id."""
    return "erased-" + hmac.new(pepper, b"erased\0" + chat.encode(), hashlib.sha256).hexdigest()[:32]


def write_turns(turns: Sequence[Decided], tokens: Tokens) -> Steps[None]:
    """Write everything these turns (of different chats) decided, and give each its ``Taken``."""
    if not turns:
        return
    now = millis(tokens.clock.now())
    yield sql.SEEN_PLACES, sorted((turn.spoke, now) for turn in turns if turn.spoke is not None)
    best = {row[0]: row for row in (yield sql.BEST_PLACES, [(turn.chat,) for turn in turns if turn.spoke is None])}
    for erase in sql.ERASE:
        yield erase, [(turn.chat, _kept_place(turn, best), turn.key) for turn in turns if turn.writes.erase]
    posts = yield from _new_posts(turns, _reply_places(turns, best), tokens, now)
    yield from _rows(turns, posts, now)
    for turn, own in zip(turns, posts, strict=True):
        turn.work.result = Taken(turn.chat, own)


def _kept_place(turn: Decided, best: dict[str, Row]) -> int:
    if turn.spoke is not None:
        return turn.spoke
    place: int = best[turn.chat][1] if turn.chat in best else NOWHERE
    return place


def _reply_places(turns: Sequence[Decided], best: dict[str, Row]) -> dict[str, Place | None]:
    places: dict[str, Place | None] = {}
    for turn in turns:
        row = best.get(turn.chat)
        there = Place(row[2], row[3], row[4]) if row else None
        places[turn.chat] = there if turn.spoke is None else turn.work.arrival.place
    return places


def _new_posts(
    turns: Sequence[Decided], places: dict[str, Place | None], tokens: Tokens, now: int
) -> Steps[list[tuple[Post, ...]]]:
    """Insert the posts, leased to this process where that keeps the order; one tuple for each turn."""
    count = sum(len(turn.writes.posts) for turn in turns)
    ids = iter(sorted(row[0] for row in (yield sql.NEXT_POST_IDS, [(count,)] if count else [])))
    speaking = [turn.chat for turn in turns if any(post.kind == FIRST_IN_ORDER for post in turn.writes.posts)]
    behind = {row[0] for row in (yield sql.WAITING_ELSEWHERE, [(chat, tokens.mine, now) for chat in speaking])}
    made: list[tuple[Post, ...]] = []
    for turn in turns:
        lease = tokens.lease()
        say, chore = "" if turn.chat in behind else lease, lease if tokens.chores else ""
        made.append(tuple(_posts_of(turn, ids, places[turn.chat], say, chore, now)))
    yield sql.NEW_POSTS, [row for own in made for row in _post_rows(own, now)]
    return made


def _posts_of(turn: Decided, ids: Iterator[int], place: Place | None, say: str, chore: str, now: int) -> Iterator[Post]:
    for new in turn.writes.posts:
        token = say if new.kind == FIRST_IN_ORDER else chore
        yield Post(next(ids), turn.chat, new.kind, new.lane, new.body, place, lease=token, created=moment(now))


def _post_rows(posts: Sequence[Post], now: int) -> Iterator[Row]:
    until = now + int(TURN_LEASE_SECONDS * 1000)
    for post in posts:
        due = until if post.lease else now
        yield post.id, post.chat, posts[0].id, post.kind, int(post.lane), post.body, post.lease, due, now


def _rows(turns: Sequence[Decided], posts: Sequence[tuple[Post, ...]], now: int) -> Steps[None]:
    """Everything but posts, statement by statement."""
    yield sql.NEW_ARRIVALS, [_arrival_row(turn, own, now) for turn, own in zip(turns, posts, strict=True)]
    yield sql.SAVE_CHATS, sorted((_chat_row(turn, now) for turn in turns), key=lambda row: str(row[0]))
    timers = {(turn.chat, new.timer, new.dossier): millis(new.at) for turn in turns for new in turn.writes.timers}
    yield sql.DROP_SAME_TIMERS, sorted(timers)
    yield sql.NEW_TIMERS, [(*key, at) for key, at in timers.items()]
    yield sql.NEW_CONSENTS, [row for turn in turns for row in _consent_rows(turn, now)]
    yield sql.NEW_TASKS, [(t.reason, t.dossier, turn.key, t.detail, now) for turn in turns for t in turn.writes.tasks]
    yield (
        sql.NEW_NOTES,
        [(now, n.actor, n.what, turn.key, n.dossier, n.detail) for turn in turns for n in turn.writes.notes],
    )


def _arrival_row(turn: Decided, posts: Sequence[Post], now: int) -> Row:
    arrival = turn.work.arrival
    first = posts[0].id if posts else 0
    return arrival.place.channel, arrival.place.account, arrival.event, turn.chat, first, now


def _chat_row(turn: Decided, now: int) -> Row:
    writes = turn.writes
    erased_at = now if writes.conversation is None else None
    return turn.chat, writes.conversation, writes.language, *writes.where, now, erased_at


def _consent_rows(turn: Decided, now: int) -> Iterator[Row]:
    arrival = turn.work.arrival
    event = "" if turn.writes.erase else arrival.event
    for new in turn.writes.consents:
        given = int(new.given)
        yield turn.key, new.purpose, given, new.text, new.text_hash, new.language, arrival.place.channel, event, now
