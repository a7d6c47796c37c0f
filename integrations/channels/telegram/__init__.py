"""Telegram: long polling or webhook in, python-telegram-bot or a lean path out."""

from integrations.channels.telegram.channel import TelegramChannel, Webhooked
from integrations.channels.telegram.limiter import Limiter, Pace
from integrations.channels.telegram.shared_limiter import SharedLimiter

__all__ = ["Limiter", "Pace", "SharedLimiter", "TelegramChannel", "Webhooked"]
