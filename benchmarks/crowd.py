"""Fifty seats, on each a citizen who answers as soon as the bot's question has arrived, and who checks every reply."""

from __future__ import annotations

import asyncio
import json
import re
from array import array
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from time import perf_counter

from benchmarks.fake_api import Account
from benchmarks.form import DONE, LAST, MARK, QUESTIONS, answers_of, kept
from benchmarks.updates import said

CROWD = 50
FIRST_CHAT = 700_000_000
NONSENSE = "%%"
EXAMPLES = 8


@dataclass(frozen=True, slots=True)
class Manner:
    """How one talks to this contender where it differs from the plain form.

    ``nudges``: (pattern of a message that is no question of the form, label of the button to press on it).
    ``confirm``: label of the review card's button. ``done``: what the last reply says.
    ``masked``: questions whose answers the review card does not show in full.
    ``examined``: whether it must refuse nonsense.
    """

    opening: str = "/start"
    confirm: str = ""
    done: str = DONE
    nudges: tuple[tuple[re.Pattern[str], str], ...] = ()
    masked: frozenset[str] = frozenset()
    examined: bool = True


@dataclass(slots=True)
class Tally:
    """What was seen in one stretch of time."""

    turns: int = 0
    forms: int = 0
    seconds: float = 0.0
    waits: array[float] = field(default_factory=lambda: array("d"))
    """Seconds from each citizen's message to the reply."""


@dataclass(slots=True)
class Citizen:
    """One seat: who has finished a form makes room for somebody new, with a new chat. ``at`` is the question to answer
    next; -1 stands for the opening word."""

    number: int
    chat: int
    form: int = 0
    at: int = -1
    answers: tuple[str, ...] = ()
    markup: str = ""
    message: str = ""
    sent: float = 0.0
    waiting: bool = False
    nudge: str = ""
    tease: bool = False
    teased: bool = False


