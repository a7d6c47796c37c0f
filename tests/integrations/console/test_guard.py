"""What the console refuses: strangers, foreign forms, old sessions, used codes, wrong roles, guessing."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.routing import APIRoute

from bot.desk_store import Role
from bot.failures import Outage
from bot.staff_tries import TooManyTries
from integrations.console.access import PERMISSIONS
from integrations.storage.desk import SqlDeskStore
from tests.fakes.desk import desk_engine
from tests.fakes.packages import criminal_record
from tests.integrations.console.office import PASSWORD, URL, Office, make_office

PATHS = sorted({path for method, path in PERMISSIONS if method == "GET"})


def _concrete(path: str) -> str:
    return re.sub(r"{\w+}", "console.css" if "static" in path else "d1", path)


def _routes(office: Office) -> list[APIRoute]:
    """Every route of the app, however deep the framework keeps it."""
    found: list[APIRoute] = []
    waiting = list(office.app.routes)
    while waiting:
        route = waiting.pop()
        if isinstance(route, APIRoute):
            found.append(route)
        inner = getattr(route, "original_router", None) or getattr(route, "app", None)
        waiting += list(getattr(inner, "routes", ()))
    return found


def test_every_route_has_a_row_and_every_row_a_route(office: Office) -> None:
    routes = {(method, route.path) for route in _routes(office) for method in route.methods or ()}
    assert routes == set(PERMISSIONS)


async def test_a_route_without_a_row_is_closed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = await office.officer(role=Role.ADMINISTRATOR)
    monkeypatch.delitem(PERMISSIONS, ("GET", "/staff/audit"))
    assert (await browser.get("/staff/audit")).status_code == 403


async def test_a_stranger_sees_nothing_but_the_login(office: Office) -> None:
    await office.parts.desk.submit(criminal_record())
    browser = office.browser()
    for path in PATHS:
        answer = await browser.http.get(_concrete(path))
        if path in ("/staff/login", "/staff/static/{name}"):
            assert answer.status_code == 200
        else:
            assert (answer.status_code, answer.headers["location"]) == (303, "/staff/login"), path
    for method, path in PERMISSIONS:
        if method == "POST" and path != "/staff/login":
            answer = await browser.http.post(_concrete(path), data={"csrf": "x"}, headers={"Origin": URL})
            assert answer.status_code == 401, path


async def test_every_answer_carries_the_headers(office: Office) -> None:
    await office.parts.desk.submit(criminal_record())
    browser = await office.officer(role=Role.ADMINISTRATOR)
    for path in PATHS:
        headers = (await browser.http.get(_concrete(path))).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == ("public, max-age=31536000, immutable" if "static" in path else "no-store")
    page = (await browser.get("/staff")).text
    assert "<script" not in page and "style=" not in page and " onclick" not in page


@pytest.mark.parametrize("origin", ["http://evil.test", "null", ""])
async def test_a_form_from_elsewhere_is_refused(office: Office, origin: str) -> None:
    await office.parts.desk.submit(criminal_record())
    browser = await office.officer()
    await browser.get("/staff/dossiers/d1/moves/accept")
    page = await browser.post("/staff/dossiers/d1/moves/accept", browser.hidden(), Origin=origin)
    assert page.status_code == 403
    assert office.parts.citizen.told == []


async def test_a_wrong_or_foreign_form_token_is_refused(office: Office) -> None:
    await office.parts.desk.submit(criminal_record())
    an, binh = await office.officer("an"), await office.officer("binh")
    await binh.get("/staff/dossiers/d1/moves/accept")
    await an.get("/staff/dossiers/d1/moves/accept")
    for token in ("", "0" * 64, binh.csrf(), "ự"):
        page = await an.post("/staff/dossiers/d1/moves/accept", an.hidden() | {"csrf": token})
        assert page.status_code == 403 and "Biểu mẫu đã cũ" in page.text
        await an.get("/staff/dossiers/d1/moves/accept")
    assert office.parts.citizen.told == []


async def test_an_officer_is_no_administrator(office: Office) -> None:
    browser = await office.officer()
    for path in ("/staff/audit", "/staff/people"):
        assert (await browser.get(path)).status_code == 403
    await browser.get("/staff")
    assert (await browser.post("/staff/people", {"name": "x1", "role": "administrator"})).status_code == 403
    assert (await browser.post("/staff/calendar", {"day": "2026-11-25", "why": "x"})).status_code == 403
    assert (await browser.get("/staff/calendar")).status_code == 200


async def test_sessions_end_by_idling_by_age_and_at_once(office: Office) -> None:
    browser = await office.officer()
    office.parts.clock.forward(minutes=14)
    assert (await browser.get("/staff")).url.path == "/staff"
    office.parts.clock.forward(minutes=14)
    assert (await browser.get("/staff")).url.path == "/staff"
    office.parts.clock.forward(minutes=16)
    assert (await browser.get("/staff")).url.path == "/staff/login"
    other = await office.officer("binh")
    for _ in range(33):
        office.parts.clock.forward(minutes=14)
        await other.get("/staff")
    assert (await other.get("/staff")).url.path == "/staff"
    office.parts.clock.forward(minutes=19)
    assert (await other.get("/staff")).url.path == "/staff/login"
    third = await office.officer("chi")
    await office.staff.set_disabled("chi", True, "test")
    assert (await third.get("/staff")).url.path == "/staff/login"


async def test_logging_out_ends_the_session_on_the_server(office: Office) -> None:
    browser = await office.officer()
    token = browser.http.cookies["motcua-staff"]
    await browser.get("/staff")
    await browser.post("/staff/logout", {})
    browser.http.cookies.set("motcua-staff", token)
    assert (await browser.get("/staff")).url.path == "/staff/login"


async def test_the_cookie_is_strict_and_secure_behind_https(office: Office) -> None:
    secure = make_office(office.parts.store, office.sql, "https://desk.test")
    answer = await secure.browser().http.get("/staff/login")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-motcua-door=")
    assert all(word in cookie for word in ("HttpOnly", "Secure", "SameSite=strict", "Path=/"))
    assert "max-age" in answer.headers["strict-transport-security"]


async def test_a_code_works_once_and_never_for_a_half_open_session(office: Office) -> None:
    browser = await office.officer()
    second = office.browser()
    await second.get("/staff/login")
    await second.post("/staff/login", {"name": "an", "password": PASSWORD})
    assert second.page is not None and second.page.url.path == "/staff/verify"
    for path in ("/staff", "/staff/enrol", "/staff/password", "/staff/enrol/qr.svg"):
        assert (await second.get(path)).url.path == "/staff/verify"
    page = await second.post("/staff/verify", {"code": browser.code()})
    assert page.status_code == 401 and "đã dùng" in page.text
    office.parts.clock.forward(seconds=30)
    for wrong in ("12345", "abcdef", "١٢٣٤٥٦"):
        assert (await second.post("/staff/verify", {"code": wrong})).status_code == 401
    page = await second.post("/staff/verify", {"code": f" {browser.code()[:3]} {browser.code()[3:]}"})
    assert page.url.path == "/staff"


async def test_guessing_is_limited_for_account_client_and_code(office: Office) -> None:
    await office.officer()
    assert await _log_ins(office, "10.0.0.9", 6) == [401] * 5 + [429]
    browser = office.browser("10.0.0.10")
    await browser.get("/staff/login")
    codes = [(await browser.post("/staff/login", {"name": f"n{n}", "password": "x"})).status_code for n in range(21)]
    assert codes == [401] * 20 + [429]


async def _log_ins(office: Office, client: str, times: int, password: str = "wrong") -> list[int]:
    """What so many log-ins to "an" from this client are answered, redirects not followed."""
    browser = office.browser(client)
    await browser.get("/staff/login")
    form, answers = {"csrf": browser.csrf(), "name": " AN", "password": password}, []
    for _ in range(times):
        if "motcua-staff" in browser.http.cookies:
            browser.http.cookies.delete("motcua-staff")
        answers.append((await browser.http.post("/staff/login", data=form, headers={"Origin": URL})).status_code)
    return answers


async def test_a_stranger_does_not_lock_an_officer_out(office: Office) -> None:
    await office.officer()
    assert await _log_ins(office, "203.0.113.1", 6) == [401] * 5 + [429]
    assert await _log_ins(office, "203.0.113.1", 1, PASSWORD) == [429]
    assert await _log_ins(office, "10.0.0.1", 30, PASSWORD) == [303] * 30


async def test_wrong_passwords_from_everywhere_are_bounded_for_one_account(office: Office) -> None:
    await office.officer()
    for number in range(20):
        assert await _log_ins(office, f"203.0.113.{number}", 5) == [401] * 5
    assert await _log_ins(office, "10.0.0.1", 2, PASSWORD) == [429] * 2
    assert not any(used for key, used in office.limits.used.items() if "10.0.0.1" in key), "refused is not counted"


async def test_guesses_made_at_once_are_bounded_as_well(office: Office) -> None:
    await office.officer()
    tries = [office.staff.log_in("an", "wrong", "203.0.113.1") for _ in range(20)]
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    assert [type(outcome).__name__ for outcome in outcomes].count("TooManyTries") == 15


async def test_right_codes_are_not_counted_and_wrong_ones_are_by_client(office: Office) -> None:
    browser = await office.officer()
    for _ in range(10):
        office.parts.clock.forward(seconds=30)
        session = await office.staff.log_in("an", PASSWORD, "10.0.0.1")
        assert session is not None and await office.staff.give_code(session, browser.code(), "10.0.0.1")
    office.parts.clock.forward(seconds=30)
    session = await office.staff.log_in("an", PASSWORD, "203.0.113.1")
    assert session is not None
    assert [await office.staff.give_code(session, "12345", "203.0.113.1") for _ in range(5)] == [None] * 5
    with pytest.raises(TooManyTries):
        await office.staff.give_code(session, browser.code(), "203.0.113.1")
    assert await office.staff.give_code(session, browser.code(), "10.0.0.1")


async def test_a_fault_while_checking_is_no_wrong_password(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    await office.officer()

    def down() -> None:
        raise Outage("database")

    with monkeypatch.context() as broken:
        broken.setattr(office.parts.store, "begin", down)
        for _ in range(10):
            with pytest.raises(Outage):
                await office.staff.log_in("an", PASSWORD, "10.0.0.1")
    assert await office.staff.log_in("an", PASSWORD, "10.0.0.1")


async def test_a_database_that_does_not_answer_gives_a_plain_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("integrations.storage.lite.BUSY_SECONDS", 0.05)
    engine = await desk_engine(f"sqlite:///{tmp_path}/desk.db")
    office = make_office(SqlDeskStore(engine), engine)
    browser = await office.officer()
    with sqlite3.connect(tmp_path / "desk.db", isolation_level=None) as stranger:
        stranger.execute("BEGIN IMMEDIATE")
        for path in ("/staff", "/staff/tasks", "/staff/dossiers/d1"):
            page = await browser.get(path)
            assert page.status_code == 503 and "Hệ thống đang bận, xin thử lại sau ít phút" in page.text
            assert page.headers["cache-control"] == "no-store"
        stranger.execute("ROLLBACK")
    assert (await browser.get("/staff")).status_code == 200
    await engine.dispose()


async def test_a_vault_that_does_not_answer_gives_a_plain_page(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    await office.parts.desk.submit(criminal_record())
    browser = await office.officer()

    async def full(*_: object) -> bytes:
        raise Outage("vault")

    monkeypatch.setattr(office.parts.vault, "get", full)
    page = await browser.get(f"/staff/dossiers/d1/files/{criminal_record().papers[0].photos[0]['id']}")
    assert page.status_code == 503 and "Hệ thống đang bận" in page.text


@pytest.mark.parametrize("task", ["9" * 23, "9" * 5000, str(2**63), "0", "-1", "x", "%00"])
async def test_no_such_number_of_a_task(office: Office, task: str) -> None:
    browser = await office.officer()
    await browser.get("/staff")
    assert (await browser.post(f"/staff/tasks/{task}/close", {})).status_code == 404
    assert office.tasks.closed == []


async def test_a_nul_goes_nowhere(office: Office) -> None:
    browser = await office.officer(role=Role.ADMINISTRATOR)
    for path in ("/staff/dossiers/%00", "/staff?q=a%00b", "/staff/static/%00"):
        assert (await browser.get(path)).status_code == 404
    await browser.get("/staff/calendar")
    page = await browser.post("/staff/calendar", {"day": "2026-11-25", "kind": "off", "why": "Bão\0 số 9"})
    assert page.status_code == 200 and "Bão số 9" in page.text


async def test_unknown_names_and_closed_accounts_get_the_same_answer(office: Office) -> None:
    await office.officer()
    await office.staff.add("dong", Role.OFFICER, "test")
    await office.staff.set_disabled("dong", True, "test")
    texts = set()
    for name in ("an", "dong", "nobody"):
        browser = office.browser()
        await browser.get("/staff/login")
        page = await browser.post("/staff/login", {"name": name, "password": "wrong password"})
        texts.add(re.sub(r'value="[0-9a-f]{64}"', "", page.text))
        assert page.status_code == 401
    assert len(texts) == 1


async def test_the_first_password_must_be_changed_and_well(office: Office) -> None:
    once = await office.staff.ensure_first()
    assert once is not None
    browser = office.browser()
    await browser.get("/staff/login")
    await browser.post("/staff/login", {"name": "canbo", "password": once})
    assert (await browser.get("/staff")).url.path == "/staff/password"
    for old, new, again, said in (
        (once, "ngắn", "ngắn", "12 đến 128"),
        (once, once, once, "khác mật khẩu cũ"),
        (once, "mật khẩu của canbo", "mật khẩu của canbo", "tên tài khoản"),
        ("không phải nó", PASSWORD, PASSWORD, "hiện tại không đúng"),
        (once, PASSWORD, PASSWORD + "x", "không giống nhau"),
    ):
        page = await browser.post("/staff/password", {"old": old, "new": new, "again": again})
        assert page.status_code == 422 and said in page.text
    page = await browser.post("/staff/password", {"old": once, "new": PASSWORD, "again": PASSWORD})
    assert page.url.path == "/staff/enrol"
    assert (await browser.http.get("/staff/enrol/qr.svg")).headers["content-type"] == "image/svg+xml"


async def test_changing_the_password_ends_other_sessions(office: Office) -> None:
    browser = await office.officer()
    second = office.browser()
    second.secret = browser.secret
    office.parts.clock.forward(seconds=30)
    await second.get("/staff/login")
    await second.post("/staff/login", {"name": "an", "password": PASSWORD})
    await second.post("/staff/verify", {"code": second.code()})
    await browser.get("/staff/password")
    new = "một câu hoàn toàn khác"
    page = await browser.post("/staff/password", {"old": PASSWORD, "new": new, "again": new})
    assert page.url.path == "/staff"
    assert (await second.get("/staff")).url.path == "/staff/login"


async def test_nobody_reaches_into_another_dossier(office: Office) -> None:
    await office.parts.desk.submit(criminal_record())
    await office.parts.desk.submit(criminal_record("d2", "k2", papers=()))
    browser = await office.officer()
    photo = criminal_record().papers[0].photos[0]["id"]
    assert (await browser.get(f"/staff/dossiers/d2/files/{photo}")).status_code == 404
    assert (await browser.get(f"/staff/dossiers/d1/files/{photo}")).status_code == 415
    for path in ("/staff/dossiers/nope", "/staff/dossiers/d1/result.pdf", "/staff/dossiers/d1/moves/nonsense"):
        assert (await browser.get(path)).status_code == 404
    assert (await browser.get("/staff/static/..%2fpages.py")).status_code == 404


async def test_bodies_of_unknown_or_great_length_are_refused(office: Office) -> None:
    browser = office.browser()
    await browser.get("/staff/login")

    async def stream() -> object:
        yield b"csrf=x"

    headers = {"Origin": URL, "Content-Type": "application/x-www-form-urlencoded"}
    answer = await browser.http.post("/staff/login", content=stream(), headers=headers)  # type: ignore[arg-type]
    assert answer.status_code == 413
    assert (await browser.post("/staff/login", {"name": "x" * 70_000})).status_code == 413


async def test_the_ledger_names_failures_without_names_of_strangers(office: Office) -> None:
    browser = office.browser()
    await browser.get("/staff/login")
    await browser.post("/staff/login", {"name": "my-secret-password", "password": "an"})
    async with office.parts.store.begin() as tx:
        lines = await tx.audit_from(1, 10)
    assert [(line.what, line.detail) for line in lines] == [("login-failed", "unknown account")]
    assert timedelta(0) == lines[0].at - office.parts.clock.now()
