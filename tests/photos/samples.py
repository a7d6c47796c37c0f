"""Photos of papers with the truth about them: by seed, easy or hard, as a chat passes them on or in full size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import cycle, islice
from typing import Final

import numpy as np
from PIL import Image, ImageOps

from dialogs.documents import Flaw, PaperKind
from tests.photos import faults, hands, lens, light, screens
from tests.photos.grounds import KNOWN, PAPERLIKE, PLAIN, Ground
from tests.photos.ink import Array
from tests.photos.laying import laid, seen, spread
from tests.photos.pages import CARDS, RARE_TEMPLATES, TEMPLATES, page
from tests.photos.pose import CHAT, Matrix, corners_of, per_mm, size_class, through, view
from tests.photos.rare_grounds import HELD_BACK
from tests.photos.scenes import no_paper
from tests.photos.sheet import Sheet
from tests.photos.texture import Chance
from tests.photos.truth import Truth, turns_of, visible_of

FULL: Final = 4032
"""Long side in pixels of a 12-megapixel camera."""
DRAWN: Final = 2000
"""Long side at which a scene for a chat is drawn before it is made smaller."""
FIRST_SEED: Final = {"train": 0, "tune": 1_000_000, "report": 2_000_000}
BORNE_BLUR: Final = {"card": 0.13, "book": 0.14, "letter": 0.18}
"""Deviation in mm on the page of the softness that hard photos have and are still good: about half of what is called
out of focus (``faults.OUT_OF_FOCUS`` is a radius, twice the deviation)."""
BORNE_SHAKE: Final = {"card": 0.45, "book": 0.5, "letter": 0.65}
"""How far the hand may have moved in a good photo, mm on the page."""
OFTEN: Final = ("cccd-front", "cccd-back", "cc-front", "cc-back", "passport")
FAULTS: Final = tuple(flaw for flaw in Flaw if flaw is not Flaw.UNSURE)
"""Every fault that a photo can be given: being unsure is the reader's."""
STORED_TURNED: Final = {1: 0, 6: 1, 3: 2, 8: 3}
"""EXIF orientation -> quarter turns against the clock that the stored picture was given."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One photo as it arrives (JPEG, or PNG for a screenshot), and the truth about it."""

    name: str
    content: bytes
    truth: Truth

    @property
    def jpeg(self) -> bytes:
        """The file."""
        return self.content

    @property
    def picture(self) -> Array:
        """RGB, upright as the telephone held it."""
        return np.array(ImageOps.exif_transpose(Image.open(BytesIO(self.content))).convert("RGB"))


@dataclass(frozen=True, slots=True)
class _Scene:
    """What was chosen for one photo, and chances of its own for every stage, so that both sizes show the same."""

    sheet: Sheet
    ground: str
    level: str
    size: str
    fault: Flaw | None
    key: tuple[int, ...]

    def chance(self, stage: int) -> Chance:
        return np.random.default_rng([*self.key, stage])

    @property
    def hard(self) -> bool:
        return self.level == "hard"


def samples(
    which: str,
    count: int,
    level: str = "hard",
    size: str = "chat",
    fault: Flaw | None = None,
    template: str = "",
    kind: PaperKind | None = None,
    ground: str = "",
) -> Iterator[Sample]:
    """Good photos (or, with ``fault``, bad ones) of "train", "tune" or "report": seeds, people and, in what is
    reported, typefaces, papers and grounds that occur nowhere else."""
    for number in range(count):
        seed = FIRST_SEED[which] + number
        yield sample(seed, level=level, size=size, fault=fault, template=template, kind=kind, ground=ground)


def mixed(which: str, count: int, level: str = "hard", size: str = "chat") -> Iterator[Sample]:
    """Good photos and, by turns, one of every fault: as many of each as of all the others together."""
    turn = cycle(one for fault in FAULTS for one in (None, fault))
    for number, fault in enumerate(islice(turn, count)):
        yield sample(FIRST_SEED[which] + 500_000 + number, level=level, size=size, fault=fault)


def set_of(seed: int) -> str:
    """Which set a seed belongs to."""
    return max((first, name) for name, first in FIRST_SEED.items() if first <= seed)[1]


