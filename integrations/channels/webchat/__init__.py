"""The web chat: a page for phones at /chat and the public protocol under it."""

from integrations.channels.webchat.channel import WebChat
from integrations.channels.webchat.needs import Files, VaultFiles, WebStore
from integrations.channels.webchat.router import webchat_router
from integrations.channels.webchat.settings import WebChatSettings

__all__ = ["Files", "VaultFiles", "WebChat", "WebChatSettings", "WebStore", "webchat_router"]
