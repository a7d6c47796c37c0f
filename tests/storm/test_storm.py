"""A small storm of every kind, and a checker that sees each broken promise in its history."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest

from tests.fakes.postgres import running_postgres
from tests.storm.checker import check
from tests.storm.conduct import Plan, Storm
from tests.storm.history import Record, read

SMALL = Plan(seed=20_261_128, kills=20, citizens=6, at_once=6, most_seconds=100)
FLEET = ("gateway", "gateway", "worker", "worker")


def the(records: list[Record], what: str, **like: object) -> Record:
    """The last record of this kind that is like this."""
    return next(
        one
        for one in reversed(records)
        if one["what"] == what and all(one.get(name) == value for name, value in like.items())
    )


def without(records: list[Record], gone: Record) -> None:
    records.remove(gone)


def an_acknowledged_event_is_gone(records: list[Record]) -> None:
    without(records, the(records, "end.arrival", channel="webchat"))


def an_event_arrived_under_another_name(records: list[Record]) -> None:
    records.append({**the(records, "end.arrival", channel="telegram"), "event": "m1.1+again"})


def a_turn_lost_its_posts(records: list[Record]) -> None:
    turn = the(records, "end.post", kind="say")["turn"]
    for one in [one for one in records if one["what"] == "end.post" and one["turn"] == turn]:
        without(records, one)


def a_post_is_left(records: list[Record]) -> None:
    the(records, "end.post")["state"] = 0


def a_post_is_dead(records: list[Record]) -> None:
    the(records, "end.post")["state"] = 2


def an_answer_is_another(records: list[Record]) -> None:
    the(records, "end.dossier")["answers"]["phone"] = "+84900000000"


def an_answer_is_missing(records: list[Record]) -> None:
    del the(records, "end.dossier")["answers"]["full_name"]


def two_messages_are_swapped(records: list[Record]) -> None:
    who = the(records, "comes", channel="webchat")["who"]
    heard = [one for one in records if one["what"] == "hears" and one["who"] == who]
    heard[5]["text"], heard[8]["text"] = heard[8]["text"], heard[5]["text"]


def the_web_log_is_out_of_order(records: list[Record]) -> None:
    chat = the(records, "end.web", by="bot")["chat"]
    shown = [one for one in records if one["what"] == "end.web" and one["chat"] == chat and one["by"] == "bot"]
    shown[1]["post"], shown[2]["post"] = shown[2]["post"], shown[1]["post"]


def telegram_was_given_a_message_too_little(records: list[Record]) -> None:
    call = the(records, "end.telegram")
    same = [one for one in records if one["what"] == "end.telegram" and one["chat"] == call["chat"]]
    for one in [one for one in same if one["text"] == same[3]["text"]]:
        without(records, one)


def everything_is_said_twice(records: list[Record]) -> None:
    for one in [one for one in records if one["what"] == "end.telegram"]:
        records.insert(records.index(one), dict(one))


def it_was_stored_twice(records: list[Record]) -> None:
    records.append(the(records, "stored"))


def it_was_sent_again(records: list[Record]) -> None:
    records.append({"t": 1.0, "what": "turned away", "ref": the(records, "stored")["ref"], "why": "DUPLICATE"})


def it_was_said_before_it_was_stored(records: list[Record]) -> None:
    for one in records:
        if one["what"] == "stored":
            one["t"] += 1000.0


def the_portal_has_moved_on(records: list[Record]) -> None:
    the(records, "end.portal")["status"] = 7


def the_notice_never_came(records: list[Record]) -> None:
    code = the(records, "end.portal")["code"]
    for one in [one for one in records if one["what"] == "hears" and code in one["text"]]:
        without(records, one)


def one_reads_of_another(records: list[Record]) -> None:
    heard = the(records, "hears")
    stranger = next(one for one in records if one["what"] == "comes" and one["who"] != heard["who"])
    heard["words"] += f" {stranger['canaries'][1]}"


def one_gets_the_code_of_another(records: list[Record]) -> None:
    first, second = [one for one in records if one["what"] == "end.portal"][:2]
    first["code"], second["code"] = second["code"], first["code"]


def the_ledger_is_broken(records: list[Record]) -> None:
    the(records, "end.ledger")["sound"] = False


def a_move_was_not_noted(records: list[Record]) -> None:
    without(records, the(records, "end.note", noted="life"))


def a_log_says_a_name(records: list[Record]) -> None:
    the(records, "end.log")["found"].append("a canary")


def a_server_fell_by_itself(records: list[Record]) -> None:
    records.append({"t": 1.0, "what": "fell", "house": "all", "status": 1})


def a_push_waits(records: list[Record]) -> None:
    the(records, "end.push")["state"] = "waiting"


def nobody_died_at_one_point(records: list[Record]) -> None:
    for one in [one for one in records if one["what"] == "killed" and one["point"] == "say.after-send"]:
        without(records, one)


def somebody_was_left_alone(records: list[Record]) -> None:
    without(records, the(records, "finished"))


WRONGS: tuple[tuple[Callable[[list[Record]], None], str], ...] = (
    (an_acknowledged_event_is_gone, "I1"),
    (a_post_is_left, "I1"),
    (a_post_is_dead, "I1"),
    (a_server_fell_by_itself, "I1"),
    (a_push_waits, "I1"),
    (somebody_was_left_alone, "I1"),
    (an_answer_is_another, "I2"),
    (an_answer_is_missing, "I2"),
    (an_event_arrived_under_another_name, "I3"),
    (a_turn_lost_its_posts, "I3"),
    (two_messages_are_swapped, "I4"),
    (the_web_log_is_out_of_order, "I4"),
    (telegram_was_given_a_message_too_little, "I4"),
    (it_was_stored_twice, "I5"),
    (it_was_sent_again, "I5"),
    (it_was_said_before_it_was_stored, "I6"),
    (the_portal_has_moved_on, "I7"),
    (the_notice_never_came, "I8"),
    (everything_is_said_twice, "I8"),
    (one_reads_of_another, "I9"),
    (one_gets_the_code_of_another, "I9"),
    (the_ledger_is_broken, "I11"),
    (a_move_was_not_noted, "I11"),
    (a_log_says_a_name, "I12"),
    (nobody_died_at_one_point, "floor"),
)


@pytest.mark.storm
async def test_embedded(tmp_path: Path) -> None:
    storm = Storm(SMALL, tmp_path)
    await storm.run()
    storm.history.save(tmp_path / "history.jsonl")
    records = read(tmp_path / "history.jsonl")
    assert check(records) == []
    missed = []
    for spoil, invariant in WRONGS:
        spoilt = deepcopy(records)
        spoil(spoilt)
        if not any(one.startswith(invariant) for one in check(spoilt)):
            missed.append(spoil.__name__)
    assert not missed, "the checker does not see these"


@pytest.mark.storm
@pytest.mark.postgres
async def test_fleet(tmp_path: Path) -> None:
    with running_postgres(connections=300) as server:
        plan = Plan(
            seed=20_261_129,
            kills=20,
            citizens=4,
            at_once=4,
            floor=0,
            most_seconds=45,
            database=server.fresh(),
            houses=FLEET,
            mode="polling",
        )
        storm = Storm(plan, tmp_path)
        await storm.run()
    assert check(storm.history.records) == []
