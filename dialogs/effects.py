"""What a turn asks of the world: frozen imperatives, carried out by ``bot`` after the turn is committed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import Literal

from dialogs.events import FileRef, Timer
from dialogs.postal import PrintPacket
from dialogs.texts import Text, Value


class Style(StrEnum):
    """How a button should look where a channel can show it."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Button:
    """``id`` is opaque, at most 40 ASCII characters; one that starts with ``!`` names a menu word, valid at any time.

    ``copy``: pressing it copies this text to the clipboard where the channel can (Telegram ``copy_text``).
    ``link``: pressing it opens this page; such a button is not posted.
    """

    id: str
    label: Text | str
    style: Style = Style.PLAIN
    copy: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a card: what it is called, what stands there, and the button that changes it."""

    label: Text
    value: Value
    button: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A group of lines of a card; ``button`` opens this group's lines where lines cannot be tapped."""

    title: Text
    lines: tuple[Line, ...]
    button: str = ""


class Ask(StrEnum):
    """What kind of answer a question wants; a channel may offer a fitting keyboard or picker."""

    TEXT = "text"
    NUMBER = "number"
    PHONE = "phone"
    CHOICE = "choice"
    YES_NO = "yes_no"
    DATE = "date"
    MONTH = "month"
    ADDRESS = "address"
    PHOTO = "photo"
    CONFIRM = "confirm"


HOUSE = "house"
"""Owner of pictures that belong to the house itself."""


_ONCE = "-once"


def once_owner(dossier: str) -> str:
    """Under which owner the pictures lie that are only read, and erased right after."""
    return f"{dossier}{_ONCE}"


def fee_owner(dossier: str) -> str:
    """Under which owner the code to pay a fee with lies; it goes, also where it was shown, once it is of no use."""
    return f"{dossier}-fee{_ONCE}"


def is_once(owner: str) -> bool:
    """Whether what this owner has is erased right after it was read, wherever it was shown."""
    return owner.endswith(_ONCE)


@dataclass(frozen=True, slots=True)
class Message:
    """One message to the citizen: lines under each other, then the card's sections, then buttons.

    ``replaces``: the channel may edit its previous message of this chat in place of adding one.
    ``attachment``: a vault id (of ``attachment_owner``), shown as a picture or sent as a file by the ending of
    ``attachment_name``; of the owner ``HOUSE`` it is the name of a picture of our own (``locales/<language>``).
    """

    lines: tuple[Text, ...]
    buttons: tuple[Button, ...] = ()
    sections: tuple[Section, ...] = ()
    step: str = ""
    ask: Ask | None = None
    at: int = 0
    of: int = 0
    replaces: bool = False
    attachment: str = ""
    attachment_owner: str = ""
    attachment_name: str = ""
    about: str = ""
    """The dossier this message is about."""


class Lane(IntEnum):
    """Which messages go first: interactive answers, then status, then broadcasts."""

    INTERACTIVE = 0
    STATUS = 1
    BROADCAST = 2


@dataclass(frozen=True, slots=True)
class Say:
    """Say this in the chat, in the language of the conversation."""

    message: Message
    language: str
    lane: Lane = Lane.INTERACTIVE
    kind: Literal["say"] = "say"


@dataclass(frozen=True, slots=True)
class Fetch:
    """Fetch and check this file for this step of this dossier; the answer comes as FileChecked.

    ``read``: its owner lets us read what stands on it; else it is only looked at. ``once``: nothing of it may stay
    longer than the answer to it (``once_owner`` names what is kept until then)."""

    file: FileRef
    dossier: str
    path: str
    read: bool = False
    once: bool = False
    kind: Literal["fetch"] = "fetch"


@dataclass(frozen=True, slots=True)
class Draw:
    """Typeset the declaration of this dossier as its answers stand: page one as a picture (``preview``), or the whole
    as PDF; the answer comes as Drawn."""

    dossier: str
    preview: bool
    kind: Literal["draw"] = "draw"


@dataclass(frozen=True, slots=True)
class Submit:
    """File this dossier. The key was committed with the turn: the same key is never filed twice. ``items``: when it
    answers a supplement request, the paths supplied again. ``by``: the last day in time, if any: it may go first."""

    dossier: str
    key: str
    items: tuple[str, ...] = ()
    procedure: str = ""
    by: date | None = None
    kind: Literal["submit"] = "submit"


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Ask the portal to withdraw this dossier."""

    dossier: str
    kind: Literal["withdraw"] = "withdraw"


@dataclass(frozen=True, slots=True)
class Remind:
    """Wake this dossier at that time (aware UTC); a later Remind with the same timer and dossier replaces it."""

    at: datetime
    timer: Timer
    dossier: str
    kind: Literal["remind"] = "remind"


@dataclass(frozen=True, slots=True)
class CallStaff:
    """Open a task for staff; ``reason`` is a stable code, never the citizen's words."""

    reason: str
    dossier: str = ""
    kind: Literal["call_staff"] = "call_staff"


@dataclass(frozen=True, slots=True)
class Consent:
    """A decision on one purpose, with the text that was shown (evidence, Law 91/2025 Art 9)."""

    purpose: str
    given: bool
    text: str
    """Key of the text shown; the bot stores its version (hash) with it."""
    kind: Literal["consent"] = "consent"


@dataclass(frozen=True, slots=True)
class OpenPayment:
    """Open this charge (đồng) at the gateway; the answer comes as PaymentOpened. The name was committed with the turn:
    the same ``ref`` is never opened twice."""

    dossier: str
    ref: str
    amount: int
    kind: Literal["open_payment"] = "open_payment"


@dataclass(frozen=True, slots=True)
class CheckPayment:
    """Ask the gateway what it knows of this charge; the answer comes as PaymentHeard. ``remind``: nobody asked, whoever
    has not paid is to be reminded."""

    dossier: str
    ref: str
    show: bool = False
    remind: bool = False
    kind: Literal["check_payment"] = "check_payment"


@dataclass(frozen=True, slots=True)
class ClosePayment:
    """Nothing is to be paid under this name any more; what was paid is to be given back."""

    dossier: str
    ref: str
    kind: Literal["close_payment"] = "close_payment"


@dataclass(frozen=True, slots=True)
class LookUp:
    """Look up a dossier by code and second factor (last six digits of the owner's ID number); answer: LookedUp."""

    code: str
    factor: str
    kind: Literal["look_up"] = "look_up"


@dataclass(frozen=True, slots=True)
class Export:
    """Make a copy of everything we hold about this chat and send it to the citizen."""

    kind: Literal["export"] = "export"


@dataclass(frozen=True, slots=True)
class Erase:
    """Erase: the named dossier with its photos (not what the desk has: its officers work with it), or (empty)
    everything of this chat that the law lets us erase.

    ``files``: only these vault ids of the named owner, for what came after everything else had been erased.
    """

    dossier: str = ""
    files: tuple[str, ...] = ()
    kind: Literal["erase"] = "erase"


@dataclass(frozen=True, slots=True)
class Note:
    """An audit row: what happened, to which dossier; codes and counts only, never an answer."""

    what: str
    dossier: str = ""
    detail: str = ""
    kind: Literal["note"] = "note"


Effect = (
    Say
    | Fetch
    | Draw
    | PrintPacket
    | Submit
    | Withdraw
    | Remind
    | CallStaff
    | Consent
    | OpenPayment
    | CheckPayment
    | ClosePayment
    | LookUp
    | Export
    | Erase
    | Note
)
