"""Free words."""

import unicodedata

from dialogs.checks import Refused
from dialogs.checks.text import FreeText
from tests.dialogs.checks.said import accepted, outcome, refused


def test_words_are_cleaned() -> None:
    assert accepted(FreeText(), unicodedata.normalize("NFD", " Thợ  hồ\u200b ")) == "Thợ hồ"
    assert accepted(FreeText(), "một\nhai") == "một hai"
    assert accepted(FreeText(lines=True), "một\nhai") == "một\nhai"


def test_five_thousand_signs_are_refused_with_the_bound_named() -> None:
    found = outcome(FreeText(), "ă" * 5000)
    assert isinstance(found, Refused)
    assert found.reason.key == "refused-text-long"
    assert dict(found.reason.values) == {"most": 1000, "got": 5000}
    assert accepted(FreeText(most=5000), "ă" * 5000) == "ă" * 5000
    assert accepted(FreeText(most=3), unicodedata.normalize("NFD", "ễễễ")) == "ễễễ"


def test_nothing_and_too_little() -> None:
    for typed in ("", "  ", "😀", "...", "\u200b"):
        assert refused(FreeText(), typed) == ("refused-text-empty", "E_TEXT_LENGTH")
    assert refused(FreeText(least=3), "ab") == ("refused-text-short", "E_TEXT_LENGTH")
