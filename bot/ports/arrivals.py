"""What comes in, and what one turn writes: the rows between a channel, a decision and the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dialogs.effects import Lane


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody can be reached: ``channel`` ("telegram"), ``account`` (which bot of ours), ``address`` (who)."""

    channel: str
    account: str
    address: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that happened, before it is an event of a conversation.

    Unique by (channel, account, event id): the same arrival again changes nothing and gets the recorded replies.
    ``chat`` is set instead of a citizen's address when the world reports (portal, timer, photo).
    ``body`` is the event as JSON (``bot.codec``); it is kept (sealed by the store) only when it turns to poison.
    """

    place: Place
    event: str
    body: bytes
    chat: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the store hands to the decision: the chat's id and its sealed conversation (None at first contact)."""

    chat: str
    conversation: bytes | None


@dataclass(frozen=True, slots=True)
class NewPost:
    """An effect to be carried out after the commit: a message (kind "say") or a chore ("fetch", "submit", ...)."""

    kind: str
    lane: Lane
    body: bytes
    """The effect as sealed JSON."""


@dataclass(frozen=True, slots=True)
class NewTimer:
    """Deliver TimeCame at ``at``; replaces the chat's timer of the same (timer, dossier)."""

    at: datetime
    timer: str
    dossier: str


@dataclass(frozen=True, slots=True)
class NewConsent:
    """Evidence of one decision: purpose, decision, text key, SHA-256 of the text as shown, language."""

    purpose: str
    given: bool
    text: str
    text_hash: str
    language: str


@dataclass(frozen=True, slots=True)
class NewTask:
    """Something for staff to look at."""

    reason: str
    dossier: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class NewNote:
    """An audit row: codes and counts only."""

    actor: str
    what: str
    dossier: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Writes:
    """Everything one turn writes, in one transaction.

    ``erase``: delete the chat's conversation, posts, timers and web log (consents stay, pseudonymised); the posts given
    here are still inserted. ``where``: coarse columns for staff figures (procedure, step, mode), no answers.
    """

    conversation: bytes | None
    posts: tuple[NewPost, ...] = ()
    timers: tuple[NewTimer, ...] = ()
    consents: tuple[NewConsent, ...] = ()
    tasks: tuple[NewTask, ...] = ()
    notes: tuple[NewNote, ...] = ()
    erase: bool = False
    language: str = "vi"
    where: tuple[str, str, str] = ("", "", "")


Decide = Callable[[Loaded], Writes]
"""Pure and quick: it runs inside the transaction, on the store's thread."""


@dataclass(frozen=True, slots=True)
class Post:
    """A row of the outbox. ``lease`` is the fencing token under which this process may settle it."""

    id: int
    chat: str
    kind: str
    lane: Lane
    body: bytes
    place: Place | None
    """Where the chat was last seen and is reachable; None when nowhere."""
    tries: int = 0
    lease: str = ""
    created: datetime | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A committed turn: its posts, leased to this process. ``replayed``: the arrival was known; the posts are the
    recorded ones (those already settled included) and nothing was written."""

    chat: str
    posts: tuple[Post, ...]
    replayed: bool = False


class Settle(StrEnum):
    """How a post ended."""

    DONE = "done"
    AGAIN = "again"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Settlement:
    """The end of one attempt. A settlement with an old lease changes nothing (fencing)."""

    post: int
    lease: str
    outcome: Settle
    again_at: datetime | None = None
    error: str = ""
    """Failure class name; never a text with content."""
    ref: str = ""
    """The channel's id of the message, when DONE."""
    tried: bool = True
    """False: given back untried, because one before it has to wait; it costs no try."""


@dataclass(frozen=True, slots=True)
class DueTimer:
    """A timer whose moment has come."""

    id: int
    chat: str
    timer: str
    dossier: str


@dataclass(frozen=True, slots=True)
class Backlog:
    """For /readyz and staff: posts waiting, age in seconds of the oldest, poison kept, open tasks."""

    waiting: int
    oldest: float
    poison: int
    tasks: int
