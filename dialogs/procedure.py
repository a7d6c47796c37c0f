"""What a procedure is: sections of steps, rules that stop or warn, fees, terms; all data, one revision at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from dialogs.answers import AnswerValue
from dialogs.checks.outcome import Context
from dialogs.conditions import Condition
from dialogs.deadlines import WorkCalendar
from dialogs.fees import Fee, FeeRule, fee_for
from dialogs.guides import Guide
from dialogs.payment import PaymentWays
from dialogs.places import Gazetteer
from dialogs.postal import Postal
from dialogs.steps import AnyStep
from dialogs.texts import Text


@dataclass(frozen=True, slots=True)
class Part:
    """A section: its title's text key (``part-<key>``) and its steps."""

    key: str
    steps: tuple[AnyStep, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """When ``when`` holds right after ``after`` was answered: stop here with an explanation, or only warn.

    ``text`` says why and what to do instead. ``code`` is the stable name for figures (facts section 11).
    """

    after: str
    when: Condition
    text: str
    code: str
    stops: bool = True
    change: str = ""
    """The answer to change instead, when it is not ``after``."""


@dataclass(frozen=True, slots=True)
class Term:
    """Time limit in working days by condition; the first that holds counts."""

    days: int
    when: Condition


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that the whole dossier shows to be wrong (gap, overlap): say it, and ask ``path`` again."""

    path: str
    reason: Text
    code: str
    soft: bool = False
    """Soft: the citizen may say that it is right as it stands."""
    insert: tuple[str, int, tuple[tuple[str, AnswerValue], ...]] | None = None
    """(group, row number from 0, values): a row that would close a gap, offered as a button."""


@dataclass(frozen=True, slots=True)
class Procedure:
    """One revision of one procedure (facts section 12). ``words`` find it; ``form`` names its declaration."""

    code: str
    revision: str
    effective: date
    slug: str
    parts: tuple[Part, ...]
    rules: tuple[Rule, ...]
    terms: tuple[Term, ...]
    fees: tuple[FeeRule, ...]
    wire: Callable[[Context], Mapping[str, object]]
    review: Callable[[Context], tuple[Fault, ...]]
    form: str
    words: tuple[str, ...]
    owner: str = "full_name"
    owner_id: str = "citizen_id"
    card: tuple[tuple[str, str], ...] = ()
    """What a card says of the applicant and the step it answers, in the order in which checks build on one another:
    paper, sex, birth, number, name, issued, residence."""
    legal: tuple[str, ...] = ()
    last_verified: date = date(2026, 11, 21)
    max_supplements: int = 1
    """How often more may be asked for: "at most once" is common in sector law (Decree 118/2025; low confidence), so it
    is data, and the desk's only source."""
    in_time: tuple[str, ...] = ()
    """Paths of days after which filing is of no use: near such a day it goes before others (``dialogs.urgency``)."""
    guides: tuple[Guide, ...] = ()
    """Ways through portals that may be closed to us."""
    postal: Postal | None = None
    """The way by post, where there is one."""
    usual: Mapping[str, AnswerValue] = field(default_factory=dict)
    """What most people answer where the route branches: only for "Bước 3/37", so that the total does not creep up."""

    @property
    def title(self) -> str:
        """Text key of the title; attributes .short and .about."""
        return f"procedure-{self.slug}"

    def fee(self, context: Context) -> Fee:
        """What it costs as the answers stand today."""
        return fee_for(self.fees, context)

    def term(self, context: Context) -> int:
        """Working days until the result."""
        return next(term.days for term in self.terms if term.when.holds(context))


@dataclass(frozen=True, slots=True)
class Office:
    """Whose bot this is: shown when a person is asked for."""

    name: str = ""
    phone: str = ""
    hours: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything a turn may look at besides the conversation: procedures in menu order, units, calendar, office."""

    procedures: tuple[Procedure, ...]
    gazetteer: Gazetteer
    calendar: WorkCalendar
    office: Office = Office()
    earlier: tuple[Procedure, ...] = ()
    """Older revisions that open drafts may still be pinned to."""
    draft_days: int = 7
    handed_off: frozenset[str] = frozenset()
    """Codes of procedures that no portal of ours takes: their citizens are guided through the other one."""
    blocked: frozenset[str] = frozenset()
    """Codes of procedures of which nothing new is filed, until staff have looked at what the National Portal says."""
    payment: PaymentWays = PaymentWays()
    words: Callable[[Text, str], str] = lambda text, language: text.key
    """A text in a language, for matching typed words with the labels of choices; a pure look-up."""

    def current(self, code: str) -> Procedure | None:
        """The newest revision of the procedure with this code or slug."""
        return next((p for p in self.procedures if code in (p.code, p.slug)), None)

    def most_supplements(self, code: str) -> int:
        """See ``Procedure.max_supplements``. Raises LookupError for a code that is not in the catalogue."""
        found = self.current(code)
        if found is None:
            raise LookupError(f"no procedure {code}")
        return found.max_supplements

    def pinned(self, code: str, revision: str) -> Procedure | None:
        """The revision under which a dossier was answered."""
        known = (*self.procedures, *self.earlier)
        return next((p for p in known if (p.code, p.revision) == (code, revision)), None)
