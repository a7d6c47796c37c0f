"""Each transcript is what the real engine says, word for word; ``pytest tests/transcripts --update`` writes it anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.transcripts.script import play

FOLDER = Path(__file__).parent
TRANSCRIPTS = sorted(FOLDER.glob("[0-9]*.txt"))
LEAST = 24


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_engine_says_what_is_written(path: Path, pytestconfig: pytest.Config) -> None:
    written, played = play(path)
    if pytestconfig.getoption("--update"):
        path.write_text(played, encoding="utf-8")
    else:
        assert played == written


def test_there_are_enough() -> None:
    assert len(TRANSCRIPTS) >= LEAST
