"""The review card: all that was said, grouped, each line open to change, with what it costs and how long it takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dialogs.acceptance import COMPLETE, buttons_of, findings_of, lines_of, returning
from dialogs.answers import Answer
from dialogs.asking import short
from dialogs.conversation import Dossier, Prompt
from dialogs.dossier import Life
from dialogs.effects import Ask as Kind
from dialogs.effects import Button, Draw, Line, Message, Section, Style
from dialogs.procedure import Procedure
from dialogs.route import Route, Spot
from dialogs.scene import Scene
from dialogs.showing import reads
from dialogs.steps import Acknowledge, Agree, Ask, Leaf, Photograph, YesNo
from dialogs.texts import Listed, Money, Text, Value, say


def show_card(scene: Scene, dossier: Dossier) -> None:
    """All of it, then: file, or change a line."""
    procedure, route = scene.procedure(dossier), scene.route(dossier)
    sections = tuple(_sections(scene, procedure, route, dossier))
    fee, found = procedure.fee(scene.walked(dossier)), findings_of(scene, dossier)
    title, checked = say("review-title", what=Text(procedure.title)), dossier.life in COMPLETE
    terms = (
        say("review-fee", amount=Money(fee.total), why=fee.reason),
        say("review-term", days=term_of(scene, dossier)),
    )
    # What it costs is for a dossier that can be filed: beside reasons for a return it would only make the card longer.
    lines = (title, *(lines_of(found) if checked else ()), *(() if returning(found) else terms))
    style, mends = Style.PLAIN if returning(found) else Style.PRIMARY, buttons_of(scene, dossier, found)
    if dossier.life is Life.SUBMIT_FAILED:
        file = scene.button(f"retry:{dossier.id}", say("button-file-again"), style)
    elif dossier.life is Life.REVIEW:
        file = scene.button("file", file_label(scene, dossier), style)
    else:
        file = scene.button("go-on", say("button-go-on-filling"), Style.PRIMARY)
    later = Button("!stop", say("word-stop"), Style.QUIET)
    if not returning(found):
        dossier = scene.put(replace(dossier, told_fee=fee.total))
    buttons = (*mends, file, later) if returning(found) else (file, *mends, later)
    scene.say(
        Message(lines, buttons, sections, step="review", about=dossier.id, replaces=scene.now.after_edit),
        Prompt("review"),
    )
    scene.update(after_edit=False)
    if dossier.life is Life.REVIEW and dossier.drawn != dossier.touched and not returning(found):
        scene.put(replace(dossier, drawn=dossier.touched))
        scene.do(Draw(dossier.id, preview=True))


def file_label(scene: Scene, dossier: Dossier) -> Text:
    """What the card offers: to file here, on another portal, or by post."""
    if scene.postal(dossier) is not None:
        return say("button-file-by-post")
    guide = scene.guide(dossier)
    return say("button-file-at", portal=guide.portal) if guide else say("button-file")


def show_repair_card(scene: Scene, dossier: Dossier) -> None:
    """Only what was asked for again."""
    route = scene.route(dossier)
    spots = [spot for path in dossier.asked_items if (spot := route.at(path))]
    section = Section(say("repair-section"), tuple(_line(scene, dossier, spot) for spot in spots))
    found = findings_of(scene, dossier)
    style, mends = Style.PLAIN if returning(found) else Style.PRIMARY, buttons_of(scene, dossier, found)
    again = scene.button("file", say("button-file-again"), style)
    lines = (say("repair-title", code=dossier.code), *(lines_of(found) if found else ()))
    buttons = (*mends, again) if returning(found) else (again, *mends)
    scene.say(Message(lines, buttons, (section,), step="review", about=dossier.id), Prompt("review"))


def point_at_card(scene: Scene, dossier: Dossier) -> None:
    """What can be done with the card, without all its lines."""
    file = scene.button("file", file_label(scene, dossier), Style.PRIMARY)
    home = scene.button("review", say("button-to-card"))
    message = Message((say("card-not-understood"),), (file, home), step="review", about=dossier.id)
    scene.say(message, Prompt("review"))


def show_section(scene: Scene, dossier: Dossier, key: str) -> None:
    """One group of the card, its lines as buttons; for channels whose card lines cannot be tapped."""
    procedure, route = scene.procedure(dossier), scene.route(dossier)
    sections = [s for k, s in _keyed_sections(scene, procedure, route, dossier) if k == key]
    home = scene.button("review", say("button-to-card"), Style.QUIET)
    scene.say(
        Message((say("review-choose-line"),), (home,), tuple(sections), step="review", about=dossier.id, replaces=True),
        Prompt("review"),
    )


def show_row(scene: Scene, dossier: Dossier, row: str) -> None:
    """One row of a repeated group: its lines, and a way to take it out."""
    route = scene.route(dossier)
    spots = [spot for spot in route.spots if spot.row == row + "."]
    if not spots:
        show_card(scene, dossier)
        return
    lines = tuple(_line(scene, dossier, spot) for spot in spots)
    title = Text(f"part-{spots[0].group}.row", (("row", spots[0].number),))
    home = scene.button("review", say("button-to-card"), Style.QUIET)
    buttons = [home]
    if dossier.editable:
        buttons.insert(0, scene.button(f"drop:{row}", say("button-drop-row"), Style.DANGER))
    card = (Section(title, lines),)
    scene.say(Message((title,), tuple(buttons), card, step="review", about=dossier.id, replaces=True), Prompt("review"))


def term_of(scene: Scene, dossier: Dossier) -> int:
    """Working days until the result, as the answers stand."""
    return scene.procedure(dossier).term(scene.walked(dossier))


def _sections(scene: Scene, procedure: Procedure, route: Route, dossier: Dossier) -> Iterable[Section]:
    return (section for _, section in _keyed_sections(scene, procedure, route, dossier))


def _keyed_sections(
    scene: Scene, procedure: Procedure, route: Route, dossier: Dossier
) -> Iterable[tuple[str, Section]]:
    for part in procedure.parts:
        spots = [s for s in route.spots if s.part == part.key and _is_line(s.step)]
        lines = [_line(scene, dossier, spot) for spot in spots if not spot.row]
        lines += _row_lines(scene, dossier, [spot for spot in spots if spot.row])
        if lines:
            button = scene.button(f"section:{part.key}", Text(f"part-{part.key}"))
            yield part.key, Section(Text(f"part-{part.key}"), tuple(lines), button.id)


def _is_line(step: Leaf) -> bool:
    """What is read and agreed to is no line of the form, nor is a picture that is only read."""
    return not isinstance(step, Acknowledge | Agree) and (not isinstance(step, Photograph) or step.keep)


def _line(scene: Scene, dossier: Dossier, spot: Spot) -> Line:
    given = dossier.answers.get(spot.path)
    value: Value = reads(spot.step, given.value) if given else say("not-given")
    return Line(short(spot), value, scene.button(f"edit:{spot.path}", short(spot)).id)


def _row_lines(scene: Scene, dossier: Dossier, spots: list[Spot]) -> list[Line]:
    lines = []
    for row in dict.fromkeys(spot.row for spot in spots):
        mine = [spot for spot in spots if spot.row == row]
        values = _row_values(dossier, mine)
        label = Text(f"part-{mine[0].group}.row", (("row", mine[0].number),))
        lines.append(Line(label, Listed(values), scene.button(f"row:{row.rstrip('.')}", label).id))
    return lines


def _tells(spot: Spot, given: Answer) -> bool:
    """Whether it says something on a row: not what is empty, and not the "another one?" at its end."""
    return given.value != "" and not isinstance(spot.step, YesNo)


def _row_values(dossier: Dossier, spots: list[Spot]) -> tuple[Value, ...]:
    """What stands in a row; two months that follow each other read as a period."""
    given = [(s, reads(s.step, a.value)) for s in spots if (a := dossier.answers.get(s.path)) and _tells(s, a)]
    values = [value for _, value in given]
    if [s.step.kind for s, _ in given[:2] if isinstance(s.step, Ask)] == [Kind.MONTH, Kind.MONTH]:
        values[:2] = [say("period", since=values[0], until=values[1])]
    return tuple(values)
