"""Every mode and every step is reachable, has its exits, and answers every kind of input."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

import pytest

from dialogs.effects import CallStaff, Say
from dialogs.events import Opened, Other, Pressed, SentFile, SentOther, Stumbled, Wrote
from dialogs.modes import Mode
from dialogs.procedure import Procedure
from dialogs.procedures import PROCEDURES
from dialogs.steps import Acknowledge, Agree, Repeat
from tests.dialogs.test_any_events import _world, judge
from tests.people import BINH, HOA, MAI, NAM
from tests.play import Play

WALKS: dict[str, tuple[Mapping[str, str], ...]] = {
    "criminal-record": (HOA, BINH, {**HOA, "purpose": "Xin việc làm"}),
    "temporary-residence": (NAM, MAI, {**NAM, "channel": "Trực tuyến", "five_papers": "có"}),
}
WORLD_KINDS = 14


def steps_of(procedure: Procedure) -> set[str]:
    """Every step as it is named: rows by group and key."""
    names: set[str] = set()
    for part in procedure.parts:
        for step in part.steps:
            names |= {f"{step.key}.{leaf.key}" for leaf in step.steps} if isinstance(step, Repeat) else {step.key}
    return names


def name_of(path: str) -> str:
    parts = path.split(".")
    return path if len(parts) == 1 else f"{parts[0]}.{parts[-1]}"


@cache
def walked(slug: str) -> dict[str, Play]:
    """A conversation at every step that the walks of this procedure come by, and at the card."""
    met: dict[str, Play] = {}
    for answers in WALKS[slug]:
        play, used = Play(), dict[str, int]()
        play.opens(slug)
        for _ in range(120):
            path = play.asked()
            met.setdefault(name_of(path), copy_of(play))
            if path == "review":
                break
            choices = (answers.get(path) or answers[path.rsplit(".", 1)[-1]]).split("|")
            text = choices[min(used.get(path, 0), len(choices) - 1)]
            used[path] = used.get(path, 0) + 1
            if text.startswith("["):
                play.presses(text.strip("[]"))
            elif text.startswith("photo:"):
                play.sends_photo(f"{text}{used[path]}")
            else:
                play.says(text)
    return met


def copy_of(play: Play) -> Play:
    copy = Play()
    copy.conversation, copy.now, copy.labels, copy._count = (
        play.conversation,
        play.now,
        dict(play.labels),
        play._count,
    )
    return copy


SLUGS = [procedure.slug for procedure in PROCEDURES]


@pytest.mark.parametrize("procedure", PROCEDURES, ids=SLUGS)
def test_every_step_is_reached(procedure: Procedure) -> None:
    assert walked(procedure.slug).keys() - {"review"} == steps_of(procedure)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_step_can_be_left_and_returned_to(slug: str) -> None:
    for name, at_step in walked(slug).items():
        play = copy_of(at_step)
        path = play.asked()
        play.says("dừng")
        assert play.conversation.mode is Mode.PAUSED, name
        play.says("tiếp tục")
        assert play.asked() == path, name
        play.says("gặp người")
        assert any(isinstance(effect, CallStaff) for effect in play.effects), name
        assert play.asked() == path, name
        play.says("trợ giúp")
        assert play.asked() == path, name
        play.says("lùi")
        assert play.asked() != path or "câu đầu tiên" in play.shown[-1].text, name
        play.says("bắt đầu")
        assert play.conversation.mode is Mode.IDLE, name


@pytest.mark.parametrize("slug", SLUGS)
def test_every_step_answers_every_kind_of_input(slug: str) -> None:
    for at_step in walked(slug).values():
        answers_everything(at_step)


def answers_everything(at_step: Play) -> None:
    for number in range(everything_sent(at_step)):
        play = copy_of(at_step)
        event = list(inputs(play))[number]
        play.take(event)
        judge(event, play.effects)


def everything_sent(play: Play) -> int:
    return len(list(inputs(copy_of(play))))


def inputs(play: Play) -> Iterator[Opened | Wrote | Pressed | SentFile | SentOther | Stumbled]:
    """One event of each kind that a citizen can cause, and each that the world can."""
    stamp = play._stamp()
    for text in ("", "xyz", "1", "😀", "có", "không", "dung", "a" * 5001, "H99.01-261101-0042", "mật khẩu là abc123"):
        yield Wrote(**stamp, text=text)
    for button in ("never", "!back", "!review", *(id for id, _ in play.conversation.prompt.buttons)):
        yield Pressed(**stamp, button=button)
    for what in Other:
        yield SentOther(**stamp, what=what)
    yield Opened(**stamp)
    yield Stumbled(**stamp)
    for number in range(WORLD_KINDS):
        yield _world(play, number)  # type: ignore[misc]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_question_that_is_not_understood_names_a_way_out_sooner_or_later(slug: str) -> None:
    for name, at_step in walked(slug).items():
        play = copy_of(at_step)
        if name == "review":
            continue
        for _ in range(3):
            play.says("@#")
            if play.asked() != at_step.asked() or play.conversation.prompt.doubt:
                break  # free text takes anything; a doubt has its yes
        else:
            labels = {button.label for button in play.shown[-1].buttons}
            assert "Gặp người" in labels, name
            step = _step(slug, name)
            assert ("Để sau" in labels) or isinstance(step, Agree | Acknowledge) or step.optional, name  # type: ignore[attr-defined]


def _step(slug: str, name: str) -> object:
    procedure = next(p for p in PROCEDURES if p.slug == slug)
    for part in procedure.parts:
        for step in part.steps:
            for leaf in step.steps if isinstance(step, Repeat) else (step,):
                if name in (leaf.key, f"{step.key}.{leaf.key}"):
                    return leaf
    raise LookupError(name)


def at_mode(mode: Mode) -> Play:
    """A conversation in this mode, come by as a citizen would."""
    way = {
        Mode.IDLE: ["bắt đầu"],
        Mode.FILLING: ["tiếp tục", "lùi"],
        Mode.REVIEWING: [],
        Mode.CONSENTING: ["nộp"],
        Mode.GUIDING: ["nộp"],
        Mode.PAUSED: ["dừng"],
        Mode.LOOKING_UP: ["H99.01-261101-0042"],
        Mode.WITHDRAWING: ["nộp", "đồng ý", "FILED", "hồ sơ của tôi", "[Xin rút hồ sơ DK-261121-0001]"],
        Mode.ERASING: ["xoá dữ liệu"],
    }
    play = copy_of(walked("criminal-record")["review"])
    if mode is Mode.GUIDING:
        play.catalogue = replace(play.catalogue, handed_off=frozenset({"3.000333"}))
    for step in way[mode]:
        if step == "FILED":
            play.portal_files()
        elif step.startswith("["):
            play.presses(step.strip("[]"))
        else:
            play.says(step)
    return play


@pytest.mark.parametrize("mode", list(Mode))
def test_every_mode_is_reached_left_and_answers_every_kind_of_input(mode: Mode) -> None:
    play = at_mode(mode)
    assert play.conversation.mode is mode
    answers_everything(play)
    for word in ("lùi", "dừng", "bắt đầu"):
        left = copy_of(play)
        left.says(word)
        assert left.conversation.mode is not mode or mode in (Mode.IDLE, Mode.PAUSED, Mode.FILLING), word
        assert any(isinstance(effect, Say) for effect in left.effects)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=SLUGS)
def test_every_stop_can_be_mended_closed_or_given_to_a_person(procedure: Procedure) -> None:
    stops = {
        "stop-no-2-proxy": ("cert_type", {"cert_type": "số 2", "for_whom": "Cho người khác"}),
        "stop-proxy-online": ("channel", {"for_whom": "Cho người khác", "channel": "Trực tuyến"}),
        "stop-vneid": ("channel", {"vneid": "chưa"}),
        "stop-consent": ("consent_fill", {"consent_fill": "không đồng ý"}),
        "stop-age-16": ("birth_date", {"birth_date": "05/03/2012"}),
        "stop-no-residence": ("residence_status", {"residence_status": "3"}),
        "stop-short-stay": ("stay", {"stay": "2"}),
        "stop-same-commune": ("stay", {"stay": "3"}),
    }
    for rule in procedure.rules:
        if not rule.stops:
            continue
        change, answers = stops[rule.text]
        play = Play()
        play.opens(procedure.slug)
        play.fills({**WALKS[procedure.slug][0], **answers}, "stop")
        meanings = [meaning for _, meaning in play.conversation.prompt.buttons]
        assert meanings[0] == f"edit:{change}" and "close" in meanings
        assert "Gặp người" in {button.label for button in play.shown[-1].buttons}
        play.says("@#")
        assert play.asked() == "stop", "what does not mend it does not pass it"
