"""A small server that speaks as much of S3 over real HTTP as a vault uses: put (create), get, list, delete.

It keeps objects in memory, does not check signatures, and can be told to be full, broken, or to have lost its bucket.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape, unescape

import pytest

BUCKET = "papers"


@dataclass
class FakeS3:
    """One bucket. ``trouble``: "" or "full", "broken", "lost"."""

    url: str = ""
    objects: dict[str, tuple[bytes, datetime]] = field(default_factory=dict)
    trouble: str = ""
    older: timedelta = timedelta(0)
    asked: list[str] = field(default_factory=list)

    def bodies(self) -> list[bytes]:
        return [body for body, _ in self.objects.values()]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    s3: FakeS3

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.headers.get("If-None-Match") == "*" and self._key() in self.s3.objects:
            self._refuse(412, "PreconditionFailed")
        elif self._well():
            self.s3.objects[self._key()] = (body, datetime.now(UTC) - self.s3.older)
            self._answer(200, b"", {"ETag": '"1"'})

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        if not self._well():
            return
        if "list-type" in query:
            self._answer(200, self._list(query.get("prefix", [""])[0]), {"Content-Type": "application/xml"})
        elif self._key() in self.s3.objects:
            body, at = self.s3.objects[self._key()]
            self._answer(200, body, {"ETag": '"1"', "Last-Modified": at.strftime("%a, %d %b %Y %H:%M:%S GMT")})
        else:
            self._refuse(404, "NoSuchKey")

    def do_POST(self) -> None:
        """Several deletes at once, the only kind that the client sends."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        if self._well():
            keys = [unescape(key) for key in re.findall(r"<Key>(.*?)</Key>", body)]
            for key in keys:
                self.s3.objects.pop(key, None)
            gone = "".join(f"<Deleted><Key>{escape(key)}</Key></Deleted>" for key in keys)
            self._answer(200, f"<DeleteResult>{gone}</DeleteResult>".encode(), {"Content-Type": "application/xml"})

    def _key(self) -> str:
        return unquote(urlsplit(self.path).path).removeprefix(f"/{BUCKET}/")

    def _well(self) -> bool:
        self.s3.asked.append(self.command)
        # Looked at once: a test may end the trouble as soon as it has our answer, and a second one would follow.
        trouble = self.s3.trouble
        if trouble == "lost":
            self._refuse(404, "NoSuchBucket")
        elif trouble == "broken":
            self._refuse(500, "InternalError")
        elif trouble == "full" and self.command == "PUT":
            self._refuse(507, "InternalError")
        else:
            return True
        return False

    def _list(self, prefix: str) -> bytes:
        entries = "".join(
            f"<Contents><Key>{escape(key)}</Key><LastModified>{at.strftime('%Y-%m-%dT%H:%M:%S.000Z')}</LastModified>"
            f'<ETag>"1"</ETag><Size>{len(body)}</Size></Contents>'
            for key, (body, at) in sorted(self.s3.objects.items())
            if key.startswith(prefix)
        )
        return f"<ListBucketResult><IsTruncated>false</IsTruncated>{entries}</ListBucketResult>".encode()

    def _refuse(self, status: int, code: str) -> None:
        self._answer(status, f"<Error><Code>{code}</Code></Error>".encode(), {"Content-Type": "application/xml"})

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def s3() -> Iterator[FakeS3]:
    """Running for one test."""
    fake = FakeS3()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"s3": fake}))
    fake.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield fake
    server.shutdown()
    server.server_close()
