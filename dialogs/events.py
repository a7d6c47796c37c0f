"""What can happen to a conversation: the citizen's words and the world's answers enter by the same door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from dialogs.answers import Photo
from dialogs.documents import Look, Unfitness
from dialogs.moments import Timer as Timer


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file that a channel holds for us: ``ref`` is the channel's own handle, opaque here."""

    channel: str
    ref: str
    name: str = ""
    mime: str = ""
    size: int = 0
    compressed: bool = False
    """True when the channel recompressed it as a picture (Telegram photos)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """Common to all events. ``at`` is aware UTC; ``fresh`` is 32 random hex digits drawn outside, from which
    new ids (dossiers, submission keys, buttons) are derived, so that a turn stays a pure function."""

    id: str
    at: datetime
    fresh: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(Happened):
    """The chat was opened or /start came; ``procedure`` when a link named one, ``source`` the leaflet's tag."""

    kind: Literal["opened"] = "opened"
    procedure: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrote(Happened):
    """The citizen typed something."""

    text: str
    kind: Literal["wrote"] = "wrote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed(Happened):
    """A button was pressed; the id is the client's claim and proves nothing."""

    button: str
    kind: Literal["pressed"] = "pressed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile(Happened):
    """A picture or document arrived; ``album`` joins the parts of one."""

    file: FileRef
    album: str = ""
    caption: str = ""
    kind: Literal["sent_file"] = "sent_file"


class Other(StrEnum):
    """Things that people send and that are no answer."""

    STICKER = "sticker"
    VOICE = "voice"
    VIDEO = "video"
    LOCATION = "location"
    CONTACT = "contact"
    EDITED = "edited"
    GROUP = "group"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentOther(Happened):
    """A sticker, a voice message, a location ... which gets a polite answer."""

    what: Other
    kind: Literal["sent_other"] = "sent_other"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChecked(Happened):
    """The world looked at a file: either it is kept (``photo``) or it cannot be used (``refused``, a text key).

    ``look``: what is seen and read on it; ``compressed``: the chat had made it smaller."""

    dossier: str
    path: str
    photo: Photo | None = None
    refused: str = ""
    look: Look = Look()
    compressed: bool = False
    kind: Literal["file_checked"] = "file_checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn(Happened):
    """The declaration lies in the vault (owner = dossier): page one as a picture (``preview``), or the whole as PDF."""

    dossier: str
    file: str
    preview: bool
    kind: Literal["drawn"] = "drawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketPrinted(Happened):
    """The packet for the post lies in the vault (owner = dossier), so many pages; without a file there is none: because
    of a paper (``paper``, ``unfit``), or for a reason that is ours. ``mark``: of the effect that asked for it."""

    dossier: str
    mark: str
    file: str = ""
    pages: int = 0
    paper: str = ""
    unfit: Unfitness | None = None
    kind: Literal["packet_printed"] = "packet_printed"


class FilingResult(StrEnum):
    """How an attempt to file ended."""

    FILED = "filed"
    UNKNOWN = "unknown"
    DIFFERS = "differs"
    """The portal has it, but not as it was sent."""
    FAILED = "failed"
    WAITING = "waiting"
    """Not sent yet: the portal is down or held, and it goes by itself once it is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingEnded(Happened):
    """A portal's word on a submission. ``code`` is the dossier code, present only when FILED.

    ``paper`` and ``unfit``: nothing was sent, because the portal would not take this paper (its path), and why.
    """

    dossier: str
    key: str
    result: FilingResult
    code: str = ""
    reason: str = ""
    paper: str = ""
    unfit: Unfitness | None = None
    again: datetime | None = None
    """When WAITING: the next try, where one is known (none: staff hold it back)."""
    kind: Literal["filing_ended"] = "filing_ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported(Happened):
    """A portal reports progress: ``status`` is the national code 1..10 (facts 4.2), 11 and others are unknown.

    ``order`` is the portal's own sequence for this dossier; ``items`` are answer paths to supply again.
    """

    dossier: str
    status: int
    order: int
    reason: str = ""
    items: tuple[str, ...] = ()
    deadline: date | None = None
    due: date | None = None
    code: str = ""
    """The dossier code, when the authority has issued or changed it."""
    result: str = ""
    """Vault id of the result's PDF, when there is one."""
    amount: int = 0
    """Đồng to be paid (status 6); 0 = the portal names none, and the procedure's own fee counts."""
    kind: Literal["reported"] = "reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedUp(Happened):
    """The answer to a status question about a code: found only when code and second factor were both right."""

    code: str
    found: bool
    limited: bool = False
    """Too many tries this hour: nothing was looked up."""
    status: int = 0
    due: date | None = None
    kind: Literal["looked_up"] = "looked_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported(Happened):
    """The copy of everything about this chat lies in the vault."""

    owner: str
    file: str
    kind: Literal["exported"] = "exported"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentOpened(Happened):
    """The gateway opened a charge: its page (``link``) and a picture with a code (vault id, owner ``fee_owner``), each
    may be empty. ``failed``: it did not, and will not (``late``: or not so soon)."""

    dossier: str
    ref: str
    link: str = ""
    picture: str = ""
    failed: bool = False
    late: bool = False
    kind: Literal["payment_opened"] = "payment_opened"


class PaymentWord(StrEnum):
    """What is known of a payment."""

    PAID = "paid"
    WRONG = "wrong"
    """Another amount than was asked for."""
    TWICE = "twice"
    """Money for what was paid already."""
    UNPAID = "unpaid"
    UNKNOWN = "unknown"
    """The gateway could not be asked."""
    REFUNDED = "refunded"
    """An officer has given it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentHeard(Happened):
    """What the gateway or the counter says of a payment; ``ref`` is empty for cash that was never asked for here.
    ``received`` in đồng; ``show``: the citizen wanted to see how to pay;
    ``remind``: it was asked only in order to remind."""

    dossier: str
    ref: str
    word: PaymentWord
    received: int = 0
    receipt: str = ""
    counter: bool = False
    show: bool = False
    remind: bool = False
    kind: Literal["payment_heard"] = "payment_heard"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeCame(Happened):
    """A moment that an earlier turn asked for (effect Remind) has come."""

    timer: Timer
    dossier: str
    kind: Literal["time_came"] = "time_came"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reachable(Happened):
    """The citizen blocked or unblocked us on a channel."""

    reachable: bool
    kind: Literal["reachable"] = "reachable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stumbled(Happened):
    """The turn that should have answered the citizen raised; the original is kept as poison and staff were told."""

    kind: Literal["stumbled"] = "stumbled"


Event = (
    Opened
    | Wrote
    | Pressed
    | SentFile
    | SentOther
    | FileChecked
    | Drawn
    | PacketPrinted
    | FilingEnded
    | Reported
    | PaymentOpened
    | PaymentHeard
    | LookedUp
    | Exported
    | TimeCame
    | Reachable
    | Stumbled
)
