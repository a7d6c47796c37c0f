"""Reads and plays a transcript: what the citizen and the world do, and below each what the bot answers.

``# title`` · ``> text`` typed · ``> [label]`` pressed · ``> (ảnh front là card_front lỗi glare@top-right)`` a photo and
what is seen on it (:mod:`tests.looks`), ``> (ảnh hỏng too-small)`` one that cannot be used, ``> (album a; b)`` two at
once · ``> (nhãn dán)`` and the like · ``> (mở)``, ``> (mở slug)`` the chat is
opened · ``> (NFD) text``, ``> (RTL) text``, ``> (dài 5001)`` odd text · ``> (nút cũ label)`` an older button with this
label · ``> (bấm lại)`` a double tap · ``= ...`` the world (:data:`WORLD`). Lines that begin with two spaces answer.
"""

from __future__ import annotations

import re
import shlex
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.ports import Shown
from dialogs.acceptance import findings_of
from dialogs.answers import Answer, PartialDate, Photos
from dialogs.checks.outcome import Context
from dialogs.documents import Unfitness
from dialogs.effects import (
    CallStaff,
    CheckPayment,
    ClosePayment,
    Consent,
    Effect,
    Erase,
    Export,
    Fetch,
    Lane,
    LookUp,
    OpenPayment,
    Say,
    Submit,
    Withdraw,
)
from dialogs.events import (
    Event,
    Exported,
    FileRef,
    FilingEnded,
    FilingResult,
    Other,
    PaymentWord,
    SentFile,
    Stumbled,
)
from dialogs.payment import PaymentWays
from dialogs.postal import PrintPacket
from dialogs.precheck import Severity
from dialogs.route import walk
from dialogs.scene import Scene
from dialogs.steps import Photograph
from tests import people
from tests.looks import seen
from tests.play import Play

SENT = {
    "nhãn dán": Other.STICKER,
    "tin thoại": Other.VOICE,
    "video": Other.VIDEO,
    "vị trí": Other.LOCATION,
    "danh thiếp": Other.CONTACT,
    "sửa tin cũ": Other.EDITED,
    "nhắn trong nhóm": Other.GROUP,
    "tin lạ": Other.UNKNOWN,
}
UNITS = {"phút": "minutes", "giờ": "hours", "ngày": "days"}


