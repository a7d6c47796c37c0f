"""Looks at one picture of a paper: finds the page, flattens it, judges it and reads it. Child only."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.documents import Look
from integrations.vision.shapes import Picture


@dataclass(frozen=True, slots=True)
class Scanned:
    """What was seen; the flattened, enhanced page and the picture with marks, where there are any.

    ``per_mm``: pixels per millimetre of ``scan``, 0 when the paper's size is not known.
    """

    look: Look
    scan: Picture | None = None
    marked: Picture | None = None
    per_mm: float = 0.0


def prepare() -> None:
    """Load every model; afterwards no file is needed any more."""


def scan(picture: Picture, reading: bool) -> Scanned:
    """``reading``: what stands on the page may be read, not only its quality judged."""
    return Scanned(Look())
