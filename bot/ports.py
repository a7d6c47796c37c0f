"""What the bot needs of the world. Implementations live in ``integrations/``; every port has a contract suite."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from dialogs.effects import Ask, Lane, Style
from dialogs.events import FileRef

# ---------------------------------------------------------------- time and chance


class Clock(Protocol):
    """The only source of time and of random values."""

    def now(self) -> datetime:
        """Aware UTC."""
        ...

    def token(self) -> str:
        """32 random lower-case hex digits from the system's generator."""
        ...


# ---------------------------------------------------------------- arrivals and turns


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


class Store(Protocol):
    """The bot's memory: one SQL database. Every method is one transaction; times are database-independent UTC."""

    async def turn(self, arrival: Arrival, decide: Decide) -> Taken:
        """Take one event: dedupe, find or create the chat, load, decide, write everything, commit (durable on return).

        Turns that arrive together share one commit (group commit); turns of one chat run in order of arrival.
        If ``decide`` raises, nothing of this turn is kept and the exception is raised here; others are untouched.
        """
        ...

    async def poison(self, arrival: Arrival, why: str) -> bool:
        """Keep an event whose turn raised, with a staff task; True when it is new (unique like turns)."""
        ...

    async def claim(self, limit: int, lease_seconds: float) -> Sequence[Post]:
        """Lease unsettled posts whose lease has run out and whose time has come: by lane, then oldest first.
        "say" posts of one chat come strictly in order: none is claimed while an earlier one of that chat is unsettled
        and not in the same claim."""
        ...

    async def release(self) -> None:
        """Give up every lease at once: for a start at which no other process can be alive."""
        ...

    async def settle(self, settlements: Sequence[Settlement]) -> None:
        """Record ends of attempts, batched."""
        ...

    async def place_of(self, chat: str) -> Place | None:
        """Where this chat can be reached now."""
        ...

    async def chat_at(self, place: Place) -> str | None:
        """The chat that this place belongs to; None before first contact."""
        ...

    async def mark_reachable(self, place: Place, reachable: bool) -> None:
        """A channel told us that this address is blocked or open again."""
        ...

    async def move_place(self, place: Place, address: str) -> None:
        """A channel told us that this address has a new name."""
        ...

    async def conversation(self, chat: str) -> bytes | None:
        """The sealed conversation, for chores (submit, export)."""
        ...

    async def consents(self, chat: str) -> Sequence[Mapping[str, Any]]:
        """The consent rows of this chat, for export: purpose, given, text, text_hash, language, channel, at."""
        ...

    async def due_timers(self, limit: int) -> Sequence[DueTimer]:
        """Timers whose moment has come; they stay until ``drop_timer`` (a crash delivers again; the turn dedupes)."""
        ...

    async def drop_timer(self, timer: int) -> None: ...

    async def make_ticket(self, purpose: str, value: str, seconds: float, uses: int = 1) -> str:
        """A random single-use ticket (at least 80 bits, ``A-Za-z0-9_-``) for deep links."""
        ...

    async def make_device_code(self, chat: str, seconds: float) -> str:
        """A code of 8 digits that brings another device into this chat; single use, five tries an hour a client."""
        ...

    async def redeem(self, purpose: str, ticket: str, client: str = "") -> str | None:
        """The value behind a ticket or (purpose "device") a device code, once; None when unknown, used up, expired,
        or after too many tries of this client."""
        ...

    async def join(self, chat: str, place: Place) -> None:
        """Bind this address to that chat (another device, another channel)."""
        ...

    async def allow(self, key: str, limit: int, seconds: float) -> bool:
        """Count an attempt under ``key`` in a sliding window; False when ``limit`` is passed."""
        ...

    async def give_back(self, key: str) -> None:
        """The latest attempt under ``key`` turned out not to be one to count."""
        ...

    async def log_web(self, chat: str, post: int, body: bytes) -> int:
        """Append to the chat's web log (sealed rendered message or the citizen's own words), unique by ``post`` when
        positive; returns the sequence number in this chat."""
        ...

    async def web_since(self, chat: str, after: int, limit: int) -> Sequence[tuple[int, bytes]]:
        """Web log entries with a sequence above ``after``."""
        ...

    async def purge(self, now: datetime) -> Mapping[str, int]:
        """Delete what retention says (settled posts' bodies after 1 day, web log after 7 days idle, used tickets, old
        seen-event rows after 8 days); returns counts."""
        ...

    async def backlog(self) -> Backlog: ...

    async def staff_tasks(self, limit: int) -> Sequence[Mapping[str, Any]]:
        """Open tasks, oldest first: id, reason, dossier, chat, detail, at."""
        ...

    async def close_task(self, task: int, staff: str) -> None: ...

    async def close(self) -> None: ...


# ---------------------------------------------------------------- secrets at rest


class Seal(Protocol):
    """Field-level encryption: AES-256-GCM, key id in each value, bound to where the value stands."""

    def seal(self, plain: bytes, where: str) -> bytes:
        """``where`` ("conversation:<chat>") is authenticated: a value moved elsewhere does not open."""
        ...

    def open(self, sealed: bytes, where: str) -> bytes: ...


class Vault(Protocol):
    """Encrypted files by content hash (SHA-256 of the plain bytes, hex)."""

    async def put(self, owner: str, content: bytes) -> str:
        """Keep; ``owner`` (dossier id) scopes deletion. The same content again is one file."""
        ...

    async def get(self, owner: str, id: str) -> bytes: ...

    async def forget(self, owner: str) -> int:
        """Erase everything of this owner; returns how many."""
        ...


