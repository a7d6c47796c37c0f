"""The pages for people: what it is (/), the chat (/chat), and what makes it installable."""

from __future__ import annotations

import hashlib
import mimetypes
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from jinja2 import Environment, FileSystemLoader, select_autoescape

from integrations.channels.webchat import problems
from integrations.channels.webchat.channel import WebChat
from integrations.channels.webchat.gate import Gate

_HERE = Path(__file__).parent
_FOREVER = "public, max-age=31536000, immutable"
_KINDS = {".js": "text/javascript", ".webmanifest": "application/manifest+json", ".svg": "image/svg+xml"}
_NAME = "Một Cửa Bot"


class Shell:
    """The static files, read once; ``version`` changes with any of them."""

    def __init__(self) -> None:
        self.files = {path.name: path.read_bytes() for path in sorted((_HERE / "static").iterdir()) if path.is_file()}
        templates = sorted((_HERE / "templates").iterdir())
        whole = b"".join([*self.files.values(), *(path.read_bytes() for path in templates)])
        self.version = hashlib.sha256(whole).hexdigest()[:12]
        self._templates = Environment(loader=FileSystemLoader(_HERE / "templates"), autoescape=select_autoescape())

    def page(self, name: str) -> str:
        return self._templates.get_template(name).render(static=f"/chat/static/{self.version}")

    def worker(self) -> bytes:
        """The service worker, with the version and the names of what it keeps for offline use."""
        base = f"/chat/static/{self.version}"
        names = ",".join(f'"{base}/{name}"' for name in self.files if name not in ("sw.js", "landing.css"))
        head = f'const VERSION = "{self.version}";\nconst SHELL = ["/chat",{names}];\n'
        return head.encode() + self.files["sw.js"]

    def manifest(self) -> dict[str, object]:
        base = f"/chat/static/{self.version}"
        icons = [(f"icon-{size}.png", f"{size}x{size}", "any") for size in (192, 512)]
        icons += [("icon-maskable-512.png", "512x512", "maskable"), ("icon.svg", "any", "any")]
        return {
            "id": "/chat",
            "name": _NAME,
            "short_name": "Một Cửa",
            "description": "Làm hồ sơ một cửa bằng trò chuyện",
            "lang": "vi",
            "start_url": "/chat",
            "scope": "/chat",
            "display": "standalone",
            "background_color": "#f6f2ea",
            "theme_color": "#0b4f49",
            "icons": [{"src": f"{base}/{name}", "sizes": sizes, "purpose": use} for name, sizes, use in icons],
        }


def policy(frame_ancestors: str) -> dict[str, str]:
    """The security headers of every page."""
    sources = (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob: data:; "
        "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'"
    )
    return {
        "Content-Security-Policy": f"{sources}; frame-ancestors {frame_ancestors}",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cache-Control": "no-cache",
    }


def pages_router(channel: WebChat, gate: Gate) -> APIRouter:
    """Everything that is not the protocol."""
    router, shell, headers = APIRouter(include_in_schema=False), Shell(), policy(channel.settings.frame_ancestors)

    @router.get("/")
    async def landing() -> HTMLResponse:
        return HTMLResponse(shell.page("landing.html"), headers=headers)

    @router.get("/chat")
    async def chat(request: Request) -> HTMLResponse:
        response = HTMLResponse(shell.page("chat.html"), headers=headers)
        _keep_session(request, response, channel, gate)
        return response

    @router.get("/chat/manifest.webmanifest")
    async def manifest() -> JSONResponse:
        return JSONResponse(shell.manifest(), headers=headers, media_type=_KINDS[".webmanifest"])

    @router.get("/chat/sw.js")
    async def worker() -> Response:
        allowed = {"Service-Worker-Allowed": "/chat"}
        return Response(shell.worker(), media_type=_KINDS[".js"], headers=headers | allowed)

    @router.get("/chat/static/{version}/{name}")
    async def static(version: str, name: str) -> Response:
        if (content := shell.files.get(name)) is None:
            return problems.not_found().response()
        kind = _KINDS.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        cache = {"Cache-Control": _FOREVER} if version == shell.version else {}
        return Response(content, media_type=kind, headers=headers | cache)

    return router


def _keep_session(request: Request, response: Response, channel: WebChat, gate: Gate) -> None:
    """Set the session's cookie, a new one at the first visit; every visit makes it last longer."""
    settings = channel.settings
    known = gate.known(request) is not None
    response.set_cookie(
        settings.cookie,
        request.cookies[settings.cookie] if known else channel.clock.token(),
        max_age=settings.session_seconds,
        secure=settings.secure,
        httponly=True,
        samesite="lax",
    )
