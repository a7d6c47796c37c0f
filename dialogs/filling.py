"""Takes an answer for the step that was asked, and goes on to what is asked next."""

from __future__ import annotations

from dataclasses import replace

from dialogs.answers import Answer, AnswerValue, Source
from dialogs.asking import PAGES, ask, ask_candidates, ask_doubt, options_of, pages_of, short
from dialogs.checks.choices import chosen, yes_or_no
from dialogs.checks.names import PersonName
from dialogs.checks.outcome import Accepted, Candidates, Doubtful, Outcome, Refused
from dialogs.checks.wording import search_key, tidy
from dialogs.conversation import Dossier, Prompt
from dialogs.dossier import Life, Step
from dialogs.effects import Button, CallStaff, Consent, Message, Note, Style
from dialogs.menu import Word, word_in
from dialogs.modes import Turned
from dialogs.procedure import Fault, Rule
from dialogs.review import show_card, show_repair_card
from dialogs.route import Spot
from dialogs.scene import Scene
from dialogs.showing import option_label
from dialogs.steps import Acknowledge, Agree, Ask, Choose, Photograph, YesNo
from dialogs.texts import Text, say

_ENOUGH = {"xong", "du", "du roi", "du anh", "du anh roi", "het", "het roi", "done", "enough", "that is all"}
STRIKE_STAFF = 6
"""After so many refusals of one step staff are told, once, without being asked."""


def here(scene: Scene, dossier: Dossier) -> Spot | None:
    """The step whose answer is awaited: the one last asked if it is still on the route, else the first open one."""
    route = scene.route(dossier)
    return route.at(scene.now.prompt.path) or route.open(dossier.later)


def written(scene: Scene, dossier: Dossier, text: str) -> None:
    """The citizen typed this where an answer is awaited."""
    prompt, spot = scene.now.prompt, here(scene, dossier)
    if spot is None:
        advance(scene, dossier)
        return
    if isinstance(spot.step, Photograph) and search_key(text) in _ENOUGH:
        enough(scene, dossier)
        return
    if prompt.doubt and (said := yes_or_no(text)) is not None:
        if said:
            take(scene, dossier, spot, prompt.values[0], Source.PROPOSED)
        else:
            denied(scene, dossier, spot)
        return
    if prompt.labels and text.strip().isdigit() and 0 < int(text) <= len(prompt.values):
        take(scene, dossier, spot, prompt.values[int(text) - 1], Source.CHOSEN)
        return
    if prompt.values and not prompt.labels and not prompt.doubt and len(prompt.values) == 1 and yes_or_no(text):
        take(scene, dossier, spot, prompt.values[0], Source.PROPOSED)
        return
    outcome = understand(scene, dossier, spot, text)
    if isinstance(outcome, Refused) and stopped(scene):
        scene.lead_with(say("press-a-button"))
        advance(scene, dossier)
        return
    if isinstance(outcome, Doubtful):
        outcome = _insisted(scene, spot, tidy(text)) or outcome
        scene.update(doubted=tidy(text))
    heard(scene, dossier, spot, outcome)


def stopped(scene: Scene) -> bool:
    """Whether what was last said is a stop or a fault, whose ways out are buttons that change an answer."""
    return any(meaning.startswith("edit:") for _, meaning in scene.now.prompt.buttons)


def _insisted(scene: Scene, spot: Spot, typed: str) -> Accepted | None:
    """Doubted, denied, and typed again to the letter: a name (of a person, of an issuer) is then as it was typed,
    whatever it looks like. Where a yes keeps what was typed, nothing needs to be insisted on."""
    is_name = isinstance(spot.step, Ask) and isinstance(spot.step.check, PersonName)
    is_issuer = isinstance(spot.step, Choose) and spot.step.issuers
    return Accepted(typed) if (is_name or is_issuer) and typed == scene.now.doubted else None


def denied(scene: Scene, dossier: Dossier, spot: Spot) -> None:
    """What we proposed is not it: that counts as a try, so that ways out open here too."""
    strikes = scene.now.strikes + 1
    scene.update(strikes=strikes)
    ask(scene, dossier, spot, struggling=strikes > 1)


def understand(scene: Scene, dossier: Dossier, spot: Spot, text: str) -> Outcome:
    """What these words mean for this step."""
    step, context = spot.step, scene.context(dossier, spot.row)
    match step:
        case Ask():
            return step.check(text, context)
        case Choose():
            options = options_of(step, context)
            outcome = chosen(
                text, tuple((o.code, _label(step, o.code, o.name, scene), tuple(o.aliases)) for o in options)
            )
            if isinstance(outcome, Refused) and step.other is not None:
                return step.other(text, context)
            return outcome
        case YesNo() | Agree():
            said = {"1": True, "2": False}.get(text.strip(), yes_or_no(text))
            return Accepted(said) if said is not None else Refused(say("refused-yes-no"), "E_CHOICE")
        case Acknowledge():
            goes_on = text.strip() == "1" or yes_or_no(text) or word_in(text) is Word.CONTINUE
            return Accepted(True) if goes_on else Refused(say("refused-go-on"), "E_CHOICE")
        case Photograph():
            return Refused(say("refused-photo-wanted"), "E_PHOTO_WANTED")


