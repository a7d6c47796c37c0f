"""What we remember between two turns: the conversation, its dossiers, and what was last asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from dialogs.answers import Answer, AnswerValue
from dialogs.documents import Card, ReadText, Unfit
from dialogs.dossier import OPEN_TO_CITIZEN, Life
from dialogs.modes import Mode
from dialogs.payment import Payment
from dialogs.texts import Text


@dataclass(frozen=True, slots=True)
class Dossier:
    """One dossier, pinned to the revision of the procedure under which it was begun.

    ``answers`` by path ("full_name", "history.2.from"); answers off the route stay here and are never submitted.
    ``later``: steps put off for now. ``reopened``: paths named by a supplement request that are still to be supplied.
    """

    id: str
    procedure: str
    revision: str
    opened: datetime
    touched: datetime
    life: Life = Life.DRAFT
    answers: Mapping[str, Answer] = field(default_factory=dict)
    later: tuple[str, ...] = ()
    accepted_faults: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()
    waiting_files: int = 0
    key: str = ""
    rounds: int = 0
    resent: bool = False
    """What was asked for again has been handed over; the portal's word on it is awaited."""
    queued: bool = False
    """It waits for a portal that is down or held back, and its owner knows."""
    code: str = ""
    filed: datetime | None = None
    due: date | None = None
    deadline: date | None = None
    reason: str = ""
    asked_items: tuple[str, ...] = ()
    reopened: tuple[str, ...] = ()
    before_supplement: Life = Life.REGISTERED
    last_report: int = 0
    result: str = ""
    card: Card | None = None
    """What was read off the applicant's card, until the dossier is filed."""
    card_sure: bool = False
    """The citizen confirmed what was read."""
    once: bool = False
    """Pictures that are only to be read still lie in the vault."""
    reads: tuple[tuple[str, ReadText], ...] = ()
    """What was read off other papers (path of the paper, reading), to be offered where it fits."""
    advised: tuple[str, ...] = ()
    """Advice that is given only once."""
    guided: int = 0
    """The step of the guide through another portal, from 1; 0: which phone is asked."""
    guided_by: str = ""
    elsewhere: str = ""
    """The portal at which the citizen filed it without us; we know of it only what they tell."""
    packet: str = ""
    """Vault id of the packet for the post, printed from the answers as they stand, until it was sent."""
    printing: str = ""
    """The packet that is being made; its mark is forgotten when an answer changes."""
    drawn: datetime | None = None
    """The state (``touched``) whose declaration was last shown."""
    told_fee: int | None = None
    """Đồng, as the card last said it."""
    unfit: tuple[Unfit, ...] = ()
    """Papers that the portal would not take, until other pictures of them come."""
    known: tuple[tuple[str, Text], ...] = ()
    """What the officer may ask, as the citizen was told when it was filed: (path, why)."""
    payment: Payment | None = None
    """The fee that is wanted for it, once it is."""

    @property
    def editable(self) -> bool:
        """Whether the citizen may change answers now."""
        return self.life in OPEN_TO_CITIZEN

    def may_change(self, path: str) -> bool:
        """Before filing everything; after a supplement request, until it is answered, only what was asked for and what
        its answers have opened; else nothing."""
        supplying = self.life is Life.SUPPLEMENT and not self.resent
        return self.editable or (supplying and (path in self.asked_items or path not in self.answers))


@dataclass(frozen=True, slots=True)
class Prompt:
    """What was last asked. ``buttons`` maps each live button id to what it means (``verb:argument``);
    ``values`` are what ``take:<n>`` stands for; ``doubt``: values[0] waits for a yes."""

    path: str = ""
    buttons: tuple[tuple[str, str], ...] = ()
    values: tuple[AnswerValue, ...] = ()
    labels: tuple[str, ...] = ()
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """Everything about one chat. ``desk`` is the dossier being worked on; ``visiting`` a step that the citizen went
    back to; ``strikes`` counts refusals of the present step; ``spent`` are button ids already used."""

    language: str = "vi"
    greeted: bool = False
    mode: Mode = Mode.IDLE
    desk: str = ""
    dossiers: tuple[Dossier, ...] = ()
    prompt: Prompt = Prompt()
    visiting: str = ""
    after_edit: bool = False
    strikes: int = 0
    doubted: str = ""
    """What was typed when we last doubted: the same again is meant."""
    spent: tuple[str, ...] = ()
    standing: tuple[tuple[str, str], ...] = ()
    """Buttons of notices: valid beside whatever is being asked, the newest twenty."""
    asking_code: str = ""
    source: str = ""
    consents: Mapping[str, bool] = field(default_factory=dict)
    last_at: datetime | None = None

    def dossier(self, id: str) -> Dossier | None:
        """The dossier with this id."""
        return next((dossier for dossier in self.dossiers if dossier.id == id), None)

    @property
    def on_desk(self) -> Dossier | None:
        """The dossier being worked on."""
        return self.dossier(self.desk) if self.desk else None
