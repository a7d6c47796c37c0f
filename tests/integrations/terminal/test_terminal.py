"""The terminal: numbers press buttons, files come from the disk, a conversation can be printed and read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.codec import decode_event, encode_event
from bot.failures import Unreachable, Unusable
from bot.ports import Arrival, Attachment, Shown, ShownButton, ShownLine, ShownSection, Taken
from dialogs.effects import Ask
from dialogs.events import Event, FileRef, Opened, Pressed, SentFile, Wrote
from integrations.channels.terminal import Terminal, render_text
from tests.fakes.clock import SettableClock

YES_NO = (ShownButton("b:yes", "Có"), ShownButton("b:no", "Không"))
CHOICE = Shown("Đã kết hôn chưa?", "vi", YES_NO, ask=Ask.YES_NO, at=3, of=14)
NUMBER = Shown("Số nhà?", "vi", (ShownButton("b:skip", "Bỏ qua"),), ask=Ask.NUMBER)
CARD = Shown(
    "Xem lại:",
    "vi",
    (ShownButton("b:send", "Nộp"), ShownButton("b:copy", "Chép mã", copy="H01-1")),
    (
        ShownSection("Người yêu cầu", (ShownLine("Họ tên", "NGUYỄN VĂN A", "b:name"), ShownLine("Phí", "200.000 đ"))),
        ShownSection("Nơi ở", (ShownLine("Thường trú", "Hà Nội"),), "b:home"),
    ),
    ask=Ask.CONFIRM,
)


class Desk:
    """A terminal with what it printed and what arrived."""

    def __init__(self) -> None:
        self.printed: list[str] = []
        self.events: list[Event] = []
        self.terminal = Terminal(encode_event, SettableClock(), write=self.printed.append)

    async def receive(self, arrival: Arrival) -> Taken:
        assert (arrival.place.channel, arrival.place.account, arrival.place.address) == ("terminal", "local", "me")
        self.events.append(decode_event(arrival.body))
        return Taken("chat", ())

    async def shows(self, shown: Shown, post: int = 1) -> None:
        await self.terminal.send("me", shown, post)

    async def types(self, line: str) -> Event:
        await self.terminal.line(self.receive, line)
        return self.events[-1]


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def test_a_number_or_a_label_presses_and_words_are_words(desk: Desk) -> None:
    await desk.shows(CHOICE)
    for typed, button in (("1", "b:yes"), ("#2", "b:no"), ("[Không]", "b:no")):
        event = await desk.types(typed)
        assert isinstance(event, Pressed) and event.button == button
    for typed in ("3", "0", "1a", "[Chưa]", "lùi", "²"):
        event = await desk.types(typed)
        assert isinstance(event, Wrote) and event.text == typed


async def test_where_a_number_is_the_answer_a_button_needs_a_hash(desk: Desk) -> None:
    await desk.shows(NUMBER)
    typed, pressed = await desk.types("1"), await desk.types("#1")
    assert isinstance(typed, Wrote) and typed.text == "1"
    assert isinstance(pressed, Pressed) and pressed.button == "b:skip"


async def test_a_notice_without_buttons_leaves_the_question_open(desk: Desk) -> None:
    await desk.shows(CHOICE)
    await desk.shows(Shown("Hồ sơ đã được tiếp nhận.", "vi"), post=2)
    event = await desk.types("1")
    assert isinstance(event, Pressed) and event.button == "b:yes"


async def test_lines_of_a_card_are_numbered_before_its_buttons(desk: Desk) -> None:
    await desk.shows(CARD)
    assert desk.printed == [
        "\nXem lại:\n— Người yêu cầu —\n1. Họ tên: NGUYỄN VĂN A\nPhí: 200.000 đ\n"
        "2. — Nơi ở —\nThường trú: Hà Nội\n[Chép mã: H01-1]\n3. [Nộp]"
    ]
    for typed, button in (("1", "b:name"), ("2", "b:home"), ("3", "b:send")):
        event = await desk.types(typed)
        assert isinstance(event, Pressed) and event.button == button


def test_long_lists_are_cut_in_a_transcript_only() -> None:
    buttons = tuple(ShownButton(f"e:{n}", f"Dân tộc {n}") for n in range(54))
    shown = Shown("Dân tộc?", "vi", buttons, ask=Ask.CHOICE)
    assert render_text(shown).splitlines()[1] == "[Dân tộc 0] [Dân tộc 1] [Dân tộc 2] [Dân tộc 3] … (54)"
    assert "54. [Dân tộc 53]" in render_text(shown, numbered=True)


async def test_a_repeated_send_is_printed_once(desk: Desk) -> None:
    assert await desk.terminal.send("me", CHOICE, 7) == await desk.terminal.send("me", CHOICE, 7) == "7"
    assert len(desk.printed) == 1
    with pytest.raises(Unreachable):
        await desk.terminal.send("you", CHOICE, 8)


async def test_files_come_from_the_disk_within_bounds(desk: Desk, tmp_path: Path) -> None:
    photo = tmp_path / "can cuoc.jpg"
    photo.write_bytes(b"\xff\xd8 picture")
    event = await desk.types(f"/file {photo}")
    assert isinstance(event, SentFile) and (event.file.name, event.file.mime) == ("can cuoc.jpg", "image/jpeg")
    assert await desk.terminal.fetch(event.file, 10) == b"\xff\xd8 picture"
    with pytest.raises(Unusable, match="too-big"):
        await desk.terminal.fetch(event.file, 9)
    photo.unlink()
    with pytest.raises(Unusable, match="damaged"):
        await desk.terminal.fetch(event.file, 10)
    await desk.terminal.line(desk.receive, f"/file {photo}")
    assert len(desk.events) == 1 and desk.printed[-1].startswith("?")
    with pytest.raises(Unusable, match="damaged"):
        await desk.terminal.fetch(FileRef("terminal", str(tmp_path)), 10**9)


async def test_a_run_opens_takes_lines_and_ends_with_the_input(desk: Desk) -> None:
    lines = iter(["1", "", "Nguyễn Văn A", None])

    async def read() -> str | None:
        return next(lines)

    async def idle() -> None:
        if len(desk.events) == 1:
            await desk.shows(CHOICE)

    await desk.terminal.run(desk.receive, idle, read)
    assert [type(event) for event in desk.events] == [Opened, Pressed, Wrote]
    assert len({event.id for event in desk.events}) == 3


@pytest.mark.parametrize(
    ("name", "mime", "size", "line"),
    [
        ("khai-sinh.jpg", "image/jpeg", 123_400, "(ảnh khai-sinh.jpg, 123 KB)"),
        ("to-khai.png", "image/png", 12, "(ảnh to-khai.png, 1 KB)"),
        ("to-khai.pdf", "application/pdf", 123_400, "{to-khai.pdf}"),
        ("du-lieu.json", "application/json", 12, "{du-lieu.json}"),
    ],
)
async def test_a_picture_is_named_with_its_size_above_its_buttons(
    desk: Desk, name: str, mime: str, size: int, line: str
) -> None:
    await desk.shows(Shown("Đọc rõ không?", "vi", YES_NO, attachment=Attachment(name, mime, b"x" * size)))
    assert desk.printed[0].splitlines() == ["", "Đọc rõ không?", line, "1. [Có]", "2. [Không]"]
    event = await desk.types("2")
    assert isinstance(event, Pressed) and event.button == "b:no"


async def test_the_transcript_can_be_read_aloud(desk: Desk, tmp_path: Path) -> None:
    photo = tmp_path / "the.jpg"
    photo.write_bytes(b"x")
    await desk.shows(CHOICE)
    await desk.types("1")
    await desk.shows(Shown("Họ và tên?", "vi", attachment=Attachment("mau.pdf", "application/pdf", b"%PDF")), post=2)
    await desk.types("Nguyễn Văn A")
    await desk.types(f"/file {photo}")
    assert str(desk.terminal.transcript) == (
        "    (3/14)\n    Đã kết hôn chưa?\n    [Có] [Không]\n\n> [Có]\n\n    Họ và tên?\n    {mau.pdf}\n\n"
        "> Nguyễn Văn A\n\n> photo:the.jpg\n"
    )
