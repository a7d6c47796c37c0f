"""The National Public Service Portal: dossiers and progress are synchronised to it, its catalogue is read."""

from integrations.portals.national.mapping import National, check_national, load_national
from integrations.portals.national.portal import HttpNationalPortal

__all__ = ["HttpNationalPortal", "National", "check_national", "load_national"]
