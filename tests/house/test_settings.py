"""docs/settings.md tells every setting and is not stale."""

from __future__ import annotations

from bot.settings import Settings, settings_table
from tests.play import ROOT


def test_the_page_of_settings_is_as_the_code_writes_it() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert page == settings_table(), "write it again: python run_bot.py settings"


def test_every_setting_is_described_and_no_secret_has_a_default() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, f"MOTCUA_{name.upper()} has no description"
        if "secret" in str(field.annotation).lower():
            assert field.default.get_secret_value() == "", f"{name} has a default secret"
