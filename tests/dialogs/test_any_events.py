"""Whatever happens, in whatever order: the conversation can be stored, loaded and continued; nobody meets silence."""

from __future__ import annotations

from datetime import date
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.codec import decode_effect, encode_effect
from bot.wording import show
from dialogs.effects import Effect, Fetch, Say
from dialogs.events import (
    Event,
    Exported,
    FileChecked,
    FileRef,
    FilingEnded,
    FilingResult,
    LookedUp,
    Opened,
    Other,
    PaymentHeard,
    PaymentOpened,
    PaymentWord,
    Pressed,
    Reachable,
    Reported,
    SentFile,
    SentOther,
    Stumbled,
    TimeCame,
    Timer,
    Wrote,
)
from tests.people import HOA, NAM
from tests.play import Play, phrasebook

LONGEST_MESSAGE = 4096
LONGEST_BUTTON = 40
SPEAKS = (Opened, Wrote, Pressed, SentOther, Stumbled)

NASTY = (
    "", " ", "\x00", "\u202eabc\u200f", "😀" * 50, "a" * 5001, "ạ\u0323\u0301" * 40, "{ $code }", "1" * 400, "-1", "0",
    "<b>x</b>", "../../etc", "NULL", "٣", "½", "①", "dung", "dừng", "đúng", "thôi", "không", "có", "ok", "nộp", "lùi",
    "xem lại", "tiếp tục", "bắt đầu", "trợ giúp", "gặp người", "english", "tiếng việt", "hồ sơ của tôi", "xoá dữ liệu",
    "dữ liệu của tôi", "rút đồng ý", "bỏ qua", "để sau", "sửa ngày sinh", "sửa cách nộp", "sửa ", "edit date of birth",
    "H99.01-261101-0042", "000018", "mật khẩu là abc123", "lý lịch tư pháp", "đăng ký tạm trú", "31/02/1990", "xong",
)  # fmt: skip
PLAUSIBLE = tuple(sorted({part for answer in (*HOA.values(), *NAM.values()) for part in answer.split("|")}))

numbers = st.integers(0, 10_000)
moves = st.one_of(
    st.tuples(st.just("press"), numbers),
    st.tuples(st.just("answer"), numbers),
    st.tuples(st.just("write"), st.sampled_from(NASTY + PLAUSIBLE)),
    st.tuples(st.just("write"), st.text(max_size=40)),
    st.tuples(st.just("old"), numbers),
    st.tuples(st.just("photo"), numbers),
    st.tuples(st.just("world"), numbers),
)
STARTS = (
    ("criminal-record", "birth_date"),
    ("criminal-record", "review"),
    ("temporary-residence", "is_head"),
    ("", ""),
)


@cache
def _begun(procedure: str, until: str) -> Play:
    play = Play()
    play.opens(procedure)
    if until:
        play.fills(HOA if procedure == "criminal-record" else NAM, until)
    return play


def begin(procedure: str, until: str) -> Play:
    """A fresh copy of a conversation at this point."""
    first, play = _begun(procedure, until), Play()
    play.conversation, play.now, play.labels = first.conversation, first.now, dict(first.labels)
    play._count = first._count
    return play


def event_of(play: Play, what: str, choice: object) -> Event:
    """The event that a drawn move stands for, as the conversation stands."""
    stamp = play._stamp()
    if what == "write":
        return Wrote(**stamp, text=str(choice))
    number = int(str(choice))
    if what == "answer":
        path = play.asked()
        known = HOA.get(path) or NAM.get(path) or HOA.get(path.rsplit(".", 1)[-1]) or "1"
        return Wrote(**stamp, text=known.split("|")[number % len(known.split("|"))])
    if what == "press":
        live = (*play.conversation.prompt.buttons, *play.conversation.standing)
        menu = ("!back", "!review", "!stop", "!help", "!person", "!language", "!dossiers", "!my-data", "!start", "!x")
        ids = [*(id for id, _ in live), *menu]
        return Pressed(**stamp, button=ids[number % len(ids)])
    if what == "old":
        ids = [*play.labels.values(), "never", "ư" * 60]
        return Pressed(**stamp, button=ids[number % len(ids)])
    if what == "photo":
        return SentFile(**stamp, file=FileRef("any", str(number)))
    return _world(play, number)


