"""The drawn submission is a run of the code as it is."""

from __future__ import annotations

from pathlib import Path

from tests.integrations.one_stop.recording import PAGE, recorded


async def test_the_page_is_this_run(tmp_path: Path) -> None:
    now = await recorded(tmp_path)
    assert PAGE.read_text(encoding="utf-8") == now, "run `python -m tests.integrations.one_stop.recording`"


async def test_it_says_what_matters_in_the_right_order(tmp_path: Path) -> None:
    page = await recorded(tmp_path)
    steps = ("S->>B: begin", "S->>P: POST /lltp/nhanHoSo", "T->>C: filing-verifying", "S->>P: POST /lltp/traCuu")
    told = ("S->>B: filed", "T->>C: filed", "T-->>P: 200", "T->>C: status-accepted")
    places = [page.index(step) for step in (*steps, *told)]
    assert places == sorted(places)
    assert page.count("POST /lltp/nhanHoSo") == 1, "never a second post"
