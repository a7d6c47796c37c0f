"""The staff console: log-in, queue, dossiers, moves, tasks, calendar, ledger, people."""

from integrations.console.console import Console
from integrations.console.credentials import Argon2Hasher, PyOtp

__all__ = ["Argon2Hasher", "Console", "PyOtp"]
