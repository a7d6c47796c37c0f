"""Questions that every procedure asks in the same way: consent, name, birth, papers, phone."""

from __future__ import annotations

from dialogs.checks.citizen_id import CitizenId
from dialogs.checks.dates import birth_date
from dialogs.checks.email import Email
from dialogs.checks.names import PersonName
from dialogs.checks.phones import Phone
from dialogs.conditions import Always, Condition, Is
from dialogs.effects import Ask as Kind
from dialogs.pictures import PaperKind
from dialogs.steps import Acknowledge, Agree, Ask, Choose, Option, Photograph, YesNo

FILL = Agree(key="consent_fill", purpose="fill", text="consent-fill")
READ = Agree(key="consent_read", purpose="read", text="consent-read", required=False)
"""Reading what stands on photos is a purpose of its own (facts 8.2)."""
CARD = Photograph(
    key="card_photo",
    text="ask-card-photo",
    most=2,
    wants=(PaperKind.CARD_FRONT, PaperKind.CARD_BACK, PaperKind.PASSPORT),
    keep=False,
    optional=True,
    sensitive=True,
    when=Is("consent_read", True),
)
"""The applicant's card, only to be read: it spares the typing of six answers."""
REMIND = Agree(key="consent_remind", purpose="remind", text="consent-remind", required=False)


def prepare(text: str) -> Acknowledge:
    """What to have at hand before starting."""
    return Acknowledge(key="prepare", text=text)


def level_2(when: Condition) -> YesNo:
    """Is VNeID level 2 active? Since 20/07/2026 the national portal knows no other login (QĐ 29/2026/QĐ-TTg)."""
    return YesNo(key="vneid", when=when)


def full_name(key: str = "full_name", text: str = "", wire: str = "", when: Condition = Always()) -> Ask:  # noqa: B008 (frozen)
    """A person's name (facts 10.1)."""
    return Ask(key=key, text=text, check=PersonName(), wire=wire, when=when)


def born(min_age: int = 0, wire: str = "") -> Ask:
    """Day of birth; the procedure's own rule explains a minimum age."""
    return Ask(key="birth_date", check=birth_date(min_age), kind=Kind.DATE, wire=wire)


def sex(wire: str = "") -> Choose:
    """Male or female, as on the card."""
    return Choose(key="sex", options=(Option("male"), Option("female")), wire=wire)


def citizen_id() -> Ask:
    """The 12-digit number (facts 5.1)."""
    return Ask(key="citizen_id", check=CitizenId(), kind=Kind.NUMBER, masked=True)


def phone(wire: str = "") -> Ask:
    """A mobile number; foreign numbers for Vietnamese abroad."""
    return Ask(key="phone", check=Phone(foreign=True), kind=Kind.PHONE, wire=wire)


def email(wire: str = "") -> Ask:
    """May stay empty."""
    return Ask(key="email", check=Email(), optional=True, wire=wire)
