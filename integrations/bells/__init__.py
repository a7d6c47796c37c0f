"""Wake-ups between processes; see ``bot.ports.Bell``."""

from integrations.bells.postgres import PostgresBell
from integrations.bells.redis import RedisBell
from integrations.bells.silent import SilentBell

__all__ = ["PostgresBell", "RedisBell", "SilentBell"]
