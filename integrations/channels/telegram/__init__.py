"""Telegram: long polling or webhook in, python-telegram-bot or a lean path out."""

from integrations.channels.telegram.channel import TelegramChannel, Webhooked
from integrations.channels.telegram.limiter import Limiter, Pace

__all__ = ["Limiter", "Pace", "TelegramChannel", "Webhooked"]
