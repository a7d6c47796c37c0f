"""Fixtures for the whole product; the browser is the one of the web chat's own tests."""

from __future__ import annotations

from tests.browser.conftest import chromium, open_page

__all__ = ["chromium", "open_page"]
