"""Looks over the procedures and their texts before anybody meets them: ``run_bot.py check``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.phrasebook import LANGUAGES, Phrasebook
from dialogs.dossier import Life
from dialogs.procedure import Catalogue, Procedure
from dialogs.steps import Ask, Choose, Photograph, Repeat, Step
from dialogs.texts import Text


def checkup(catalogue: Catalogue, book: Phrasebook) -> dict[str, Any]:
    """``{"procedures": [{code, title, revision, steps, states, languages}], "problems": [...]}``."""
    procedures = [
        {
            "code": procedure.code,
            "title": book.say(Text(procedure.title), "vi"),
            "revision": procedure.revision,
            "steps": sum(1 for _ in steps_of(procedure)),
            "states": len(Life),
            "languages": [lang for lang in LANGUAGES if not list(_missing(procedure, book, lang))],
        }
        for procedure in catalogue.procedures
    ]
    problems = [
        f"{procedure.code}: no text {key} in {language}"
        for procedure in catalogue.procedures
        for language in LANGUAGES
        for key in _missing(procedure, book, language)
    ]
    return {"procedures": procedures, "problems": problems}


def steps_of(procedure: Procedure) -> Iterator[Step]:
    """Every step, those inside repeated groups too."""
    for part in procedure.parts:
        for step in part.steps:
            yield step
            if isinstance(step, Repeat):
                yield from step.steps


def _missing(procedure: Procedure, book: Phrasebook, language: str) -> Iterator[str]:
    wanted = [procedure.title, f"{procedure.title}.short", *(rule.text for rule in procedure.rules)]
    for part in procedure.parts:
        wanted.append(f"part-{part.key}")
    for step in steps_of(procedure):
        wanted += _texts_of(step)
    yield from (key for key in wanted if not book.has(key, language))


def _texts_of(step: Step) -> list[str]:
    if isinstance(step, Repeat):
        return [f"part-{step.key}.row"]
    texts = [step.words, f"{step.words}.short"]
    if isinstance(step, Ask):
        texts += [f"{step.words}.hint", f"{step.words}.example"]
    if isinstance(step, Photograph):
        texts.append(f"{step.words}.hint")
    if isinstance(step, Choose):
        texts += [f"{step.words}-{option.code}" for option in step.options if not option.name]
    return texts
