"""A province's one-stop system as a portal: another province is another mapping file."""

from integrations.portals.line import Line, Waits
from integrations.portals.one_stop.callbacks import callbacks_router
from integrations.portals.one_stop.mapping import Mapping, check_mapping, load_mapping
from integrations.portals.one_stop.portal import OneStopPortal
from integrations.portals.one_stop.pushes import PushReader

__all__ = [
    "Line",
    "Mapping",
    "OneStopPortal",
    "PushReader",
    "Waits",
    "callbacks_router",
    "check_mapping",
    "load_mapping",
]
