"""The real unit tables as they stand on 21/11/2026, loaded once for all tests."""

from __future__ import annotations

from datetime import date
from functools import cache

from dialogs.places import Gazetteer
from integrations.units import load_gazetteer

TODAY = date(2026, 11, 21)


@cache
def gazetteer() -> Gazetteer:
    """Provinces, communes, old districts and countries."""
    return load_gazetteer(TODAY)
