"""Every rule of acceptance: what it finds and, next to it, what it leaves alone; as plain values."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.answers import AnswerValue, PartialDate
from dialogs.documents import Card, ReadText, Unfit, Unfitness
from dialogs.pictures import PaperKind
from dialogs.precheck import RULES, Case, Severity, judged
from tests.dialogs.precheck.cases import by_rule, case, day, found, photo, photos, place

FRONT, BACK, PASSPORT, SHEET = PaperKind.CARD_FRONT, PaperKind.CARD_BACK, PaperKind.PASSPORT, PaperKind.SHEET
UNKNOWN = PaperKind.UNKNOWN
PAGE, OTHER_PAGE = "0" * 64, "f" * 64
Changes = dict[str, AnswerValue | None]
CARD = Card("qr", "030190000018", "Nguyễn Thị Hoa", PartialDate(1990, 3, 5), "female")
EXPIRING = Card("mrz", "030190000018", "NGUYEN THI HOA", PartialDate(1990, 3, 5), "female", expires=day("25/11/2026"))

# rule, whose dossier, answers that make it fail, where it is found; answers that are just right.
ANSWERS: tuple[tuple[str, str, Changes, str, Changes], ...] = (
    ("rule-stops", "HOA", {"birth_date": day("22/11/2010")}, "birth_date", {"birth_date": day("21/11/2010")}),
    ("answer-missing", "HOA", {"phone": None}, "phone", {"email": None}),
    ("answer-missing", "HOA", {"phone": ""}, "phone", {"email": ""}),
    (
        "whole-faulty",
        "HOA",
        {"history.1.from": day("09/2008")},
        "history.1.from",
        {"history.1.from": day("07/2008")},
    ),
    ("whole-faulty", "NAM", {"until": day("22/11/2028")}, "until", {"until": day("21/11/2028")}),
    ("answer-refused", "NAM", {"until": day("20/11/2026")}, "until", {"until": day("21/11/2026")}),
    (
        "answer-refused",
        "HOA",
        {"id_issue_date": day("22/11/2026")},
        "id_issue_date",
        {"id_issue_date": day("21/11/2026")},
    ),
    (
        "history-before-birth",
        "HOA",
        {"history.0.from": day("02/1990")},
        "history.0.from",
        {"history.0.from": day("03/1990")},
    ),
    ("same-number", "BINH", {"submitter_id": "030190000018"}, "submitter_id", {"submitter_name": "nguyễn thị hoa"}),
    (
        "oneself-as-another",
        "BINH",
        {"submitter_id": "030190000018", "submitter_name": "Nguyễn Thị Hoa"},
        "submitter_id",
        {"submitter_name": "Nguyễn Thị Hoa"},
    ),
    ("oneself-as-another", "NAM", {"owner_id": "001095000027"}, "owner_id", {"owner_id": "079070000042"}),
    ("parent-born-after", "HOA", {"father_birth": day("1990")}, "father_birth", {"father_birth": day("1989")}),
    ("parent-young", "HOA", {"mother_birth": day("1979")}, "mother_birth", {"mother_birth": day("1978")}),
    ("proxy-young", "BINH", {"submitter_id": "001209000052"}, "submitter_id", {"submitter_id": "001208000052"}),
    ("number-doubted", "HOA", {"sex": "male"}, "id_number", {}),
    ("number-doubted", "HOA", {"birth_date": day("05/03/1991")}, "id_number", {}),
    ("number-doubted", "MAI", {"members.0.birth": day("05/03/2014")}, "members.0.id", {}),
    ("fee-age", "BINH", {"fee_group": "elderly"}, "fee_group", {"fee_group": "disabled"}),
    ("fee-age", "BINH", {"fee_group": "child"}, "fee_group", {}),
    (
        "fee-age",
        "BINH",
        {"fee_group": "elderly", "birth_date": day("22/11/1966")},
        "fee_group",
        {"fee_group": "elderly", "birth_date": day("21/11/1966")},
    ),
    (
        "lives-elsewhere",
        "HOA",
        {"history.1.address": place("00001")},
        "history.1.address",
        {"history.1.address": place("00001", "KR")},
    ),
    ("stay-short", "NAM", {"until": day("20/12/2026")}, "until", {"until": day("21/12/2026")}),
    ("authorisation-missing", "BINH", {"authorisation": None}, "authorisation", {}),
    ("fee-proof-missing", "BINH", {"fee_proof": None}, "fee_proof", {"fee_group": "ordinary"}),
    ("paper-missing", "BINH", {"id_card": None}, "id_card", {"fee_proof": None}),
    ("pages-missing", "BINH", {"id_card": photos(("a", FRONT))}, "id_card", {"id_card": None}),
    (
        "side-missing",
        "BINH",
        {"id_card": photos(("a", BACK), ("b", BACK))},
        "id_card",
        {"id_card": photos(("a", BACK), photo("b", BACK, kept=True))},
    ),
    (
        "wrong-paper",
        "BINH",
        {"authorisation": photos(("a", FRONT))},
        "authorisation",
        {"authorisation": photos(("a", UNKNOWN))},
    ),
    (
        "wrong-paper",
        "BINH",
        {"id_card": photos(("a", FRONT), ("b", SHEET))},
        "id_card",
        {"id_card": photos(("a", FRONT), photo("b", SHEET, kept=True))},
    ),
    (
        "side-missing",
        "BINH",
        {"id_card": photos(("a", FRONT), ("b", FRONT))},
        "id_card",
        {"id_card": photos(("a", FRONT), ("b", UNKNOWN))},
    ),
    (
        "side-missing",
        "BINH",
        {"id_card": photos(("a", BACK), ("b", PASSPORT))},
        "id_card",
        {"id_card": photos(("a", PASSPORT), ("b", PASSPORT))},
    ),
    (
        "same-photo",
        "BINH",
        {"id_card": photos(photo("a", page=PAGE), photo("b", page=PAGE))},
        "id_card",
        {"id_card": photos(photo("a", page=PAGE), photo("b", page=OTHER_PAGE))},
    ),
    (
        "same-photo-elsewhere",
        "BINH",
        {"authorisation": photos(photo("a", page=PAGE)), "fee_proof": photos(photo("b", page=PAGE))},
        "fee_proof",
        {"authorisation": photos(photo("a")), "fee_proof": photos(photo("b"))},
    ),
    (
        "photo-kept",
        "BINH",
        {"fee_proof": photos(photo("a", faults=("blurred",), kept=True))},
        "fee_proof",
        {"fee_proof": photos(photo("a", faults=("blurred",)))},
    ),
)


@pytest.mark.parametrize(("rule", "who", "wrong", "path", "right"), ANSWERS)
def test_a_rule_finds_its_fault_and_nothing_beside_it(
    rule: str, who: str, wrong: Changes, path: str, right: Changes
) -> None:
    assert by_rule(rule, case(who, wrong)) == [path]
    assert by_rule(rule, case(who, right)) == []


@pytest.mark.parametrize("who", ["HOA", "NAM", "MAI"])
def test_the_demonstration_people_are_without_a_fault(who: str) -> None:
    assert found(case(who)) == {}


def test_somebody_who_files_for_a_stranger_is_asked_only_where_she_lives() -> None:
    assert found(case("BINH")) == {"lives-elsewhere": "history.1.address"}


def test_the_history_must_reach_this_month_or_the_last() -> None:
    """The last row of forty is the end, whatever it says."""
    for until, paths in (("09/2026", ["history.1.to"]), ("10/2026", []), ("11/2026", [])):
        assert by_rule("history-ends-early", case(changes={"history.1.to": day(until)})) == paths


CARDS: tuple[tuple[str, Case, list[str]], ...] = (
    ("card-expired", case(card=EXPIRING, today=day("26/11/2026").full), ["id_issue_date"]),
    ("card-expired", case(card=EXPIRING, today=day("25/11/2026").full), []),
    ("card-expired", case("BINH", card=EXPIRING, today=day("26/11/2026").full), ["id_card"]),
    ("card-expires-soon", case(card=EXPIRING), ["id_issue_date"]),
    ("card-expires-soon", case(card=EXPIRING, promised=day("25/11/2026").full), []),
    ("card-expires-soon", case(card=CARD), []),
    ("card-differs", case(card=CARD), []),
    ("card-differs", case(card=replace(CARD, name="Nguyễn Thị Hòa")), ["full_name"]),
    ("card-differs", case(changes={"full_name": "Nguyễn Thị Hoà"}, card=replace(CARD, name="Nguyễn Thị Hòa")), []),
    ("card-differs", case(card=replace(CARD, birth=day("05/03/1991"), sex="male")), ["sex", "birth_date"]),
    ("card-differs", case(card=replace(CARD, name="Hoa"), accepted=("E_CARD_DIFFERS@full_name",)), []),
    ("card-differs-kept", case(card=replace(CARD, name="Hoa"), accepted=("E_CARD_DIFFERS@full_name",)), ["full_name"]),
    ("card-differs-kept", case(card=replace(CARD, name="Hoa")), []),
    ("card-differs", case(changes={"full_name": "Ai Đó Khác"}), []),
)


@pytest.mark.parametrize(("rule", "of", "paths"), CARDS)
def test_what_the_card_says_counts_only_when_it_was_read(rule: str, of: Case, paths: list[str]) -> None:
    assert by_rule(rule, of) == paths


@pytest.mark.parametrize(
    ("born", "issued", "outgrown"),
    [
        ("10/10/1986", "15/08/2021", True),  # issued at 34, 40 in October
        ("10/12/1986", "15/08/2021", False),  # 40 next month
        ("10/10/1986", "11/10/2024", False),  # issued at 38: good until 60
        ("10/10/1986", "09/10/2024", True),  # issued at 37
        ("10/10/1960", "15/08/2021", False),  # issued after 60: for good
        ("05/03/1990", "15/08/2021", False),
        ("1986", "15/08/2021", False),  # the birthday is not known
    ],
)
def test_a_card_is_outgrown_at_a_birthday_unless_it_was_issued_shortly_before(
    born: str, issued: str, outgrown: bool
) -> None:
    of = case(changes={"birth_date": day(born), "id_issue_date": day(issued), "id_type": "cccd"})
    assert by_rule("card-outgrown", of) == (["id_issue_date"] if outgrown else [])


def test_a_card_whose_day_is_known_is_not_guessed_at_and_a_passport_is_never_outgrown() -> None:
    old: Changes = {"birth_date": day("10/10/1986"), "id_issue_date": day("15/08/2021"), "id_type": "cccd"}
    assert by_rule("card-outgrown", case(changes=old, card=EXPIRING)) == []
    assert by_rule("card-outgrown", case(changes={**old, "id_type": "passport"})) == []


@pytest.mark.parametrize(
    ("rule", "what", "value", "sure", "paths"),
    [
        ("other-names", "name", "Phạm Văn Hùng", 91, ["dwelling_proof"]),
        ("other-names", "name", "PHAM VAN MINH", 91, []),  # marks may be misread
        ("other-names", "name", "Trần Văn Nam", 91, []),  # the tenant stands there as well
        ("other-names", "name", "Phạm Văn Hùng", 85, ["dwelling_proof"]),
        ("other-names", "name", "Phạm Văn Hùng", 84, []),
        ("other-numbers", "number", "079070000099", 91, ["dwelling_proof"]),
        ("other-numbers", "number", "001095000027", 91, []),
        ("other-numbers", "number", "079070000099", 84, []),
    ],
)
def test_a_paper_of_nobody_in_the_dossier_is_asked_about(
    rule: str, what: str, value: str, sure: int, paths: list[str]
) -> None:
    assert by_rule(rule, case("NAM", reads=(("dwelling_proof", ReadText(what, value, sure)),))) == paths
    assert by_rule(rule, case("NAM", reads=(("consent_paper", ReadText(what, value, sure)),))) == []


def test_an_unfit_paper_stands_until_its_pictures_change() -> None:
    unfit = (Unfit("dwelling_proof", Unfitness.TOO_BIG, ("a",)),)
    changes: Changes = {"dwelling_proof": photos(photo("a"))}
    assert by_rule("paper-unfit", case("NAM", changes, unfit=unfit)) == ["dwelling_proof"]
    assert by_rule("paper-unfit", case("NAM", {"dwelling_proof": photos(photo("b"))}, unfit=unfit)) == []


def test_a_person_at_one_number_in_two_roles_is_no_fault() -> None:
    """An owner who is the head of the household as well."""
    assert by_rule("same-number", case("MAI")) == []


def test_everything_is_told_at_once_in_the_order_of_the_form_and_once_for_each_place() -> None:
    wrong: Changes = {"phone": None, "father_birth": day("1995"), "id_number": "030191000018"}
    assert [(one.rule, one.path) for one in judged(case(changes=wrong))] == [
        ("parent-born-after", "father_birth"),
        ("answer-missing", "phone"),
        ("number-doubted", "id_number"),
    ]
    # A birth date that stops the dossier makes periods begin before it, too; at the birth date only that is told.
    young = judged(case(changes={**wrong, "birth_date": day("22/11/2010")}))
    assert [(one.rule, one.path) for one in young if one.severity is Severity.RETURNED] == [
        ("rule-stops", "birth_date"),
        ("answer-missing", "phone"),
        ("history-before-birth", "history.0.from"),
        ("history-before-birth", "history.1.from"),
    ]


def test_of_several_faults_at_one_place_the_first_rule_is_told_and_no_question_beside_it() -> None:
    """A submitter with the applicant's number under another name: same-number comes before oneself-as-another."""
    wrong: Changes = {"submitter_id": "001209000052", "id_number": "001209000052"}
    both = [(one.rule, one.severity) for one in judged(case("BINH", wrong)) if one.path == "submitter_id"]
    assert both == [("same-number", Severity.RETURNED)]


def test_what_a_machine_read_may_be_overruled_and_is_then_only_asked() -> None:
    late = day("26/11/2026").full
    (finding,) = [one for one in judged(case(card=EXPIRING, today=late)) if one.rule == "card-expired"]
    assert finding.severity is Severity.RETURNED and finding.overrulable
    accepted = judged(case(card=EXPIRING, today=late, accepted=(finding.name,)))
    assert [(one.rule, one.severity) for one in accepted] == [("card-expired", Severity.ASKED)]


def test_a_row_left_open_is_one_reason() -> None:
    assert by_rule("answer-missing", case(changes={"history.1.to": day("06/2026")})) == ["history.2.from"]


def test_every_rule_is_tested_here() -> None:
    told = {row[0] for row in ANSWERS} | {row[0] for row in CARDS}
    told |= {"history-ends-early", "card-outgrown", "other-names", "other-numbers", "paper-unfit"}
    assert told == {rule.key for rule in RULES}