class Script(Play):
    """A play that notes every turn as lines of a transcript."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.ids: dict[str, list[str]] = {}
        self.last_pressed = ""
        self.quiet = False
        self.card_lines: set[str] = set()

    def take(self, event: Event) -> list[Shown]:
        said = super().take(event)
        for one in said:
            for button in one.buttons:
                self.ids.setdefault(button.label, []).append(button.id)
        if not self.quiet:
            self.lines += self.answer(said, self.effects)
            self.lines += self.checked_by(said)
        return said

    def checked_by(self, said: list[Shown]) -> Iterator[str]:
        """The rules of the pre-check behind what the card says; with a question mark those that are only asked."""
        dossier = self.conversation.on_desk
        if dossier is None or not any(one.step == "review" for one in said):
            return
        found = findings_of(Scene(self.catalogue, self.conversation, Stumbled(**self._stamp())), dossier)
        names = [one.rule if one.severity is Severity.RETURNED else f"{one.rule}?" for one in found]
        if names:
            yield f"  {{soát: {', '.join(names)}}}"

    def answer(self, said: list[Shown], effects: list[Effect]) -> Iterator[str]:
        """The messages of one turn. Of a card that was shown before, only the lines that changed."""
        lanes = [effect.lane for effect in effects if isinstance(effect, Say)]
        files = [effect.message.attachment_name for effect in effects if isinstance(effect, Say)]
        for number, one in enumerate(said):
            if number:
                yield "  ·"
            if len(lanes) > number and lanes[number] is Lane.STATUS:
                yield "  (tin báo)"
            yield from (f"  {line}" for line in one.text.splitlines())
            yield from self.card(one)
            if len(files) > number and files[number]:
                yield f"  (tệp {files[number]})"
            if one.buttons:
                yield "  " + " ".join(f"[{button.label}]" for button in one.buttons)
        yield from (f"  {{{name}}}" for effect in effects if (name := _beside(effect)))

    def card(self, one: Shown) -> Iterator[str]:
        left_out = False
        for section in one.sections:
            lines = [f"      {line.label}: {line.value}" for line in section.lines]
            new = [line for line in lines if line not in self.card_lines] if one.step == "review" else lines
            left_out = left_out or len(new) < len(lines)
            if new:
                yield f"  ▸ {section.title}"
                yield from new
        if left_out:
            yield "  ▸ … (các dòng khác như trước)"
        self.card_lines |= {f"      {line.label}: {line.value}" for section in one.sections for line in section.lines}

    def presses_id(self, button: str) -> list[Shown]:
        self.last_pressed = button
        return super().presses_id(button)

    # ------------------------------------------------------------ the citizen

    def citizen(self, words: str) -> None:
        if found := re.fullmatch(r"\[(.+)\]", words):
            if found[1] not in self.labels:
                raise AssertionError(f"no button {found[1]!r}; there are {sorted(self.labels)}")
            self.presses_id(self.labels[found[1]])
        elif found := re.fullmatch(r"\((NFD|RTL)\) (.+)", words):
            text = found[2]
            self.says(unicodedata.normalize("NFD", text) if found[1] == "NFD" else f"\u202e{text}\u200f")
        elif found := re.fullmatch(r"\((.+)\)", words):
            self.sends_thing(found[1])
        else:
            self.says(words)

    def sends_thing(self, what: str) -> None:
        first, _, rest = what.partition(" ")
        if what in SENT:
            self.sends(SENT[what])
        elif what == "bấm lại":
            super().presses_id(self.last_pressed)
        elif what.startswith("nút cũ "):
            super().presses_id(self.ids[what.removeprefix("nút cũ ")][0])
        elif first == "mở":
            self.opens(rest)
        elif first == "dài":
            self.says("a" * int(rest))
        elif first == "album":
            self.album(rest.split("; "))
        elif what.startswith("ảnh hỏng "):
            self.sends_photo("broken", what.removeprefix("ảnh hỏng "))
        elif first == "ảnh":
            name, look, compressed = seen(rest)
            self.sends_photo(name, look=look, compressed=compressed)
        else:
            raise AssertionError(f"what is ({what})?")

    def album(self, names: list[str]) -> None:
        fetches: list[tuple[str, Fetch]] = []
        for name in names:
            self.take(SentFile(**self._stamp(), file=FileRef("play", name), album="a"))
            fetches += [(name, effect) for effect in self.effects if isinstance(effect, Fetch)]
        for described, fetch in fetches:
            name, look, _ = seen(described)
            self.checked(name, fetch, look=look)

    # ------------------------------------------------------------ the world

    def world(self, what: str) -> None:
        for name, act in WORLD.items():
            if what == name or what.startswith(name + " "):
                act(self, what.removeprefix(name).strip())
                return
        raise AssertionError(f"what is = {what}?")

    def time_passes(self, rest: str) -> None:
        count, unit = rest.split()
        self.waits(**{UNITS[unit]: float(count)})

    def it_is(self, rest: str) -> None:
        """``lúc 23:30``: the next such moment in Vietnam."""
        hour, minute = map(int, rest.split(":"))
        local = self.now + timedelta(hours=7)
        end = local.replace(hour=hour, minute=minute, second=0)
        self.waits(seconds=((end if end > local else end + timedelta(days=1)) - local).total_seconds())

    def report(self, rest: str) -> None:
        status, *pairs = shlex.split(rest)
        said = dict(pair.split("=", 1) for pair in pairs)
        names = {"mã": "code", "lý_do": "reason", "kết_quả": "result", "thứ": "order"}
        details: dict[str, object] = {names[key]: value for key, value in said.items() if key in names}
        details |= {"amount": int(said["tiền"])} if "tiền" in said else {}
        details |= {"due": _day(said["hẹn"])} if "hẹn" in said else {}
        details |= {"deadline": _day(said["hạn"])} if "hạn" in said else {}
        details |= {"items": tuple(said["mục"].split(","))} if "mục" in said else {}
        self.portal_reports(int(status), **details)

    def export_ends(self, rest: str) -> None:
        self.take(Exported(**self._stamp(), owner="chat", file="export"))

    def handed_off(self, rest: str) -> None:
        """No portal of ours takes the first procedure."""
        self.catalogue = replace(self.catalogue, handed_off=frozenset({self.catalogue.procedures[0].code}))

    def packet_printed(self, rest: str) -> None:
        """``in xong 6``: the packet has so many pages."""
        self.packet(pages=int(rest))

    def blocks(self, rest: str) -> None:
        """``thủ tục lệch 3.000333``: differs from the National Portal; without a code: nothing does any more."""
        self.catalogue = replace(self.catalogue, blocked=frozenset(rest.split()))

    def paper_unfit(self, rest: str) -> None:
        """``cổng chê authorisation too-big``: nothing was sent because of this paper."""
        path, why = rest.split()
        dossier = next(d for d in self.conversation.dossiers if d.key)
        told = {"dossier": dossier.id, "key": dossier.key, "result": FilingResult.FAILED, "paper": path}
        self.take(FilingEnded(**self._stamp(), **told, unfit=Unfitness(why)))

    def queued(self, rest: str) -> None:
        """``cổng nghỉ 5`` (minutes until the next try), or ``cổng nghỉ`` (staff hold it back)."""
        dossier = next(d for d in self.conversation.dossiers if d.key)
        again = self.now + timedelta(minutes=int(rest)) if rest else None
        told = {"dossier": dossier.id, "key": dossier.key, "result": FilingResult.WAITING}
        self.take(FilingEnded(**self._stamp(), **told, again=again))

    def left_by_revision(self, rest: str) -> None:
        """``bản cũ để lại father_birth=1995; phone=; id_card=1 ảnh``: answers as another revision of the procedure,
        with other checks, may have left them in a complete dossier; nothing is said."""
        dossier = self.conversation.dossiers[-1]
        answers = dict(dossier.answers)
        for path, _, text in (pair.partition("=") for pair in rest.split("; ")):
            spot = walk(self.catalogue.procedures[0], Context(self.now.date(), answers)).at(path)
            spot = spot or walk(self.catalogue.procedures[1], Context(self.now.date(), answers)).at(path)
            assert spot is not None, path
            if not text:
                del answers[path]
            elif isinstance(spot.step, Photograph):
                answers[path] = Answer(Photos(answers[path].value.photos[: int(text.split()[0])]))  # type: ignore[union-attr]
            else:
                answers[path] = Answer(_date(text) if "/" in text else text)
        dossiers = tuple(replace(d, answers=answers) if d is dossier else d for d in self.conversation.dossiers)
        self.conversation = replace(self.conversation, dossiers=dossiers)

    def fees_by(self, rest: str) -> None:
        """How this house takes fees: ``cổng``, ``cổng trước`` (on filing), ``quầy``, or both joined by ``, ``."""
        ways = PaymentWays("cổng" in rest, "quầy" in rest, "trước" in rest)
        self.catalogue = replace(self.catalogue, payment=ways)

    def paid(self, rest: str) -> None:
        """``đủ GD1``, ``150000 GD1``, ``nữa GD2``: what arrived at the gateway, under which number."""
        amount, receipt = rest.split()
        if amount == "đủ":
            self.money(PaymentWord.PAID, receipt=receipt)
        elif amount == "nữa":
            self.money(PaymentWord.TWICE, receipt=receipt)
        else:
            self.money(PaymentWord.WRONG, received=int(amount), receipt=receipt)

    def fill_in(self, rest: str) -> None:
        found = re.fullmatch(r"(\w+)(?: tới (\S+))?(?: với (.+))?", rest)
        assert found, rest
        answers = dict(getattr(people, found[1].upper()))
        answers |= dict(pair.split("=", 1) for pair in (found[3] or "").split("; ") if pair)
        self.quiet = True
        said = self.fills(answers, found[2] or "review")
        self.quiet = False
        self.lines += self.answer(said, [])
        self.lines += self.checked_by(said)


WORLD: dict[str, Callable[[Script, str], object]] = {
    "sau": Script.time_passes,
    "lúc": Script.it_is,
    "cổng nhận": lambda script, code: script.portal_files(code),
    "cổng không rõ": lambda script, _: script.portal_files("", FilingResult.UNKNOWN),
    "cổng lệch": lambda script, _: script.portal_files("", FilingResult.DIFFERS),
    "cổng lỗi": lambda script, _: script.portal_files("", FilingResult.FAILED),
    "cổng chê": Script.paper_unfit,
    "cổng nghỉ": Script.queued,
    "bản cũ để lại": Script.left_by_revision,
    "báo": Script.report,
    "phí qua": Script.fees_by,
    "cổng tiền mở": lambda script, _: script.gateway_opens(),
    "cổng tiền chậm": lambda script, _: script.gateway_opens(late=True),
    "cổng tiền hỏng": lambda script, _: script.gateway_opens(failed=True),
    "cổng tiền nhận": Script.paid,
    "cổng tiền chưa thấy": lambda script, _: script.money(PaymentWord.UNPAID, received=0),
    "cổng tiền không hỏi được": lambda script, _: script.money(PaymentWord.UNKNOWN, received=0),
    "đã hoàn": lambda script, receipt: script.money(PaymentWord.REFUNDED, receipt=receipt),
    "quầy thu": lambda script, receipt: script.money(PaymentWord.PAID, receipt=receipt, counter=True),
    "tra thấy": lambda script, _: script.looked_up(True),
    "tra không thấy": lambda script, _: script.looked_up(False),
    "tra quá nhiều": lambda script, _: script.looked_up(False, limited=True),
    "gom xong": Script.export_ends,
    "thủ tục lệch": Script.blocks,
    "thủ tục khớp lại": lambda script, _: script.blocks(""),
    "in xong": Script.packet_printed,
    "in hỏng": lambda script, _: script.packet(file=""),
    "in chê": lambda script, rest: script.packet(file="", paper=rest.split()[0], unfit=Unfitness(rest.split()[1])),
    "tự nộp trên VNeID": Script.handed_off,
    "điền": Script.fill_in,
}


def play(path: Path) -> tuple[str, str]:
    """(what the file says, what the engine makes of it)."""
    written = path.read_text(encoding="utf-8")
    script = Script()
    for line in written.splitlines():
        if line.startswith(("  ", "\t")) or not line.strip():
            continue
        if script.lines and script.lines[-1] and not line.startswith("#"):
            script.lines.append("")
        script.lines.append(line)
        try:
            if line.startswith("> "):
                script.citizen(line[2:])
            elif line.startswith("= "):
                script.world(line[2:])
            else:
                assert line.startswith("#"), line
        except Exception as fault:
            so_far = "\n".join(script.lines[-12:])
            raise AssertionError(f"{path.name}: {line}: {fault!r}\n{so_far}") from fault
    return written, "\n".join(script.lines).rstrip() + "\n"


def _beside(effect: Effect) -> str:
    """What else is asked of the world, where a reader wants to know it."""
    match effect:
        case Submit(items=items):
            return "gửi hồ sơ" + (f": {', '.join(items)}" if items else "")
        case CallStaff(reason):
            return f"gọi cán bộ: {reason}"
        case Consent(purpose, given):
            return f"{'đồng ý' if given else 'không đồng ý'}: {purpose}"
        case Erase(dossier) if dossier.endswith("-fee-once"):
            return "xoá mã nộp phí"
        case Erase(dossier) if dossier.endswith("-once"):
            return "xoá ảnh thẻ"
        case Erase(files=files) if files:
            return "xoá tệp"
        case Erase(dossier):
            return "xoá bản nháp" if dossier else "xoá mọi dữ liệu"
        case Withdraw():
            return "xin rút hồ sơ"
        case OpenPayment(amount=amount):
            return f"mở khoản thu {amount}"
        case CheckPayment():
            return "hỏi cổng thanh toán"
        case ClosePayment():
            return "đóng khoản thu"
        case PrintPacket():
            return "soạn bộ hồ sơ"
        case LookUp(code, factor):
            return f"tra cứu {code} với {factor}"
        case Export():
            return "gom dữ liệu"
        case _:
            return ""


def _date(text: str) -> PartialDate:
    parts = [int(part) for part in reversed(text.split("/"))]
    return PartialDate(*parts)


def _day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 (a day)
