"""A citizen whose every request reaches another gateway, as behind a balancer without memory."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

import httpx

from tests.talker import Talker


class Roamer(Talker):
    """``bases``: the gateways; the page they all stand for is ``public``."""

    def __init__(self, bases: Sequence[str], public: str, name: str = "roamer") -> None:
        self._turns = itertools.cycle(bases)
        super().__init__(public, name)

    def patiently(self, call: Callable[[], httpx.Response]) -> httpx.Response:
        def next_gateway() -> httpx.Response:
            self.http.base_url = httpx.URL(next(self._turns))
            return call()

        return super().patiently(next_gateway)
