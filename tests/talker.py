"""A citizen who talks to a running product through the web chat's public protocol, as any client could."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import httpx

PATIENCE = 30.0


class Talker:
    """Blocking, for tests. Every post has an id of its own and is repeated with the same id until it is accepted."""

    def __init__(self, base: str, name: str = "talker") -> None:
        self.base = base
        self.name = name
        self.http = httpx.Client(base_url=base, headers={"Origin": base, "X-Motcua": "1"}, timeout=20)
        self.seen = 0
        self.messages: list[dict[str, Any]] = []
        self._count = 0
        self.http.get("/chat").raise_for_status()

    def post(self, kind: str, **what: Any) -> None:
        """Say one thing; a connection that breaks is tried again with the same id."""
        self._count += 1
        body = {"id": f"{self.name}-{self._count:06}", "kind": kind, **what}
        self.patiently(lambda: self.http.post("/chat/api/events", json=body))

    def photo(self, content: bytes, name: str = "photo.jpg") -> None:
        """Send a picture."""
        self._count += 1
        form = {"id": f"{self.name}-{self._count:06}"}
        self.patiently(
            lambda: self.http.post("/chat/api/files", data=form, files={"file": (name, content, "image/jpeg")})
        )

    def hear(self) -> list[dict[str, Any]]:
        """What the bot has said since last time."""
        answer = self.patiently(lambda: self.http.get("/chat/api/messages", params={"after": self.seen}))
        new = answer.json()["messages"]
        if new:
            self.seen = new[-1]["seq"]
        said = [message for message in new if message["by"] == "bot"]
        self.messages += said
        return said

    def until(self, fits: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Wait for a message that fits."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for message in self.hear():
                if fits(message):
                    return message
            time.sleep(0.05)
        last = self.messages[-1]["text"] if self.messages else "nothing"
        raise AssertionError(f"{self.name} waited in vain; last heard: {last}")

    def next(self) -> dict[str, Any]:
        """The next message."""
        return self.until(lambda message: True)

    def press(self, message: Mapping[str, Any], label: str) -> None:
        """Press the button of this message whose label contains the words."""
        for button in message["buttons"]:
            if label in button["label"]:
                return self.post("press", button=button["id"])
        raise AssertionError(f"no button {label!r} among {[b['label'] for b in message['buttons']]}")

    def fill(self, answers: Mapping[str, str], photos: Sequence[bytes], until: str = "review") -> dict[str, Any]:
        """Answer questions from ``answers`` (see tests/people.py) and ``photos`` until ``until`` is shown."""
        used: dict[str, int] = {}
        message = self.messages[-1]
        while message["step"] != until:
            step = message["step"]
            choices = (answers.get(step) or answers[step.rsplit(".", 1)[-1]]).split("|")
            at = used[step] = used.get(step, -1) + 1
            text = choices[min(at, len(choices) - 1)]
            if text.startswith("photo:"):
                self.photo(photos[at % len(photos)])
            elif text.startswith("["):
                self.press(message, text.strip("[]"))
            else:
                self.post("text", text=text)
            message = self.next()
        return message

    def patiently(self, call: Callable[[], httpx.Response]) -> httpx.Response:
        """Call until it is answered; refused connections and busy answers are tried again."""
        end, last = time.monotonic() + PATIENCE, ""
        while True:
            try:
                answer = call()
                last = f"{answer.status_code} {answer.text[:200]}"
                if answer.status_code == 429:  # sixty events a minute: faster than people type, not than tests do
                    end = max(end, time.monotonic() + PATIENCE)
                    time.sleep(3)
                if answer.status_code < 500 and answer.status_code != 429:
                    answer.raise_for_status()
                    return answer
            except httpx.TransportError as error:
                last = type(error).__name__
            if time.monotonic() > end:
                raise AssertionError(f"{self.name}: no answer ({last})")
            time.sleep(0.1)
