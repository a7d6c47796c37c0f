"""The built-in one-stop desk as a portal."""

from integrations.portals.desk.portal import DeskPortal

__all__ = ["DeskPortal"]
