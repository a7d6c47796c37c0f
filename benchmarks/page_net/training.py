"""Teaches the net, on one core and from one seed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from benchmarks.page_net.lessons import lessons, side_lessons
from benchmarks.page_net.net import PageNet, SideNet

Batches = Callable[[range], Iterable[tuple[Tensor, Tensor]]]
Loss = Callable[[Tensor, Tensor], Tensor]

BATCH: Final = 16
SIDE_BATCH: Final = 48
STEEPEST: Final = 3e-3
"""The highest learning rate of the one cycle."""


def train_page(folder: Path, seed: int, steps: int) -> None:
    """The net that shows the page, after so many batches of the scenes in the folder, is kept there as ``page.pt``."""
    torch.manual_seed(seed)
    _learn(PageNet(), lambda rest: lessons(folder, seed, BATCH, rest), steps, _page_loss, folder / "page.pt")


def train_side(folder: Path, seed: int, steps: int) -> None:
    """The net that finds a side exactly, after so many batches of the strips in the folder; kept as ``side.pt``."""
    torch.manual_seed(seed)
    _learn(SideNet(), lambda rest: side_lessons(folder, seed, SIDE_BATCH, rest), steps, _side_loss, folder / "side.pt")


def _learn(net: nn.Module, batches: Batches, steps: int, loss: Loss, kept: Path) -> None:
    """One cycle over the batches. What was learned is kept in a file now and then, and gone on from when broken off."""
    torch.set_num_threads(1)
    net.to(memory_format=torch.channels_last).train()
    learner = torch.optim.AdamW(net.parameters(), STEEPEST, weight_decay=1e-3)
    pace = torch.optim.lr_scheduler.OneCycleLR(learner, STEEPEST, total_steps=steps, pct_start=0.1)
    done = 0
    if kept.exists():
        before = torch.load(kept)
        done = before["step"]
        for one, state in ((net, "net"), (learner, "learner"), (pace, "pace")):
            one.load_state_dict(before[state])
    began, mean = perf_counter(), 0.0
    for step, (seen, wanted) in enumerate(batches(range(done, steps)), done + 1):
        with torch.autocast("cpu", torch.bfloat16):
            said = net(seen.contiguous(memory_format=torch.channels_last))
        wrong = loss(said.float(), wanted)
        learner.zero_grad()
        wrong.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        learner.step()
        pace.step()
        mean += (float(wrong.detach()) - mean) * max(1 / (step - done), 0.01)
        if step % 100 == 0 or step == steps:
            print(f"step {step} of {steps}: loss {mean:.4f}, {perf_counter() - began:.0f} s", flush=True)
            states = {"net": net.state_dict(), "learner": learner.state_dict(), "pace": pace.state_dict(), "step": step}
            torch.save(states, kept)


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
