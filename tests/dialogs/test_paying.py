"""A fee in the conversation: in whatever order things happen, nobody is asked to pay what is paid or may be."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs.dossier import Life
from dialogs.effects import CallStaff, CheckPayment, Erase, Message, OpenPayment, Say, fee_owner
from dialogs.events import PaymentHeard, PaymentWord, Timer
from dialogs.payment import TO_PAY, PaymentWays, Standing
from tests.people import HOA
from tests.play import Play, house

BOTH = PaymentWays(online=True, counter=True)
DUE = {**HOA, "five_papers": "[Không]"}


@cache
def _filed(ways: PaymentWays) -> Play:
    play = Play(replace(house(), payment=ways))
    play.opens("criminal-record")
    play.fills(DUE)
    play.says("nộp")
    play.says("đồng ý")
    play.portal_files()
    return play


def filed(ways: PaymentWays = BOTH, status: int = 6, **details: object) -> Play:
    """A dossier of 200,000 đ at the authority, which has just asked for the fee."""
    first, play = _filed(ways), Play(replace(house(), payment=ways))
    play.conversation, play.now, play.labels = first.conversation, first.now, dict(first.labels)
    play._count, play.portal_holds = first._count, dict(first.portal_holds)
    if status:
        play.portal_reports(4, code="H99.01-261121-0006")
        play.portal_reports(status, **details)
    return play


def said(play: Play) -> list[Message]:
    return [effect.message for effect in play.effects if isinstance(effect, Say)]


def asks_for_money(play: Play) -> bool:
    """Whether this turn showed a code or a page to pay with."""
    return any(one.attachment_name == "ma-nop-phi.png" or any(b.link for b in one.buttons) for one in said(play))


def standing(play: Play) -> Standing:
    return play.owing()[1].standing


def staff(play: Play) -> list[str]:
    return [effect.reason for effect in play.effects if isinstance(effect, CallStaff)]


# ---------------------------------------------------------------- in whatever order

ACTS = (
    "opens", "late", "failed", "claims", "retracts", "shows", "counter", "paid", "wrong", "twice", "unpaid",
    "unpaid-show", "unknown", "asked", "asked-more", "cash", "a-day", "refused", "words", "dossiers", "in-process",
)  # fmt: skip


def act(play: Play, what: str, number: int) -> None:
    play.effects = []  # a day may pass in which nothing happens
    id, _ = play.owing()
    live = {m: b for b, m in (*play.conversation.standing, *play.conversation.prompt.buttons)}
    presses = {"claims": f"paid:{id}", "retracts": f"unpaid:{id}", "shows": f"pay:{id}", "counter": f"counter:{id}"}
    words = {"paid": PaymentWord.PAID, "wrong": PaymentWord.WRONG, "twice": PaymentWord.TWICE}
    words |= {"unpaid": PaymentWord.UNPAID, "unpaid-show": PaymentWord.UNPAID, "unknown": PaymentWord.UNKNOWN}
    if what in presses:
        play.presses_id(live.get(presses[what], "gone"))
    elif what in words:
        play.money(words[what], receipt=f"GD{number}", show=what == "unpaid-show")
    elif what == "cash":
        play.money(PaymentWord.PAID, receipt=f"BN{number}", counter=True, ref="")
    elif what in ("opens", "late", "failed"):
        play.gateway_opens(**({} if what == "opens" else {what: True}))
    elif what == "a-day":
        play.waits(days=1)
    elif what == "words":
        play.says("tôi đã chuyển khoản")
    elif what == "dossiers":
        play.says("hồ sơ của tôi")
    else:
        status, amount = {"asked": (6, 0), "asked-more": (6, 300_000), "refused": (3, 0), "in-process": (4, 0)}[what]
        play.portal_reports(status, amount=amount, reason="vì sao")


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(1, 3)), max_size=14))
def test_never_asked_for_what_is_paid_or_may_be(acts: list[tuple[str, int]]) -> None:
    play = filed()
    opened, thanks, arrived = 1, 0, False
    for what, number in acts:
        before = standing(play)
        act(play, what, number)
        opened += sum(isinstance(effect, OpenPayment) for effect in play.effects)
        thanks += sum(line.key == "pay-thanks" for one in said(play) for line in one.lines)
        arrived = arrived or before in (Standing.PAID, Standing.WRONG, Standing.REFUND)
        if asks_for_money(play):
            assert before in TO_PAY and standing(play) in TO_PAY and not arrived, f"asked for money: {what} at {before}"
        if before is Standing.CLAIMED and what != "retracts":
            assert standing(play) is not Standing.OPEN
    assert opened == 1, "one charge"
    assert thanks <= 1, "thanked once"


# ---------------------------------------------------------------- one by one


def test_the_fee_is_named_with_its_reason() -> None:
    play = filed()
    assert "200.000 đ (mức thường)" in play.shown[-1].text
    assert [effect.amount for effect in play.effects if isinstance(effect, OpenPayment)] == [200_000]


def test_an_amount_of_the_authoritys_own_is_shown_with_its_own_reason() -> None:
    play = filed(amount=250_000, reason="phí xác minh")
    assert "250.000 đ (phí xác minh)" in play.shown[-1].text


def test_an_answer_of_the_gateway_that_was_under_way_when_the_citizen_paid_shows_nothing() -> None:
    play = filed()
    play.gateway_opens()
    play.presses("Nộp tiền mặt tại quầy")
    play.presses("Nộp bằng mã")
    assert [effect.show for effect in play.effects if isinstance(effect, CheckPayment)] == [True]
    play.presses("Tôi đã nộp")
    play.money(PaymentWord.UNPAID, show=True)
    assert standing(play) is Standing.CLAIMED and not asks_for_money(play)


def test_the_code_is_erased_once_it_is_paid() -> None:
    play = filed()
    play.gateway_opens()
    play.money(PaymentWord.PAID, receipt="GD1")
    assert Erase(fee_owner(play.owing()[0])) in play.effects
    assert play.life is Life.IN_PROCESS


def test_an_invitation_that_comes_after_the_money_is_erased_unseen() -> None:
    play = filed()
    play.money(PaymentWord.PAID, receipt="GD1")
    play.gateway_opens()
    assert not said(play) and Erase(fee_owner(play.owing()[0]), ("qr",)) in play.effects


@pytest.mark.parametrize("word", list(PaymentWord))
def test_a_word_on_another_charge_is_for_staff_alone(word: PaymentWord) -> None:
    play = filed()
    play.gateway_opens()
    play.money(word, ref="p-other", receipt="GD1")
    assert not said(play) and staff(play) == ["payment_unknown"] and standing(play) is Standing.OPEN


def test_cash_that_nobody_asked_for_is_thanked_for_and_not_asked_for_later() -> None:
    play = filed(status=0)
    id = play.conversation.dossiers[-1].id
    word = PaymentHeard(
        **play._stamp(), dossier=id, ref="", word=PaymentWord.PAID, received=200_000, receipt="BN-1", counter=True
    )
    play.take(word)
    assert standing(play) is Standing.PAID and "BN-1" in play.shown[-1].text
    play.portal_reports(6)
    assert "không phải nộp lại" in play.shown[-1].text and not asks_for_money(play)
    assert staff(play) == ["payment_asked_again"]


def test_without_any_way_to_pay_staff_are_told() -> None:
    play = filed(PaymentWays(online=False, counter=False))
    assert staff(play) == ["payment_no_way"]
    assert not any(isinstance(effect, OpenPayment) for effect in play.effects)


def test_a_gateway_that_will_not_open_leaves_the_counter() -> None:
    play = filed()
    play.gateway_opens(failed=True)
    assert "tại quầy" in play.shown[-1].text and staff(play) == ["payment_not_opened"]
    play.says("đã nộp")
    assert staff(play) == ["cash_claimed"]


def test_nothing_is_asked_on_filing_unless_the_house_does_so() -> None:
    assert _filed(BOTH).conversation.dossiers[-1].payment is None
    play = filed(PaymentWays(online=True, on_filing=True), status=0)
    assert standing(play) is Standing.OPENING


def test_a_day_without_a_word_calls_a_person_in_the_daytime() -> None:
    play = filed()
    play.gateway_opens()
    play.presses("Tôi đã nộp")
    assert (str(Timer.PAYMENT_UNCLEAR), play.owing()[0]) in play.timers
    play.waits(days=1.5)
    assert staff(play) == ["payment_unclear"]


@pytest.mark.parametrize(
    ("status", "paid", "key", "left"),
    [
        (3, True, "pay-refund", Standing.REFUND),
        (3, False, "pay-void", Standing.CANCELLED),
        (7, True, "pay-refund-asked", Standing.PAID),
        (8, False, "pay-void", Standing.CANCELLED),
    ],
)
def test_what_the_end_of_a_dossier_means_for_its_fee(status: int, paid: bool, key: str, left: Standing) -> None:
    play = filed()
    play.gateway_opens()
    if paid:
        play.money(PaymentWord.PAID, receipt="GD1")
    play.portal_reports(status, reason="vì sao")
    assert key in [line.key for one in said(play) for line in one.lines]
    assert standing(play) is left


def test_money_for_a_closed_dossier_is_given_back() -> None:
    play = filed()
    play.gateway_opens()
    play.portal_reports(3, reason="vì sao")
    play.money(PaymentWord.PAID, receipt="GD1")
    assert standing(play) is Standing.REFUND and staff(play) == ["refund_due"]
    assert "sẽ được hoàn" in play.shown[-1].text