def _label(step: Choose, code: str, name: str, scene: Scene) -> str:
    label = name or option_label(step, code)
    return label if isinstance(label, str) else scene.catalogue.words(label, scene.now.language)


def heard(scene: Scene, dossier: Dossier, spot: Spot, outcome: Outcome) -> None:
    """Act on what a check said."""
    match outcome:
        case Accepted(value, echo):
            if echo is not None:
                scene.lead_with(echo)
            take(scene, dossier, spot, value, Source.CHOSEN if isinstance(spot.step, Choose | YesNo) else Source.TYPED)
        case Doubtful():
            ask_doubt(scene, dossier, spot, outcome)
        case Candidates():
            ask_candidates(scene, dossier, spot, outcome)
        case Refused(reason, code):
            refuse(scene, dossier, spot, reason, code)


def refuse(scene: Scene, dossier: Dossier, spot: Spot, reason: Text, code: str) -> None:
    """Say how to mend it; then an example; then ways out. Never the same wall a fourth time."""
    strikes = scene.now.strikes + 1
    scene.update(strikes=strikes)
    scene.do(Note("refused", dossier.id, f"{spot.step.key}:{code}"))
    scene.lead_with(reason)
    if strikes == STRIKE_STAFF:
        scene.do(CallStaff("stuck", dossier.id))
        scene.lead_with(say("stuck-staff-told"))
    ask(scene, dossier, spot, struggling=strikes > 1)


def take(scene: Scene, dossier: Dossier, spot: Spot, value: AnswerValue, source: Source) -> None:
    """Keep the answer and go on."""
    before = dossier.answers.get(spot.path)
    if before is not None and before.value != value and source is Source.TYPED:
        source = Source.CORRECTED
    if isinstance(spot.step, Agree):
        agreed(scene, spot.step, bool(value))
    dossier = scene.answer(dossier, {spot.path: Answer(value, source), spot.path + PAGES: None})
    dossier = supplied(scene, dossier, spot.path)
    scene.update(strikes=0, visiting="", doubted="")
    advance(scene, reopened(scene, dossier))


def reopened(scene: Scene, dossier: Dossier) -> Dossier:
    """Back to a draft, because an answer changed: a filing that failed is then filed anew, under a new key."""
    dossier = scene.move(dossier, Step.REOPENED)
    return scene.put(replace(dossier, key="")) if dossier.editable and dossier.key else dossier


def agreed(scene: Scene, step: Agree, given: bool) -> None:
    """Keep the decision with its evidence."""
    scene.do(Consent(step.purpose, given, step.words))
    scene.update(consents={**scene.now.consents, step.purpose: given})


def supplied(scene: Scene, dossier: Dossier, path: str) -> Dossier:
    """One item less to supply."""
    if path not in dossier.reopened:
        return dossier
    return scene.put(replace(dossier, reopened=tuple(p for p in dossier.reopened if p != path)))


def keep(scene: Scene, dossier: Dossier) -> None:
    """The citizen went back to look and leaves it as it was."""
    spot = here(scene, dossier)
    scene.update(strikes=0, visiting="")
    advance(scene, supplied(scene, dossier, spot.path) if spot else dossier)


def put_off(scene: Scene, dossier: Dossier) -> None:
    """Skip this step for now; it comes again at the end."""
    spot = here(scene, dossier)
    if spot is not None:
        route = scene.route(dossier)
        if not [s for s in route.spots if s.path not in dossier.answers and s.path != spot.path]:
            scene.update(strikes=0)
            ask(scene, dossier, spot, say("only-this-left", what=short(spot)))
            return
        dossier = scene.put(replace(dossier, later=(*dossier.later, spot.path)))
        scene.lead_with(say("put-off", what=short(spot)))
    scene.update(strikes=0)
    advance(scene, dossier)


def enough(scene: Scene, dossier: Dossier) -> None:
    """These are all the pictures of this paper."""
    spot = here(scene, dossier)
    if spot is None or not isinstance(spot.step, Photograph):
        advance(scene, dossier)
        return
    pages = dossier.answers.get(spot.path + PAGES)
    if pages is None or len(pages_of(dossier, spot.path)) < spot.step.least:
        ask(scene, dossier, spot)
        return
    take(scene, dossier, spot, pages.value, Source.READ)


