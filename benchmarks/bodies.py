"""The parameters of a Bot API call, whichever of the allowed ways they are sent: query, form, multipart or JSON."""

from __future__ import annotations

import json
from email import message_from_bytes
from urllib.parse import unquote_plus

Parameters = dict[str, str]
"""Every value as text; objects (``reply_markup``) as JSON text."""


def parameters(query: str, content_type: str, body: bytes) -> Parameters:
    """Query and body together; raises ValueError when the body is not what its type says."""
    found = _pairs(query) if query else {}
    if not body:
        return found
    if content_type.startswith("application/x-www-form-urlencoded"):
        found.update(_pairs(body.decode("ascii")))
    elif content_type.startswith("application/json"):
        found.update(_from_json(body))
    elif content_type.startswith("multipart/form-data"):
        found.update(_from_multipart(content_type, body))
    else:
        raise ValueError(f"unknown content type {content_type!r}")
    return found


def _pairs(text: str) -> Parameters:
    found: Parameters = {}
    for pair in text.split("&"):
        name, _, value = pair.partition("=")
        found[name] = unquote_plus(value)
    return found


def _from_json(body: bytes) -> Parameters:
    parsed = json.loads(body)
    if not isinstance(parsed, dict):
        raise ValueError("a JSON body must be an object")
    return {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for name, value in parsed.items()
    }


def _from_multipart(content_type: str, body: bytes) -> Parameters:
    message = message_from_bytes(b"Content-Type: " + content_type.encode("latin-1") + b"\r\n\r\n" + body)
    found: Parameters = {}
    for part in message.get_payload():
        assert not isinstance(part, str)
        name = part.get_param("name", header="content-disposition")
        payload = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(payload, bytes) and part.get_filename() is None:
            found[name] = payload.decode("utf-8")
    return found
