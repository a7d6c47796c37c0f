"""Writes photos with their truth and a contact sheet: ``python -m tests.photos FOLDER --which tune --n 24``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np

from dialogs.documents import Flaw
from tests.photos.ink import Array
from tests.photos.samples import FAULTS, Sample, mixed, samples

TILE: Final = 360
ACROSS: Final = 6


def main() -> None:
    """Reads the command line, writes the photos, truth.json and contact.png."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("folder", type=Path)
    wanted.add_argument("--which", default="tune", choices=("train", "tune", "report"))
    wanted.add_argument("--n", "--count", dest="count", type=int, default=12)
    wanted.add_argument("--level", default="hard", choices=("easy", "hard"))
    wanted.add_argument("--size", default="chat", choices=("chat", "full"))
    wanted.add_argument("--fault", default="", choices=("", "mixed", "each", *FAULTS))
    wanted.add_argument("--template", default="")
    given = wanted.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    truths: dict[str, Any] = {}
    tiles: list[Array] = []
    for number, one in enumerate(_chosen(given)):
        ending = "png" if one.truth.ground == "screenshot" else "jpg"
        name = f"{number:03}-{one.name}.{ending}"
        (given.folder / name).write_bytes(one.content)
        corners = None if one.truth.corners is None else one.truth.corners.round(2).tolist()
        truths[name] = {field: value for field, value in asdict(one.truth).items() if field != "corners"} | {
            "corners": corners
        }
        tiles.append(tile(one))
    (given.folder / "truth.json").write_text(json.dumps(truths, ensure_ascii=False, indent=1), encoding="utf-8")
    cv2.imwrite(str(given.folder / "contact.png"), cv2.cvtColor(contact(tiles), cv2.COLOR_RGB2BGR))


def _chosen(given: argparse.Namespace) -> Iterator[Sample]:
    if given.fault == "mixed":
        return mixed(given.which, given.count, given.level, given.size)
    faults = FAULTS if given.fault == "each" else (Flaw(given.fault) if given.fault else None,)
    return (
        one
        for fault in faults
        for one in samples(given.which, given.count, given.level, given.size, fault, given.template)
    )


def contact(tiles: list[Array]) -> Array:
    """All tiles in rows."""
    filled = tiles + [np.zeros_like(tiles[0])] * (-len(tiles) % ACROSS)
    return np.vstack([np.hstack(filled[at : at + ACROSS]) for at in range(0, len(filled), ACROSS)])


def tile(one: Sample) -> Array:
    """A thumbnail with the page's outline and a red dot on its own upper left corner."""
    picture = one.picture
    k = TILE / max(picture.shape[:2])
    small = cv2.resize(picture, None, fx=k, fy=k, interpolation=cv2.INTER_AREA)
    if one.truth.corners is not None:
        points = (one.truth.corners * k).astype(np.int32)
        cv2.polylines(small, [points], True, (0, 255, 0), 1, cv2.LINE_AA)
        cv2.circle(small, (int(points[0][0]), int(points[0][1])), 4, (255, 0, 0), -1)
    square = np.zeros((TILE, TILE, 3), np.uint8)
    square[: small.shape[0], : small.shape[1]] = small
    said = f"{one.truth.template} {one.truth.ground} {one.truth.fault or ''} {one.truth.where}"
    cv2.putText(square, said, (4, TILE - 6), 0, 0.4, (255, 255, 0), 1)
    return square


if __name__ == "__main__":
    main()
