"""How the crowd talks to our bot: the labels and sentences it goes by are read from the product's own texts."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.crowd import Manner
from benchmarks.our_form import TITLE
from bot.phrasebook import Phrasebook
from dialogs.texts import say

LOCALES = Path(__file__).parents[1] / "locales"
LANGUAGE = "vi"


def manner() -> Manner:
    """Menu: press the form's name. Review card: press "file". Consent: press "agree". The end: "sending"."""
    book = Phrasebook(LOCALES)

    def text(key: str) -> str:
        return book.say(say(key), LANGUAGE)

    def shows(key: str) -> re.Pattern[str]:
        return re.compile(re.escape(text(key)))

    return Manner(
        confirm=text("button-file"),
        done=text("sending"),
        nudges=((shows("choose-procedure"), TITLE), (shows("consent-submit"), text("button-agree"))),
    )
