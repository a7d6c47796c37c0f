"""Puts one question: its words, its buttons, what is proposed, and how far along we are."""

from __future__ import annotations

from dialogs.answers import Address, AnswerValue, PartialDate
from dialogs.cards import printed
from dialogs.checks.identity_papers import issuers_for
from dialogs.checks.outcome import Accepted, Candidates, Context, Doubtful
from dialogs.conversation import Dossier, Prompt
from dialogs.dossier import Life
from dialogs.effects import Ask as Kind
from dialogs.effects import Button, Message, Style
from dialogs.photographs import NO_PICTURE, Picture, pages_of, photo_buttons, photo_lines
from dialogs.route import Spot
from dialogs.scene import Scene
from dialogs.showing import option_label, reads
from dialogs.steps import (
    Acknowledge,
    Agree,
    Ask,
    Choose,
    Fixed,
    Leaf,
    MonthAfterPreviousRow,
    OffPaper,
    Option,
    Photograph,
    PreviousRow,
    SameAs,
    YesNo,
)
from dialogs.texts import Text, Value, say

LONG_LIST, BUTTONS_OF_LONG_LIST = 14, 6
"""A list longer than a phone's screen shows its most used options; the others are typed."""
LATE_STRIKE = 3
MOST_READ = 2
"""Readings of one paper that are offered to one question."""


def question_values(spot: Spot, scene: Scene) -> tuple[tuple[str, Value], ...]:
    """Values that every question's text may use: the row's number, the office."""
    values: tuple[tuple[str, Value], ...] = (("office", scene.catalogue.office.name),)
    return (*values, ("row", spot.number)) if spot.row else values


def short(spot: Spot) -> Text:
    """The name of a question's line: its .short attribute."""
    return Text(f"{spot.step.words}.short", (("row", spot.number),) if spot.row else ())


def ask(
    scene: Scene, dossier: Dossier, spot: Spot, *lead: Text, struggling: bool = False, picture: Picture = NO_PICTURE
) -> None:
    """Say the question; from now on the citizen's words are taken for its answer. ``picture`` is shown with it."""
    scene.lead_with(*lead)
    step, values = spot.step, question_values(spot, scene)
    given = dossier.answers.get(spot.path) if not pages_of(dossier, spot.path) else None
    fresh = scene.now.strikes == 0 and not pages_of(dossier, spot.path)
    lines = [say("note-sensitive")] if step.sensitive and fresh else []
    if not picture:
        lines.append(Text(step.words, values))
    if isinstance(step, Choose) and len(step.options) > LONG_LIST:
        lines.append(say("list-type-it"))
    if isinstance(step, Ask):
        lines.append(Text(f"{step.words}.{'example' if struggling else 'hint'}", values))
    elif isinstance(step, Photograph):
        lines += photo_lines(scene, step, dossier, spot, shown=bool(picture))
    if given is None and (says := printed(scene, dossier, step.key)):
        lines.append(say("card-says", value=says))
    if given is not None and not isinstance(step, Acknowledge | Agree):
        lines.append(say("now-written", value=reads(step, given.value)))
    proposals = proposed(step, scene.context(dossier, spot.row))
    prompt = Prompt(spot.path, values=tuple(value for _, value in proposals))
    buttons = [scene.button(f"take:{n}", label) for n, (label, _) in enumerate(proposals)]
    buttons += [*_buttons(scene, step, dossier, spot), *picture.buttons]
    if given is not None and not isinstance(step, Acknowledge | Agree):
        wanted = dossier.life is Life.SUPPLEMENT
        buttons.append(scene.button("keep", say("button-keep"), Style.PLAIN if wanted else Style.PRIMARY))
    buttons += _ways_out(scene, step, dossier, spot, struggling)
    if struggling and scene.now.strikes >= LATE_STRIKE:
        lines.append(say("struggling"))
    at, of = progress(scene, dossier, spot)
    message = Message(
        tuple(lines), tuple(buttons), step=spot.path, ask=kind_of(step), at=at, of=of, replaces=False, about=dossier.id
    )
    scene.say(picture.on(message), prompt)


def ask_doubt(scene: Scene, dossier: Dossier, spot: Spot, doubt: Doubtful) -> None:
    """Probably this: yes, or type it again."""
    yes = scene.button("take:0", say("button-right"), Style.PRIMARY)
    no = scene.button("retype", say("button-retype"))
    at, of = progress(scene, dossier, spot)
    message = Message((doubt.question,), (yes, no), step=spot.path, ask=Kind.CONFIRM, at=at, of=of, about=dossier.id)
    scene.say(message, Prompt(spot.path, values=(doubt.value,), doubt=True))


def ask_candidates(scene: Scene, dossier: Dossier, spot: Spot, found: Candidates) -> None:
    """Several fit: the citizen chooses, by button or number."""
    buttons = [scene.button(f"take:{n}", label) for n, (label, _) in enumerate(found.options)]
    buttons.append(scene.button("retype", say("button-none-of-these"), Style.QUIET))
    at, of = progress(scene, dossier, spot)
    message = Message(
        (found.question,), tuple(buttons), step=spot.path, ask=Kind.CHOICE, at=at, of=of, about=dossier.id
    )
    labels = tuple(label for label, _ in found.options)
    scene.say(message, Prompt(spot.path, values=tuple(value for _, value in found.options), labels=labels))


