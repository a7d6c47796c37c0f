"""The net: from a small RGB picture to three maps of half its size: page, sides, corners."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def _conv(inward: int, outward: int, stride: int | tuple[int, int] = 1, size: int = 3) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inward, outward, size, stride, size // 2, bias=False), nn.BatchNorm2d(outward), nn.ReLU(inplace=True)
    )


class Residual(nn.Module):
    """Two convolutions beside a short cut."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.first = _conv(width, width)
        self.second = nn.Sequential(nn.Conv2d(width, width, 3, 1, 1, bias=False), nn.BatchNorm2d(width))

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(x + self.second(self.first(x)))


class Wide(nn.Module):
    """Sees far on the smallest map: a 7 x 7 convolution of each channel, then a mixing of channels."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.each = nn.Sequential(nn.Conv2d(width, width, 7, 1, 3, groups=width, bias=False), nn.BatchNorm2d(width))
        self.mix = nn.Sequential(_conv(width, 2 * width, 1, 1), nn.Conv2d(2 * width, width, 1))

    def forward(self, x: Tensor) -> Tensor:
        return x + self.mix(self.each(x))


class PageNet(nn.Module):
    """Input: N x 3 x H x W, RGB, 0 to 255, H and W multiples of 32. Output: N x 3 x H/2 x W/2 logits."""

    def __init__(self) -> None:
        super().__init__()
        self.halves = _conv(3, 16, 2, 5)
        self.quarters = nn.Sequential(_conv(16, 32, 2), Residual(32))
        self.eighths = nn.Sequential(_conv(32, 48, 2), Residual(48))
        self.sixteenths = nn.Sequential(_conv(48, 64, 2), Residual(64))
        self.least = nn.Sequential(_conv(64, 96, 2), Wide(96), Wide(96), Wide(96))
        self.down = nn.ModuleList([nn.Conv2d(a, b, 1) for a, b in ((96, 64), (64, 48), (48, 32), (32, 16))])
        self.join = nn.ModuleList([_conv(64, 64), Residual(48), _conv(32, 32), _conv(16, 16)])
        self.maps = nn.Conv2d(16, 3, 3, 1, 1)

    def forward(self, picture: Tensor) -> Tensor:
        halves = self.halves(picture / 128 - 1)
        quarters = self.quarters(halves)
        eighths = self.eighths(quarters)
        sixteenths = self.sixteenths(eighths)
        x = self.least(sixteenths)
        for down, join, skip in zip(self.down, self.join, (sixteenths, eighths, quarters, halves), strict=True):
            x = join(F.interpolate(down(x), scale_factor=2.0, mode="bilinear", align_corners=False) + skip)
        return self.maps(x)


class SideNet(nn.Module):
    """Input: N x 4 x 48 x 96, a strip along a side (RGB, within the picture), 0 to 255. Output: N x 49 x 48 logits:
    for each of 48 places along the side the row at which the page begins; the last of them says "not here".
    """

    def __init__(self) -> None:
        super().__init__()
        self.whole = nn.Sequential(_conv(4, 16, 1, 3), nn.MaxPool2d((1, 2)))
        self.halves = nn.Sequential(_conv(16, 32, (2, 1)), Residual(32))
        self.quarters = nn.Sequential(_conv(32, 48, 2), Residual(48), Wide(48), Wide(48))
        self.down = nn.ModuleList([nn.Conv2d(48, 32, 1), nn.Conv2d(32, 16, 1)])
        self.join = nn.ModuleList([Residual(32), _conv(16, 16)])
        self.rows = nn.Conv2d(16, 1, 3, 1, 1)
        self.nowhere = nn.Conv1d(48, 1, 3, 1, 1)

    def forward(self, strip: Tensor) -> Tensor:
        whole = self.whole(strip / 128 - 1)
        halves = self.halves(whole)
        quarters = self.quarters(halves)
        x = F.interpolate(self.down[0](quarters), scale_factor=2.0, mode="bilinear", align_corners=False)
        x = self.join[0](x + halves)
        x = F.interpolate(self.down[1](x), scale_factor=(2.0, 1.0), mode="bilinear", align_corners=False)
        rows = self.rows(self.join[1](x + whole))[:, 0]
        nowhere = F.interpolate(self.nowhere(quarters.mean(dim=2)), scale_factor=2.0, mode="nearest")
        return torch.cat([rows, nowhere], dim=1)
