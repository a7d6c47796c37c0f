"""Rows of a repeated group put in and taken out, so that the whole becomes right."""

from __future__ import annotations

from dataclasses import replace

from dialogs.answers import Answer, Source
from dialogs.conversation import Dossier
from dialogs.effects import Note
from dialogs.going import advance, reopened
from dialogs.scene import Scene
from dialogs.steps import Repeat, YesNo
from dialogs.texts import say


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
    more = _asks_for_more(scene, dossier, group)
    said = dossier.answers.get(f"{group}.{number}.{more}")
    if number and said is not None and said.value is False:
        kept[f"{group}.{number - 1}.{more}"] = said
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


def _asks_for_more(scene: Scene, dossier: Dossier, group: str) -> str:
    """The key of the "another one?" that ends this group's rows; empty when something else ends them."""
    steps = [step for part in scene.procedure(dossier).parts for step in part.steps if isinstance(step, Repeat)]
    leaves = [leaf for step in steps if step.key == group for leaf in step.steps]
    return next((leaf.key for leaf in leaves if isinstance(leaf, YesNo)), "")
