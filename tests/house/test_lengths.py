"""Lengths: a question fits one look at a small phone, a label fits its button, a text fits every channel."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from itertools import groupby

import pytest

from bot.ports import Shown
from bot.wording import show
from dialogs.acceptance import MOST_TOLD, findings_of
from dialogs.asking import ask
from dialogs.conversation import Conversation, Dossier
from dialogs.dossier import Life
from dialogs.effects import Message, Say
from dialogs.events import Opened
from dialogs.procedure import Procedure
from dialogs.procedures import PROCEDURES
from dialogs.review import show_card
from dialogs.scene import Scene
from dialogs.texts import Text
from integrations.channels.telegram.showing import parts_of, units
from tests.house.ftl import LANGUAGES, entries
from tests.house.walks import Walk, complete_walks, name_of, walks
from tests.play import house, phrasebook

languages = pytest.mark.parametrize("language", LANGUAGES)

QUESTION_UNITS = 1_000
"""UTF-16 units of a question with its hint."""
QUESTION_LINES = 4
"""Under the line that counts the steps."""
CARD_LINES = 5
"""What it is, that it was looked over, what it costs, how long it takes, how to change a line."""
TEXT_LINES = 3
LABEL = 64
LINE = 160
SMALLEST_CHANNEL = 2_000
"""Characters of one message on Zalo; Telegram takes 4,096 units."""
TELEGRAM = 4_096
LONGEST_CODE = "G01.899.108.000-261121-0001"
LABELS = ("button-", "word-", "one-copy", "two-copies", "occupation-")
NO_LABELS = ("button-used", "button-old")
VALUES_OF_CITIZENS = {"button-as-before"}
"""Labels that end with the citizen's own words: channels cut these."""


def _scene(one: Walk, language: str, life: Life = Life.DRAFT) -> tuple[Scene, Dossier]:
    at = datetime(one.today.year, one.today.month, one.today.day, 2, 0, tzinfo=UTC)
    event = Opened(id="e1", at=at, fresh="0123456789abcdef" * 2)
    dossier = Dossier("d1", one.procedure.code, one.procedure.revision, at, at, life=life, answers=dict(one.answers))
    conversation = Conversation(language=language, desk=dossier.id, dossiers=(dossier,))
    return Scene(house(), conversation, event), dossier


def _last(scene: Scene) -> tuple[Message, Shown]:
    said = next(effect for effect in reversed(scene.effects) if isinstance(effect, Say))
    return said.message, show(phrasebook(), said)


@lru_cache
def _questions(language: str) -> tuple[tuple[str, Message, Shown], ...]:
    """Every question as it is first asked, and as it is asked again with an answer in it."""
    found: dict[tuple[str, bool], tuple[str, Message, Shown]] = {}
    for procedure in PROCEDURES:
        for one in complete_walks(procedure)[:40]:
            for answered in (False, True):
                for name, message, shown in _asked(one, language, answered):
                    found.setdefault((f"{procedure.slug}: {name}", answered), (name, message, shown))
    return tuple(found.values())


def _asked(one: Walk, language: str, answered: bool) -> Iterator[tuple[str, Message, Shown]]:
    for name, rows in groupby(one.route().spots, name_of):
        spot = next(rows)
        scene, dossier = _scene(one, language)
        if not answered:
            kept = {path: answer for path, answer in one.answers.items() if path != spot.path}
            dossier = Dossier("d1", dossier.procedure, dossier.revision, dossier.opened, dossier.touched, answers=kept)
        ask(scene, dossier, spot)
        yield (name, *_last(scene))


@languages
def test_every_question_is_looked_at(language: str) -> None:
    met = {(p.slug, name) for p in PROCEDURES for one in walks(p) for name in map(name_of, one.route().spots)}
    assert len({name for name, _, _ in _questions(language)}) == len({name for _, name in met}), "ask more walks"


@languages
def test_a_question_fits_one_look(language: str) -> None:
    for name, _, shown in _questions(language):
        lines = shown.text.split("\n")
        assert units(shown.text) <= QUESTION_UNITS, f"shorten {name} in {language}: {units(shown.text)} units"
        assert len(lines) <= QUESTION_LINES + 1, f"shorten {name} in {language}, {len(lines)} lines: {lines}"


@languages
def test_labels_of_questions_fit_their_buttons(language: str) -> None:
    wrong = {
        said.label
        for _, message, shown in _questions(language)
        for button, said in zip(message.buttons, shown.buttons, strict=True)
        if isinstance(button.label, Text) and button.label.key not in VALUES_OF_CITIZENS and units(said.label) > LABEL
    }
    assert not wrong, f"labels have at most {LABEL} characters in {language}: {wrong}"


@languages
def test_labels_fit_their_buttons_whatever_they_name(language: str) -> None:
    texts = entries(language)
    shorts = [e.reads for key, e in texts.items() if key.endswith(".short") and not key.startswith("consent-")]
    titles = [e.reads for key, e in texts.items() if key.startswith("procedure-") and key.endswith(".short")]
    purposes = [e.reads for key, e in texts.items() if key.startswith("purpose-")]
    named = {"button-same-as": shorts, "button-change-answer": shorts, "button-unconsent": purposes}
    wrong = []
    for key, entry in texts.items():
        if not key.startswith(LABELS) or key in NO_LABELS:
            continue
        what = max(map(len, named.get(key, titles))) if "what" in entry.variables else 0
        code = len(LONGEST_CODE) if "code" in entry.variables else 0
        if (length := units(entry.literal.replace("\x00", "")) + what + code) > LABEL:
            wrong.append(f"{key}: up to {length}")
    assert not wrong, f"labels have at most {LABEL} characters in {language}, shorten them or what they name: {wrong}"


@languages
def test_texts_are_short(language: str) -> None:
    wrong = []
    for key, entry in entries(language).items():
        lines = entry.reads.split("\n")
        if len(lines) > TEXT_LINES or len(entry.reads) > SMALLEST_CHANNEL:
            wrong.append(f"{key}: {len(lines)} lines, {len(entry.reads)} characters")
        wrong += [f"{key}: a line of {len(line)}" for line in lines if len(line) > LINE]
    assert not wrong, f"at most {TEXT_LINES} lines of {LINE} characters in {language}: {wrong}"


@languages
def test_attributes_are_one_line(language: str) -> None:
    wrong = [key for key, entry in entries(language).items() if "." in key and "\n" in entry.reads]
    assert not wrong, f"a short name, hint or example is one line in {language}: {wrong}"


@languages
@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda p: p.slug)
def test_the_whole_card_fits_one_message(procedure: Procedure, language: str) -> None:
    """All answers of an ordinary applicant, with up to four rows of a repeated group."""
    ordinary = [one for one in complete_walks(procedure) if len({s.row for s in one.route().spots}) <= 5]
    assert ordinary, "no walk with few rows: make more walks"
    for one in ordinary[:20]:
        scene, dossier = _scene(one, language, Life.REVIEW)
        show_card(scene, dossier)
        _, shown = _last(scene)
        parts = parts_of(shown)
        assert len(parts) == 1, f"the card takes {len(parts)} messages on Telegram in {language}: shorten the lines"
        assert units(parts[0].text) <= TELEGRAM
        head, findings = shown.text.split("\n"), len(findings_of(scene, dossier))
        most = CARD_LINES + (min(findings, MOST_TOLD) + 2 if findings else 0)
        assert len(head) <= most, f"above the card stand at most {most} lines: {head}"
