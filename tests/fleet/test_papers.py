"""Machines that share nothing but database and bucket: what one gateway took in, any worker looks at and binds."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from tests.e2e.house import both_sides
from tests.fakes.s3 import BUCKET, FakeS3
from tests.fleet.roamer import Roamer
from tests.people import HOA
from tests.server import Fleet

pytestmark = pytest.mark.postgres


def test_papers_are_the_same_on_every_machine(tmp_path: Path, postgres_url: str, s3: FakeS3) -> None:
    bucket = {"vault_url": f"s3://{BUCKET}", "vault_endpoint": s3.url, "vault_key": "id", "vault_secret": "secret"}
    fleet = Fleet(tmp_path, postgres_url, master_key="07" * 32, **bucket)
    try:
        fleet.start()
        talker = Roamer(fleet.bases, fleet.public)
        talker.post("open")
        talker.press(talker.next(), "lý lịch tư pháp")
        talker.next()
        talker.fill({**HOA, "channel": "Tại quầy"}, both_sides())
        talker.post("text", text="nộp")
        talker.until(lambda message: message["step"] == "consent-submit")
        talker.post("text", text="đồng ý")
        talker.until(lambda message: "DK-" in message["text"])
        shown = [message["attachment"]["id"] for message in talker.messages if message["attachment"]]
        for base in fleet.bases:
            answer = httpx.get(f"{base}/chat/api/files/{shown[-1]}", cookies=talker.http.cookies)
            assert answer.status_code == 200 and answer.content, "every gateway shows the same file"
        assert httpx.get(f"{fleet.bases[0]}/readyz").json()["dependencies"]["vault"] == "ok"
        assert {name.split("/")[0] for name in s3.objects} <= {"vault", "uploads"}
        assert not [path for one in fleet.all for path in (tmp_path / one.name).rglob("*") if path.is_file()]
    finally:
        fleet.stop()
