"""The tables: what is shown and what must then stand on the citizen's screen."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image

from bot.failures import Failure, NotAccepted, Outage, TooFast, Uncertain, Unreachable
from bot.ports import Attachment, Shown, ShownButton, ShownLine, ShownSection
from dialogs.effects import Style
from tests.contracts.channels.harness import Fault

PDF = b"%PDF-1.4\n% synthetic\n%%EOF\n"


@dataclass(frozen=True, slots=True)
class Showing:
    """``words``: must all be readable, in this order; ``buttons``: ids that can be pressed; ``copies``: texts that a
    press copies; ``links``: pages that a press opens; ``files``: to be taken away; ``picture``: seen at once, with so
    many pixels across and down."""

    name: str
    shown: Shown
    words: tuple[str, ...]
    buttons: frozenset[str] = frozenset()
    copies: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    files: tuple[tuple[str, bytes], ...] = ()
    picture: tuple[int, int] | None = None


def picture(name: str, width: int, height: int) -> Attachment:
    """A drawn paper, JPEG or PNG by its name."""
    out = io.BytesIO()
    paper = Image.new("RGB", (width, height), (120, 90, 60))
    paper.paste((250, 250, 245), (width // 8, height // 8, width * 7 // 8, height * 7 // 8))
    kind = "PNG" if name.endswith(".png") else "JPEG"
    paper.save(out, kind)
    return Attachment(name, f"image/{kind.lower()}", out.getvalue())


def _buttons(count: int) -> tuple[ShownButton, ...]:
    return tuple(ShownButton(f"chon.{n}", f"Phường số {n}") for n in range(count))


LONG = "\n".join(f"Dòng {n}: nơi cư trú từ năm {1950 + n % 70} đến nay, tổ dân phố số {n}." for n in range(400))

CARD = Shown(
    "Anh/chị xem lại hồ sơ:",
    "vi",
    sections=(
        ShownSection(
            "Người yêu cầu",
            (ShownLine("Họ tên", "Nguyễn Thị Ánh", "sua.ten"), ShownLine("Ngày sinh", "05/03/1990", "sua.sinh")),
            "mo.nguoi",
        ),
        ShownSection("Nơi ở", (ShownLine("Thường trú", "Phường Ba Đình, Hà Nội", "sua.tru"),), "mo.noi"),
    ),
    buttons=(ShownButton("nop", "Nộp hồ sơ", Style.PRIMARY), ShownButton("!stop", "Dừng", Style.QUIET)),
)

SHOWINGS = (
    Showing("text", Shown("Chào anh/chị!", "vi"), ("Chào anh/chị!",)),
    Showing("marks are not markup", Shown("<b>*_[1](2)`&amp; <3", "vi"), ("<b>*_[1](2)`&amp; <3",)),
    Showing("emoji and Vietnamese", Shown("Được rồi 👍🏽 Ễ ở ữ", "vi"), ("Được rồi 👍🏽 Ễ ở ữ",)),
    Showing("long text", Shown(LONG, "vi"), tuple(LONG.splitlines())),
    Showing(
        "buttons",
        Shown("Anh/chị đã kết hôn chưa?", "vi", buttons=(ShownButton("co", "Rồi"), ShownButton("chua", "Chưa"))),
        ("Anh/chị đã kết hôn chưa?",),
        frozenset({"co", "chua"}),
    ),
    Showing(
        "long list",
        Shown("Chọn phường:", "vi", buttons=_buttons(99)),
        ("Chọn phường:",),
        frozenset(f"chon.{n}" for n in range(99)),
    ),
    Showing(
        "long text with buttons",
        Shown(LONG, "vi", buttons=_buttons(2)),
        tuple(LONG.splitlines()),
        frozenset({"chon.0", "chon.1"}),
    ),
    Showing(
        "card",
        CARD,
        ("Người yêu cầu", "Họ tên: Nguyễn Thị Ánh", "Ngày sinh: 05/03/1990", "Nơi ở", "Phường Ba Đình"),
        frozenset({"nop", "!stop"}),
    ),
    Showing(
        "copy",
        Shown("Mã hồ sơ", "vi", buttons=(ShownButton("ma", "Sao chép mã", copy="000.00.01-261121-0001"),)),
        ("Mã hồ sơ",),
        copies=frozenset({"000.00.01-261121-0001"}),
    ),
    Showing(
        "code to pay with",
        Shown(
            "Quét mã này",
            "vi",
            buttons=(
                ShownButton("!pay", "Mở trang nộp phí", link="https://pay.example/p-1"),
                ShownButton("paid", "Tôi đã nộp"),
            ),
            attachment=picture("ma-nop-phi.png", 600, 700),
        ),
        ("Quét mã này",),
        frozenset({"paid"}),
        links=frozenset({"https://pay.example/p-1"}),
        picture=(600, 700),
    ),
    Showing(
        "attachment",
        Shown("Kết quả của anh/chị", "vi", attachment=Attachment("ket-qua.pdf", "application/pdf", PDF)),
        ("Kết quả của anh/chị",),
        files=(("ket-qua.pdf", PDF),),
    ),
    Showing(
        "picture with buttons",
        Shown(
            "Đọc rõ không?",
            "vi",
            buttons=(ShownButton("ro", "Rõ"), ShownButton("lai", "Chụp lại"), ShownButton("!stop", "Dừng")),
            attachment=picture("khai-sinh.jpg", 900, 1200),
        ),
        ("Đọc rõ không?",),
        frozenset({"ro", "lai", "!stop"}),
        picture=(900, 1200),
    ),
    Showing(
        "picture drawn by us",
        Shown("Trang đầu của tờ khai", "vi", attachment=picture("to-khai.png", 720, 1018)),
        ("Trang đầu của tờ khai",),
        picture=(720, 1018),
    ),
    Showing(
        "picture with a long text",
        Shown(LONG, "vi", buttons=_buttons(2), attachment=picture("to-khai.png", 720, 1018)),
        tuple(LONG.splitlines()),
        frozenset({"chon.0", "chon.1"}),
        picture=(720, 1018),
    ),
    Showing(
        "paper with buttons",
        Shown(
            "Tờ khai của anh/chị",
            "vi",
            buttons=_buttons(2),
            attachment=Attachment("to-khai.pdf", "application/pdf", PDF),
        ),
        ("Tờ khai của anh/chị",),
        frozenset({"chon.0", "chon.1"}),
        files=(("to-khai.pdf", PDF),),
    ),
    Showing(
        "attachment with a long text",
        Shown(LONG, "vi", attachment=Attachment("to-khai.pdf", "application/pdf", PDF)),
        tuple(LONG.splitlines()),
        files=(("to-khai.pdf", PDF),),
    ),
)


@dataclass(frozen=True, slots=True)
class Failing:
    """A fault and the failure that must be raised for it; ``after`` seconds when the other side names them."""

    fault: Fault
    failure: type[Failure]
    after: float | None = None


FAILINGS = (
    Failing(Fault.BLOCKED, Unreachable),
    Failing(Fault.GONE, Unreachable),
    Failing(Fault.TOO_FAST, TooFast, after=7),
    Failing(Fault.OUTAGE, Outage),
    Failing(Fault.LOST_ANSWER, Uncertain),
    Failing(Fault.BROKEN, Uncertain),
    Failing(Fault.REFUSED, NotAccepted),
)
