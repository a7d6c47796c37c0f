"""Complete dossiers of the demonstration people as cases of the pre-check, with single answers changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from dialogs.answers import Address, Answer, AnswerValue, PartialDate, Photo, Photos
from dialogs.checks.outcome import Context
from dialogs.pictures import PaperKind
from dialogs.precheck import RULES, Case, judged
from dialogs.procedures import PROCEDURES
from dialogs.route import walk
from tests import people
from tests.play import Play, house

TODAY = date(2026, 11, 21)
PROMISED = date(2026, 11, 30)


@cache
def _answers(who: str) -> tuple[int, Mapping[str, Answer]]:
    procedure = 0 if who in ("HOA", "BINH") else 1
    play = Play()
    play.opens(PROCEDURES[procedure].slug)
    play.fills(getattr(people, who))
    return procedure, play.conversation.dossiers[-1].answers


def case(who: str = "HOA", changes: Mapping[str, AnswerValue | None] | None = None, **fields: Any) -> Case:
    """This person's dossier as it stands on the card, with these answers changed (None: forgotten). ``today`` and the
    fields of Case may be given."""
    number, answers = _answers(who)
    today = fields.pop("today", TODAY)
    given = {path: Answer(value) for path, value in (changes or {}).items() if value is not None}
    kept = {path: answer for path, answer in answers.items() if (changes or {}).get(path, "") is not None}
    context = Context(today, {**kept, **given}, "", house().gazetteer)
    route = walk(PROCEDURES[number], context)
    made = Case(PROCEDURES[number], route, route.taken(context), fields.pop("promised", PROMISED))
    return replace(made, **fields)


def found(of: Case) -> dict[str, str]:
    """Rule -> path of everything that is found."""
    return {one.rule: one.path for one in judged(of)}


def by_rule(key: str, of: Case) -> list[str]:
    """The paths that one rule finds, whatever the others say."""
    rule = next(rule for rule in RULES if rule.key == key)
    return [one.path for one in rule.finds.find(of)]


def day(text: str) -> PartialDate:
    """``05/03/1990``, ``03/1990``, ``1990``."""
    return PartialDate(*(int(part) for part in reversed(text.split("/"))))


def photos(*described: tuple[str, PaperKind] | Photo) -> Photos:
    """Pictures by name and kind; the name is id and (hashed) page."""
    return Photos(tuple(one if isinstance(one, Photo) else photo(*one) for one in described))


def photo(name: str, kind: PaperKind = PaperKind.UNKNOWN, page: str = "", **fields: Any) -> Photo:
    """One picture; ``page`` is its fingerprint."""
    return Photo(name, "image/jpeg", 1600, 1200, kind=kind, print=page, **fields)


def place(commune: str, country: str = "VN") -> Address:
    """Somewhere in this commune."""
    return Address(country=country, province_code="01", province="Hà Nội", commune_code=commune, commune=commune)
