"""The questions of form CT01 for a temporary residence, in the order of the form (facts 2.1)."""

from __future__ import annotations

from dialogs.checks.citizen_id import CitizenId
from dialogs.checks.dates import DateCheck, birth_date
from dialogs.checks.places import PlaceCheck
from dialogs.checks.text import FreeText
from dialogs.conditions import AllOf, Always, AnyOf, Is, IsNot, Within, Younger
from dialogs.effects import Ask as Kind
from dialogs.people import FILL, REMIND, born, citizen_id, email, full_name, level_2, phone, prepare, sex
from dialogs.procedure import Part
from dialogs.procedures.temporary_residence.fees import CAMPAIGN_FROM, CAMPAIGN_TO
from dialogs.steps import Ask, Choose, Option, Photograph, Repeat, YesNo

ADULT = 18

ONLINE = Is("channel", "online")
NOT_HEAD = Is("is_head", False)
NOT_OWNER = IsNot("dwelling", "own")
MINOR = Younger("birth_date", ADULT)
RELATIONS = ("spouse", "child", "parent", "sibling", "grandchild", "tenant", "other")
WAYS = ("on_form", "vneid", "document")


def _options(*codes: str) -> tuple[Option, ...]:
    return tuple(Option(code) for code in codes)


def _id(key: str, *, text: str = "", when: object = None, sex_key: str = "", birth: str = "") -> Ask:
    return Ask(
        key=key,
        text=text,
        check=CitizenId(sex_key or f"{key}_sex", birth or f"{key}_birth"),
        kind=Kind.NUMBER,
        masked=True,
        when=when if when is not None else Always(),  # type: ignore[arg-type]
    )


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

PERSON = Part("applicant", (full_name(), born(), sex(), citizen_id(), phone(), email()))

HOME = Part(
    "home",
    (
        Ask(key="permanent_residence", check=PlaceCheck(), kind=Kind.ADDRESS),
        Ask(key="place", check=PlaceCheck(), kind=Kind.ADDRESS),
        Ask(key="until", check=DateCheck(future=True, past=False), kind=Kind.DATE),
        Choose(key="dwelling", options=_options("own", "rent", "borrow", "relatives")),
        Ask(key="owner_name", check=full_name().check, when=NOT_OWNER),
        _id("owner_id", when=NOT_OWNER),
        Choose(key="owner_consent", options=_options(*WAYS), when=NOT_OWNER),
    ),
)

HOUSEHOLD = Part(
    "household",
    (
        YesNo(key="is_head"),
        Ask(key="head_name", check=full_name().check, when=NOT_HEAD),
        Choose(key="head_relation", options=_options(*RELATIONS), when=NOT_HEAD, other=FreeText(2, 60)),
        _id("head_id", when=NOT_HEAD),
        Choose(key="head_consent", options=_options(*WAYS), when=NOT_HEAD),
        Ask(key="guardian_name", check=full_name().check, when=MINOR),
        _id("guardian_id", when=MINOR),
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
                Choose(key="relation", text="ask-member-relation", options=_options(*RELATIONS), other=FreeText(2, 60)),
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
        Photograph(key="dwelling_proof", least=1, most=10),
        Photograph(
            key="consent_paper",
            least=1,
            most=4,
            when=AnyOf(
                AllOf(NOT_OWNER, Is("owner_consent", "document")), AllOf(NOT_HEAD, Is("head_consent", "document"))
            ),
        ),
    ),
)


PARTS = (START, PERSON, HOME, HOUSEHOLD, FEE, PAPERS)