def progress(scene: Scene, dossier: Dossier, spot: Spot) -> tuple[int, int]:
    """(this step, of so many); while supplementing, of the items that were asked for."""
    if dossier.life is Life.SUPPLEMENT and spot.path in dossier.asked_items:
        return dossier.asked_items.index(spot.path) + 1, len(dossier.asked_items)
    return scene.progress(dossier, spot.path)


def kind_of(step: Leaf) -> Kind:
    """The kind of answer, for the channel's keyboard."""
    match step:
        case Ask():
            return step.kind
        case Choose():
            return Kind.CHOICE
        case YesNo() | Agree():
            return Kind.YES_NO
        case Acknowledge():
            return Kind.CONFIRM
        case Photograph():
            return Kind.PHOTO


def options_of(step: Choose, context: Context) -> tuple[Option, ...]:
    """The choices that fit now (issuers depend on the paper and its date)."""
    if not step.issuers:
        return step.options
    kind, issued = context.value("id_type"), context.value("id_issue_date")
    day = issued.full if isinstance(issued, PartialDate) else None
    fitting = issuers_for(str(kind or ""), day)
    return (*(Option(code, label) for code, label in fitting), *step.options)


def proposed(step: Leaf, context: Context) -> list[tuple[Text | str, AnswerValue]]:
    """What can be taken over by one press, each with its label; never the same value twice."""
    found: list[tuple[Text | str, AnswerValue]] = []
    for suggestion in step.suggest:
        label: Text | str
        value: AnswerValue | None
        match suggestion:
            case OffPaper(paper, what):
                found += _off_paper(step, context, paper, what)
                continue
            case SameAs(key):
                value = context.value(key)
                label = say("button-same-as", what=Text(f"ask-{key.replace('_', '-')}.short"))
            case PreviousRow(key):
                value = _in_row_before(context, key)
                label = say("button-as-before", value=_in_few_words(value))
            case MonthAfterPreviousRow(to, birth, years):
                value = _month_after(context, to, birth, years)
                label = str(value)
            case Fixed(fixed, key):
                value, label = fixed, Text(key)
        if value is not None and value not in (v for _, v in found):
            found.append((label, value))
    return found


def _off_paper(step: Leaf, context: Context, paper: str, what: str) -> list[tuple[Text | str, AnswerValue]]:
    """What was read off that paper and is a good answer here, the surest first; not what was said of somebody already
    (a lease names the tenant too)."""
    read = sorted((r for p, r in context.reads if p == paper and r.what == what), key=lambda r: -r.sure)
    told = [answer.value for answer in context.answers.values()]
    offered: list[tuple[Text | str, AnswerValue]] = []
    for one in read[:MOST_READ]:
        outcome = step.check(one.value, context) if isinstance(step, Ask) else None
        if isinstance(outcome, Accepted) and outcome.value not in told:
            offered.append((say("button-read", value=str(outcome.value), sure=one.sure), outcome.value))
    return offered


def _in_few_words(value: AnswerValue | None) -> str:
    """An old address as it was written is enough to know it by."""
    return value.as_written or str(value) if isinstance(value, Address) else str(value)


def _in_row_before(context: Context, key: str) -> AnswerValue | None:
    group, _, number = context.row.rstrip(".").rpartition(".")
    before = context.answers.get(f"{group}.{int(number) - 1}.{key}") if number and int(number) else None
    return before.value if before else None


def _month_after(context: Context, to: str, birth: str, years: int) -> PartialDate | None:
    ended = _in_row_before(context, to)
    if isinstance(ended, PartialDate) and ended.month:
        return PartialDate(ended.year + ended.month // 12, ended.month % 12 + 1)
    born = context.answers.get(birth)
    if ended is None and born and isinstance(born.value, PartialDate):
        return PartialDate(born.value.year + years, born.value.month or 1)
    return None


def _buttons(scene: Scene, step: Leaf, dossier: Dossier, spot: Spot) -> list[Button]:
    match step:
        case Choose():
            options = options_of(step, scene.context(dossier, spot.row))
            options = options if len(options) <= LONG_LIST else options[:BUTTONS_OF_LONG_LIST]
            return [
                scene.button(f"choose:{o.code}", option_label(step, o.code) if not o.name else o.name) for o in options
            ]
        case YesNo():
            return [scene.button("yes", say("button-yes")), scene.button("no", say("button-no"))]
        case Agree():
            return [scene.button("yes", say("button-agree")), scene.button("no", say("button-disagree"))]
        case Acknowledge():
            return [scene.button("yes", say("button-go-on"), Style.PRIMARY)]
        case Photograph():
            return photo_buttons(scene, step, dossier, spot)
        case Ask():
            return []


def _ways_out(scene: Scene, step: Leaf, dossier: Dossier, spot: Spot, struggling: bool) -> list[Button]:
    out = []
    if step.optional and spot.path not in dossier.answers:
        out.append(scene.button("leave-empty", say("button-leave-empty")))
    if struggling and scene.now.strikes >= LATE_STRIKE:
        if not isinstance(step, Agree | Acknowledge) and not step.optional:
            out.append(scene.button("later", say("button-later")))
        out.append(Button("!person", say("word-person"), Style.QUIET))
    if dossier.editable and scene.route(dossier).before(spot.path) is not None:
        out.append(Button("!back", say("word-back"), Style.QUIET))
    out.append(Button("!help", say("word-help"), Style.QUIET))
    return out
