"""Where the citizen goes next: the open question, a step back, a stop, a fault of the whole, or the card."""

from __future__ import annotations

from dataclasses import replace

from dialogs.asking import ask, short
from dialogs.cards import difference, say_difference
from dialogs.consents import lapsed, withdrawn, withheld
from dialogs.conversation import Dossier, Prompt
from dialogs.dossier import Life, Step
from dialogs.effects import Button, CallStaff, Message, Note, Style
from dialogs.modes import Turned
from dialogs.procedure import Fault, Rule
from dialogs.review import show_card, show_repair_card
from dialogs.route import Spot
from dialogs.scene import Scene
from dialogs.texts import Text, say


def here(scene: Scene, dossier: Dossier) -> Spot | None:
    """The step whose answer is awaited: the one last asked if it is still on the route, else the first open one."""
    route = scene.route(dossier)
    return route.at(scene.now.prompt.path) or route.open(dossier.later)


def stopped(scene: Scene) -> bool:
    """Whether what was last said is a stop or a fault, whose ways out are buttons that change an answer."""
    return any(meaning.startswith("edit:") for _, meaning in scene.now.prompt.buttons)


def visit(scene: Scene, dossier: Dossier, path: str) -> None:
    """Go to this step, answered or not, to look at it or change it."""
    spot = scene.route(dossier).at(path)
    if spot is None or not dossier.may_change(path):
        scene.lead_with(say("not-to-change"))
        advance(scene, dossier)
        return
    if withheld(scene, dossier, path):
        advance(scene, dossier)
        return
    scene.update(visiting=path, strikes=0)
    scene.turn(Turned.OPEN_STEP)
    ask(scene, dossier, spot)


def back(scene: Scene, dossier: Dossier) -> None:
    """One step back (among the items asked for, when supplementing); later answers stay."""
    route = scene.route(dossier)
    current = route.at(scene.now.prompt.path)
    spots = [spot for spot in route.spots if dossier.may_change(spot.path)]
    earlier = spots[: spots.index(current)] if current in spots else spots
    if earlier:
        visit(scene, dossier, earlier[-1].path)
        return
    scene.lead_with(say("at-the-start"))
    if current is None:
        advance(scene, dossier)
    else:
        ask(scene, dossier, current)


def advance(scene: Scene, dossier: Dossier, *lead: Text) -> None:
    """Ask what is open; when nothing is, look at the whole; when that is right, show the card."""
    scene.lead_with(*lead)
    if dossier.life is Life.SUPPLEMENT:
        _next_to_supply(scene, dossier)
        return
    if (rule := _broken(scene, dossier)) is not None:
        halt(scene, dossier, rule)
        return
    if (consent := withdrawn(scene, dossier)) is not None:
        _ask_again(scene, dossier, consent)
        return
    _warn(scene, dossier)
    dossier = scene.now.dossier(dossier.id) or dossier
    route = scene.route(dossier)
    spot = route.open(dossier.later)
    if spot is None and dossier.later and (spot := route.open()) is not None:
        dossier = scene.put(replace(dossier, later=()))
        scene.lead_with(say("now-the-rest"))
    if spot is not None:
        scene.update(visiting="")
        scene.turn(Turned.OPEN_STEP)
        ask(scene, dossier, spot)
    elif (fault := _fault(scene, dossier)) is not None:
        say_fault(scene, dossier, fault)
    elif (found := difference(scene, dossier)) is not None:
        scene.turn(Turned.OPEN_STEP)
        say_difference(scene, dossier, found)
    else:
        look_over(scene, dossier, complete=True)


def look_over(scene: Scene, dossier: Dossier, complete: bool = False) -> None:
    """The card; when the form is ``complete`` it offers to file."""
    if dossier.life is Life.CONSENT:
        dossier = scene.move(dossier, Step.REOPENED)
        complete = True
    if complete:
        dossier = scene.move(dossier, Step.PAPERS_COMPLETE)
    scene.update(visiting="", strikes=0)
    scene.turn(Turned.COMPLETE)
    show_card(scene, dossier)


def fit_to_file(scene: Scene, dossier: Dossier) -> bool:
    """Whether nothing forbids handing it to the authority: every needed consent stands, no rule stops it."""
    return _broken(scene, dossier) is None and lapsed(scene, dossier) is None


def to_supply(scene: Scene, dossier: Dossier) -> Spot | None:
    """The next item asked for again, or a question that its answers have opened."""
    route = scene.route(dossier)
    wanted = [spot for path in dossier.reopened if (spot := route.at(path))]
    opened = [spot for spot in route.spots if spot.path not in dossier.answers and not spot.step.optional]
    return next(iter([*wanted, *opened]), None)


