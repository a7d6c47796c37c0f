"""Photos of papers with the truth about them: by seed, easy or hard, as a chat passes them on or in full size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import cv2
import numpy as np
from PIL import Image

from dialogs.documents import Flaw, PaperKind
from tests.photos import camera, faults, grounds
from tests.photos.camera import Chance, Matrix, Pose
from tests.photos.ink import Array
from tests.photos.pages import CARDS, TEMPLATES, Sheet, page

CHAT, FULL = 1280, 4032
"""Long sides in pixels: what a messenger passes on, and a 12-megapixel camera."""
DRAWN = 2000
"""Long side at which a scene for a chat is drawn before it is made smaller."""
FIRST_SEED = {"train": 0, "tune": 1_000_000, "report": 2_000_000}
OFTEN = ("cccd-front", "cccd-back", "cc-front", "cc-back", "passport")


@dataclass(frozen=True, slots=True)
class Truth:
    """``corners``: upper left, upper right, lower right, lower left of the page itself, in pixels of the photo (None
    without a page); ``turns``: quarter turns clockwise that make it upright, to the nearest; ``per_mm``: pixels a
    millimetre of the page; ``fault``: the one thing that is wrong, None for a good photo."""

    kind: PaperKind
    corners: Matrix | None
    turns: int
    per_mm: float
    fault: Flaw | None
    where: str
    ground: str
    template: str
    qr: str = ""
    mrz: tuple[str, ...] = ()
    lines: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sample:
    """One photo as it arrives, and the truth about it."""

    name: str
    content: bytes
    truth: Truth

    @property
    def picture(self) -> Array:
        """RGB, upright as the telephone held it."""
        return np.asarray(Image.open(BytesIO(self.content)).convert("RGB"))


def samples(
    which: str, count: int, level: str = "hard", size: str = "chat", fault: Flaw | None = None, template: str = ""
) -> Iterator[Sample]:
    """Good photos (or, with ``fault``, bad ones) of "train", "tune" or "report": seeds, people and, in what is
    reported, typefaces and grounds that occur nowhere else."""
    for number in range(count):
        yield sample(FIRST_SEED[which] + number, level=level, size=size, fault=fault, template=template)


def sample(
    seed: int, *, level: str = "hard", size: str = "chat", fault: Flaw | None = None, template: str = ""
) -> Sample:
    """The same photo for the same arguments; the same scene for both sizes."""
    chance = np.random.default_rng([seed, list(Flaw).index(fault) + 1 if fault else 0, level == "hard"])
    name = template or _template(chance)
    reported = seed >= FIRST_SEED["report"]
    sheet = page(name, seed % 100_000, reported)
    known = grounds.KNOWN | grounds.HELD_BACK if reported else grounds.KNOWN
    bare = {
        name: one for name, one in known.items() if fault is not Flaw.NO_PAPER or name not in ("papers", "newsprint")
    }
    ground = str(chance.choice(list(bare)))
    if fault is Flaw.SCREEN and chance.random() < 0.4:
        return _screenshot(seed, sheet, name, chance)
    long = DRAWN if size == "chat" else FULL
    upright = chance.random() < 0.6
    width, height = (round(long * 0.75), long) if upright else (long, round(long * 0.75))
    pose = _pose(chance, sheet, level, fault, upright)
    picture, corners, where = _scene(sheet, ground, known[ground], pose, (width, height), chance, level, fault)
    return _passed_on(f"{name}-{seed}", picture, corners, sheet, ground, where, chance, size, fault)


def _template(chance: Chance) -> str:
    return str(chance.choice(OFTEN)) if chance.random() < 0.6 else str(chance.choice(TEMPLATES[len(CARDS) :]))


def _pose(chance: Chance, sheet: Sheet, level: str, fault: Flaw | None, upright: bool) -> Pose:
    hard = level == "hard"
    lean = np.radians(chance.uniform(5, 40 if hard else 12))
    way = chance.uniform(0, 6.28)
    roll = chance.uniform(0, 2 * np.pi) if hard and chance.random() < 0.5 else np.radians(chance.normal(0, 6))
    roll += int(chance.integers(0, 4)) * np.pi / 2 if chance.random() < (0.6 if hard else 0.25) else 0
    if (sheet.width > sheet.height) == upright and abs(np.sin(roll)) < 0.5 and chance.random() < 0.6:
        roll += np.pi / 2
    small = sheet.width < 130
    area = chance.uniform(0.16 if small else 0.34, 0.62)
    place = chance.uniform(-0.07, 0.07, 2)
    if fault is Flaw.FAR:
        area = chance.uniform(0.012, 0.035)
        place = chance.uniform(-0.25, 0.25, 2)
    elif fault is Flaw.SMALL:
        area, lean = chance.uniform(0.45, 0.62), np.radians(chance.uniform(2, 12))
    elif fault is Flaw.TILTED:
        lean = np.radians(chance.uniform(58, 66))
        way = chance.choice([0, np.pi / 2, np.pi, 3 * np.pi / 2]) + chance.normal(0, 0.1)
        roll = np.radians(chance.normal(0, 4)) + int(chance.integers(0, 4)) * np.pi / 2
        area = chance.uniform(0.25, 0.4)
    elif fault is Flaw.CUT:
        lean = min(lean, np.radians(15))
        roll = np.radians(chance.normal(0, 6)) + int(chance.integers(0, 4)) * np.pi / 2
    elif fault is not None:
        lean = min(lean, np.radians(25))
    return Pose(
        lean * np.cos(way),
        lean * np.sin(way),
        roll,
        area,
        (float(place[0]), float(place[1])),
        chance.uniform(0.75, 1.0),
    )


def _scene(
    sheet: Sheet,
    name: str,
    ground: object,
    pose: Pose,
    size: tuple[int, int],
    chance: Chance,
    level: str,
    fault: Flaw | None,
) -> tuple[Array, Matrix | None, str]:
    hard, where = level == "hard", ""
    if fault is Flaw.SCREEN:
        return faults.on_screen(sheet, size, chance), None, ""
    mm = 1.1 if sheet.width > 130 else 0.55
    texture = ground(chance, mm)  # type: ignore[operator]
    if fault is Flaw.NO_PAPER:
        return faults.no_paper(texture, size, chance), None, ""
    matrix = camera.projection(sheet, pose, *size)
    matrix = _inside(matrix, sheet, size)
    if fault is Flaw.CUT:
        matrix, where = _shifted_out(matrix, sheet, size, chance)
    bend = chance.uniform(0, 0.8) if hard and sheet.kind is PaperKind.SHEET else 0.0
    picture = camera.laid(sheet, texture, mm, matrix, size, chance, bend)
    corners = camera.through(matrix, camera.corners_of(sheet))
    scale = _per_mm(corners, sheet)
    if hard and fault in (None, Flaw.DARK) and chance.random() < 0.3:
        picture = camera.fingers(picture, corners, chance, int(chance.integers(1, 3)))
    picture = camera.lit(picture, chance, hard)
    if fault is Flaw.GLARE:
        picture, where = faults.glared(picture, sheet, matrix, chance)
    if hard and fault is None and chance.random() < 0.5:
        picture, corners = camera.bent_by_lens(picture, corners, chance.uniform(-0.025, 0.015))
    if fault is Flaw.BLURRED:
        picture = faults.defocused(picture, scale, chance)
    elif fault is Flaw.MOVED:
        picture = faults.shaken(picture, scale, chance)
    elif fault is Flaw.DARK:
        picture = faults.darkened(picture, chance)
    blur = chance.uniform(0.3, 1.1 if hard else 0.7) * max(size) / DRAWN
    return camera.sensed(picture, chance, blur, chance.uniform(0.6, 3.5 if hard else 1.8)), corners, where


def _inside(matrix: Matrix, sheet: Sheet, size: tuple[int, int]) -> Matrix:
    """The whole page in the picture: made smaller and moved where the chance had put a part of it outside."""
    width, height = size
    for _ in range(12):
        corners = camera.through(matrix, camera.corners_of(sheet))
        low, high = corners.min(0), corners.max(0)
        room = np.array([width, height]) * 0.97
        k = min(1.0, float((room / (high - low)).min()))
        middle = (low + high) / 2
        matrix = np.array([[k, 0, middle[0] * (1 - k)], [0, k, middle[1] * (1 - k)], [0, 0, 1]]) @ matrix
        corners = camera.through(matrix, camera.corners_of(sheet))
        low, high = corners.min(0), corners.max(0)
        edge = np.array([width, height]) * 0.012
        move = np.maximum(edge - low, 0) + np.minimum(np.array([width, height]) - edge - high, 0)
        matrix = np.array([[1, 0, move[0]], [0, 1, move[1]], [0, 0, 1]]) @ matrix
        if k == 1.0 and not move.any():
            break
    return matrix


def _shifted_out(matrix: Matrix, sheet: Sheet, size: tuple[int, int], chance: Chance) -> tuple[Matrix, str]:
    """One side of the page, the whole of it, is pushed 8 to 25 per cent of the page out of the picture."""
    side = int(chance.integers(0, 4))
    corners = camera.through(matrix, camera.corners_of(sheet))
    ends = corners[[side, (side + 1) % 4]]
    out = ends.mean(0) - corners.mean(0)
    axis = int(np.argmax(np.abs(out)))
    sign = np.sign(out[axis])
    limit = (size[axis] if sign > 0 else 0) + sign * chance.uniform(0.08, 0.25) * (
        corners[:, axis].max() - corners[:, axis].min()
    )
    inner = ends[:, axis].min() if sign > 0 else ends[:, axis].max()
    move = np.zeros(2)
    move[axis] = limit - inner
    name = ("top", "right", "bottom", "left")[side]
    return np.array([[1, 0, move[0]], [0, 1, move[1]], [0, 0, 1]]) @ matrix, name


def _passed_on(
    name: str,
    picture: Array,
    corners: Matrix | None,
    sheet: Sheet,
    ground: str,
    where: str,
    chance: Chance,
    size: str,
    fault: Flaw | None,
) -> Sample:
    quality = int(chance.integers(88, 96))
    if size == "chat":
        first = _jpeg(picture, quality)
        picture = np.asarray(Image.open(BytesIO(first)).convert("RGB"))
        k = CHAT / max(picture.shape[:2])
        picture = cv2.resize(picture, None, fx=k, fy=k, interpolation=cv2.INTER_AREA)
        corners = corners * k if corners is not None else None
        quality = int(chance.integers(78, 88))
    if fault is Flaw.SMALL:
        least = 3.3 if sheet.width < 100 else (2.6 if sheet.width < 130 else 1.45)
        k = least * chance.uniform(0.75, 0.97) / _per_mm(corners, sheet) if corners is not None else 0.4
        picture = cv2.resize(picture, None, fx=k, fy=k, interpolation=cv2.INTER_AREA)
        corners = corners * k if corners is not None else None
    content = _jpeg(picture, quality)
    kind = PaperKind.NOTHING if corners is None and fault is Flaw.NO_PAPER else sheet.kind
    per_mm = _per_mm(corners, sheet) if corners is not None else 0.0
    turns = _turns(corners) if corners is not None else 0
    truth = Truth(kind, corners, turns, per_mm, fault, where, ground, sheet.template, sheet.qr, sheet.mrz, sheet.lines)
    return Sample(name, content, truth)


def _screenshot(seed: int, sheet: Sheet, name: str, chance: Chance) -> Sample:
    written = BytesIO()
    Image.fromarray(faults.screenshot(sheet, chance)).save(written, "PNG", compress_level=4)
    truth = Truth(sheet.kind, None, 0, 0.0, Flaw.SCREEN, "", "screenshot", name, sheet.qr, sheet.mrz, sheet.lines)
    return Sample(f"{name}-{seed}", written.getvalue(), truth)


def _per_mm(corners: Matrix, sheet: Sheet) -> float:
    sides = np.linalg.norm(np.roll(corners, -1, 0) - corners, axis=1)
    return float(np.sqrt(sides[0::2].mean() / sheet.width * (sides[1::2].mean() / sheet.height)))


def _turns(corners: Matrix) -> int:
    """Quarter turns clockwise that bring the page's own upper side to the top."""
    up = corners[[0, 1]].mean(0) - corners[[2, 3]].mean(0)
    angle = np.degrees(np.arctan2(up[0], -up[1]))
    return int(round(-angle / 90)) % 4


def _jpeg(picture: Array, quality: int) -> bytes:
    written = BytesIO()
    Image.fromarray(picture).save(written, "JPEG", quality=quality)
    return written.getvalue()
