"""Trains both nets anew, from drawn scenes alone and by seed: ``python -m benchmarks.page_net all``.

What was broken off goes on where it was.

Needs what the project does not: torch 2.13 and onnx, in an environment of their own beside NumPy and OpenCV. ``draw``
takes about 20 minutes on one core and 4 GB in the scratch folder, ``train`` 25 and 10, ``export`` writes
``integrations/vision/finding/page.onnx`` and ``side.onnx``. The same versions and processor give the same files.
``weigh`` (in the project's own environment) prints the weights that ``finding/trust.py`` holds, learned from scenes
that the nets have not seen and from photos of ``tests/photos`` for tuning.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from benchmarks.page_net.texture import Array
from dialogs.documents import Flaw

SEED: Final = 2026
SCENES: Final = 12_000
STEPS: Final = 3_000
SHARP_SCENES: Final = 2_000
SIDE_STEPS: Final = 2_000
FIRST_UNSEEN: Final = 777
"""Seed of the scenes for weighing."""
OWN_WEIGHED: Final = 240
WEIGHED: Final[dict[Flaw | None, int]] = {None: 100, Flaw.CUT: 20, Flaw.NO_PAPER: 20, Flaw.FAR: 20}
"""Own scenes, and photos of the tests by their flaw, that weights are learned from."""
FINDING: Final = Path(__file__).parents[2] / "integrations" / "vision" / "finding"


def draw(scratch: Path) -> None:
    """Scenes for the first net, strips for the second."""
    from benchmarks.page_net.store import draw_scenes
    from benchmarks.page_net.strips import draw_strips

    draw_scenes(scratch, SEED, SCENES)
    draw_strips(scratch, SEED, SHARP_SCENES)


def train(scratch: Path) -> None:
    """Both nets; their weights stay in the scratch folder."""
    from benchmarks.page_net.training import train_page, train_side

    train_page(scratch, 7, STEPS)
    train_side(scratch, 7, SIDE_STEPS)


def export(scratch: Path) -> None:
    """Weights to the files that the project carries."""
    import torch

    from benchmarks.page_net.export import export as write
    from benchmarks.page_net.net import PageNet, SideNet

    page, side = PageNet(), SideNet()
    page.load_state_dict(torch.load(scratch / "page.pt")["net"])
    side.load_state_dict(torch.load(scratch / "side.pt")["net"])
    free = {2: "height", 3: "width"}
    write(page, torch.zeros(1, 3, 256, 320), ("picture", "maps"), free, FINDING / "page.onnx")
    write(side, torch.zeros(4, 4, 48, 96), ("strips", "rows"), {0: "sides"}, FINDING / "side.onnx")


def weigh(_: Path) -> None:
    """Print ROUGH and FINE of ``finding/trust.py``."""
    from benchmarks.page_net.weighing import weigh as learn

    for name, weights in zip(("ROUGH", "FINE"), learn(_photos()), strict=True):
        print(name, np.round(weights, 2).tolist())


def _photos() -> Iterator[tuple[Array, Array | None]]:
    from benchmarks.page_net.scenes import scene
    from tests.photos import samples

    for number in range(OWN_WEIGHED):
        chance = np.random.default_rng([FIRST_UNSEEN, number])
        drawn = scene(chance, 1280, (720, 960, 960)[number % 3], fine=1)
        yield drawn.picture, drawn.corners
    for flaw, count in WEIGHED.items():
        for one in samples("tune", count, fault=flaw):
            yield one.picture, one.truth.corners


STEPS_BY_NAME: Final[dict[str, tuple[Callable[[Path], None], ...]]] = {
    "draw": (draw,),
    "train": (train,),
    "export": (export,),
    "weigh": (weigh,),
    "all": (draw, train, export),
}


def main() -> None:
    """The command line."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("step", choices=STEPS_BY_NAME)
    given.add_argument("--scratch", type=Path, default=Path(tempfile.gettempdir()) / "page_net")
    chosen = given.parse_args()
    cv2.setNumThreads(1)
    for step in STEPS_BY_NAME[chosen.step]:
        step(chosen.scratch)


if __name__ == "__main__":
    main()
