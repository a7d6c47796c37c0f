"""The text in a card's QR code: seven fields as cards and scanners give them, anything else refused (facts 5.3)."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.answers import PartialDate
from dialogs.checks.identity_qr import parse
from dialogs.documents import Card

PAYLOAD = "001090000018|012345678|Nguyễn Văn An|01121990|Nam|Số 12, Ngõ 45, Tân Kỳ, Tứ Kỳ, Hải Dương|25042021"
CARD = Card(
    "qr",
    "001090000018",
    "Nguyễn Văn An",
    birth=PartialDate(1990, 12, 1),
    sex="male",
    old_number="012345678",
    residence="Số 12, Ngõ 45, Tân Kỳ, Tứ Kỳ, Hải Dương",
    issued=PartialDate(2021, 4, 25),
    paper="cccd",
)


def test_seven_fields_are_read() -> None:
    assert parse(PAYLOAD) == CARD


@pytest.mark.parametrize(
    "scanned",
    [
        PAYLOAD + "\r\n",
        "\ufeff" + PAYLOAD,
        PAYLOAD + "||||",
        PAYLOAD + "|Nguyễn Văn Ba|Trần Thị Tư|123456789|",
        unicodedata.normalize("NFD", PAYLOAD),
        PAYLOAD.replace("|", "~"),
        PAYLOAD.replace("|", ">"),
        PAYLOAD.replace("|", "\t"),
        PAYLOAD.replace("|", "¦"),
        PAYLOAD.replace("01121990", "01/12/1990").replace("25042021", "25/04/2021"),
        PAYLOAD.replace("Nguyễn Văn An", " Nguyễn  Văn An "),
    ],
    ids=["line end", "byte order mark", "empty fields", "more fields", "marks apart",
         "tilde", "greater", "tab", "broken bar", "slashes", "spaces"],
)  # fmt: skip
def test_what_scanners_and_newer_cards_make_of_it(scanned: str) -> None:
    assert parse(scanned) == CARD


def test_without_an_old_number() -> None:
    card = parse(PAYLOAD.replace("012345678", "").replace("Nam", "Nữ"))
    assert card is not None
    assert (card.old_number, card.sex) == ("", "female")


@pytest.mark.parametrize(("day", "paper"), [("30062024", "cccd"), ("01072024", "cc")])
def test_the_day_of_issue_tells_which_card_it_is(day: str, paper: str) -> None:
    card = parse(PAYLOAD.replace("25042021", day))
    assert card is not None
    assert card.paper == paper


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://example.invalid/001090000018",
        "00020101021238570010A000000727",
        PAYLOAD.rpartition("|")[0],
        PAYLOAD.replace("001090000018", "00109000001"),
        PAYLOAD.replace("001090000018", "0010900000188"),
        PAYLOAD.replace("001090000018", "٠٠١٠٩٠٠٠٠٠١٨"),
        PAYLOAD.replace("012345678", "12345678"),
        PAYLOAD.replace("01121990", "31021990"),
        PAYLOAD.replace("01121990", "01/121990"),
        PAYLOAD.replace("01121990", "01120000"),
        PAYLOAD.replace("25042021", "29022021"),
        PAYLOAD.replace("25042021", ""),
        PAYLOAD.replace("Nam", "M"),
        PAYLOAD.replace("Nguyễn Văn An", ""),
        PAYLOAD.replace("Nguyễn Văn An", "12345"),
        PAYLOAD.replace("Nguyễn Văn An", "Nguyễn\x1b[2J"),
        PAYLOAD.replace("|", "|x|", 1),
        PAYLOAD.replace("|", ","),
        PAYLOAD.replace("|", "7"),
        PAYLOAD.replace("|", "~", 1),
        PAYLOAD + "|" + "x" * 5_000,
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    assert parse(text) is None


WORDS = st.text(st.sampled_from("aăâbcdđeêghiknoôơưáàảãạếộữ "), min_size=1, max_size=40).filter(str.strip)


@given(
    number=st.from_regex(r"[0-9]{12}", fullmatch=True),
    old=st.from_regex(r"([0-9]{9})?", fullmatch=True),
    name=WORDS,
    birth=st.dates(date(1900, 1, 1)),
    female=st.booleans(),
    place=WORDS,
    issued=st.dates(date(2016, 1, 1)),
    sign=st.sampled_from("|~>§°¦;"),
    apart=st.booleans(),
    after=st.text("|", max_size=4),
)
def test_what_is_written_is_read_back(
    number: str,
    old: str,
    name: str,
    birth: date,
    female: bool,
    place: str,
    issued: date,
    sign: str,
    apart: bool,
    after: str,
) -> None:
    fields = (
        number,
        old,
        name,
        f"{birth:%d%m}{birth.year:04}",
        "Nữ" if female else "Nam",
        place,
        f"{issued:%d%m}{issued.year:04}",
    )
    written = unicodedata.normalize("NFD" if apart else "NFC", ("|".join(fields) + after).replace("|", sign))
    assert parse(written) == Card(
        "qr",
        number,
        " ".join(name.split()),
        birth=PartialDate(birth.year, birth.month, birth.day),
        sex="female" if female else "male",
        old_number=old,
        residence=" ".join(place.split()),
        issued=PartialDate(issued.year, issued.month, issued.day),
        paper="cc" if issued >= date(2024, 7, 1) else "cccd",
    )


@given(st.text() | st.text("0123456789|/NamữƯa ", max_size=80))
def test_no_text_makes_it_fail(text: str) -> None:
    card = parse(text)
    assert card is None or (len(card.number) == 12 and card.birth is not None and card.issued is not None)
