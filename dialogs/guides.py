"""What a guide is: the way through a portal that takes no dossier from us, step by step, with the values to copy."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.conditions import Condition


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One step on the other side: a text (locale key) and the steps of the form whose values are copied there; a key
    that stands in a repeated group brings every row."""

    text: str
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """The way through one portal, for dossiers that ``when`` holds for. ``portal`` is its name as people know it."""

    portal: str
    when: Condition
    steps: tuple[GuideStep, ...]
