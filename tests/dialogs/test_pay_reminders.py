"""A fee that is still open is recalled twice at most, by day, and never when it may be paid."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dialogs.effects import CheckPayment, Remind
from dialogs.events import PaymentHeard, PaymentWord, TimeCame, Timer
from dialogs.payment import PaymentWays, Standing
from tests.dialogs.test_paying import filed, said, standing
from tests.play import Play

COUNTER = PaymentWays(online=False, counter=True)


def fires(play: Play) -> None:
    """The moment comes, by day, and only this one."""
    while not 8 <= (play.now + timedelta(hours=7)).hour < 20:
        play.now += timedelta(hours=1)
    play.take(TimeCame(**play._stamp(), timer=Timer.PAYMENT_REMIND, dossier=play.owing()[0]))


def asked(play: Play) -> bool:
    return any(isinstance(effect, CheckPayment) and effect.remind for effect in play.effects)


def reminded(play: Play) -> bool:
    return any(line.key == "pay-reminder" for message in said(play) for line in message.lines)


def opened() -> Play:
    play = filed()
    play.gateway_opens()
    return play


def test_the_gateway_is_asked_before_anybody_is_reminded() -> None:
    play = opened()
    fires(play)
    assert asked(play) and not said(play)
    play.money(PaymentWord.UNPAID, received=0)
    assert reminded(play)


def test_who_has_paid_meanwhile_is_thanked_and_not_reminded() -> None:
    play = opened()
    fires(play)
    play.money(PaymentWord.PAID, receipt="GD1")
    assert not reminded(play) and standing(play) is Standing.PAID
    fires(play)
    assert not asked(play) and not said(play)


def test_while_it_is_looked_up_nobody_is_reminded() -> None:
    play = opened()
    play.says("tôi đã nộp")
    fires(play)
    assert not asked(play) and not said(play) and standing(play) is Standing.CLAIMED


def test_who_says_paid_between_the_question_and_its_answer_is_not_reminded() -> None:
    play = opened()
    fires(play)
    play.says("tôi đã nộp")
    id, payment = play.owing()
    play.take(
        PaymentHeard(**play._stamp(), dossier=id, ref=payment.ref, word=PaymentWord.UNPAID, received=0, remind=True)
    )
    assert not reminded(play)


def test_an_answer_that_comes_at_night_waits_for_the_morning() -> None:
    play = opened()
    fires(play)
    play.now = play.now.replace(hour=16, minute=0)  # 23:00 in Vietnam
    play.money(PaymentWord.UNPAID, received=0)
    assert not said(play)
    (again,) = [effect for effect in play.effects if isinstance(effect, Remind)]
    assert (again.at + timedelta(hours=7)).hour == 7


def test_a_gateway_that_cannot_be_asked_reminds_nobody_and_is_asked_again() -> None:
    play = opened()
    fires(play)
    play.money(PaymentWord.UNKNOWN, received=0)
    assert not said(play) and [e.timer for e in play.effects if isinstance(e, Remind)] == [Timer.PAYMENT_REMIND]


@pytest.mark.parametrize("counter", [False, True])
def test_twice_and_never_a_third_time(counter: bool) -> None:
    play = filed(COUNTER) if counter else opened()
    times = 0
    for _ in range(6):
        fires(play)
        if asked(play):
            play.money(PaymentWord.UNPAID, received=0)
        times += reminded(play)
    assert times == 2


def test_a_dossier_that_ended_owes_nothing() -> None:
    play = opened()
    play.portal_reports(8)
    fires(play)
    assert not asked(play) and not reminded(play)
