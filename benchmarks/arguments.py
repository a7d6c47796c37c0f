"""What every contender is started with."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Arguments:
    """``api`` is the base URL without ``/bot``; ``directory`` is empty and the contender's own; ``port`` is free
    for a webhook; ``redis`` is a ``redis://`` URL for those that asked for one; ``variant`` is the contender's own."""

    api: str
    token: str
    mode: str
    directory: Path
    port: int
    redis: str = ""
    variant: str = ""

    def as_options(self) -> list[str]:
        """The command line that ``from_command_line`` reads back."""
        pairs = {
            "--api": self.api,
            "--token": self.token,
            "--mode": self.mode,
            "--directory": str(self.directory),
            "--port": str(self.port),
            "--redis": self.redis,
            "--variant": self.variant,
        }
        return [each for pair in pairs.items() for each in pair]


def from_command_line(words: Sequence[str] | None = None) -> Arguments:
    """Read the options that ``turns.py`` starts a contender with."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--api", required=True)
    parser.add_argument("--token", required=True)
    parser.add_argument("--mode", choices=["polling", "webhook"], default="polling")
    parser.add_argument("--directory", type=Path, required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--redis", default="")
    parser.add_argument("--variant", default="")
    read = parser.parse_args(words)
    return Arguments(read.api, read.token, read.mode, read.directory, read.port, read.redis, read.variant)
