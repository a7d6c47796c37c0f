"""What was read off the applicant's card: shown, confirmed, taken as answers, and held against what was typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from dialogs.answers import Answer, AnswerValue, Source
from dialogs.checks.outcome import Accepted, Context
from dialogs.checks.wording import search_key, shape
from dialogs.conversation import Dossier, Prompt
from dialogs.documents import Card
from dialogs.effects import Ask as Kind
from dialogs.effects import Erase, Line, Message, Note, Section, Style, once_owner
from dialogs.pictures import PaperKind
from dialogs.procedure import Procedure
from dialogs.route import Route, Spot
from dialogs.scene import Scene
from dialogs.showing import reads
from dialogs.steps import Ask, Choose, Leaf, Repeat
from dialogs.texts import Text, say

DIFFERS = "E_CARD_DIFFERS"
READ_YES, READ_NO = "read-yes", "read-no"
_UNMARKED = frozenset({"name", "residence"})
"""What a machine-readable zone does not give as a form wants it: it has no diacritics and no residence."""
_SHAPED_FREELY = frozenset({"residence"})
"""What can be written in many ways, so that a difference means nothing."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that is not what the card says; ``value`` is what can be taken instead, None when nothing can."""

    spot: Spot
    given: AnswerValue
    says: str
    value: AnswerValue | None

    @property
    def name(self) -> str:
        """Under which the citizen may have said that the answer is right all the same."""
        return f"{DIFFERS}@{self.spot.path}"


def named(card: Card, kind: PaperKind) -> Card:
    """The card with the kind of paper it is, as far as its side and its code tell (facts 5.2): the code stands on the
    front since 2021 and on the back since 7/2024."""
    papers = {("qr", PaperKind.CARD_FRONT): "cccd", ("qr", PaperKind.CARD_BACK): "cc"}
    paper = "passport" if kind is PaperKind.PASSPORT else papers.get((card.by, kind), "")
    return replace(card, paper=paper)


def says(card: Card, field: str) -> str:
    """What the card says of one field, as it would be typed; empty when it does not say."""
    told = {
        "paper": card.paper,
        "number": card.number,
        "name": card.name,
        "birth": str(card.birth or ""),
        "sex": card.sex,
        "issued": str(card.issued or ""),
        "residence": card.residence,
    }
    return told[field]


def values_of(procedure: Procedure, context: Context, card: Card) -> Mapping[str, AnswerValue]:
    """The card's words as answers, by the key of the step: only what that step's own check takes without a doubt."""
    found: dict[str, AnswerValue] = {}
    for field, key in procedure.card:
        words, step = says(card, field), _leaf(procedure, key)
        if not words or step is None or (card.by == "mrz" and field in _UNMARKED):
            continue
        taken = {path: Answer(value, Source.READ) for path, value in found.items()}
        known = replace(context, answers={**context.answers, **taken})
        if isinstance(step, Choose):
            if words in {option.code for option in step.options}:
                found[key] = words
        elif isinstance(step, Ask) and isinstance(outcome := step.check(words, known), Accepted):
            found[key] = outcome.value
    return found


def show_read(scene: Scene, dossier: Dossier, spot: Spot) -> bool:
    """Show what was read and ask whether it is right; False when nothing of it can be taken."""
    card = dossier.card
    procedure = scene.procedure(dossier)
    values = values_of(procedure, scene.context(dossier), card) if card else {}
    lines = tuple(
        Line(Text(f"{step.words}.short"), reads(step, value, masked=False))
        for key, value in values.items()
        if (step := _leaf(procedure, key))
    )
    if not lines:
        return False
    yes = scene.button(READ_YES, say("button-read-yes"), Style.PRIMARY)
    no = scene.button(READ_NO, say("button-read-no"))
    at, of = scene.progress(dossier, spot.path)
    section = Section(say("card-section"), lines)
    message = Message((say("card-read"),), (yes, no), (section,), spot.path, Kind.CONFIRM, at, of, about=dossier.id)
    scene.say(message, Prompt(spot.path))
    return True


def being_shown(scene: Scene) -> bool:
    """Whether what was read is waiting for a yes."""
    return any(meaning == READ_YES for _, meaning in scene.now.prompt.buttons)