def sample(
    seed: int,
    *,
    level: str = "hard",
    size: str = "chat",
    fault: Flaw | None = None,
    template: str = "",
    kind: PaperKind | None = None,
    ground: str = "",
) -> Sample:
    """The same photo for the same arguments; the same scene for both sizes."""
    which = set_of(seed)
    key = (seed, FAULTS.index(fault) + 1 if fault else 0, int(level == "hard"))
    chance = np.random.default_rng(key)
    name = _template(chance, which, kind)
    sheet = page(template or name, seed, which == "report", which)
    drawn = _ground(chance, which, level, fault)
    scene = _Scene(sheet, ground or drawn, level, size, fault, key)
    name = f"{sheet.template}-{seed}"
    if fault is Flaw.SCREEN and chance.random() < 0.4:
        return _screenshot(name, scene)
    across = chance.random() < (0.35 if sheet.height > sheet.width else 0.6)
    frame = (FULL, FULL * 3 // 4) if across else (FULL * 3 // 4, FULL)
    k = 1.0 if size == "full" else DRAWN / FULL
    picture, corners, where = _photographed(scene, frame, k)
    return _passed_on(name, picture, corners, scene, where)


def _template(chance: Chance, which: str, kind: PaperKind | None) -> str:
    letters = TEMPLATES[len(CARDS) :] + (RARE_TEMPLATES * 2 if which == "report" else ())
    of_kind = {PaperKind.CARD_FRONT: OFTEN[0:3:2], PaperKind.CARD_BACK: OFTEN[1:4:2], PaperKind.PASSPORT: OFTEN[4:]}
    if kind is not None:
        return str(chance.choice(of_kind.get(kind, letters)))
    return str(chance.choice(OFTEN if chance.random() < 0.6 else letters))


def _ground(chance: Chance, which: str, level: str, fault: Flaw | None) -> str:
    names = list(KNOWN if level == "hard" else PLAIN)
    if fault is Flaw.NO_PAPER:
        names = [name for name in names if name not in PAPERLIKE]
    if which == "report":
        names += HELD_BACK
    return str(chance.choice(names))


def _photographed(scene: _Scene, frame: tuple[int, int], k: float) -> tuple[Array, Matrix | None, str]:
    """The scene in a frame of this size, drawn ``k`` times as large."""
    size = (round(frame[0] * k), round(frame[1] * k))
    ground: Ground = (KNOWN | HELD_BACK)[scene.ground]
    if scene.fault is Flaw.SCREEN:
        picture, corners = screens.monitor(scene.sheet, size, scene.chance(1))
        return _taken(scene, picture, 1.0, k), corners, ""
    if scene.fault is Flaw.NO_PAPER:
        bare = no_paper(ground(scene.chance(1), 0.25), size, scene.chance(2))
        empty = np.zeros(bare.shape[:2], np.uint8)
        bare = light.lit(bare, empty, scene.chance(3), scene.hard, False)
        return _taken(scene, bare, 4.0, k), None, ""
    taken = view(scene.sheet, frame, scene.chance(1), scene.level, scene.fault)
    texture, lay = spread(ground, taken.matrix, frame, scene.chance(2))
    matrix = np.array([[k, 0, k / 2 - 0.5], [0, k, k / 2 - 0.5], [0, 0, 1]]) @ taken.matrix
    under = seen(texture, lay, matrix, size)
    picture, where = _on_paper(scene, under, matrix)
    corners = through(matrix, corners_of(scene.sheet))
    scale = per_mm(corners, scene.sheet)
    chance = scene.chance(6)
    if scene.hard and scene.fault in (None, Flaw.DARK, Flaw.SMALL) and chance.random() < 0.6:
        picture, corners = lens.distorted(picture, corners, chance.uniform(-0.03, 0.015))
    return _taken(scene, picture, scale, k), corners, where or taken.where


def _on_paper(scene: _Scene, under: Array, matrix: Matrix) -> tuple[Array, str]:
    """The paper on its ground, held perhaps, in its light."""
    sheet, hard, chance = scene.sheet, scene.hard, scene.chance(3)
    letter = size_class(sheet) == "letter"
    bend = (
        (chance.uniform(0, 1.6) if letter else chance.uniform(0, 0.5)) if hard and size_class(sheet) != "card" else 0.0
    )
    creased = letter and chance.random() < (0.45 if hard else 0.15)
    picture, mask = laid(sheet, under, matrix, chance, bend, creased)
    corners, chance, where = through(matrix, corners_of(sheet)), scene.chance(4), ""
    if hard and scene.fault in (None, Flaw.DARK, Flaw.SMALL) and chance.random() < 0.3:
        picture = hands.held(picture, corners, per_mm(corners, sheet), size_class(sheet), chance)
    shown = light.lit(picture, mask, scene.chance(5), hard, scene.fault is Flaw.DARK)
    chance = scene.chance(7)
    if scene.fault is Flaw.GLARE:
        return faults.glared(shown, sheet, matrix, chance)
    if hard and sheet.small and scene.fault is None and chance.random() < 0.4:
        shown = light.sheen(shown, corners, chance)
    return shown, where


def _taken(scene: _Scene, picture: Array, scale: float, k: float) -> Array:
    """Through the lens and off the sensor; ``scale``: pixels a millimetre."""
    chance, fault = scene.chance(8), scene.fault
    if fault is Flaw.BLURRED:
        picture = faults.defocused(picture, scene.sheet, scale, chance)
    elif fault is Flaw.MOVED:
        picture = faults.shaken(picture, scene.sheet, scale, chance)
    elif scene.hard and chance.random() < 0.35:
        length = chance.uniform(0.05, BORNE_SHAKE[size_class(scene.sheet)]) * scale
        picture = lens.shaken(picture, max(1.5, length), chance.uniform(0, 3.14))
    blur = chance.uniform(0, BORNE_BLUR[size_class(scene.sheet)] if scene.hard else 0.04) * scale
    picture = lens.soft(picture, float(np.hypot(blur, chance.uniform(0.45, 0.9) * (0.5 + 0.5 * k))))
    grain = chance.uniform(1, 5 if scene.hard else 2.5) * (0.7 if fault is not Flaw.DARK else 1.2)
    return lens.sensed(picture, chance, grain, chance.uniform(0, 0.8) if chance.random() < 0.6 else 0.0)


def _passed_on(name: str, picture: Array, corners: Matrix | None, scene: _Scene, where: str) -> Sample:
    chance, fault, sheet = scene.chance(9), scene.fault, scene.sheet
    quality, again, turned = (int(chance.integers(90, 96)), int(chance.integers(80, 88)), 1)
    if scene.size == "chat":
        first = np.asarray(Image.open(BytesIO(lens.jpeg(picture, quality))))
        picture, corners = lens.resized(first, corners, CHAT / max(picture.shape[:2]))
        quality = again
    elif chance.random() < 0.4:
        turned = int(chance.choice(list(STORED_TURNED)))
    if fault is Flaw.SMALL and corners is not None:
        picture, corners = lens.resized(picture, corners, faults.too_small(sheet, per_mm(corners, sheet), chance))
    stored = np.ascontiguousarray(np.rot90(picture, STORED_TURNED[turned]))
    content = lens.jpeg(stored, quality, turned)
    kind = PaperKind.NOTHING if fault is Flaw.NO_PAPER else sheet.kind
    return Sample(name, content, _truth(scene, kind, corners, (picture.shape[1], picture.shape[0]), where))


def _truth(
    scene: _Scene, kind: PaperKind, corners: Matrix | None, size: tuple[int, int], where: str, ground: str = ""
) -> Truth:
    sheet, ground = scene.sheet, ground or scene.ground
    if corners is None:
        return Truth(kind, None, 0, 0.0, scene.fault, where, ground, "", size=scene.size)
    return Truth(
        kind, corners, turns_of(corners), per_mm(corners, sheet), scene.fault, where, ground, sheet.template,
        sheet.qr, sheet.mrz, sheet.lines, visible_of(corners, size), scene.size,
    )  # fmt: skip


def _screenshot(name: str, scene: _Scene) -> Sample:
    picture, corners = screens.screenshot(scene.sheet, scene.chance(1))
    written = BytesIO()
    Image.fromarray(picture).save(written, "PNG", compress_level=4)
    size = (picture.shape[1], picture.shape[0])
    return Sample(name, written.getvalue(), _truth(scene, scene.sheet.kind, corners, size, "", "screenshot"))