def _next_to_supply(scene: Scene, dossier: Dossier) -> None:
    if (rule := _broken(scene, dossier)) is not None:
        halt(scene, dossier, rule)
    elif spot := withdrawn(scene, dossier) or to_supply(scene, dossier):
        _ask_again(scene, dossier, spot)
    else:
        scene.turn(Turned.COMPLETE)
        show_repair_card(scene, dossier)


def _ask_again(scene: Scene, dossier: Dossier, spot: Spot) -> None:
    scene.update(visiting="")
    scene.turn(Turned.OPEN_STEP)
    ask(scene, dossier, spot)


def _broken(scene: Scene, dossier: Dossier) -> Rule | None:
    context = scene.walked(dossier)
    rules = scene.procedure(dossier).rules
    return next((r for r in rules if r.stops and r.after in context.answers and r.when.holds(context)), None)


def _warn(scene: Scene, dossier: Dossier) -> None:
    context = scene.walked(dossier)
    for rule in scene.procedure(dossier).rules:
        due = not rule.stops and rule.code not in dossier.warned and rule.after in context.answers
        if due and rule.when.holds(context):
            dossier = scene.put(replace(dossier, warned=(*dossier.warned, rule.code)))
            scene.lead_with(Text(rule.text))


def halt(scene: Scene, dossier: Dossier, rule: Rule) -> None:
    """This cannot go on as it stands: say why, what else can be done, and let the answer be changed."""
    scene.do(Note("stopped", dossier.id, rule.code))
    scene.turn(Turned.OPEN_STEP)
    change = rule.change or rule.after
    paths = [path for path in dict.fromkeys((change, rule.after)) if dossier.may_change(path)]
    spots = [spot for path in paths if (spot := scene.route(dossier).at(path))]
    buttons = [scene.button(f"edit:{s.path}", say("button-change-answer", what=short(s))) for s in spots]
    if dossier.editable:
        buttons.append(scene.button("close", say("button-close-dossier")))
    buttons.append(Button("!person", say("word-person"), Style.QUIET))
    asked = Prompt(paths[0] if paths else "")
    scene.say(Message((Text(rule.text),), tuple(buttons), about=dossier.id), asked)


def _fault(scene: Scene, dossier: Dossier) -> Fault | None:
    faults = scene.procedure(dossier).review(scene.walked(dossier))
    return next((f for f in faults if not (f.soft and f"{f.code}@{f.path}" in dossier.accepted_faults)), None)


def say_fault(scene: Scene, dossier: Dossier, fault: Fault) -> None:
    """The whole shows a fault: say it and offer every way to mend it."""
    scene.do(Note("fault", dossier.id, fault.code))
    scene.update(visiting=fault.path)
    scene.turn(Turned.OPEN_STEP)
    buttons = []
    if fault.insert is not None:
        buttons.append(scene.button(f"insert:{fault.code}@{fault.path}", say("button-add-period"), Style.PRIMARY))
    if spot := scene.route(dossier).at(fault.path):
        buttons.append(scene.button(f"edit:{fault.path}", say("button-change-answer", what=short(spot))))
    if fault.soft:
        buttons.append(scene.button(f"accept:{fault.code}@{fault.path}", say("button-right-as-it-is")))
    scene.say(Message((fault.reason,), tuple(buttons), about=dossier.id), Prompt(fault.path))


def reopened(scene: Scene, dossier: Dossier) -> Dossier:
    """Back to a draft, because an answer changed: a filing that failed is then filed anew, under a new key."""
    dossier = scene.move(dossier, Step.REOPENED)
    return scene.put(replace(dossier, key="")) if dossier.editable and dossier.key else dossier


def supplied(scene: Scene, dossier: Dossier, path: str) -> Dossier:
    """One item less to supply."""
    if path not in dossier.reopened:
        return dossier
    return scene.put(replace(dossier, reopened=tuple(p for p in dossier.reopened if p != path)))


def call_person(scene: Scene, dossier: str = "") -> None:
    """Tell staff that a person is wanted, and the citizen who and when."""
    office = scene.catalogue.office
    scene.do(CallStaff("person_wanted", dossier))
    text = say("person-called", office=office.name, hours=office.hours)
    urgent = (say("person-phone", phone=office.phone),) if office.phone else ()
    scene.say(Message((text, *urgent, say("person-meanwhile"))))
