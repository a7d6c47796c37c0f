"""Batches to learn from: drawn scenes cropped, turned and tinted anew each time, and the maps right for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import torch
from torch import Tensor

from benchmarks.page_net.store import Parts
from benchmarks.page_net.texture import Array, Chance

SIZES: Final = ((320, 256), (320, 256), (320, 224), (288, 256), (320, 192), (288, 288))
"""Width and height that the net is shown, and the same upright."""
SIDE_WIDTH: Final = 1.0
"""How wide a side is drawn (standard deviation, cells of the maps)."""
CORNER_WIDTH: Final = 1.6
EDGE_WIDTH: Final = 0.6
"""How wide an edge in a strip is drawn, rows."""


def lessons(folder: Path, seed: int, batch: int, steps: range) -> Iterator[tuple[Tensor, Tensor]]:
    """For each step a batch of pictures (N x 3 x H x W, 0 to 255) and maps (N x 3 x H/2 x W/2, 0 to 1)."""
    pictures, corners = Parts(folder, "pictures"), Parts(folder, "corners")
    for step in steps:
        chance = np.random.default_rng([seed, step])
        size = SIZES[int(chance.integers(0, len(SIZES)))]
        size = size[::-1] if chance.random() < 0.5 else size
        shown = [_shown(chance, pictures[n], corners[n], size) for n in _chosen(len(pictures), seed, batch, step)]
        seen = torch.from_numpy(np.stack([one for one, _ in shown])).permute(0, 3, 1, 2).float()
        yield seen, maps(torch.from_numpy(np.stack([two for _, two in shown])), size)


def _chosen(count: int, seed: int, batch: int, step: int) -> list[int]:
    """Each lesson once, in a new order in each round."""
    round_, place = divmod(step * batch, count // batch * batch)
    order = np.random.default_rng([seed, round_, 0]).permutation(count)
    return [int(number) for number in order[place : place + batch]]


def _shown(chance: Chance, picture: Array, corners: Array, size: tuple[int, int]) -> tuple[Array, Array]:
    picture = np.asarray(picture)
    turns = int(chance.integers(0, 2)) * 2 + int((size[0] < size[1]) != (picture.shape[1] < picture.shape[0]))
    for _ in range(turns):
        corners = np.stack([picture.shape[0] - 1 - corners[:, 1], corners[:, 0]], 1)
        picture = np.rot90(picture, -1)
    if chance.random() < 0.5:
        corners = np.stack([picture.shape[1] - 1 - corners[:, 0], corners[:, 1]], 1)
        picture = picture[:, ::-1]
    share = chance.uniform(0.75, 1, 2) if chance.random() < 0.5 else np.ones(2)
    window = share * picture.shape[1::-1]
    corner = chance.uniform(0, 1, 2) * (np.array(picture.shape[1::-1]) - window)
    scale = np.array(size) / window
    move = -(corner - 0.5) * scale - 0.5
    matrix = np.array([[scale[0], 0, move[0]], [0, scale[1], move[1]]])
    seen = cv2.warpAffine(np.ascontiguousarray(picture), matrix, size, borderMode=cv2.BORDER_REPLICATE)
    return _tinted(chance, seen), (corners * scale + move).astype(np.float32)


def _tinted(chance: Chance, picture: Array) -> Array:
    seen = picture[..., chance.permutation(3)] if chance.random() < 0.2 else picture
    table = np.arange(256) / 255
    curves = table[:, None] ** np.exp(chance.normal(0, 0.25, (1, 3)) * chance.random()) * chance.uniform(0.6, 1.15)
    if chance.random() < 0.05:
        curves = 1 - curves
    levels = (curves * 255).clip(0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(np.ascontiguousarray(seen), levels[None]))


def maps(corners: Tensor, size: tuple[int, int]) -> Tensor:
    """What the net should say for these corners (N x 4 x 2, pixels of a picture of this width and height)."""
    points = (corners + 0.5) / 2 - 0.5
    y, x = torch.meshgrid(torch.arange(size[1] // 2).float(), torch.arange(size[0] // 2).float(), indexing="ij")
    start, end = points, points.roll(-1, 1)
    along = end - start
    length = along.norm(dim=-1).clamp(min=1e-3)
    unit = (along / length[..., None])[..., None, None]
    left_x, left_y = x - start[..., 0, None, None], y - start[..., 1, None, None]
    across = unit[:, :, 0] * left_y - unit[:, :, 1] * left_x
    forward = unit[:, :, 0] * left_x + unit[:, :, 1] * left_y
    turn = torch.sign(along[:, 0, 0] * along[:, 1, 1] - along[:, 0, 1] * along[:, 1, 0])[:, None, None, None]
    page = ((across * turn).min(dim=1).values + 0.5).clamp(0, 1)
    beyond = torch.maximum(-forward, forward - length[..., None, None]).clamp(min=0)
    side = torch.exp(-(across**2 + beyond**2).min(dim=1).values / (2 * SIDE_WIDTH**2))
    corner = torch.exp(-(left_x**2 + left_y**2).min(dim=1).values / (2 * CORNER_WIDTH**2))
    return torch.stack([page, side, corner], 1).nan_to_num(0.0)


def side_lessons(folder: Path, seed: int, batch: int, steps: range) -> Iterator[tuple[Tensor, Tensor]]:
    """For each step a batch of strips (N x 4 x ROWS x ALONG) and true shares (N x ROWS + 1 x COLUMNS; 0: no answer)."""
    strips, edges = Parts(folder, "strips"), Parts(folder, "edges")
    rows = strips[0].shape[0]
    place = torch.arange(rows)[:, None]
    for step in steps:
        chance = np.random.default_rng([seed, step])
        picked = [_flipped(chance, strips[n], edges[n]) for n in _chosen(len(strips), seed, batch, step)]
        seen = torch.from_numpy(np.stack([one for one, _ in picked])).permute(0, 3, 1, 2).float()
        true = torch.from_numpy(np.stack([two for _, two in picked]))[:, None]
        near = torch.exp(-((place - true) ** 2) / (2 * EDGE_WIDTH**2))
        here = ((true > -0.5) & (true < rows - 0.5)).float()
        near = near / near.sum(dim=1, keepdim=True).clamp(min=1e-9) * here
        wanted = torch.cat([near, 1 - here], dim=1)
        yield seen, torch.where(true.isnan(), 0.0, wanted)


def _flipped(chance: Chance, strip: Array, edge: Array) -> tuple[Array, Array]:
    if chance.random() < 0.5:
        strip, edge = strip[:, ::-1], edge[::-1]
    tinted = _tinted(chance, np.ascontiguousarray(strip[..., :3]))
    return np.concatenate([tinted, strip[..., 3:]], -1), np.ascontiguousarray(edge)
