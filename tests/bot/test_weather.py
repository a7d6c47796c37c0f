"""The breaker as a value: when it opens, how long it rests, who may try, and who goes first."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.weather import (
    FIRST_REST,
    GAP,
    LONGEST_REST,
    OPENS_AFTER,
    Ahead,
    Go,
    Hold,
    Sky,
    Wait,
    Weather,
    Why,
    bad,
    decide,
    good,
    hold_of,
)
from tests.fakes.clock import START

SECOND = timedelta(seconds=1)


def down(rests: int = 1) -> Weather:
    weather, now = Weather(), START
    for _ in range(rests):
        while not weather.rests_at(now):
            weather = bad(weather, now)
        now = weather.until or now
    return weather


def test_a_few_failures_in_a_row_open_it_and_an_answer_between_them_does_not() -> None:
    weather = Weather()
    for _ in range(OPENS_AFTER - 1):
        weather = bad(weather, START)
    assert good(weather, START).failures == 0
    assert weather.sky is Sky.CLOSED and bad(weather, START).sky is Sky.OPEN
    assert bad(good(weather, START), START).sky is Sky.CLOSED


def test_one_word_is_enough_when_it_says_to_stay_away_and_for_how_long() -> None:
    weather = bad(Weather(), START, after=900, surely=True)
    assert weather.sky is Sky.OPEN and weather.until == START + timedelta(seconds=900)


def test_it_rests_ever_longer_up_to_a_bound_and_remembers_since_when() -> None:
    rests = [down(n).until for n in (1, 2, 3, 9, 10)]
    assert rests[0] == START + FIRST_REST
    assert rests[1] == START + FIRST_REST * 3
    assert rests[4] is not None and rests[3] is not None and rests[4] - rests[3] == LONGEST_REST
    assert down(10).since == START


def test_what_was_under_way_when_it_went_down_prolongs_nothing() -> None:
    weather = down()
    assert bad(weather, START + SECOND).until == weather.until


def test_a_light_answer_half_opens_and_only_a_dossier_closes() -> None:
    half = good(down(), START + FIRST_REST, probe=True)
    assert half.sky is Sky.HALF_OPEN and half.since == START
    assert good(half, START).sky is Sky.CLOSED and good(half, START).since is None
    again = bad(half, START + FIRST_REST)
    assert again.sky is Sky.OPEN and again.until == START + FIRST_REST * 3


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=2)])
def test_a_clock_that_was_set_back_holds_nobody(back: timedelta) -> None:
    assert down().rests_at(START) and not down().rests_at(START - back)
    waits = decide(Weather(next_at=START), None, Ahead(), START - back, queued=True)
    assert isinstance(waits, Wait) and waits.seconds <= GAP.total_seconds()


def test_fair_weather_lets_everybody_go_at_once() -> None:
    assert decide(Weather(), None, Ahead(), START, queued=False) == Go()


def test_while_it_rests_nobody_goes_and_everybody_knows_until_when() -> None:
    first = decide(down(), None, Ahead(), START, queued=False)
    assert isinstance(first, Wait) and (first.why, first.until) == (Why.DOWN, down().until)
    tenth = decide(down(), None, Ahead(9), START, queued=True)
    assert isinstance(tenth, Wait) and tenth.seconds > first.seconds, "who is further back looks later"


def test_half_open_lets_one_through_and_only_the_first() -> None:
    half = good(down(), START, probe=True)
    assert decide(half, None, Ahead(), START, queued=True) == Go(trial=True)
    for ahead in (Ahead(1), Ahead(0, passing=True)):
        assert isinstance(decide(half, None, ahead, START, queued=True), Wait)


def test_a_queue_is_drained_one_after_the_other_and_not_too_fast() -> None:
    assert decide(Weather(), None, Ahead(), START, queued=True) == Go()
    assert isinstance(decide(Weather(), None, Ahead(1), START, queued=True), Wait)
    assert isinstance(decide(Weather(), None, Ahead(0, passing=True), START, queued=True), Wait)
    assert isinstance(decide(Weather(next_at=START + GAP), None, Ahead(), START, queued=True), Wait)
    assert decide(Weather(next_at=START), None, Ahead(), START, queued=True) == Go()


def test_a_hold_stands_above_the_weather_and_names_no_time() -> None:
    everything = Hold("p", "", "an", START, "bảo trì")
    one = Hold("p", "1.004194", "an", START, "đổi biểu mẫu")
    assert hold_of((one,), "3.000333") is None and hold_of((one,), "1.004194") == one
    assert hold_of((one, everything), "3.000333") == everything
    held = decide(Weather(), one, Ahead(), START, queued=False)
    assert isinstance(held, Wait) and (held.why, held.until) == (Why.HELD, None)
