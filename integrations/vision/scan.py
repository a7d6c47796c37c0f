"""Looks at one picture of a paper: finds the page, flattens it, judges it and reads it. Child only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from dialogs.checks.identity_qr import parse
from dialogs.checks.read_texts import offered, title_words
from dialogs.documents import Card, Look, PaperKind
from integrations.vision import finding
from integrations.vision.judging.booklets import opened
from integrations.vision.judging.enhance import enhance
from integrations.vision.judging.faults import faults
from integrations.vision.judging.fingerprint import fingerprint
from integrations.vision.judging.flatten import flatten, sized, turned
from integrations.vision.judging.framing import hidden_sides, leaning, share_of
from integrations.vision.judging.kinds import kind_of, turns_from
from integrations.vision.judging.marking import marked
from integrations.vision.judging.papers import is_paper_like
from integrations.vision.judging.thresholds import FAR_SHARE, RIM, TILTED
from integrations.vision.reading import models, qr
from integrations.vision.reading.mrz import read_mrz
from integrations.vision.reading.text import read_page
from integrations.vision.shapes import Flat, Found, Picture, TextLine

_WITH_TEXT: Final = frozenset({PaperKind.SHEET, PaperKind.UNKNOWN})
"""Kinds of which the letters are read: what cards say is read from their code or zone, which cannot be misread."""


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
    finding.prepare()
    models.prepare()


def scan(picture: Picture, reading: bool) -> Scanned:
    """``reading``: what stands on the page may be read, not only its quality judged."""
    found = finding.find(picture)
    if found is None:
        return _nothing(picture)
    found = _believed(found, picture)
    flat = flatten(picture, found.corners)
    page = opened(picture, found, flat)
    if page is not None:
        found, flat = page, flatten(picture, page.corners, PaperKind.PASSPORT)
    code = parse(qr.read_qr(picture, found.corners)) if reading else None
    zone = read_mrz(flat) if reading and code is None else None
    card = code or (zone[0] if zone else None)
    kind = kind_of(flat, code, zone[0] if zone else None)
    flat, lines = _upright(sized(flat, kind), kind, zone[1] if zone else None, reading)
    problems = faults(picture, found, flat, kind, read=card is not None)
    trusted = found.sure >= finding.SURE or card is not None
    look = _look(picture, found, flat, kind, card, lines)
    return Scanned(
        replace(look, faults=problems),
        enhance(flat) if trusted else None,
        marked(picture, found, problems, flat.turns),
        flat.picture.shape[1] / flat.width_mm,
    )


def _believed(found: Found, picture: Picture) -> Found:
    """An outline wholly within the picture that no paper has is not sure, whatever its edges say; seen from
    far or aside, proportions are not known well enough to judge."""
    height, width = picture.shape[:2]
    small = share_of(found.corners, width, height) < FAR_SHARE
    if small or leaning(found.corners) > TILTED or hidden_sides(found.corners, width, height, RIM).any():
        return found
    if is_paper_like(found.corners, width, height):
        return found
    return replace(found, sure=min(found.sure, DOUBTFUL), shown=min(found.shown, DOUBTFUL))


DOUBTFUL: Final = 0.5
"""How sure of an outline of a strange shape one can be at most."""


def _nothing(picture: Picture) -> Scanned:
    """No page anywhere."""
    problems = faults(picture, None, None, PaperKind.NOTHING)
    return Scanned(Look(PaperKind.NOTHING, faults=problems), None, marked(picture, None, problems))


def _upright(flat: Flat, kind: PaperKind, zone: int | None, reading: bool) -> tuple[Flat, tuple[TextLine, ...]]:
    """The page the right way up, and the lines read on it. The zone tells the way up where it was read; else looks
    do; where these are not sure, the letters are asked."""
    told = turns_from(flat, kind, zone=zone)
    lines: tuple[TextLine, ...] = ()
    turns = told.turns
    if reading and kind in _WITH_TEXT:
        clean = replace(flat, picture=enhance(flat))
        asked, lines = read_page(clean, turns if told.sure else None)
        turns = turns if asked is None else asked
    return turned(flat, turns), lines


def _look(
    picture: Picture, found: Found, flat: Flat, kind: PaperKind, card: Card | None, lines: tuple[TextLine, ...]
) -> Look:
    height, width = picture.shape[:2]
    shares = (found.corners + 0.5) / (width, height)
    pairs = [(line.text, line.sure) for line in lines]
    tall = [float(np.linalg.norm(line.box[3] - line.box[0])) for line in lines]
    return Look(
        kind=kind,
        sure=round(found.sure * 100),
        corners=tuple((round(float(x), 4), round(float(y), 4)) for x, y in np.roll(shares, flat.turns, axis=0)),
        print=fingerprint(flat),
        words=title_words(pairs, tall),
        card=card,
        texts=offered(pairs),
    )
