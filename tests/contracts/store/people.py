"""Who speaks in the tests of the store, and small decisions for them."""

from __future__ import annotations

import itertools

from bot.ports import Arrival, Decide, Loaded, NewPost, Place, Settle, Settlement, Taken, Writes
from dialogs.effects import Lane

_events = itertools.count(1)


def at(address: str, channel: str = "telegram") -> Place:
    """Where somebody is reached."""
    return Place(channel, "bot", address)


def arrives(address: str = "lan", event: str = "", channel: str = "telegram") -> Arrival:
    """A message from this address; every one is another event unless named."""
    return Arrival(at(address, channel), event or f"event-{next(_events)}", b"sealed event")


def world(chat: str, event: str = "") -> Arrival:
    """The world reports to this chat."""
    return Arrival(Place("timer", "", ""), event or f"report-{next(_events)}", b"", chat)


def say(*texts: str, lane: Lane = Lane.INTERACTIVE) -> tuple[NewPost, ...]:
    """Messages."""
    return tuple(NewPost("say", lane, text.encode()) for text in texts)


def append(word: str, *texts: str, lane: Lane = Lane.INTERACTIVE) -> Decide:
    """A decision that adds ``word`` to the conversation and says ``texts`` (default: the conversation so far)."""

    def decide(loaded: Loaded) -> Writes:
        conversation = (loaded.conversation or b"") + word.encode() + b" "
        return Writes(conversation, say(*(texts or (conversation.decode().strip(),)), lane=lane))

    return decide


def write(writes: Writes) -> Decide:
    """A decision that was made before."""
    return lambda loaded: writes


def silent(loaded: Loaded) -> Writes:
    """Nothing to say, nothing to change."""
    return Writes(None)


def done(taken: Taken) -> list[Settlement]:
    """All its posts delivered."""
    return [Settlement(post.id, post.lease, Settle.DONE, ref=f"m{post.id}") for post in taken.posts]


def said(taken: Taken) -> list[str]:
    """What it says, as text."""
    return [post.body.decode() for post in taken.posts]
