"""What a simulated citizen does next: answers, presses, goes back, goes away, corrects, insists."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any, Protocol

from tests.storm.people import Person
from tests.storm.twin import Twin

Deed = dict[str, Any]
FINISHED = ("Đã nộp", "H26-")
"""Filed is what was said to be, and what the authority talks about under a code of its own."""
OPEN_AGAIN, OLD_BUTTON, BACK, PAIR, AGAIN, EDIT = 0.02, 0.04, 0.03, 0.12, 0.06, 0.5
"""How likely each whim is, at every step (``EDIT``: once, on the card)."""


class Mouth(Protocol):
    """Carries out a deed on a channel."""

    async def does(self, deed: Deed) -> None:
        """Until the channel has taken it for good."""
        ...

    async def hears(self, expected: list[str]) -> None:
        """Until just these messages of the bot have been read."""
        ...

    async def hears_any(self, words: tuple[str, ...]) -> None:
        """Until a message with one of these words has been read."""
        ...

    async def does_again(self, deed: Deed) -> None:
        """The same deed once more, as a client does that missed the answer."""
        ...


class Mind:
    """Decides by chance alone, so that a seed is a crowd."""

    def __init__(self, person: Person, chance: random.Random) -> None:
        self.person = person
        self.chance = chance
        self.twin = Twin(person.channel)
        self.filing = False
        self._asked: dict[str, int] = {}
        self._edited = False

    def first(self) -> Iterator[Deed]:
        """Opens and names the procedure."""
        yield {"kind": "open"}
        yield {"kind": "text", "text": "lý lịch tư pháp"}

    def next(self) -> Deed:
        """What this citizen does now that everything has been read."""
        step = self.twin.asked()
        if step == "review":
            return self._at_the_card()
        if step == "consent-submit":
            self.filing = True
            return {"kind": "text", "text": "đồng ý"}
        if step not in self._answers:
            return {"kind": "text", "text": "tiếp tục"}
        whim = self.chance.random()
        if whim < OPEN_AGAIN:
            return {"kind": "open"}
        if whim < OPEN_AGAIN + OLD_BUTTON and (old := self._old_button()):
            return {"kind": "press", "label": old}
        if whim < OPEN_AGAIN + OLD_BUTTON + BACK and step not in ("purpose", "cert_type"):
            return {"kind": "text", "text": "lùi"}
        return self._answer(step)

    def follows(self, deed: Deed) -> bool:
        """Whether the next answer is sent without waiting: only typed ones can be, their buttons are not there yet."""
        step = self.twin.asked()
        return deed["kind"] == "text" and step in self._answers and self.chance.random() < PAIR

    def typed(self) -> Deed:
        """The answer to what will be asked, typed before it is."""
        return self._answer(self.twin.asked(), press=False)

    @property
    def _answers(self) -> dict[str, str]:
        return self.person.answers

    def _at_the_card(self) -> Deed:
        if not self._edited and self.chance.random() < EDIT:
            self._edited = True
            self._answers["phone"] = self.person.corrected["phone"]
            return {"kind": "text", "text": "sửa số điện thoại"}
        self._edited = True
        return {"kind": "text", "text": "nộp"}

    def _answer(self, step: str, press: bool = True) -> Deed:
        given = self._answers[step].split("|")
        at = self._asked[step] = self._asked.get(step, -1) + 1
        # A question that comes again after going back is answered from the beginning.
        text = given[at % len(given)]
        labels = [button.label for button in self.twin.shown[-1].buttons]
        if press and text in labels and self.chance.random() < 0.5:
            return {"kind": "press", "label": text}
        return {"kind": "text", "text": text}

    def _old_button(self) -> str:
        """A button of an earlier question whose words stand on no later one."""
        shown = self.twin.shown
        later = {button.label for one in shown[-6:] for button in one.buttons}
        old = {b.label for one in shown[2:-6] for b in one.buttons if not b.id.startswith("!")} - later
        return self.chance.choice(sorted(old)) if old else ""


async def lives(mind: Mind, mouth: Mouth) -> None:
    """From the first word until it is said that the dossier was filed."""
    for deed in mind.first():
        await _does(mind, mouth, deed)
        await mouth.hears(mind.twin.expected)
    while not mind.filing:
        deed = mind.next()
        await _does(mind, mouth, deed)
        while not mind.filing and mind.follows(deed):
            deed = mind.typed()
            await _does(mind, mouth, deed)
        if mind.chance.random() < AGAIN:
            await mouth.does_again(deed)
        await mouth.hears(mind.twin.expected)
    await mouth.hears_any(FINISHED)


async def _does(mind: Mind, mouth: Mouth, deed: Deed) -> None:
    mind.twin.does(deed)
    await mouth.does(deed)
