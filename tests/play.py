"""Plays a conversation against the real engine, without a server: for transcripts, walks and quick looks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.codec import decode_conversation, encode_conversation
from bot.phrasebook import Phrasebook
from bot.ports import Shown
from bot.wording import show
from dialogs.answers import Photo
from dialogs.conversation import Conversation
from dialogs.documents import Look
from dialogs.dossier import Life
from dialogs.effects import CheckPayment, Effect, Fetch, LookUp, Remind, Say
from dialogs.events import (
    Event,
    FileChecked,
    FileRef,
    FilingEnded,
    FilingResult,
    LookedUp,
    Opened,
    Other,
    PacketPrinted,
    PaymentHeard,
    PaymentOpened,
    PaymentWord,
    Pressed,
    Reported,
    SentFile,
    SentOther,
    TimeCame,
    Timer,
    Wrote,
)
from dialogs.house import catalogue
from dialogs.modes import Mode
from dialogs.payment import Payment
from dialogs.postal import PrintPacket
from dialogs.procedure import Catalogue, Office
from dialogs.turn import Turn, take_turn
from integrations.units import load_gazetteer
from integrations.working_days import working_calendar

ROOT = Path(__file__).parent.parent
OFFICE = Office("Trung tâm Phục vụ hành chính công", "1900 0000", "7:30–11:30, 13:30–17:00, thứ Hai đến thứ Sáu")
PLAIN = Look()
"""A picture of which nothing could be told."""
START = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
"""Saturday 21/11/2026, 9:00 in Vietnam."""


@lru_cache(maxsize=1)
def phrasebook() -> Phrasebook:
    return Phrasebook(ROOT / "locales")


@lru_cache(maxsize=1)
def house() -> Catalogue:
    return catalogue(load_gazetteer(date(2026, 11, 21)), working_calendar(2025, 2028), phrasebook().say, OFFICE)


class Play:
    """One citizen's chat. Every turn goes through JSON, as it does in the store."""

    def __init__(self, catalogue: Catalogue | None = None) -> None:
        self.catalogue = catalogue or house()
        self.conversation = Conversation()
        self.now = START
        self.shown: list[Shown] = []
        self.effects: list[Effect] = []
        self.timers: dict[tuple[str, str], datetime] = {}
        self.labels: dict[str, str] = {}
        self.portal_holds: dict[str, str] = {}
        self.packet_asked: PrintPacket | None = None
        self._count = 0

    # ------------------------------------------------------------ the citizen

    def opens(self, procedure: str = "") -> list[Shown]:
        return self.take(Opened(**self._stamp(), procedure=procedure))

    def says(self, text: str) -> list[Shown]:
        return self.take(Wrote(**self._stamp(), text=text))

    def presses(self, label: str) -> list[Shown]:
        if label not in self.labels:
            raise AssertionError(f"no button {label!r}; there are {sorted(self.labels)}")
        return self.take(Pressed(**self._stamp(), button=self.labels[label]))

    def presses_id(self, button: str) -> list[Shown]:
        return self.take(Pressed(**self._stamp(), button=button))

    def sends_photo(
        self, name: str = "photo", refused: str = "", look: Look = PLAIN, compressed: bool = False
    ) -> list[Shown]:
        shown = self.take(SentFile(**self._stamp(), file=FileRef("play", name, compressed=compressed)))
        for fetch in [effect for effect in self.effects if isinstance(effect, Fetch)]:
            shown += self.checked(name, fetch, refused, look)
        return shown

    def checked(self, name: str, fetch: Fetch, refused: str = "", look: Look = PLAIN) -> list[Shown]:
        """The world's answer to one file; what may not be read comes without its text, as from the real reader."""
        if not fetch.read:
            look = replace(look, card=None, texts=(), words=())
        mark = hashlib.sha256(name.encode()).hexdigest()
        photo = Photo(
            mark,
            "image/jpeg",
            1600,
            1200,
            1,
            200_000,
            scan=f"scan-{name}",
            marked=f"marked-{name}",
            kind=look.kind,
            faults=tuple(fault.flaw.value for fault in look.faults),
            print=look.print,
        )
        return self.take(
            FileChecked(
                **self._stamp(),
                dossier=fetch.dossier,
                path=fetch.path,
                photo=None if refused else photo,
                refused=refused,
                look=look,
                compressed=fetch.file.compressed,
            )
        )

    def fills(self, answers: Mapping[str, str], until: str = "review", most: int = 120) -> list[Shown]:
        """Answer whatever is asked from ``answers`` (by path, or by the step's key in any row) until ``until`` comes.
        ``[label]`` presses, ``photo:name`` sends a picture; several answers to one step are joined by ``|``."""
        used: dict[str, int] = {}
        for _ in range(most):
            step = self.asked()
            if step == until:
                return self.shown[-1:]
            given = answers.get(step) or answers[step.rsplit(".", 1)[-1]]
            choices = given.split("|")
            at = used[step] = used.get(step, -1) + 1
            text = choices[min(at, len(choices) - 1)]
            if text.startswith("["):
                self.presses(text.strip("[]"))
            elif text.startswith("photo:"):
                self.sends_photo(f"{text}{at}")
            else:
                self.says(text)
        raise AssertionError(f"still asking {self.asked()}: {self.shown[-1].text}")

    def asked(self) -> str:
        """The path of what is being asked; "stop" when something stands in the way."""
        stopped = any(meaning.startswith("edit:") for _, meaning in self.conversation.prompt.buttons)
        return "stop" if stopped and self.conversation.mode is Mode.FILLING else self.conversation.prompt.path

    def sends(self, what: Other) -> list[Shown]:
        return self.take(SentOther(**self._stamp(), what=what))

    # ------------------------------------------------------------ the world

    def waits(self, **time: float) -> list[Shown]:
        """Time passes; timers that come due are delivered in order."""
        end, shown = self.now + timedelta(**time), []
        while due := sorted((at, key) for key, at in self.timers.items() if at <= end):
            at, (timer, dossier) = due[0]
            del self.timers[timer, dossier]
            self.now = max(self.now, at)
            shown += self.take(TimeCame(**self._stamp(), timer=Timer(timer), dossier=dossier))
        self.now = end
        return shown

    def portal_files(self, code: str = "DK-261121-0001", result: FilingResult = FilingResult.FILED) -> list[Shown]:
        dossier = next(d for d in self.conversation.dossiers if d.key and self.portal_holds.get(d.key) is None)
        if result is FilingResult.FILED:
            self.portal_holds[dossier.key] = code
        return self.take(FilingEnded(**self._stamp(), dossier=dossier.id, key=dossier.key, result=result, code=code))

    def portal_reports(self, status: int, **details: object) -> list[Shown]:
        dossier = next(d for d in self.conversation.dossiers if d.filed)
        order = int(details.pop("order", dossier.last_report + 1))  # type: ignore[call-overload]
        return self.take(
            Reported(**self._stamp(), dossier=dossier.id, status=status, order=order, **details)  # type: ignore[arg-type]
        )

    def packet(self, **details: object) -> list[Shown]:
        """The packet that was asked for last is printed, or is not."""
        asked = self.packet_asked
        assert asked is not None, "no packet was asked for"
        told: dict[str, object] = {"file": f"packet-{asked.mark}", "pages": 6} | details
        return self.take(PacketPrinted(**self._stamp(), dossier=asked.dossier, mark=asked.mark, **told))  # type: ignore[arg-type]

    def gateway_opens(self, **details: object) -> list[Shown]:
        """The gateway opened the charge (or did not: ``failed``, ``late``)."""
        dossier, payment = self.owing()
        known: dict[str, object] = {"link": f"https://pay.example/{payment.ref}", "picture": "qr"}
        return self.take(
            PaymentOpened(**self._stamp(), dossier=dossier, ref=payment.ref, **(details or known))  # type: ignore[arg-type]
        )

    def money(self, word: PaymentWord, **details: object) -> list[Shown]:
        """The gateway's (or with ``counter`` the counter's) word on the fee."""
        dossier, payment = self.owing()
        asked = [effect for effect in self.effects if isinstance(effect, CheckPayment)]
        details = {
            "ref": payment.ref,
            "received": payment.amount,
            "show": any(one.show for one in asked),
            "remind": any(one.remind for one in asked),
        } | details
        return self.take(
            PaymentHeard(**self._stamp(), dossier=dossier, word=word, **details)  # type: ignore[arg-type]
        )

    def owing(self) -> tuple[str, Payment]:
        """The newest dossier with a fee."""
        return next((d.id, d.payment) for d in reversed(self.conversation.dossiers) if d.payment)

    def looked_up(self, found: bool, limited: bool = False, status: int = 4) -> list[Shown]:
        asked = next(effect for effect in reversed(self.effects) if isinstance(effect, LookUp))
        return self.take(
            LookedUp(
                **self._stamp(), code=asked.code, found=found, limited=limited, status=status, due=date(2026, 11, 30)
            )
        )

    # ------------------------------------------------------------ one turn

    def take(self, event: Event) -> list[Shown]:
        before = decode_conversation(encode_conversation(self.conversation))
        assert before == self.conversation, "a conversation must survive JSON"
        turn: Turn = take_turn(self.catalogue, before, event)
        assert take_turn(self.catalogue, before, event) == turn, "a turn must be a pure function"
        self.conversation, self.effects = turn.conversation, list(turn.effects)
        for effect in turn.effects:
            if isinstance(effect, Remind):
                self.timers[str(effect.timer), effect.dossier] = effect.at
            elif isinstance(effect, PrintPacket):
                self.packet_asked = effect
        said = [show(phrasebook(), effect) for effect in turn.effects if isinstance(effect, Say)]
        for one in said:
            self.labels |= dict(_buttons(one))
        self.shown += said
        self.now += timedelta(seconds=20)
        return said

    def _stamp(self) -> dict[str, Any]:
        self._count += 1
        fresh = hashlib.md5(f"{self._count}".encode()).hexdigest()
        return {"id": f"e{self._count}", "at": self.now, "fresh": fresh}

    @property
    def life(self) -> Life:
        return self.conversation.dossiers[-1].life


def _buttons(shown: Shown) -> Iterator[tuple[str, str]]:
    for section in shown.sections:
        if section.button:
            yield section.title, section.button
        yield from ((line.label, line.button) for line in section.lines if line.button)
    yield from ((button.label, button.id) for button in shown.buttons)