def _world(play: Play, number: int) -> Event:
    stamp, dossiers = play._stamp(), play.conversation.dossiers
    dossier = dossiers[number % len(dossiers)] if dossiers else None
    id, key = (dossier.id, dossier.key) if dossier else ("gone", "")
    paths = [*dossier.answers, "id_card", "nothing"] if dossier else ["nothing"]
    path = paths[number % len(paths)]
    ref = dossier.payment.ref if dossier and dossier.payment else "p"
    word = list(PaymentWord)[number % len(PaymentWord)]
    events: tuple[Event, ...] = (
        FilingEnded(**stamp, dossier=id, key=key, result=FilingResult.FILED, code=f"DK-{number}"),
        FilingEnded(**stamp, dossier=id, key=key, result=FilingResult.UNKNOWN),
        FilingEnded(**stamp, dossier=id, key=key, result=FilingResult.FAILED),
        Reported(**stamp, dossier=id, status=number % 13, order=number % 20, items=(path,), reason="vì sao"),
        Reported(**stamp, dossier=id, status=5, order=number, items=("history", "phone"), deadline=date(2026, 12, 10)),
        FileChecked(**stamp, dossier=id, path=path, refused="too-small"),
        Reported(**stamp, dossier=id, status=6, order=number, amount=number % 3 * 100_000),
        PaymentOpened(**stamp, dossier=id, ref=ref, link="https://pay.example/p", picture="qr"),
        PaymentOpened(**stamp, dossier=id, ref=ref, failed=bool(number % 2), late=not number % 2),
        PaymentHeard(
            **stamp, dossier=id, ref=ref, word=word, received=number, receipt=f"GD{number}", show=number % 2 > 0
        ),
        PaymentHeard(**stamp, dossier=id, ref="", word=PaymentWord.PAID, received=5, receipt="BN-1", counter=True),
        LookedUp(**stamp, code="H99.01-261101-0042", found=bool(number % 2), status=number % 10 + 1),
        Exported(**stamp, owner="o", file="f"),
        TimeCame(**stamp, timer=list(Timer)[number % len(Timer)], dossier=id),
        Reachable(**stamp, reachable=bool(number % 2)),
        SentOther(**stamp, what=list(Other)[number % len(Other)]),
        Stumbled(**stamp),
        Opened(**stamp, procedure=("", "criminal-record", "nonsense")[number % 3]),
    )
    return events[number % len(events)]


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(STARTS), st.lists(moves, min_size=1, max_size=25))
def test_any_events_leave_a_conversation_that_goes_on(begun: tuple[str, str], drawn: list[tuple[str, object]]) -> None:
    play = begin(*begun)
    for what, choice in drawn:
        event = event_of(play, what, choice)
        play.take(event)  # stores, loads, and takes the turn twice
        judge(event, play.effects, any(dossier.waiting_files for dossier in play.conversation.dossiers))
        play.now = play.now.replace(microsecond=0)


def judge(event: Event, effects: list[Effect], checking: bool = False) -> None:
    """What must hold of every turn; while pictures are being ``checking``, the word on the last answers for all."""
    said = [effect for effect in effects if isinstance(effect, Say)]
    if isinstance(event, SPEAKS):
        assert said, f"silence after {event}"
    if isinstance(event, SentFile):
        assert said or checking or any(isinstance(effect, Fetch) for effect in effects)
    for effect in effects:
        assert decode_effect(encode_effect(effect)) == effect
    for one in said:
        for language in ("vi", "en"):
            _fits(Say(one.message, language, one.lane))


def _fits(said: Say) -> None:
    shown = show(phrasebook(), said)
    assert shown.text.strip()
    if not shown.sections:
        assert len(shown.text.encode("utf-16-le")) // 2 <= LONGEST_MESSAGE
    for id in [button.id for button in shown.buttons] + [line.button for part in shown.sections for line in part.lines]:
        assert id.isascii() and len(id) <= LONGEST_BUTTON
