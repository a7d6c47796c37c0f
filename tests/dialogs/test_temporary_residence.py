"""Temporary residence: charges, form CT01 with members and a minor, who must consent, what stops it."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.answers import Answer, AnswerValue, PartialDate
from dialogs.checks.choices import chosen
from dialogs.checks.outcome import Accepted, Context
from dialogs.procedures import TEMPORARY_RESIDENCE
from dialogs.route import walk
from dialogs.steps import Ask, Choose
from tests.dialogs.test_turn_filling import filling
from tests.fakes.units import gazetteer
from tests.people import MAI
from tests.play import Play

TODAY = date(2026, 11, 21)


def context(day: date = TODAY, **answers: AnswerValue) -> Context:
    usual: dict[str, AnswerValue] = {"channel": "online", "vneid": True, "fee_group": "ordinary", "has_members": False}
    given = {key.replace("__", "."): Answer(value) for key, value in (usual | answers).items()}
    return Context(day, given, "", gazetteer())


def taken(given: Context) -> Context:
    return walk(TEMPORARY_RESIDENCE, given).taken(given)


TWO: dict[str, AnswerValue] = {
    "has_members": True,
    "members__0__name": "Lê Thị Mai",
    "members__0__birth": PartialDate(1996, 11, 20),
    "members__0__sex": "female",
    "members__0__id": "001196000033",
    "members__0__relation": "spouse",
    "members__0__another": True,
    "members__1__name": "Trần Minh Anh",
}


@pytest.mark.parametrize(
    ("given", "dong"),
    [
        (context(), 7_000),
        (context(channel="direct"), 15_000),
        (context(**TWO), 15_000),
        (context(channel="direct", **TWO), 30_000),
        (context(fee_group="elderly"), 0),
        (context(five_papers=True), 0),
        (context(channel="direct", five_papers=True), 15_000),
        (context(date(2027, 3, 1), five_papers=True), 7_000),
        (context(**(TWO | {"members__0__another": False})), 10_000),
        (context(**(TWO | {"has_members": False})), 7_000),
    ],
)
def test_charges(given: Context, dong: int) -> None:
    assert TEMPORARY_RESIDENCE.fee(taken(given)).total == dong


def test_three_working_days() -> None:
    assert TEMPORARY_RESIDENCE.term(context()) == 3


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (context(stay="short"), "E_CHANNEL_CLOSED"),
        (context(stay="same_commune"), "E_CHANNEL_CLOSED"),
        (context(vneid=False), "E_VNEID_LEVEL"),
        (context(consent_fill=False), "E_CONSENT_MISSING"),
        (context(dwelling="rent", owner_consent="vneid"), "W_CONSENT_VNEID"),
        (context(is_head=False, head_consent="vneid"), "W_CONSENT_VNEID_HEAD"),
    ],
)
def test_rules(given: Context, code: str) -> None:
    assert code in {rule.code for rule in TEMPORARY_RESIDENCE.rules if rule.when.holds(taken(given))}


def test_at_most_two_years_and_not_at_home() -> None:
    def faults(**answers: AnswerValue) -> list[str]:
        return [fault.path for fault in TEMPORARY_RESIDENCE.review(context(**answers))]

    assert faults(until=PartialDate(2028, 11, 21)) == [] and faults(until=PartialDate(2028, 11, 22)) == ["until"]
    assert faults(place="x", permanent_residence="x") == ["place"]


def asked(given: Context) -> set[str]:
    return {spot.path for spot in walk(TEMPORARY_RESIDENCE, given).spots}


def test_whose_consent_is_asked_for() -> None:
    assert {"owner_name", "owner_id", "owner_consent"} & asked(context(dwelling="own")) == set()
    assert {"owner_name", "owner_id", "owner_consent"} <= asked(context(dwelling="rent"))
    assert {"head_name", "head_id", "head_consent"} <= asked(context(is_head=False))
    assert {"guardian_name", "guardian_id"} <= asked(context(birth_date=PartialDate(2008, 11, 22)))
    assert {"guardian_name", "guardian_id"} & asked(context(birth_date=PartialDate(2008, 11, 21))) == set()
    assert "consent_paper" in asked(context(dwelling="rent", owner_consent="document"))
    assert "consent_paper" not in asked(context(dwelling="own", owner_consent="document")), (
        "a consent that is off the route asks for no paper"
    )


def form_of(play: Play) -> dict[str, object]:
    dossier = play.conversation.dossiers[-1]
    return dict(TEMPORARY_RESIDENCE.wire(taken(Context(TODAY, dossier.answers, "", gazetteer()))))


def test_ct01_of_a_head_of_household_alone() -> None:
    form = form_of(filling("review", "temporary-residence"))
    assert (form["head_name"], form["head_id"], form["head_relation"]) == ("Trần Văn Nam", "001095000027", "self")
    assert (form["full_name"], form["birth_date"], form["sex"]) == ("Trần Văn Nam", "12/07/1995", "male")
    assert (form["owner_name"], form["owner_consent"]) == ("Phạm Văn Minh", "on_form")
    assert form["request_text"] == (
        "Đăng ký tạm trú tại 20 đường Lê Lợi, Phường Sài Gòn, Thành phố Hồ Chí Minh đến ngày 30/10/2027"
    )
    assert form["members"] == [] and "guardian_name" not in form and "email" not in form


def test_ct01_of_a_minor_with_a_member_under_an_uncle() -> None:
    play = Play()
    play.opens("temporary-residence")
    play.fills(MAI)
    form = form_of(play)
    assert (form["head_name"], form["head_relation"], form["head_consent"]) == ("Phạm Văn Minh", "grandchild", "vneid")
    assert (form["guardian_name"], form["guardian_id"]) == ("Lê Văn Hùng", "001080000046")
    assert form["members"] == [
        {
            "full_name": "Lê Minh Anh",
            "birth_date": "05/03/2015",
            "sex": "female",
            "citizen_id": "001315000018",
            "relation": "sibling",
        }
    ]


@pytest.mark.parametrize(
    ("typed", "code"),
    [("nguoi thue", "tenant"), ("người thuê nhà", "tenant"), ("vợ", "spouse"), ("Cháu", "grandchild")],
)
def test_a_relation_is_one_of_the_list_however_it_is_typed(typed: str, code: str) -> None:
    step = next(s for part in TEMPORARY_RESIDENCE.parts for s in part.steps if s.key == "head_relation")
    assert isinstance(step, Choose) and step.other is None, "nothing typed freely reaches the official form"
    outcome = chosen(typed, tuple((o.code, o.code, tuple(o.aliases)) for o in step.options))
    assert getattr(outcome, "value", None) == code


@pytest.mark.parametrize(("typed", "accepted"), [("21/11/2028", True), ("30/10/2029", False), ("05/03/2020", False)])
def test_the_last_day_is_judged_at_once(typed: str, accepted: bool) -> None:
    step = next(s for part in TEMPORARY_RESIDENCE.parts for s in part.steps if s.key == "until")
    assert isinstance(step, Ask)
    outcome = step.check(typed, Context(date(2026, 11, 21)))
    assert isinstance(outcome, Accepted) == accepted
