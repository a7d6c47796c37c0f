"""The questions of form CT01 for a temporary residence, in the order of the form (facts 2.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dialogs.answers import PartialDate
from dialogs.checks.citizen_id import CitizenId
from dialogs.checks.dates import DateCheck, birth_date
from dialogs.checks.outcome import Accepted, Context, Doubtful, Outcome, Refused
from dialogs.checks.places import PlaceCheck
from dialogs.conditions import AllOf, AnyOf, Condition, Is, IsNot, Within, Younger
from dialogs.effects import Ask as Kind
from dialogs.people import CARD, FILL, READ, REMIND, born, citizen_id, email, full_name, level_2, phone, prepare, sex
from dialogs.pictures import PaperKind
from dialogs.procedure import Part
from dialogs.procedures.temporary_residence.fees import CAMPAIGN_FROM, CAMPAIGN_TO
from dialogs.steps import Ask, Choose, OffPaper, Option, Photograph, Repeat, Suggestion, YesNo
from dialogs.texts import say

ADULT = 18
LONGEST_YEARS = 2
"""Longest registration, renewable (facts 2.1, low confidence)."""


def last_day(today: date) -> date:
    """The last day that may be asked for today."""
    return date(today.year + LONGEST_YEARS, today.month, min(today.day, 28))


@dataclass(frozen=True, slots=True)
class AtMostYearsAhead:
    """A day to come, not farther than the longest registration."""

    years: int

    def __call__(self, text: str, context: Context) -> Outcome:
        outcome = DateCheck(future=True, past=False)(text, context)
        value = outcome.value if isinstance(outcome, Accepted | Doubtful) else None
        if isinstance(value, PartialDate) and value.full and value.full > last_day(context.today):
            return Refused(say("fault-until-too-far", years=self.years), "E_DATE_ORDER")
        return outcome


ONLINE = Is("channel", "online")
NOT_HEAD = Is("is_head", False)
NOT_OWNER = IsNot("dwelling", "own")
MINOR = Younger("birth_date", ADULT)
RELATIONS = (
    Option("spouse", aliases=("vợ", "chồng", "wife", "husband")),
    Option("child", aliases=("con trai", "con gái", "con đẻ", "con nuôi")),
    Option("parent", aliases=("bố", "ba", "má", "cha", "mẹ", "father", "mother")),
    Option("sibling", aliases=("anh", "chị", "em", "anh trai", "chị gái", "em trai", "em gái", "anh em")),
    Option("grandchild", aliases=("cháu nội", "cháu ngoại")),
    Option(
        "tenant", aliases=("người thuê", "người thuê nhà", "ở thuê", "thuê nhà", "thuê", "ở nhờ", "ở trọ", "tenant")
    ),
    Option("other", aliases=("khác", "họ hàng", "bạn", "người quen")),
)
"""Only these: what is typed freely here ends up raw on the official form."""
WAYS = (
    Option("on_form", aliases=("ký", "ký tờ khai", "ký giấy")),
    Option("vneid", aliases=("vneid", "trên VNeID", "xác nhận trên VNeID", "confirm on VNeID")),
    Option("document", aliases=("giấy riêng", "có giấy", "giấy đồng ý")),
)


HOME_PAPERS = ("thue", "muon", "o nho", "quyen su dung dat", "so huu nha")
"""What stands on papers of a home."""


def _options(*codes: str) -> tuple[Option, ...]:
    return tuple(Option(code) for code in codes)


def _id(key: str, when: Condition, *suggest: Suggestion) -> Ask:
    """Somebody else's number: there is no sex or birth date of theirs to hold it against."""
    check = CitizenId(f"{key}_sex", f"{key}_birth")
    return Ask(key=key, check=check, kind=Kind.NUMBER, masked=True, when=when, suggest=suggest)


START = Part(
    "start",
    (
        Choose(key="stay", options=_options("long", "short", "same_commune")),
        Choose(
            key="channel",
            options=(
                Option("online", aliases=("online", "qua mạng", "trên mạng")),
                Option("direct", aliases=("trực tiếp", "quầy", "at the counter")),
            ),
        ),
        level_2(ONLINE),
        prepare("prepare-temporary-residence"),
        FILL,
        REMIND,
    ),
)

PERSON = Part("applicant", (READ, CARD, full_name(), born(), sex(), citizen_id(), phone(), email()))

HOME = Part(
    "home",
    (
        Ask(key="permanent_residence", check=PlaceCheck(), kind=Kind.ADDRESS),
        Ask(key="place", check=PlaceCheck(), kind=Kind.ADDRESS),
        Ask(key="until", check=AtMostYearsAhead(LONGEST_YEARS), kind=Kind.DATE),
        Choose(key="dwelling", options=_options("own", "rent", "borrow", "relatives")),
        Photograph(key="dwelling_proof", least=1, most=10, wants=(PaperKind.SHEET,), titles=HOME_PAPERS),
        Ask(key="owner_name", check=full_name().check, when=NOT_OWNER, suggest=(OffPaper("dwelling_proof", "name"),)),
        _id("owner_id", NOT_OWNER, OffPaper("dwelling_proof", "number")),
        Choose(key="owner_consent", options=WAYS, when=NOT_OWNER),
    ),
)

HOUSEHOLD = Part(
    "household",
    (
        YesNo(key="is_head"),
        Ask(key="head_name", check=full_name().check, when=NOT_HEAD),
        Choose(key="head_relation", options=RELATIONS, when=NOT_HEAD),
        _id("head_id", NOT_HEAD),
        Choose(key="head_consent", options=WAYS, when=NOT_HEAD),
        Ask(key="guardian_name", check=full_name().check, when=MINOR),
        _id("guardian_id", MINOR),
        YesNo(key="has_members"),
        Repeat(
            key="members",
            when=Is("has_members", True),
            until=Is("another", False),
            most=20,
            steps=(
                Ask(key="name", text="ask-member-name", check=full_name().check),
                Ask(key="birth", text="ask-member-birth", check=birth_date(), kind=Kind.DATE),
                Choose(key="sex", text="ask-member-sex", options=_options("male", "female")),
                Ask(
                    key="id",
                    text="ask-member-id",
                    check=CitizenId("sex", "birth"),
                    kind=Kind.NUMBER,
                    masked=True,
                ),
                Choose(key="relation", text="ask-member-relation", options=RELATIONS),
                YesNo(key="another", text="ask-member-another"),
            ),
        ),
    ),
)

FEE = Part(
    "fee",
    (
        Choose(
            key="fee_group",
            options=_options("ordinary", "child", "elderly", "disabled", "merit", "poor", "border", "orphan"),
            text="ask-residence-fee-group",
        ),
        YesNo(key="five_papers", when=AllOf(ONLINE, Is("vneid", True), Within(CAMPAIGN_FROM, CAMPAIGN_TO))),
    ),
)

PAPERS = Part(
    "papers",
    (
        Photograph(
            key="consent_paper",
            least=1,
            most=4,
            wants=(PaperKind.SHEET,),
            titles=("dong y",),
            when=AnyOf(
                AllOf(NOT_OWNER, Is("owner_consent", "document")), AllOf(NOT_HEAD, Is("head_consent", "document"))
            ),
        ),
    ),
)


PARTS = (START, PERSON, HOME, HOUSEHOLD, FEE, PAPERS)
