"""The repository: no package hosts, no paths of one machine, no loose ends, locks with hashes, text in NFC."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from tests.house.ftl import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")
MOST_BYTES = 1_000_000
HERE = str(Path(__file__).relative_to(ROOT))

# Joined here so that this file does not contain what it looks for.
HOSTS = (
    "pypi" + ".org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "crates" + ".io",
    "conda" + ".org",
)
OPTIONS = ("--index" + "-url", "--extra-index" + "-url", "--find" + "-links", "--trusted" + "-host")
MACHINE = re.compile(r"(?<![\w.])/(?:" + "wo" + r"rk|ro" + r"ot|ho" + r"me/\w+|Us" + r"ers/\w+)/\w")
LOOSE_ENDS = re.compile(r"\b(?:TO" + "DO|FIX" + "ME|XX" + r"X|HA" + r"CK)\b")
TOKEN = re.compile(r"\b\d{8,10}:AA[A-Za-z0-9_-]{33}\b|-----BEGIN (?:RSA |EC )?PRIVATE KEY-----")


@lru_cache
def _tracked() -> tuple[str, ...]:
    if shutil.which("git") is None:
        return ()
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    return tuple(name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file())


@pytest.fixture(autouse=True)
def _in_a_checkout() -> None:
    if not _tracked():
        pytest.skip("not a git checkout: there is no list of tracked files")


def _texts() -> Iterator[tuple[str, str]]:
    for name in _tracked():
        content = (ROOT / name).read_bytes()
        if b"\0" not in content[:8000]:
            yield name, content.decode("utf-8")


def _lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}"
        for name, text in _texts()
        if name != HERE
        for number, line in enumerate(text.split("\n"), 1)
        if pattern.search(line)
    ]


def test_no_addresses_of_package_hosts() -> None:
    found = _lines_with(re.compile("|".join(map(re.escape, (*HOSTS, *OPTIONS)))))
    assert not found, f"packages come by name from whatever index the machine has; take the addresses out: {found}"


def test_no_paths_of_one_machine() -> None:
    found = _lines_with(MACHINE)
    assert not found, f"say it relative to the repository: {found}"


def test_no_loose_ends() -> None:
    found = _lines_with(LOOSE_ENDS)
    assert not found, f"do it, or write an issue and name it: {found}"


def test_no_secrets() -> None:
    found = _lines_with(TOKEN)
    assert not found, f"that looks like a live token or key; take it out and revoke it: {found}"


def test_texts_are_in_normal_form() -> None:
    wrong = [name for name, text in _texts() if not unicodedata.is_normalized("NFC", text)]
    assert not wrong, f"save these in NFC; write decomposed letters in tests as escapes: {wrong}"


def test_lines_end_alike() -> None:
    wrong = [name for name, text in _texts() if "\r\n" in text or (text and not text.endswith("\n"))]
    assert not wrong, f"LF at line ends, and one at the end of the file: {wrong}"


def test_nothing_heavy() -> None:
    heavy = [name for name in _tracked() if (ROOT / name).stat().st_size > MOST_BYTES]
    assert not heavy, f"a checkout stays light; make these when they are needed: {heavy}"


def test_nothing_made_by_tools_is_tracked() -> None:
    made = re.compile(r"(?:^|/)(?:\.venv|__pycache__|\.\w+_cache|\.hypothesis|node_modules|\.env)(?:/|$)|\.pyc$")
    wrong = [name for name in _tracked() if made.search(name)]
    assert not wrong, f"list these in .gitignore and take them out of the repository: {wrong}"


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_pin_names_versions_and_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text, f"{lock} must carry no addresses"
    wanted = re.sub(r"\\\n", " ", text)
    entries = [line.strip() for line in wanted.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    assert entries, f"{lock} is empty"
    bare = [
        entry.split()[0]
        for entry in entries
        if not re.match(r"[a-z0-9][a-z0-9._\[\],-]*==\S+ ", entry)
        or not re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry)
    ]
    assert not bare, f"every entry of {lock} needs name==version and at least one sha256: {bare}"


def test_what_runs_is_locked_for_development_too() -> None:
    first, second = (_pins(ROOT / lock) for lock in LOCKS)
    apart = {name: (version, second.get(name)) for name, version in first.items() if second.get(name) != version}
    assert not apart, f"tests must run with what is shipped; lock both files together: {apart}"


def _pins(lock: Path) -> dict[str, str]:
    return dict(
        re.findall(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^]]*\])?==([^\s;\\]+)", lock.read_text(encoding="utf-8"), re.M)
    )
