"""Writes photos with their truth and a contact sheet: ``python -m tests.photos FOLDER --which tune --count 24``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import cv2
import numpy as np

from dialogs.documents import Flaw
from tests.photos.samples import Sample, samples

TILE = 360


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("folder", type=Path)
    wanted.add_argument("--which", default="tune", choices=("train", "tune", "report"))
    wanted.add_argument("--count", type=int, default=12)
    wanted.add_argument("--level", default="hard", choices=("easy", "hard"))
    wanted.add_argument("--size", default="chat", choices=("chat", "full"))
    wanted.add_argument("--fault", default="", choices=("", *Flaw))
    given = wanted.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    truths, tiles = {}, []
    fault = Flaw(given.fault) if given.fault else None
    for one in samples(given.which, given.count, given.level, given.size, fault):
        (given.folder / f"{one.name}.jpg").write_bytes(one.content)
        corners = [] if one.truth.corners is None else one.truth.corners.round(2).tolist()
        truths[one.name] = {
            "kind": one.truth.kind,
            "fault": one.truth.fault,
            "where": one.truth.where,
            "corners": corners,
        }
        tiles.append(tile(one))
    (given.folder / "truth.json").write_text(json.dumps(truths, ensure_ascii=False, indent=1), encoding="utf-8")
    rows = [
        np.hstack([*tiles[at : at + 6], *[np.zeros_like(tiles[0])] * (6 - len(tiles[at : at + 6]))])
        for at in range(0, len(tiles), 6)
    ]
    cv2.imwrite(str(given.folder / "contact.png"), cv2.cvtColor(np.vstack(rows), cv2.COLOR_RGB2BGR))


def tile(one: Sample) -> np.ndarray:
    """A thumbnail with the page's outline and a red dot on its own upper left corner."""
    picture = one.picture.copy()
    k = TILE / max(picture.shape[:2])
    small = cv2.resize(picture, None, fx=k, fy=k, interpolation=cv2.INTER_AREA)
    if one.truth.corners is not None:
        points = (one.truth.corners * k).astype(np.int32)
        cv2.polylines(small, [points], True, (0, 255, 0), 1, cv2.LINE_AA)
        cv2.circle(small, tuple(int(v) for v in points[0]), 5, (255, 0, 0), -1)
    square = np.zeros((TILE, TILE, 3), np.uint8)
    square[: small.shape[0], : small.shape[1]] = small
    cv2.putText(
        square,
        f"{one.truth.template} {one.truth.ground} {one.truth.fault or ''} {one.truth.where}",
        (4, TILE - 6),
        0,
        0.4,
        (255, 255, 0),
        1,
    )
    return square


if __name__ == "__main__":
    main()
