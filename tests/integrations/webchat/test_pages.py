"""Sessions, security headers, static files, and what makes the chat installable."""

from __future__ import annotations

import json
import re

import httpx
import pytest

from integrations.channels.webchat.gate import Gate, address_of
from integrations.channels.webchat.pages import Shell, policy
from integrations.channels.webchat.settings import WebChatSettings
from tests.integrations.webchat.stub import House, new_house, serving


async def test_the_session_cookie_is_made_once_and_hidden_from_scripts(house: House) -> None:
    async with httpx.AsyncClient(base_url=house.url) as http:
        first = (await http.get("/chat")).headers["set-cookie"]
        again = (await http.get("/chat")).headers["set-cookie"]
    assert re.match(r"motcua=[0-9a-f]{32};", first) and first.split(";")[0] == again.split(";")[0]
    assert "HttpOnly" in first and "SameSite=lax" in first and "Path=/" in first and "Secure" not in first


async def test_behind_https_the_cookie_is_bound_to_the_host() -> None:
    house = new_house(public_url="https://chat.example.gov.vn")
    async with serving(house), httpx.AsyncClient(base_url=house.url) as http:
        cookie = (await http.get("/chat")).headers["set-cookie"]
    assert cookie.startswith("__Host-motcua=") and "Secure" in cookie and "Path=/" in cookie and "Domain" not in cookie


def test_behind_https_only_the_public_origin_is_ours() -> None:
    gate = Gate(WebChatSettings(public_url="https://chat.example.gov.vn"))
    from fastapi import Request

    headers = [(b"host", b"internal:8080"), (b"x-motcua", b"1"), (b"origin", b"http://internal:8080")]
    request = Request(
        {
            "type": "http",
            "method": "POST",
            "headers": headers,
            "scheme": "http",
            "path": "/",
            "query_string": b"",
            "server": ("internal", 8080),
        }
    )
    with pytest.raises(Exception, match="foreign"):
        gate.check_post(request)


def test_the_address_does_not_give_the_secret_away() -> None:
    secret = "0" * 32
    assert re.fullmatch(r"[0-9a-f]{32}", address_of(secret)) and address_of(secret) != secret


@pytest.mark.parametrize("path", ["/", "/chat"])
async def test_pages_have_a_strict_policy_and_nothing_inline(house: House, path: str) -> None:
    async with httpx.AsyncClient(base_url=house.url) as http:
        page = await http.get(path)
    rules = page.headers["content-security-policy"]
    assert rules.startswith("default-src 'none'") and "unsafe" not in rules and "frame-ancestors 'none'" in rules
    assert page.headers["x-content-type-options"] == "nosniff" and page.headers["referrer-policy"] == "no-referrer"
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=", page.text)
    assert not re.search(r"(src|href)=\"(https?:)?//", page.text), "no foreign hosts"


def test_embedding_is_a_setting() -> None:
    assert (
        "frame-ancestors https://tinh.example.gov.vn"
        in policy("https://tinh.example.gov.vn")["Content-Security-Policy"]
    )


async def test_everything_the_pages_and_modules_name_is_served(house: House) -> None:
    async with httpx.AsyncClient(base_url=house.url) as http:
        todo, seen = ["/", "/chat", "/chat/sw.js", "/chat/manifest.webmanifest"], set()
        while todo:
            path = todo.pop()
            seen.add(path)
            answer = await http.get(path)
            assert answer.status_code == 200, path
            if answer.headers["content-type"].startswith(("text/", "application/manifest")):
                base = path.rsplit("/", 1)[0]
                found = re.findall(r'"(/chat/(?:static/|manifest|sw)[^"]*[a-z])"', answer.text)
                found += [f"{base}/{name}" for name in re.findall(r'from "\./([^"]+)"', answer.text)]
                todo += [f for f in found if f not in seen]
    assert len(seen) > 12 and any(path.endswith("icon-512.png") for path in seen)


async def test_static_files_are_cached_for_good_under_their_version_only(house: House) -> None:
    version = Shell().version
    async with httpx.AsyncClient(base_url=house.url) as http:
        right = await http.get(f"/chat/static/{version}/chat.js")
        old = await http.get("/chat/static/000000000000/chat.js")
    assert "immutable" in right.headers["cache-control"] and old.headers["cache-control"] == "no-cache"
    assert right.headers["content-type"].startswith("text/javascript")


async def test_the_worker_keeps_the_shell_and_never_a_message(house: House) -> None:
    async with httpx.AsyncClient(base_url=house.url) as http:
        worker = await http.get("/chat/sw.js")
        manifest = (await http.get("/chat/manifest.webmanifest")).json()
    assert worker.headers["service-worker-allowed"] == "/chat"
    shell = json.loads(re.search(r"const SHELL = (\[.*\]);", worker.text)[1])  # type: ignore[index]
    assert "/chat" in shell and not any("/api/" in path for path in shell)
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == ("/chat", "/chat", "standalone")
    assert {icon["sizes"] for icon in manifest["icons"]} >= {"192x192", "512x512"}
