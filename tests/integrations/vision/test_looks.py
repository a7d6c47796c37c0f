"""A Look goes through the pipe unchanged, and the longest one fits the head."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from dialogs.answers import PartialDate
from dialogs.documents import Card, Fault, Flaw, Look, PaperKind, ReadText
from integrations.vision import looks
from integrations.vision.answers import MOST_ANSWERED, Answer, head_of, read_head
from integrations.vision.requests import Task
from tests.fakes import pictures

texts = st.text(max_size=looks.LONGEST_TEXT).filter(str.isprintable)
words = st.text(max_size=looks.LONGEST_WORD).filter(str.isprintable)
shares = st.floats(0, 1)
corner = st.tuples(shares, shares)
days = st.dates().map(lambda day: PartialDate(day.year, day.month, day.day))
dates = st.none() | days | st.builds(PartialDate, st.integers(1, 9999), st.integers(0, 12))
cards = st.builds(
    Card,
    by=st.sampled_from(["qr", "mrz"]),
    number=texts,
    name=texts,
    birth=dates,
    sex=st.sampled_from(["", "male", "female"]),
    old_number=texts,
    residence=texts,
    issued=dates,
    expires=dates,
    nationality=texts,
)
places = st.sampled_from(["", "top", "middle", "bottom-left", "top-right"])
whole = st.builds(
    Look,
    kind=st.sampled_from(PaperKind),
    sure=st.integers(0, 100),
    corners=st.just(()) | st.tuples(corner, corner, corner, corner),
    faults=st.lists(st.builds(Fault, st.sampled_from(Flaw), places), max_size=looks.MOST_FAULTS).map(tuple),
    print=st.sampled_from(["", "0123456789abcdef", "f" * 16 * looks.MOST_CELLS]),
    words=st.lists(words, max_size=5).map(tuple),
    card=st.none() | cards,
    texts=st.lists(
        st.builds(ReadText, st.sampled_from(["name", "number", "date"]), texts, st.integers(0, 100)), max_size=4
    ).map(tuple),
)


@given(whole)
def test_what_is_told_is_believed(look: Look) -> None:
    assert looks.believed(json.loads(json.dumps(looks.told(look)))) == look


def test_the_longest_fits() -> None:
    longest = Look(
        corners=((1 / 3, 1 / 3),) * 4,
        faults=(Fault(Flaw.GLARE, "bottom-middle"),) * looks.MOST_FAULTS,
        words=("\U00020000" * looks.LONGEST_WORD,) * looks.MOST_WORDS,
        card=Card("qr", *["\U00020000" * looks.LONGEST_TEXT] * 2, residence="\U00020000" * looks.LONGEST_TEXT),
        texts=(ReadText("name", "\U00020000" * looks.LONGEST_TEXT, 100),) * looks.MOST_TEXTS,
    )
    photo = pictures.photo()
    head = head_of(Answer(mime="image/jpeg", width=400, height=400, pages=1, clean=photo, preview=photo, look=longest))
    assert len(head) < MOST_ANSWERED
    answer, sizes = read_head(head, Task.CLEAN)
    assert answer.look == longest
    assert sizes == {"clean": len(photo), "preview": len(photo), "scan": 0, "marked": 0}


def test_more_than_fits_is_left_out() -> None:
    card = Card("qr", "001090000018", "x" * 1000)
    many = Look(words=("a", "b" * 1000, "c\nd", "e") + ("f",) * 1000, card=card, texts=(ReadText("name", "\0", 1),))
    seen = looks.believed(looks.told(many))
    assert seen.words[:3] == ("a", "e", "f") and len(seen.words) == looks.MOST_WORDS
    assert seen.card is None and seen.texts == ()
