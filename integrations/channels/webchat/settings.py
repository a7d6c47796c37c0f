"""What can be set about the web chat, and every bound it keeps."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class WebChatSettings:
    """``public_url`` is the address citizens see (scheme and host decide cookie and origin rules).

    ``frame_ancestors``: value of the policy of that name, ``'none'`` or the https origins that may embed the page.
    ``poll`` seconds: how often an idle stream looks at the log without being woken; it is the heartbeat too. With
    several processes and no shared wake-up, set it to the delay you accept.
    """

    public_url: str = "http://127.0.0.1:8080"
    frame_ancestors: str = "'none'"
    text: int = 5_000
    """Characters of one typed message."""
    upload_bytes: int = 20 * 1024 * 1024
    body_bytes: int = 64 * 1024
    """Bytes of a JSON body: 5,000 characters, each escaped as two surrogates."""
    events_per_minute: int = 60
    codes_per_hour: int = 10
    joins_per_hour: int = 30
    """Tries of device codes from one network address."""
    files_per_hour: int = 600
    """Files from one network address: an office or a school shares one, a disk is filled by nobody."""
    code_seconds: float = 600.0
    poll: float = 15.0
    streams: int = 8
    """Open event streams of one session."""
    page: int = 200
    """Messages in one answer."""
    session_seconds: int = 180 * 24 * 3600

    @property
    def secure(self) -> bool:
        """True when citizens come by https."""
        return urlsplit(self.public_url).scheme == "https"

    @property
    def origin(self) -> str:
        """``https://host[:port]`` of the public address."""
        parts = urlsplit(self.public_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def cookie(self) -> str:
        """Name of the session cookie; the prefix makes browsers insist on https and this very host."""
        return "__Host-motcua" if self.secure else "motcua"
