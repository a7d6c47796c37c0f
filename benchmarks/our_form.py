"""The twelve questions as a procedure of ours: the same titles and the same checks as everybody else has."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from benchmarks.form import LAST, QUESTIONS, Question, accepted
from dialogs.checks.outcome import Accepted, Context, Outcome, Refused
from dialogs.conditions import Always
from dialogs.deadlines import WorkCalendar
from dialogs.fees import FeeKind, FeeRule
from dialogs.procedure import Catalogue, Part, Procedure, Term
from dialogs.steps import Ask, Choose, Leaf, Option
from dialogs.texts import say
from integrations.units import load_gazetteer

CODE = "bench"
FROM = date(2026, 7, 1)
TITLE = "Biểu mẫu đo tốc độ"


def _check(at: int, text: str, context: Context) -> Outcome:
    answer = accepted(at, text)
    return Accepted(answer) if answer is not None else Refused(say("bench-refused"), "E_BENCH")


def _step(at: int, question: Question) -> Leaf:
    key = question.key
    if question.buttons:
        return Choose(key=key, text=_words(question), options=tuple(Option(*button) for button in question.buttons))
    return Ask(key=key, text=_words(question), check=partial(_check, at))


def _words(question: Question) -> str:
    return "bench-" + question.key.replace("_", "-")


def procedure() -> Procedure:
    """Eleven steps; the twelfth question is the review card with its button."""
    return Procedure(
        code=CODE,
        revision="1",
        effective=FROM,
        slug=CODE,
        parts=(Part(CODE, tuple(_step(at, question) for at, question in enumerate(QUESTIONS[:LAST]))),),
        rules=(),
        terms=(Term(3, Always()),),
        fees=(FeeRule(kind=FeeKind.BASE, amount=0, label=say("bench-free")),),
        wire=lambda context: {},
        review=lambda context: (),
        form=CODE,
        words=(CODE,),
        owner="name",
        owner_id="id_number",
    )


def catalogue() -> Catalogue:
    """Nothing but the form; the gazetteer is the real one."""
    words = load_gazetteer(FROM)
    return Catalogue((procedure(),), words, WorkCalendar(), words=lambda text, language: text.key)


def texts() -> str:
    """The form's texts as a Fluent file; each question carries the mark by which the crowd knows it."""
    lines = [
        f"procedure-{CODE} = {TITLE}\n    .short = {TITLE}\n    .about = {TITLE}",
        f"part-{CODE} = q{LAST + 1:02} {QUESTIONS[LAST].title}",
        "bench-refused = Chưa hợp lệ, mời nhập lại.",
        "bench-free = không thu phí",
    ]
    for at, question in enumerate(QUESTIONS[:LAST]):
        lines.append(
            f"{_words(question)} = q{at + 1:02} {question.title}\n"
            f"    .short = {question.title}\n    .hint = Nhập rồi gửi.\n    .example = Ví dụ"
        )
    return "\n".join(lines) + "\n"


def write_locales(product: Path, there: Path) -> None:
    """The product's texts with the form's beside them, in every language of the product."""
    for folder in product.iterdir():
        target = there / folder.name
        target.mkdir(parents=True)
        for file in folder.glob("*.ftl"):
            (target / file.name).symlink_to(file.resolve())
        (target / f"{CODE}.ftl").write_text(texts(), encoding="utf-8")
