"""Texts: the same in every language, nothing missing, nothing unused, and every word they tell people to type works."""

from __future__ import annotations

import re
import unicodedata

import pytest

from dialogs import words
from dialogs.checks.wording import search_key
from dialogs.checks.yes_no import yes_or_no
from dialogs.menu import line_to_edit, word_in
from dialogs.procedure import Catalogue
from tests.house.ftl import LANGUAGES, LOCALES, doubles, entries, junk
from tests.house.spoken import FAMILIES, said, scan

languages = pytest.mark.parametrize("language", LANGUAGES)
QUOTED = re.compile("“([^”]+)”")
OLD_TONE = re.compile(r"\w*(?<![qQ])(?:[òóỏõọ][ae]|[ùúủũụ]y)\b")
ID_NUMBER = re.compile(r"\b0\d{2} ?\d{3} ?\d{6}\b|\b0\d{2} \d{3} \d{3} \d{3}\b")
PHONE = re.compile(r"\b0\d{3} ?\d{3} ?\d{3}\b(?! \d)")


@languages
def test_every_file_can_be_read(language: str) -> None:
    assert not junk(language), "mend these entries (a continued line is indented by four spaces): " + str(
        junk(language)
    )


@languages
def test_no_key_is_defined_twice(language: str) -> None:
    assert not doubles(language), f"keep one of each, the later one silently wins: {doubles(language)}"


@languages
def test_the_same_keys_in_every_language(language: str) -> None:
    here, everywhere = set(entries(language)), set().union(*(entries(one) for one in LANGUAGES))
    assert here == everywhere, f"write these into locales/{language}: {sorted(everywhere - here)}"


@languages
def test_the_same_files_in_every_language(language: str) -> None:
    here = {(entry.key, entry.file) for entry in entries(language).values()}
    first = {(entry.key, entry.file) for entry in entries("vi").values()}
    assert here == first, f"same key, same file name as in vi: {sorted(here ^ first)}"


@languages
def test_the_same_variables_in_every_language(language: str) -> None:
    wrong = {
        key: f"{sorted(entry.variables)} in {language}, {sorted(entries('vi')[key].variables)} in vi"
        for key, entry in entries(language).items()
        if key in entries("vi") and entry.variables != entries("vi")[key].variables
    }
    assert not wrong, f"use the same variables in every language: {wrong}"


def test_every_way_of_putting_a_key_together_is_known() -> None:
    unknown = sorted((shape, where) for shape, where in scan()[1] if shape not in FAMILIES)
    assert not unknown, f"list the keys of these shapes in tests/house/spoken.py FAMILIES: {unknown}"
    unused = sorted(FAMILIES.keys() - {shape for shape, _ in scan()[1]})
    assert not unused, f"no code says texts of these shapes any more, drop them from FAMILIES: {unused}"


@languages
def test_every_text_the_code_says_exists(language: str) -> None:
    missing = sorted({(one.key, one.where) for one in said() if one.key not in entries(language)})
    assert not missing, f"write these texts into locales/{language}, they are said by the code: {missing}"


@languages
def test_every_text_is_said(language: str) -> None:
    unused = sorted(entries(language).keys() - {one.key for one in said()})
    assert not unused, f"nobody says these: delete them from locales/{language}, or say them: {unused}"


@languages
def test_a_text_uses_only_values_that_it_is_given(language: str) -> None:
    wrong = sorted(
        f"{one.key} ({one.where}): {sorted(entries(language)[one.key].variables - one.given)}"
        for one in said()
        if one.given is not None and one.key in entries(language) and entries(language)[one.key].variables - one.given
    )
    assert not wrong, f"give these values where the text is said, or take them out of locales/{language}: {wrong}"


@languages
def test_texts_are_in_normal_form(language: str) -> None:
    for file in (LOCALES / language).glob("*.ftl"):
        text = file.read_text(encoding="utf-8")
        assert text == unicodedata.normalize("NFC", text), f"save {file.name} in NFC"
        assert "\t" not in text and "\r" not in text, f"spaces and plain line ends only: {file.name}"
        rows = [n for n, line in enumerate(text.split("\n"), 1) if line != line.rstrip() or "  " in line.strip()]
        assert not rows, f"{language}/{file.name}: double or trailing spaces in lines {rows}"


def test_one_spelling_of_tones() -> None:
    wrong = {e.key: OLD_TONE.findall(e.literal) for e in entries("vi").values() if OLD_TONE.search(e.literal)}
    assert not wrong, f"our texts put the tone on the second vowel (hoà, xoá, thuý): {wrong}"


@languages
def test_what_texts_tell_people_to_type_or_press_is_understood(language: str) -> None:
    texts = entries(language)
    labels = {
        _bare(e.literal) for key, e in texts.items() if key.startswith(("button-", "word-")) or key == "until-now"
    }
    lines = {search_key(e.literal) for key, e in texts.items() if key.endswith(".short")}
    wrong = [
        (entry.key, quoted)
        for entry in texts.values()
        for quoted in QUOTED.findall(entry.literal)
        if "\x00" not in quoted and not (_bare(quoted) in labels or _understood(quoted, lines))
    ]
    assert not wrong, f"no button is called so and no code understands it; quote what works: {wrong}"


def _bare(label: str) -> str:
    return re.sub(r"^\W+", "", label).strip()


def _understood(quoted: str, lines: set[str]) -> bool:
    key = search_key(quoted)
    menu = word_in(quoted) is not None or key in words._FILE | words._LATER
    return menu or yes_or_no(quoted) is not None or line_to_edit(quoted) in lines


@languages
def test_examples_name_nobody(language: str) -> None:
    for entry in entries(language).values():
        bare = [number.replace(" ", "") for number in ID_NUMBER.findall(entry.literal)]
        assert all(number[6:10] == "0000" for number in bare), f"serials 000000 to 000099 only: {entry.key} {bare}"
        rest = ID_NUMBER.sub("", entry.literal)
        phones = [number.replace(" ", "") for number in PHONE.findall(rest)]
        assert all(number.startswith("0900000") for number in phones), f"phones 0900 000 0xx only: {entry.key} {phones}"


@languages
def test_the_consent_names_the_real_number_of_days(language: str) -> None:
    days = Catalogue.__dataclass_fields__["draft_days"].default
    text = entries(language)["consent-fill"].literal
    assert re.search(rf"\b{days}\b", text), f"consent-fill in {language} must promise {days} days, as drafts are kept"
