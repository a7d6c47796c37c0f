"""The state tables and every procedure drawn as Mermaid, from the same data that decides."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.conditions import AllOf, Always, Answered, AnyOf, Condition, Is, IsNot, Not, Within, Younger
from dialogs.dossier import LIFE
from dialogs.modes import MODES
from dialogs.payment import MONEY
from dialogs.procedure import Procedure
from dialogs.procedures import PROCEDURES
from dialogs.steps import AnyStep, Repeat

_NOTE = "Drawn from the code by `python run_bot.py diagram`; a test fails when it is stale.\n"


def drawings() -> dict[str, str]:
    """File name below ``docs/diagrams`` -> Markdown with a Mermaid drawing."""
    pages = {
        "dossier.md": _page("A dossier's life", LIFE.mermaid()),
        "payment.md": _page("A fee, from asked for to paid", MONEY.mermaid()),
        "conversation.md": _page("The conversation's modes", MODES.mermaid()),
    }
    for procedure in PROCEDURES:
        pages[f"{procedure.slug}.md"] = _page(f"{procedure.code} {procedure.slug}", _flow(procedure))
    return pages


def _page(title: str, mermaid: str) -> str:
    return f"# {title}\n\n{_NOTE}\n```mermaid\n{mermaid.strip()}\n```\n"


def _flow(procedure: Procedure) -> str:
    """Steps from top to bottom by part; a dashed edge names the condition under which a step is asked."""
    lines = ["flowchart TD"]
    before = "start([start])"
    for part in procedure.parts:
        lines.append(f"  subgraph {part.key}")
        for step in part.steps:
            lines += [f"    {row}" for row in _nodes(step)]
        lines.append("  end")
        for step in part.steps:
            when = words(step.when)
            arrow = f'-. "{when}" .->' if when else "-->"
            lines.append(f"  {before} {arrow} {step.key}")
            before = step.key
    lines.append(f"  {before} --> review([review card])")
    for number, rule in enumerate(rule for rule in procedure.rules if rule.stops):
        lines.append(f'  {rule.after} -. "{words(rule.when)}" .-> stop{number}{{{{{rule.text}}}}}')
    return "\n".join(lines)


def _nodes(step: AnyStep) -> Iterator[str]:
    if isinstance(step, Repeat):
        inside = ", ".join(inner.key for inner in step.steps)
        yield f'{step.key}[["{step.key}: {inside}"]]'
    else:
        yield f'{step.key}["{step.key} ({type(step).__name__.lower()})"]'


def words(condition: Condition) -> str:
    """A condition in a few words; empty for always."""
    match condition:
        case Always():
            return ""
        case Is(key=key, values=values):
            return f"{key} is {' or '.join(str(value) for value in values)}"
        case IsNot(key=key, values=values):
            return f"{key} is not {' or '.join(str(value) for value in values)}"
        case Answered(key):
            return f"{key} is answered"
        case Younger(key, years):
            return f"{key}: under {years}"
        case Within(first, last):
            return f"{first:%d/%m/%Y} to {last:%d/%m/%Y}"
        case Not(inner):
            return f"not ({words(inner)})"
        case AllOf(conditions=parts):
            return " and ".join(words(part) for part in parts)
        case AnyOf(conditions=parts):
            return " or ".join(words(part) for part in parts)
        case _:
            return type(condition).__name__