def visit(scene: Scene, dossier: Dossier, path: str) -> None:
    """Go to this step, answered or not, to look at it or change it."""
    spot = scene.route(dossier).at(path)
    if spot is None or not may_change(dossier, path):
        scene.lead_with(say("not-to-change"))
        advance(scene, dossier)
        return
    scene.update(visiting=path, strikes=0)
    scene.turn(Turned.OPEN_STEP)
    ask(scene, dossier, spot)


def may_change(dossier: Dossier, path: str) -> bool:
    """Before filing everything; after a supplement request only what was asked for; else nothing."""
    return dossier.editable or (dossier.life is Life.SUPPLEMENT and path in dossier.asked_items)


def back(scene: Scene, dossier: Dossier) -> None:
    """One step back (among the items asked for, when supplementing); later answers stay."""
    route = scene.route(dossier)
    current = route.at(scene.now.prompt.path)
    spots = [spot for spot in route.spots if may_change(dossier, spot.path)]
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


def _next_to_supply(scene: Scene, dossier: Dossier) -> None:
    route = scene.route(dossier)
    wanted = [spot for path in dossier.reopened if (spot := route.at(path))]
    opened = [spot for spot in route.spots if spot.path not in dossier.answers and not spot.step.optional]
    scene.turn(Turned.OPEN_STEP)
    if spot := next(iter([*wanted, *opened]), None):
        ask(scene, dossier, spot)
    else:
        scene.turn(Turned.COMPLETE)
        show_repair_card(scene, dossier)


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
    spots = [spot for path in dict.fromkeys((change, rule.after)) if (spot := scene.route(dossier).at(path))]
    buttons = [scene.button(f"edit:{s.path}", say("button-change-answer", what=short(s))) for s in spots]
    buttons.append(scene.button("close", say("button-close-dossier")))
    buttons.append(Button("!person", say("word-person"), Style.QUIET))
    scene.say(Message((Text(rule.text),), tuple(buttons), about=dossier.id), Prompt(change))


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


def accept_fault(scene: Scene, dossier: Dossier, name: str) -> None:
    """The citizen says that it is right as it stands; the officer will see that it was asked."""
    dossier = scene.put(replace(dossier, accepted_faults=(*dossier.accepted_faults, name)))
    scene.do(Note("fault_accepted", dossier.id, name.partition("@")[0]))
    scene.update(visiting="", strikes=0)
    advance(scene, dossier)


def insert_row(scene: Scene, dossier: Dossier, name: str) -> None:
    """Put a row into a gap: later rows move down by one, and the new row's open questions are asked."""
    code, _, path = name.partition("@")
    faults = scene.procedure(dossier).review(scene.walked(dossier))
    fault = next((f for f in faults if f.code == code and f.path == path and f.insert), None)
    if fault is None or fault.insert is None:
        advance(scene, dossier)
        return
    group, at, values = fault.insert
    moved = shifted(dossier, group, at, 1)
    for key, value in values:
        moved[f"{group}.{at}.{key}"] = Answer(value, Source.PROPOSED)
    dossier = scene.put(replace(dossier, answers=moved, touched=scene.event.at))
    scene.update(visiting="", strikes=0)
    advance(scene, dossier)


def drop_row(scene: Scene, dossier: Dossier, group: str, number: int) -> None:
    """Take a row out: later rows move up."""
    if not dossier.editable:
        scene.lead_with(say("not-to-change"))
        advance(scene, dossier)
        return
    kept = {path: a for path, a in dossier.answers.items() if not path.startswith(f"{group}.{number}.")}
    dossier = scene.put(replace(dossier, answers=kept))
    dossier = scene.put(replace(dossier, answers=shifted(dossier, group, number + 1, -1), touched=scene.event.at))
    scene.update(visiting="", strikes=0)
    advance(scene, reopened(scene, dossier))


def shifted(dossier: Dossier, group: str, start: int, by: int) -> dict[str, Answer]:
    """The answers with the rows of a group from ``start`` on renumbered."""
    answers: dict[str, Answer] = {}
    for path, answer in dossier.answers.items():
        parts = path.split(".")
        if parts[0] == group and len(parts) > 2 and int(parts[1]) >= start:
            parts[1] = str(int(parts[1]) + by)
        answers[".".join(parts)] = answer
    return answers


def call_person(scene: Scene, dossier: str = "") -> None:
    """Tell staff that a person is wanted, and the citizen who and when."""
    office = scene.catalogue.office
    scene.do(CallStaff("person_wanted", dossier))
    scene.say(Message((say("person-called", office=office.name, phone=office.phone, hours=office.hours),)))