class Crowd:
    """The citizens of one contender; closed loop: nobody sends before the last reply has come."""

    def __init__(self, account: Account, manner: Manner, size: int = CROWD) -> None:
        self.account = account
        self.tally = Tally()
        self.flaws: Counter[str] = Counter()
        self.examples: list[str] = []
        self.asides = 0
        """Messages that are neither a question nor the end: nobody answers them."""
        self._manner = manner
        self._seats = [Citizen(number, FIRST_CHAT + number) for number in range(size)]
        self._running = False
        self._waiting = 0
        self._quiet = asyncio.Event()
        account.listener = self

    # -- the run

    async def exam(self, seconds: float = 20.0) -> None:
        """One citizen fills in one form and first answers every typed question with nonsense, which must be refused."""
        if not self._manner.examined:
            return
        pupil = self._seats[0]
        pupil.tease = self._running = True
        self._act(pupil)
        await self._quiet_within(seconds)
        pupil.tease = False
        if pupil.form == 0:
            self._flaw("exam not passed", pupil, "")
            self._anew(pupil)
        self._running = False

    def start(self) -> None:
        """Everybody sends what they have to send."""
        self._running = True
        for citizen in self._seats:
            if not citizen.waiting:
                self._act(citizen)

    async def measure(self, seconds: float) -> Tally:
        """What happens in the next ``seconds``; the crowd is already at it."""
        tally = self.tally = Tally()
        began = perf_counter()
        await asyncio.sleep(seconds)
        tally.seconds = perf_counter() - began
        self.tally = Tally()
        return tally

    async def stop(self, seconds: float = 5.0) -> None:
        """Nobody sends any more; who has no reply ``seconds`` later has lost a message, and starts anew next time."""
        self._running = False
        await self._quiet_within(seconds)
        for citizen in self._seats:
            if citizen.waiting:
                self._flaw("no reply", citizen, "")
                self._anew(citizen)

    async def _quiet_within(self, seconds: float) -> None:
        self._quiet.clear()
        if self._waiting:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._quiet.wait(), seconds)

    # -- what a citizen does

    def _act(self, citizen: Citizen) -> None:
        citizen.waiting = True
        self._waiting += 1
        citizen.sent = perf_counter()
        if citizen.nudge:
            self._press(citizen, citizen.nudge)
        elif citizen.at < 0:
            citizen.answers = answers_of(citizen.number, citizen.form)
            self.account.type(citizen.chat, self._manner.opening)
        elif QUESTIONS[citizen.at].buttons:
            confirm = self._manner.confirm if citizen.at == LAST else ""
            self._press(citizen, confirm or citizen.answers[citizen.at])
        else:
            citizen.teased = citizen.tease and not citizen.teased
            self.account.type(citizen.chat, NONSENSE if citizen.teased else citizen.answers[citizen.at])

    def _press(self, citizen: Citizen, label: str) -> None:
        for row in json.loads(citizen.markup or "{}").get("inline_keyboard", ()):
            for button in row:
                if button["text"] == label:
                    self.account.press(citizen.chat, citizen.message, button["callback_data"])
                    return
        self._flaw(f"no button {label!r}", citizen, citizen.markup)
        self._anew(citizen)

    # -- what a citizen sees

    def heard(self, chat: int, message: int, text: str, markup: str) -> None:
        """A message of the bot arrived in this chat."""
        citizen = self._seats[(chat - FIRST_CHAT) % len(self._seats)]
        marked = MARK.search(text)
        if chat != citizen.chat:
            self._heard_late(citizen, chat, text, marked is not None)
        elif marked is not None:
            self._asked(citizen, int(marked[1]) - 1, message, text, markup)
        elif self._manner.done in text:
            self._finished(citizen, text)
        else:
            self._other(citizen, message, text, markup)

    def _heard_late(self, citizen: Citizen, chat: int, text: str, question: bool) -> None:
        """Who has finished may still be told something, but is not asked any more."""
        if question or not FIRST_CHAT <= chat < citizen.chat:
            self._flaw("message to the wrong chat", citizen, text)
        self.asides += 1

    def _asked(self, citizen: Citizen, at: int, message: int, text: str, markup: str) -> None:
        expected = citizen.at if citizen.teased else citizen.at + 1
        if not citizen.waiting or at != expected:
            self._flaw("wrong question" if citizen.waiting else "question out of turn", citizen, text)
            return
        citizen.at = at
        if at == LAST:
            self._check_card(citizen, text)
        self._keep(citizen, message, text, markup)
        self._turned(citizen)

    def _keep(self, citizen: Citizen, message: int, text: str, markup: str) -> None:
        citizen.nudge = ""
        citizen.markup = markup
        citizen.message = said(message, citizen.chat, text, markup) if markup else ""

    def _finished(self, citizen: Citizen, text: str) -> None:
        if not citizen.waiting or citizen.at != LAST:
            self._flaw("end out of turn", citizen, text)
            return
        citizen.form += 1
        citizen.chat += len(self._seats)
        citizen.at, citizen.nudge = -1, ""
        self.tally.forms += 1
        self._turned(citizen)

    def _other(self, citizen: Citizen, message: int, text: str, markup: str) -> None:
        for pattern, label in self._manner.nudges:
            if citizen.waiting and pattern.search(text):
                self._keep(citizen, message, text, markup)
                citizen.nudge = label
                self._turned(citizen)
                return
        self.asides += 1
        if citizen.teased and citizen.waiting:
            self._turned(citizen)

    def _check_card(self, citizen: Citizen, text: str) -> None:
        for at in range(LAST):
            key = QUESTIONS[at].key
            if key not in self._manner.masked and not kept(at, citizen.answers[at], text):
                self._flaw(f"{key} not kept", citizen, text)

    def _turned(self, citizen: Citizen) -> None:
        self._rest(citizen)
        tally = self.tally
        tally.turns += 1
        tally.waits.append(perf_counter() - citizen.sent)
        if self._running and (not citizen.tease or citizen.form == 0):
            self._act(citizen)
        elif not self._waiting:
            self._quiet.set()

    def _rest(self, citizen: Citizen) -> None:
        self._waiting -= citizen.waiting
        citizen.waiting = False

    # -- when it goes wrong

    def _flaw(self, what: str, citizen: Citizen, text: str) -> None:
        self.flaws[what] += 1
        if len(self.examples) < EXAMPLES:
            self.examples.append(
                f"{what}: citizen {citizen.number} at {citizen.at + 1}, form {citizen.form}: {text[:80]}"
            )

    def _anew(self, citizen: Citizen) -> None:
        self._rest(citizen)
        citizen.at, citizen.nudge, citizen.teased = -1, "", False
