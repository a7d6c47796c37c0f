"""How messages are cut and buttons are laid out; pure."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.failures import NotAccepted
from bot.ports import Attachment, Shown, ShownButton, ShownLine, ShownSection
from dialogs.effects import Style
from integrations.channels.telegram.showing import parts_of, shortened, split, units

TEXTS = st.lists(st.sampled_from(["a", "bẫ", "e\u0301", "👍", "\n", " ", "\n\n", "一"]), max_size=200).map("".join)


@given(TEXTS, st.integers(4, 60))
def test_pieces_fit_and_lose_nothing_but_spaces(text: str, most: int) -> None:
    pieces = list(split(text, most))
    assert "".join("".join(pieces).split()) == "".join(text.split())
    for piece in pieces:
        assert piece.strip()
        # A mark may follow its letter over the edge rather than be torn off.
        assert units(piece.rstrip("\u0301")) <= most
        assert not unicodedata.combining(piece[0])


def test_counts_as_telegram_does() -> None:
    assert [units(text) for text in ("a", "ễ", "👍", "👨‍👩‍👧")] == [1, 1, 2, 8]
    assert [len(text.encode("utf-16-le")) // 2 for text in ("a", "ễ", "👍", "👨‍👩‍👧")] == [1, 1, 2, 8]


def test_cuts_at_the_largest_seam_that_helps() -> None:
    assert list(split("aa bb\ncc\n\ndd", 9)) == ["aa bb\ncc", "dd"]
    assert list(split("aa bb\ncc", 6)) == ["aa bb", "cc"]
    assert list(split("aaa bbb", 4)) == ["aaa", "bbb"]
    assert list(split("👍👍👍", 4)) == ["👍👍", "👍"]
    assert list(split("  ", 4)) == []


def test_shortened_keeps_within_units() -> None:
    assert shortened("Phường", 6) == "Phường"
    assert shortened("Phường Ba Đình", 8) == "Phường…"
    assert units(shortened("👍" * 9, 6)) <= 6


def card(sections: int, lines: int = 2) -> tuple[ShownSection, ...]:
    return tuple(
        ShownSection(
            f"Mục {n}", tuple(ShownLine(f"Dòng {m}", f"Giá trị {m}", f"sua.{n}.{m}") for m in range(lines)), f"mo.{n}"
        )
        for n in range(sections)
    )


def test_card_reads_as_blocks() -> None:
    (part,) = parts_of(Shown("Xem lại:", "vi", sections=card(2, 1)))
    assert part.text == "Xem lại:\n\n▪ Mục 0\nDòng 0: Giá trị 0\n\n▪ Mục 1\nDòng 0: Giá trị 0"


def test_lines_can_be_changed_only_when_there_is_one_section() -> None:
    (one,) = parts_of(Shown("Xem lại:", "vi", sections=card(1)))
    (two,) = parts_of(Shown("Xem lại:", "vi", sections=card(2)))
    assert [key.data for row in one.keyboard for key in row] == ["sua.0.0", "sua.0.1"]
    assert [key.data for row in two.keyboard for key in row] == ["mo.0", "mo.1"]


def test_short_labels_share_a_row_and_the_menu_has_its_own() -> None:
    buttons = (
        ShownButton("a", "Có"),
        ShownButton("!back", "Lùi", Style.QUIET),
        ShownButton("b", "Không"),
        ShownButton("c", "Một nhãn dài hơn hẳn mười tám"),
        ShownButton("d", "Khác", Style.DANGER),
        ShownButton("e", "Bỏ qua", Style.QUIET),
        ShownButton("!stop", "Dừng", Style.QUIET),
    )
    (part,) = parts_of(Shown("?", "vi", buttons=buttons))
    assert [[key.data for key in row] for row in part.keyboard] == [["a", "b"], ["c"], ["d", "e"], ["!back", "!stop"]]
    assert [key.style for row in part.keyboard for key in row if key.data in "ad"] == ["", "danger"]


def test_copy_that_is_too_long_becomes_a_press() -> None:
    buttons = (ShownButton("a", "Mã", copy="0" * 256), ShownButton("b", "Dài", copy="0" * 257))
    ((short, long),) = parts_of(Shown("?", "vi", buttons=buttons))[0].keyboard
    assert (short.copy, short.data) == ("0" * 256, "")
    assert (long.copy, long.data) == ("", "b")


def test_more_than_a_hundred_buttons_are_never_sent() -> None:
    buttons = tuple(ShownButton(str(n), "x") for n in range(101))
    with pytest.raises(NotAccepted):
        parts_of(Shown("?", "vi", buttons=buttons))
    assert sum(map(len, parts_of(Shown("?", "vi", buttons=buttons[:100]))[0].keyboard)) == 100


def test_caption_or_text_of_its_own() -> None:
    file = Attachment("a.pdf", "application/pdf", b"%PDF")
    (one,) = parts_of(Shown("ế" * 1024, "vi", attachment=file))
    assert one.file
    alone, text = parts_of(Shown("ế" * 1025, "vi", attachment=file, buttons=(ShownButton("a", "Có"),)))
    assert (alone.file, alone.text, alone.keyboard) == (file, "", ())
    assert text.keyboard
