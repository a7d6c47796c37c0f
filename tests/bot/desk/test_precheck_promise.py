"""Whatever happens before: what leaves has no reason left to come back, and the desk's own intake takes it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.packing import pack
from bot.ports import Package
from dialogs.acceptance import findings_of, returning
from dialogs.answers import Answer, PartialDate
from dialogs.effects import Submit
from dialogs.events import Event, Wrote
from dialogs.scene import Scene
from integrations.storage.desk import SqlDeskStore
from tests.dialogs.test_any_events import begin, event_of, moves
from tests.fakes.desk import desk_engine, desk_set
from tests.play import Play, phrasebook

STARTS = (("criminal-record", "review"), ("temporary-residence", "review"))
WAYS_TO_FILE = ("nộp", "đồng ý", "nộp", "đồng ý", "gửi", "có")
_NUMBER = count(1)
days = st.tuples(st.just("days"), st.integers(1, 6))
spoils = st.tuples(st.just("spoil"), st.integers(0, 10_000))
"""An answer is gone or out of date, as time, another revision or an old button may leave it."""


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(STARTS), st.lists(st.one_of(moves, days, spoils), max_size=12))
def test_what_leaves_is_taken_by_the_desk(
    folder: Path, begun: tuple[str, str], drawn: list[tuple[str, object]]
) -> None:
    play = begin(*begun)
    sent = [package for what, choice in drawn for package in step(play, what, choice)]
    asyncio.run(file(folder, [*sent, *filed_at_last(play)]))


@pytest.mark.parametrize("begun", STARTS)
def test_a_dossier_that_nothing_happened_to_leaves(folder: Path, begun: tuple[str, str]) -> None:
    sent = filed_at_last(begin(*begun))
    assert len(sent) == 1
    asyncio.run(file(folder, sent))


def filed_at_last(play: Play) -> list[Package]:
    """What leaves when the citizen does everything to file it."""
    return [package for words in WAYS_TO_FILE for package in take(play, Wrote(**play._stamp(), text=words))]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk")


def step(play: Play, what: str, choice: object) -> list[Package]:
    """One drawn move; days may pass, and answers be spoilt, as well."""
    if what == "days":
        play.waits(days=float(str(choice)))
        return []
    if what == "spoil":
        spoil(play, int(str(choice)))
        return []
    return take(play, event_of(play, what, choice))


def spoil(play: Play, number: int) -> None:
    """One answer of the newest dossier is forgotten, or (a date) becomes last century's, (a text) another's."""
    dossiers = play.conversation.dossiers
    if not dossiers or not dossiers[-1].answers:
        return
    answers = dict(dossiers[-1].answers)
    path = sorted(answers)[number % len(answers)]
    value = answers.pop(path).value
    if number % 3 and isinstance(value, PartialDate):
        answers[path] = Answer(PartialDate(1930 + number % 90, 1, 1))
    elif number % 3 and isinstance(value, str) and len(value) == 12:
        answers[path] = Answer("030190000018")
    play.conversation = replace(play.conversation, dossiers=(*dossiers[:-1], replace(dossiers[-1], answers=answers)))


def take(play: Play, event: Event) -> list[Package]:
    """One turn; of what it sends, first that nothing was left that would return it, then the package."""
    before = play.conversation
    play.take(event)
    packages = []
    for sent in (effect for effect in play.effects if isinstance(effect, Submit)):
        earlier, dossier = before.dossier(sent.dossier), play.conversation.dossier(sent.dossier)
        assert earlier is not None and dossier is not None
        left = returning(findings_of(Scene(play.catalogue, before, event), earlier))
        assert not left, f"sent with {[one.name for one in left]}"
        if not sent.items:
            packages.append(pack(play.catalogue, phrasebook(), play.conversation, dossier, "chat", "web", play.now))
    return packages


async def file(folder: Path, packages: list[Package]) -> None:
    """Each first filing is a dossier of its own for the desk; the same key again (a retry) is the same filing."""
    engine = await desk_engine(f"sqlite:///{folder}/desk.db")
    desk, number = desk_set(SqlDeskStore(engine)).desk, next(_NUMBER)
    try:
        for package in packages:
            own = replace(package, dossier=f"{package.dossier}-{number}-{package.key}", key=f"{package.key}-{number}")
            receipt = await desk.submit(own)
            assert receipt.code.startswith("DK-") and await desk.submit(own) == receipt
    finally:
        await engine.dispose()
