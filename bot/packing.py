"""Makes the package that is filed: the declaration under the wire names, the same in words, and the papers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.phrasebook import Phrasebook
from bot.ports import Package, PaperSent
from dialogs.answers import Photo, Photos, Source
from dialogs.asking import short
from dialogs.checks.outcome import Context
from dialogs.conversation import Conversation, Dossier
from dialogs.deadlines import VIETNAM
from dialogs.procedure import Catalogue, Procedure
from dialogs.route import Route, Spot, walk
from dialogs.showing import reads
from dialogs.sorting import SIDES
from dialogs.steps import Acknowledge, Agree, Photograph
from dialogs.texts import Text

LANGUAGE = "vi"
"""Officers read Vietnamese, whatever language the citizen speaks."""


def pack(
    catalogue: Catalogue,
    book: Phrasebook,
    conversation: Conversation,
    dossier: Dossier,
    chat: str,
    channel: str,
    now: datetime,
) -> Package:
    """Only what is on the route is packed; an answer that a later change took off it never leaves the house."""
    procedure = catalogue.pinned(dossier.procedure, dossier.revision) or catalogue.current(dossier.procedure)
    if procedure is None:
        raise LookupError(f"no procedure {dossier.procedure}")
    context = Context(now.astimezone(VIETNAM).date(), dossier.answers, "", catalogue.gazetteer)
    route = walk(procedure, context)
    on_route = {spot.path: dossier.answers[spot.path] for spot in route.spots if spot.path in dossier.answers}
    context = Context(context.today, on_route, "", catalogue.gazetteer)
    return Package(
        key=dossier.key,
        dossier=dossier.id,
        chat=chat,
        procedure=procedure.code,
        title=book.say(Text(procedure.title), LANGUAGE),
        revision=procedure.revision,
        round=dossier.rounds,
        owner_name=str(context.value(procedure.owner) or ""),
        owner_id=str(context.value(procedure.owner_id) or ""),
        language=conversation.language,
        channel=channel,
        form={"form": procedure.form, **procedure.wire(context)},
        lines=tuple(_lines(book, procedure, route, dossier)),
        papers=tuple(_papers(book, route, dossier)),
        fee=procedure.fee(_as_filed(procedure, dossier, context)).total,
        consented_at=dossier.touched,
        items=dossier.asked_items,
        term=procedure.term(context),
        known=tuple((path, book.say(why, LANGUAGE)) for path, why in dossier.known),
        read=tuple(p for p, a in on_route.items() if a.source is Source.READ and not isinstance(a.value, Photos)),
    )


def _as_filed(procedure: Procedure, dossier: Dossier, context: Context) -> Context:
    """The answers as of the day of filing, which decides the fee: a supplement does not make it dearer."""
    day = dossier.filed.astimezone(VIETNAM).date() if dossier.filed else context.today
    then = replace(context, today=day, answers=dossier.answers)
    return walk(procedure, then).taken(then)


def _lines(
    book: Phrasebook, procedure: Procedure, route: Route, dossier: Dossier
) -> Iterator[tuple[str, str, str, str]]:
    for spot in route.spots:
        given = dossier.answers.get(spot.path)
        if given is None or isinstance(spot.step, Acknowledge | Agree | Photograph):
            continue
        part = Text(f"part-{spot.part}")
        label = book.say(short(spot), LANGUAGE)
        yield (
            book.say(part, LANGUAGE),
            spot.path,
            f"{_row(book, spot)}{label}",
            book.show(reads(spot.step, given.value, masked=False), LANGUAGE),
        )


def _row(book: Phrasebook, spot: Spot) -> str:
    if not spot.row:
        return ""
    return book.say(Text(f"part-{spot.group}.row", (("row", spot.number),)), LANGUAGE) + " · "


def _papers(book: Phrasebook, route: Route, dossier: Dossier) -> Iterator[PaperSent]:
    for spot in route.spots:
        given = dossier.answers.get(spot.path)
        if given is None or not isinstance(given.value, Photos) or not isinstance(spot.step, Photograph):
            continue
        if spot.step.keep:
            photos = tuple(_photo(book, photo) for photo in given.value.photos)
            cards = all(photo.kind in SIDES for photo in given.value.photos)
            layout = "card" if cards and photos else "pages"
            yield PaperSent(spot.path, book.say(short(spot), LANGUAGE), photos, layout)


def _photo(book: Phrasebook, photo: Photo) -> dict[str, object]:
    """What an officer sees of one picture; ``used_anyway``: the faults in spite of which the citizen used it."""
    faults = (
        [book.say(Text(f"fault-{name.replace('_', '-')}"), LANGUAGE) for name in photo.faults] if photo.kept else []
    )
    return {
        "id": photo.id,
        "clean": photo.clean,
        "preview": photo.preview,
        "scan": photo.scan,
        "mime": photo.mime,
        "width": photo.width,
        "height": photo.height,
        "pages": photo.pages,
        "used_anyway": ", ".join(faults),
    }
