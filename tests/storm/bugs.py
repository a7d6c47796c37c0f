"""Planted bugs."""

from __future__ import annotations


def plant(name: str) -> None:
    """."""