def confirmed(scene: Scene, dossier: Dossier, path: str) -> Dossier:
    """It is right: every answer that is not there yet is taken from the card, whatever the route asks later."""
    card = dossier.card
    if card is None:
        return dossier
    values = values_of(scene.procedure(dossier), scene.context(dossier), card)
    new = {key: Answer(value, Source.READ) for key, value in values.items() if key not in dossier.answers}
    scene.do(Note("card_confirmed", dossier.id, f"{card.by}:{len(new)}"))
    dossier = scene.answer(dossier, {**new, path: Answer(True, Source.READ)})
    return forget_pictures(scene, scene.put(replace(dossier, card_sure=True)))


def declined(scene: Scene, dossier: Dossier, path: str) -> Dossier:
    """It is not right, or not theirs: nothing of it is kept."""
    scene.do(Note("card_declined", dossier.id))
    dossier = scene.answer(dossier, {path: Answer(True, Source.READ)})
    return forget_pictures(scene, scene.put(replace(dossier, card=None, card_sure=False)))


def left_unread(scene: Scene, dossier: Dossier) -> Dossier:
    """The card is passed over: what was read and not confirmed is forgotten."""
    return forget_pictures(scene, dossier if dossier.card_sure else scene.put(replace(dossier, card=None)))


def forget_pictures(scene: Scene, dossier: Dossier) -> Dossier:
    """Erase the pictures that were only to be read (facts 8.3: right after, at most a day)."""
    if not dossier.once:
        return dossier
    scene.do(Erase(once_owner(dossier.id)))
    return scene.put(replace(dossier, once=False))


def printed(scene: Scene, dossier: Dossier, key: str) -> str:
    """What the confirmed card says where it could not be taken as an answer: shown beside the question."""
    card = dossier.card
    field = next((field for field, step in scene.procedure(dossier).card if step == key), "")
    return says(card, field) if card is not None and dossier.card_sure and field else ""


def difference(scene: Scene, dossier: Dossier) -> Difference | None:
    """The first answer that the card contradicts and that the citizen has not said to be right."""
    if dossier.card is None:
        return None
    found = contradictions(scene.procedure(dossier), scene.route(dossier), scene.context(dossier), dossier.card)
    return next((one for one in found if one.name not in dossier.accepted_faults), None)


def contradictions(procedure: Procedure, route: Route, context: Context, card: Card) -> Iterator[Difference]:
    """Every answer on the route that the card contradicts, in the order in which checks build on one another."""
    values = values_of(procedure, context, card)
    for field, key in procedure.card:
        spot, given, words = route.at(key), context.answers.get(key), says(card, field)
        if spot is None or given is None or not words or field in _SHAPED_FREELY:
            continue
        if not _agrees(card, field, given.value, words, values):
            yield Difference(spot, given.value, words, values.get(key))


def _agrees(card: Card, field: str, given: AnswerValue, words: str, values: Mapping[str, AnswerValue]) -> bool:
    if field == "name":
        typed, read = search_key(str(given)), search_key(words)
        # "Hoà" and "Hòa" are one name: where the tone stands is a matter of the keyboard (facts 10.3).
        return typed.startswith(read) if card.by == "mrz" else shape(str(given)) == shape(words)
    if field in ("birth", "issued"):
        return str(given) == words
    return given == words


def say_difference(scene: Scene, dossier: Dossier, found: Difference) -> None:
    """Ask which is right; what was typed is never overwritten."""
    path, step = found.spot.path, found.spot.step
    name = Text(f"{step.words}.short")
    scene.do(Note("fault", dossier.id, DIFFERS))
    scene.update(visiting=path)
    typed = reads(step, found.given, masked=False)
    card = found.says if found.value is None else reads(step, found.value, masked=False)
    buttons = []
    if found.value is not None:
        buttons.append(scene.button(f"take-card:{path}", say("button-take-card", value=card), Style.PRIMARY))
    buttons.append(scene.button(f"accept:{DIFFERS}@{path}", say("button-keep-typed", value=typed)))
    buttons.append(scene.button(f"edit:{path}", say("button-change-answer", what=name)))
    line = say("card-differs", what=name, typed=typed, card=card)
    scene.say(Message((line,), tuple(buttons), about=dossier.id), Prompt(path))


def _leaf(procedure: Procedure, key: str) -> Leaf | None:
    leaves = (step for part in procedure.parts for step in part.steps if not isinstance(step, Repeat))
    return next((step for step in leaves if step.key == key), None)
