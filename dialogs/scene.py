"""One turn while it is being worked out: the conversation so far and the effects, changed in one place only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from dialogs.answers import Answer
from dialogs.checks.outcome import Context
from dialogs.conversation import Conversation, Dossier, Prompt
from dialogs.deadlines import VIETNAM
from dialogs.dossier import LIFE, Life, Step
from dialogs.effects import Button, Effect, Erase, Lane, Message, Note, Remind, Say, Style
from dialogs.events import Event, Timer
from dialogs.guides import Guide
from dialogs.modes import AT_DESK, MODES, Turned
from dialogs.postal import Postal
from dialogs.procedure import Catalogue, Procedure
from dialogs.route import Route, walk
from dialogs.texts import Text

MOST_STANDING = 20
MOST_SPENT = 12
MOST_LEAD_LINES = 4


class Scene:
    """Changes are local to the turn; what leaves it (conversation, effects) is frozen."""

    def __init__(self, catalogue: Catalogue, conversation: Conversation, event: Event) -> None:
        self.catalogue = catalogue
        self.was = conversation
        self.now = replace(conversation, last_at=event.at)
        self.event = event
        self.effects: list[Effect] = []
        self.lead: list[Text] = []
        self._routes: dict[int, tuple[Mapping[str, Answer], Route]] = {}
        self._buttons: list[tuple[str, str]] = []
        self._made = 0

    @property
    def today(self) -> date:
        """The day in Vietnam."""
        return self.event.at.astimezone(VIETNAM).date()

    def update(self, **changes: Any) -> None:
        """Change fields of the conversation."""
        self.now = replace(self.now, **changes)

    def turn(self, turned: Turned) -> None:
        """Change the mode by the table; a trigger that means nothing here leaves it as it is."""
        self.now = replace(self.now, mode=MODES.after(self.now.mode, turned) or self.now.mode)

    def close_desk(self) -> None:
        """Nothing is on the desk any more. A question that does not belong to it (a look-up, an erasure) stays."""
        if self.now.mode in AT_DESK:
            self.turn(Turned.CLOSED)
            self.update(prompt=Prompt())
        self.update(desk="", visiting="", strikes=0)

    # ------------------------------------------------------------ dossiers

    def guide(self, dossier: Dossier) -> Guide | None:
        """The way through the portal that this dossier goes to, when none of ours takes it."""
        procedure = self.procedure(dossier)
        if procedure.code not in self.catalogue.handed_off:
            return None
        return next((guide for guide in procedure.guides if guide.when.holds(self.walked(dossier))), None)

    def postal(self, dossier: Dossier) -> Postal | None:
        """How this dossier goes by post, when its procedure knows that way and its answers chose it."""
        postal = self.procedure(dossier).postal
        return postal if postal is not None and postal.when.holds(self.walked(dossier)) else None

    def put(self, dossier: Dossier) -> Dossier:
        """Keep this version of the dossier; what was printed from other answers is not to be sent any more."""
        before = self.now.dossier(dossier.id)
        if (dossier.packet or dossier.printing) and before is not None and before.answers != dossier.answers:
            if dossier.packet:
                self.do(Erase(dossier.id, (dossier.packet,)))
            dossier = replace(dossier, packet="", printing="")
        others = tuple(d if d.id != dossier.id else dossier for d in self.now.dossiers)
        if dossier.id not in {d.id for d in others}:
            others = (*others, dossier)
        self.now = replace(self.now, dossiers=others)
        return dossier

    def move(self, dossier: Dossier, step: Step) -> Dossier:
        """Move the dossier along its life; a step that the table does not know changes nothing."""
        after = LIFE.after(dossier.life, step)
        return self.arrive(dossier, after) if after else dossier

    def arrive(self, dossier: Dossier, life: Life) -> Dossier:
        """Put the dossier into this state, with an audit note when it changed."""
        if life is not dossier.life:
            self.do(Note("life", dossier.id, f"{dossier.life}>{life}"))
        return self.put(replace(dossier, life=life))

    def answer(self, dossier: Dossier, answers: Mapping[str, Answer | None]) -> Dossier:
        """Set (or, with None, forget) answers by path."""
        kept = dict(dossier.answers)
        for path, given in answers.items():
            if given is None:
                kept.pop(path, None)
            else:
                kept[path] = given
        later = tuple(path for path in dossier.later if path not in answers)
        return self.put(replace(dossier, answers=kept, later=later, touched=self.event.at))

    def procedure(self, dossier: Dossier) -> Procedure:
        """The revision the dossier is pinned to; the current one when the pinned one is no longer known."""
        pinned = self.catalogue.pinned(dossier.procedure, dossier.revision)
        found = pinned or self.catalogue.current(dossier.procedure)
        if found is None:
            raise LookupError(f"no procedure {dossier.procedure}")
        return found

    def context(self, dossier: Dossier, row: str = "") -> Context:
        """What checks and conditions may look at."""
        return Context(self.today, dossier.answers, row, self.catalogue.gazetteer, dossier.reads)

    def route(self, dossier: Dossier) -> Route:
        """The questions of this dossier as its answers stand; walked once a turn for the same answers."""
        answers, route = self._routes.get(id(dossier.answers), ({}, None))
        if route is None or answers is not dossier.answers:
            route = walk(self.procedure(dossier), self.context(dossier))
            self._routes[id(dossier.answers)] = (dossier.answers, route)
        return route

    def progress(self, dossier: Dossier, path: str) -> tuple[int, int]:
        """(this step, of so many), counting what the usual answers to the open branches would still bring."""
        procedure, context = self.procedure(dossier), self.context(dossier)
        usual = {key: Answer(value) for key, value in procedure.usual.items() if key not in dossier.answers}
        if usual:
            expected = walk(procedure, replace(context, answers={**usual, **dossier.answers}))
            if expected.at(path) is not None:
                return expected.progress(path)
        return self.route(dossier).progress(path)

    def walked(self, dossier: Dossier) -> Context:
        """Only the answers on the route, as they are filed: what fees, terms and faults of the whole may look at."""
        return self.route(dossier).taken(self.context(dossier))

    # ------------------------------------------------------------ effects

    def do(self, effect: Effect) -> None:
        """Ask this of the world."""
        self.effects.append(effect)

    def fresh_id(self, purpose: str) -> str:
        """A new id, derived from the randomness that came with the event."""
        return f"{purpose}{self.event.fresh[:20]}"

    def remind(self, days: float, timer: Timer, dossier: str) -> None:
        """Wake this dossier in so many days."""
        self.do(Remind(self.event.at + timedelta(days=days), timer, dossier))

    def button(self, meaning: str, label: Text | str, style: Style = Style.PLAIN, copy: str = "") -> Button:
        """A button that is valid for the question being asked: its id says nothing and cannot be guessed."""
        id = f"{self.event.fresh[20:30]}{self._made:02x}"
        self._made += 1
        self._buttons.append((id, meaning))
        return Button(id, label, style, copy)

    def spend(self, button: str) -> None:
        """Remember that this button was pressed: a second tap is acknowledged, not called old."""
        self.update(spent=(*self.now.spent, button)[-MOST_SPENT:])

    def lead_with(self, *lines: Text) -> None:
        """Lines that stand above the next message of this turn."""
        self.lead.extend(lines[:MOST_LEAD_LINES])

    def say(self, message: Message, prompt: Prompt | None = None) -> None:
        """Say it, above it what was to lead it. With ``prompt`` it is the new question and older buttons die;
        without, its buttons stand beside whatever is being asked."""
        if self.lead:
            message = replace(message, lines=(*self.lead, *message.lines))
            self.lead = []
        made, self._buttons = tuple(self._buttons), []
        if prompt is None:
            self.update(standing=(*self.now.standing, *made)[-MOST_STANDING:])
        else:
            self.update(prompt=replace(prompt, buttons=made))
        self.do(Say(message, self.now.language))

    def announce(self, message: Message) -> None:
        """Tell news that nobody asked for just now: in the status lane, without touching what is being asked."""
        made, self._buttons = tuple(self._buttons), []
        self.update(standing=(*self.now.standing, *made)[-MOST_STANDING:])
        self.do(Say(message, self.now.language, Lane.STATUS))

    def finish(self) -> None:
        """Lines that led to nothing are said by themselves."""
        if self.lead:
            lines, self.lead = tuple(self.lead), []
            self.do(Say(Message(lines), self.now.language))
