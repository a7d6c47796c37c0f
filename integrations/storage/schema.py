"""Every table there is, on one metadata: whoever compares or migrates the whole database starts here."""

from __future__ import annotations

from integrations.storage import desk_tables, national_tables, portal_tables, weather_tables
from integrations.storage.tables import metadata

__all__ = ["PARTS", "metadata"]

PARTS = (desk_tables, national_tables, portal_tables, weather_tables)
"""Importing them puts their tables on the metadata."""
