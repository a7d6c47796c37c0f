"""Teaches the net, on one core and from one seed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from benchmarks.page_net.lessons import lessons, side_lessons
from benchmarks.page_net.net import PageNet, SideNet
from benchmarks.page_net.store import load

Batches = Iterable[tuple[Tensor, Tensor]]
Loss = Callable[[Tensor, Tensor], Tensor]

BATCH: Final = 16
SIDE_BATCH: Final = 48
SIDE_LAST: Final = 1_800
"""Steps of the second net's cycle that are gone: the files that the project carries were made so."""
STEEPEST: Final = 3e-3
"""The highest learning rate of the one cycle."""


def train_page(folder: Path, seed: int, steps: int) -> PageNet:
    """The net that shows the page, after so many batches of the scenes in the folder."""
    torch.manual_seed(seed)
    batches = lessons(*load(folder), seed, BATCH, steps)
    net = PageNet()
    _learn(net, batches, steps, _page_loss, folder / "page.pt")
    return net.eval()


def train_side(folder: Path, seed: int, steps: int) -> SideNet:
    """The net that finds a side exactly, after so many batches of the strips in the folder."""
    torch.manual_seed(seed)
    strips = np.load(folder / "strips.npy", mmap_mode="r")
    batches = side_lessons(strips, np.load(folder / "edges.npy"), seed, SIDE_BATCH, steps)
    net = SideNet()
    _learn(net, islice(batches, SIDE_LAST), steps, _side_loss, folder / "side.pt")
    return net.eval()


def _learn(net: nn.Module, batches: Batches, steps: int, loss: Loss, kept: Path) -> None:
    """One cycle over the batches; the weights are kept in a file now and then."""
    torch.set_num_threads(1)
    net.to(memory_format=torch.channels_last).train()
    learner = torch.optim.AdamW(net.parameters(), STEEPEST, weight_decay=1e-3)
    pace = torch.optim.lr_scheduler.OneCycleLR(learner, STEEPEST, total_steps=steps, pct_start=0.1)
    began, mean = perf_counter(), 0.0
    for step, (seen, wanted) in enumerate(batches, 1):
        with torch.autocast("cpu", torch.bfloat16):
            said = net(seen.contiguous(memory_format=torch.channels_last))
        wrong = loss(said.float(), wanted)
        learner.zero_grad()
        wrong.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        learner.step()
        pace.step()
        mean += (float(wrong.detach()) - mean) * max(1 / step, 0.01)
        if step % 100 == 0:
            print(f"step {step} of {steps}: loss {mean:.4f}, {perf_counter() - began:.0f} s", flush=True)
            torch.save(net.state_dict(), kept)


def _page_loss(said: Tensor, wanted: Tensor) -> Tensor:
    """Cross-entropy of the maps (sides and corners weighted, because they are thin) and overlap of the first two."""
    weight = 1 + wanted * torch.tensor([0.0, 4.0, 20.0])[:, None, None]
    each = (F.binary_cross_entropy_with_logits(said, wanted, reduction="none") * weight).mean(dim=(0, 2, 3))
    share = said[:, :2].sigmoid()
    both = (share * wanted[:, :2]).sum(dim=(2, 3))
    total = (share**2 + wanted[:, :2] ** 2).sum(dim=(2, 3))
    overlap = 1 - (2 * both + 1) / (total + 1)
    return each.sum() + overlap.mean(dim=0).sum()


def _side_loss(said: Tensor, wanted: Tensor) -> Tensor:
    """Cross-entropy over the rows, at the places that lie within the picture."""
    each = -(wanted * said.log_softmax(dim=1)).sum(dim=1)
    return each.sum() / (wanted.sum(dim=1) > 0).sum().clamp(min=1)
