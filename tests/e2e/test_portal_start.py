"""A portal that cannot work is named at the start, before anybody files anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.test_start import start

URL = "http://127.0.0.1:9"


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"portal_url": "portal.example"}, "MOTCUA_PORTAL_URL"),
        ({"portal_url": URL}, "MOTCUA_PORTAL_SECRET"),
        ({"portal_url": "http://portal.example", "portal_secret": "s"}, "https"),
        ({"portal_url": URL, "portal_secret": "s", "portal_mapping": "nowhere"}, "portal mapping nowhere"),
        ({"portal_police_url": URL}, "MOTCUA_PORTAL_POLICE_SECRET"),
        ({"portal_police_url": URL, "portal_police_secret": "s", "portal_police_mapping": "no"}, "portal mapping no"),
        ({"portal_national_url": "http://portal.example", "portal_national_secret": "s"}, "https"),
    ],
)
def test_a_portal_that_cannot_work_is_named(tmp_path: Path, settings: dict[str, str], told: str) -> None:
    ended = start(tmp_path, **settings)
    assert ended.returncode == 2
    assert told in ended.stderr and "Traceback" not in ended.stderr