# ---------------------------------------------------------------- channels


@dataclass(frozen=True, slots=True)
class ShownButton:
    """A button in the citizen's language."""

    id: str
    label: str
    style: Style = Style.PLAIN
    copy: str = ""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of a card in the citizen's language."""

    label: str
    value: str
    button: str = ""


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A group of lines of a card."""

    title: str
    lines: tuple[ShownLine, ...]
    button: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to send."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Shown:
    """A message in the citizen's language, plain text without markup: what a channel shows."""

    text: str
    language: str
    buttons: tuple[ShownButton, ...] = ()
    sections: tuple[ShownSection, ...] = ()
    step: str = ""
    ask: Ask | None = None
    at: int = 0
    of: int = 0
    replaces: bool = False
    attachment: Attachment | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a channel can carry. ``text`` in UTF-16 units; ``lines_tappable``: card lines can be buttons themselves."""

    text: int
    caption: int
    buttons: int
    label: int
    attachment_bytes: int
    lines_tappable: bool = False


class Channel(Protocol):
    """A way to talk: receive (by ``bot.turns``), send, fetch, describe. Addresses are strings of the channel's own."""

    name: str
    account: str
    limits: Limits

    async def send(self, address: str, shown: Shown, post: int) -> str:
        """Show this message now; returns the channel's id of it. Raises ``bot.failures``. In order for each chat."""
        ...

    async def fetch(self, file: FileRef, most: int) -> bytes:
        """The file's bytes, refused (Unusable "too-big") above ``most`` bytes."""
        ...

    async def drop(self, file: FileRef) -> None:
        """The file was checked and is kept elsewhere or refused: erase what this channel still holds of it."""
        ...


Receive = Callable[[Arrival], Awaitable[Taken]]
"""What a channel calls for everything that comes in; it returns after the commit."""


# ---------------------------------------------------------------- papers


@dataclass(frozen=True, slots=True)
class Inspected:
    """A usable file: true type, size in pixels (first page), pages; ``clean`` has metadata stripped (JPEG, PNG or PDF);
    ``preview`` is a JPEG of the first page, at most 1,280 pixels on the long side."""

    mime: str
    width: int
    height: int
    pages: int
    clean: bytes
    preview: bytes


class Reader(Protocol):
    """Looks at pictures and PDFs in child processes with limits."""

    async def inspect(self, content: bytes) -> Inspected:
        """Raises ``Unusable`` with a reason: not-an-image, too-big, too-many-pixels, damaged, encrypted, too-small,
        too-many-pages, too-slow."""
        ...


class Printer(Protocol):
    """Typesets official forms and slips as PDF, fonts embedded."""

    async def print(self, form: str, values: Mapping[str, Any]) -> bytes: ...


# ---------------------------------------------------------------- portals


@dataclass(frozen=True, slots=True)
class PaperSent:
    """One paper of a package: which slot, its files in the vault (owner = dossier)."""

    path: str
    title: str
    photos: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Package:
    """A dossier as it is filed: ``form`` is the declaration under the wire names, ``lines`` the same for people.

    ``key`` makes filing idempotent; ``round`` counts supplements (0 = first filing).
    """

    key: str
    dossier: str
    chat: str
    procedure: str
    title: str
    revision: str
    round: int
    owner_name: str
    owner_id: str
    language: str
    channel: str
    form: Mapping[str, Any]
    lines: tuple[tuple[str, str, str, str], ...]
    """(section, path, label, value) in Vietnamese, in the order of the form."""
    papers: tuple[PaperSent, ...]
    fee: int
    consented_at: datetime
    items: tuple[str, ...] = ()
    term: int = 0
    """Working days until the result, as the citizen was told; 0 = the procedure's ordinary term."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The portal's word that it has the dossier."""

    code: str
    at: datetime


class Portal(Protocol):
    """Where dossiers are filed."""

    name: str

    async def submit(self, package: Package) -> Receipt:
        """File once per ``package.key``: the same key again returns the same receipt.
        Raises Outage (surely not filed), Uncertain (look up before trying again), NotAccepted (with reason)."""
        ...

    async def look_up(self, key: str) -> Receipt | None:
        """Whether a package with this key was filed."""
        ...

    async def withdraw(self, dossier: str) -> None: ...

    async def status_of(self, code: str, factor: str) -> tuple[int, date | None] | None:
        """National status and promised date for code + second factor (last six digits of the owner's ID number)."""
        ...


# ---------------------------------------------------------------- lasting work


class Jobs(Protocol):
    """Work that outlives a process. Jobs carry ids, never personal data, and are idempotent."""

    def define(self, name: str, work: Callable[[str], Awaitable[None]]) -> None:
        """Name a piece of work that takes one id; before ``start``."""
        ...

    def every(self, name: str, cron: str, work: Callable[[], Awaitable[None]]) -> None:
        """Run once per tick over all processes (cron with minutes, or with seconds when it has six fields)."""
        ...

    async def enqueue(self, name: str, id: str, delay: float = 0.0, dedupe: str = "") -> None: ...

    async def start(self) -> None: ...

    async def stop(self) -> None: ...


Listen = Callable[[], AsyncIterator[bytes]]
