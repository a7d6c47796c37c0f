"""Talk to the bot in a terminal, with no server; a conversation can be printed as a transcript."""

from integrations.channels.terminal.channel import Terminal
from integrations.channels.terminal.rendering import options, render_text
from integrations.channels.terminal.transcript import Transcript

__all__ = ["Terminal", "Transcript", "options", "render_text"]
