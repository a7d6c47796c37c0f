"""Who may open what: one row for every route of the console; a route without a row is closed to everybody."""

from __future__ import annotations

from enum import StrEnum

from bot.desk_store import Role, Stage
from bot.staff import Session


class Access(StrEnum):
    """What it takes to open a route."""

    PUBLIC = "public"
    CHANGE = "change"
    """A session, to change the password: at first log-in, or later of one's own will."""
    ENROL = "enrol"
    VERIFY = "verify"
    ANY_SESSION = "any-session"
    OFFICER = "officer"
    ADMINISTRATOR = "administrator"


FORM = 64 * 1024
UPLOAD = 12 * 1024 * 1024

PERMISSIONS: dict[tuple[str, str], Access] = {
    ("GET", "/staff/static/{name}"): Access.PUBLIC,
    ("GET", "/staff/login"): Access.PUBLIC,
    ("POST", "/staff/login"): Access.PUBLIC,
    ("POST", "/staff/logout"): Access.ANY_SESSION,
    ("GET", "/staff/password"): Access.CHANGE,
    ("POST", "/staff/password"): Access.CHANGE,
    ("GET", "/staff/enrol"): Access.ENROL,
    ("GET", "/staff/enrol/qr.svg"): Access.ENROL,
    ("POST", "/staff/enrol"): Access.ENROL,
    ("GET", "/staff/verify"): Access.VERIFY,
    ("POST", "/staff/verify"): Access.VERIFY,
    ("GET", "/staff"): Access.OFFICER,
    ("GET", "/staff/dossiers/{dossier}"): Access.OFFICER,
    ("GET", "/staff/dossiers/{dossier}/files/{file}"): Access.OFFICER,
    ("GET", "/staff/dossiers/{dossier}/files/{file}/original"): Access.OFFICER,
    ("GET", "/staff/dossiers/{dossier}/papers/{file}"): Access.OFFICER,
    ("GET", "/staff/dossiers/{dossier}/declaration.pdf"): Access.OFFICER,
    ("GET", "/staff/dossiers/{dossier}/declaration.jpg"): Access.OFFICER,
    ("GET", "/staff/dossiers/{dossier}/result.pdf"): Access.OFFICER,
    ("GET", "/staff/dossiers/{dossier}/slips/{slip}.pdf"): Access.OFFICER,
    ("GET", "/staff/dossiers/{dossier}/apology"): Access.OFFICER,
    ("POST", "/staff/dossiers/{dossier}/apology"): Access.OFFICER,
    ("GET", "/staff/dossiers/{dossier}/moves/{step}"): Access.OFFICER,
    ("POST", "/staff/dossiers/{dossier}/moves/{step}"): Access.OFFICER,
    ("GET", "/staff/dossiers/{dossier}/cash"): Access.OFFICER,
    ("POST", "/staff/dossiers/{dossier}/cash"): Access.OFFICER,
    ("POST", "/staff/dossiers/{dossier}/given-back"): Access.OFFICER,
    ("GET", "/staff/tasks"): Access.OFFICER,
    ("POST", "/staff/tasks/{task}/close"): Access.OFFICER,
    ("GET", "/staff/national"): Access.OFFICER,
    ("POST", "/staff/national/compare"): Access.ADMINISTRATOR,
    ("POST", "/staff/national/procedures/{procedure}/open"): Access.ADMINISTRATOR,
    ("POST", "/staff/national/dossiers/{dossier}/again"): Access.OFFICER,
    ("GET", "/staff/portals"): Access.OFFICER,
    ("POST", "/staff/portals/hold"): Access.OFFICER,
    ("POST", "/staff/portals/release"): Access.OFFICER,
    ("GET", "/staff/calendar"): Access.OFFICER,
    ("POST", "/staff/calendar"): Access.ADMINISTRATOR,
    ("POST", "/staff/calendar/drop"): Access.ADMINISTRATOR,
    ("GET", "/staff/audit"): Access.ADMINISTRATOR,
    ("GET", "/staff/people"): Access.ADMINISTRATOR,
    ("POST", "/staff/people"): Access.ADMINISTRATOR,
    ("POST", "/staff/people/{name}/{change}"): Access.ADMINISTRATOR,
}

UPLOADS = frozenset({("POST", "/staff/dossiers/{dossier}/moves/{step}")})
"""Routes that take a file; every other body is a small form."""

STAGE_PAGE = {Stage.CHANGE: "/staff/password", Stage.ENROL: "/staff/enrol", Stage.VERIFY: "/staff/verify"}
"""Where a session that is not yet in belongs."""


class Verdict(StrEnum):
    """What the table says of a request."""

    OPEN = "open"
    LOG_IN = "log-in"
    GO_ON = "go-on"
    """Log-in is not complete: go to the page of the session's stage."""
    CLOSED = "closed"


def judge(access: Access | None, session: Session | None) -> Verdict:
    """Whether this session may open a route with this access."""
    if access is None:
        return Verdict.CLOSED
    if access is Access.PUBLIC:
        return Verdict.OPEN
    if session is None:
        return Verdict.LOG_IN
    if access is Access.ANY_SESSION or str(access) == str(session.stage):
        return Verdict.OPEN
    if session.stage is not Stage.IN:
        return Verdict.GO_ON
    if access is Access.ADMINISTRATOR:
        return Verdict.OPEN if session.account.role is Role.ADMINISTRATOR else Verdict.CLOSED
    return Verdict.OPEN if access in (Access.OFFICER, Access.CHANGE) else Verdict.CLOSED
