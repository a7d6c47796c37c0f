"""The drawings in docs/ are the code's own."""

from __future__ import annotations

import re

import pytest

from dialogs.diagram import drawings
from dialogs.dossier import LIFE, Life
from dialogs.modes import Mode
from dialogs.procedures import PROCEDURES
from tests.house.ftl import ROOT
from tests.house.spoken import steps

FOLDER = ROOT / "docs" / "diagrams"
DRAWN = drawings()


@pytest.mark.parametrize("name", sorted(DRAWN))
def test_a_drawing_matches_the_code(name: str) -> None:
    file = FOLDER / name
    assert file.exists(), f"docs/diagrams/{name} is missing: run `python run_bot.py diagram` and commit it"
    assert file.read_text(encoding="utf-8") == DRAWN[name], (
        f"docs/diagrams/{name} is stale: run `python run_bot.py diagram` and commit it"
    )


def test_no_drawing_of_something_gone() -> None:
    left = sorted({file.name for file in FOLDER.glob("*.md")} - DRAWN.keys())
    assert not left, f"nothing draws these any more, delete them from docs/diagrams: {left}"


def test_drawings_are_the_same_every_time() -> None:
    assert drawings() == DRAWN, "a drawing must not depend on chance or order of sets"


def test_every_state_and_every_move_is_drawn() -> None:
    page = DRAWN["dossier.md"]
    missing = [str(life) for life in Life if not re.search(rf"\b{life}\b", page)]
    missing += [f"{trigger}: {to}" for trigger, _, to in LIFE.moves if not re.search(rf"--> {to}: .*{trigger}", page)]
    assert not missing, f"the drawing of a dossier's life leaves these out: {missing}"
    assert all(re.search(rf"\b{mode}\b", DRAWN["conversation.md"]) for mode in Mode)


def test_every_step_is_drawn() -> None:
    for procedure in PROCEDURES:
        page = DRAWN[f"{procedure.slug}.md"]
        missing = [step.key for step in steps(procedure) if f"{step.key}[" not in page]
        assert not missing, f"the drawing of {procedure.slug} leaves out {missing}"
