"""Turns as one transaction: who speaks, is it new, what is decided, what is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.failures import NotAllowed
from bot.ports import Arrival, Loaded, Place, Post, Taken, Writes
from dialogs.effects import Lane
from integrations.storage import statements as sql
from integrations.storage.hot import Tokens, TurnWork
from integrations.storage.steps import Row, Steps, millis, moment
from integrations.storage.writing import Decided, write_turns

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose turn it is: the chat, and the place it spoke from (None when the world reported)."""

    chat: str
    place: int | None = None


def place_key(place: Place) -> Key:
    """As the tables know a place."""
    return place.channel, place.account, place.address


def event_key(arrival: Arrival) -> Key:
    """What makes an arrival unique."""
    return arrival.place.channel, arrival.place.account, arrival.event


def take_turns(works: Sequence[TurnWork], logged: Iterable[str], tokens: Tokens) -> Steps[dict[str, int]]:
    """Run these turns in order; returns the last web log number of every chat in ``logged`` that exists.

    A wave holds at most one turn of each chat, so that each turn reads what the one before it wrote. The chats of
    ``logged`` are locked together with those of the first wave: locks are taken in one sorted sweep.
    """
    waiting = list(works)
    numbers: dict[str, int] = {}
    others = set(logged)
    created: set[str] = set()
    kept: set[str] = set()
    while waiting or others:
        speakers = yield from _speakers(waiting, created, tokens)
        wave, waiting = _first_of_each_chat(waiting, speakers)
        rows = yield from _lock({speakers[id(work)].chat for work in wave} | others)
        numbers.update((chat, rows[chat][1]) for chat in others if chat in rows)
        others = set()
        vanished = [work for work in wave if not work.arrival.chat and speakers[id(work)].chat not in rows]
        waiting = vanished + waiting
        wave = [work for work in wave if work not in vanished]
        kept |= yield from _wave(wave, speakers, {chat: row[0] for chat, row in rows.items()}, tokens)
    yield sql.DROP_CHATS, [(chat,) for chat in sorted(created - kept)]
    return numbers


def _speakers(works: Sequence[TurnWork], created: set[str], tokens: Tokens) -> Steps[dict[int, Speaker]]:
    """Find the chat of each work; make it at first contact and remember it in ``created``."""
    keys = sorted({place_key(work.arrival.place) for work in works if not work.arrival.chat})
    places = _by_key((yield sql.PLACES_AT, keys))
    missing = [key for key in keys if key not in places]
    if missing:
        now = millis(tokens.clock.now())
        chats = [tokens.clock.token() for _ in missing]
        created.update(chats)
        yield sql.NEW_CHATS, [(chat, now, now) for chat in chats]
        yield sql.NEW_PLACES, [(*key, chat, now) for key, chat in zip(missing, chats, strict=True)]
        # Read again: another process may have met the same person in the same moment.
        places |= _by_key((yield sql.PLACES_AT, missing))
    speakers: dict[int, Speaker] = {}
    for work in works:
        if work.arrival.chat:
            speakers[id(work)] = Speaker(work.arrival.chat)
        else:
            place, chat = places[place_key(work.arrival.place)]
            speakers[id(work)] = Speaker(chat, place)
    return speakers


def _by_key(rows: Sequence[Row]) -> dict[Key, tuple[int, str]]:
    return {(row[0], row[1], row[2]): (row[3], row[4]) for row in rows}


def _first_of_each_chat(
    works: Sequence[TurnWork], speakers: Mapping[int, Speaker]
) -> tuple[list[TurnWork], list[TurnWork]]:
    wave: list[TurnWork] = []
    later: list[TurnWork] = []
    chats: set[str] = set()
    events: set[Key] = set()
    for work in works:
        chat, event = speakers[id(work)].chat, event_key(work.arrival)
        (later if chat in chats or event in events else wave).append(work)
        chats.add(chat)
        events.add(event)
    return wave, later


def _lock(chats: set[str]) -> Steps[dict[str, tuple[bytes | None, int]]]:
    rows = yield sql.LOCK_CHATS, [(chat,) for chat in sorted(chats)]
    return {row[0]: (row[1], row[2]) for row in rows}


def _wave(
    wave: Sequence[TurnWork],
    speakers: Mapping[int, Speaker],
    conversations: Mapping[str, bytes | None],
    tokens: Tokens,
) -> Steps[set[str]]:
    """Turns of different chats; returns the chats that took one."""
    known = {
        (row[0], row[1], row[2]): (row[3], row[4]) for row in (yield sql.ARRIVED, [event_key(w.arrival) for w in wave])
    }
    replays = [work for work in wave if event_key(work.arrival) in known]
    yield from _replay(replays, known)
    decided: list[Decided] = []
    for work in wave:
        if event_key(work.arrival) not in known:
            speaker = speakers[id(work)]
            writes = _decide(work, speaker.chat, conversations)
            if writes is not None:
                decided.append(Decided(work, speaker.chat, speaker.place, writes, tokens.pepper))
    yield from write_turns(decided, tokens)
    return {one.chat for one in decided}


def _decide(work: TurnWork, chat: str, conversations: Mapping[str, bytes | None]) -> Writes | None:
    if chat not in conversations:
        work.failure = NotAllowed("no such chat")
        return None
    try:
        return work.decide(Loaded(chat, conversations[chat]))
    except Exception as failure:  # noqa: BLE001 - whatever it is, it belongs to the caller of this one turn
        work.failure = failure
        return None


def _replay(works: Sequence[TurnWork], known: Mapping[Key, tuple[str, int]]) -> Steps[None]:
    turns = {known[event_key(work.arrival)] for work in works}
    places = yield from best_places({chat for chat, _ in turns})
    rows = yield sql.POSTS_OF_TURNS, [turn for turn in sorted(turns) if turn[1]]
    posts: dict[int, list[Post]] = {}
    for row in sorted(rows):
        posts.setdefault(row[8], []).append(post_from(row, places.get(row[1])))
    for work in works:
        chat, turn = known[event_key(work.arrival)]
        work.result = Taken(chat, tuple(posts.get(turn, ())), replayed=True)


def best_places(chats: set[str]) -> Steps[dict[str, Place]]:
    """Where each of these chats is reached now."""
    rows = yield sql.BEST_PLACES, [(chat,) for chat in sorted(chats)]
    return {row[0]: Place(row[2], row[3], row[4]) for row in rows}


def post_from(row: Row, place: Place | None) -> Post:
    """From (id, chat, kind, lane, body, tries, lease, created_at, ...)."""
    return Post(row[0], row[1], row[2], Lane(row[3]), bytes(row[4]), place, row[5], row[6], moment(row[7]))
