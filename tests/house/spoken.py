"""Every text that the code can say, with the values it gives: read from the source and from the procedures' data."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path

from bot.house_pictures import _WORDS
from dialogs.documents import Unfitness
from dialogs.dossier import NATIONAL, Life
from dialogs.events import Other
from dialogs.payment import Standing
from dialogs.pictures import PLACES, Flaw, PaperKind
from dialogs.procedure import Procedure
from dialogs.procedures import PROCEDURES
from dialogs.sorting import Misfit
from dialogs.steps import Agree, AnyStep, Ask, Choose, Fixed, Leaf, Photograph, Repeat, SameAs
from integrations.vision.bounds import REASONS
from tests.house.ftl import ROOT

ROOMS = ("dialogs", "bot", "integrations")
SAYERS = ("say", "Text")
CONSENT_TO_FILE = "submit"
"""The purpose that is asked for by the filing itself, not by a step."""


SENT_AGAIN = "resent"
"""How a supplement stands that was sent and is not confirmed: told like a state of its own."""
QUEUED = "queued"
"""The same for one that waits for a portal."""


@dataclass(frozen=True)
class Said:
    """A key with the names of its values (None: any), and where it is said."""

    key: str
    given: frozenset[str] | None
    where: str


def leaves(procedure: Procedure) -> Iterator[tuple[Leaf, Repeat | None]]:
    """Every question, with the group it is repeated in."""
    for part in procedure.parts:
        for step in part.steps:
            if isinstance(step, Repeat):
                yield from ((inner, step) for inner in step.steps)
            else:
                yield step, None


def steps(procedure: Procedure) -> Iterator[AnyStep]:
    """Every step at the top."""
    return (step for part in procedure.parts for step in part.steps)


def _every_leaf() -> list[tuple[Leaf, Repeat | None]]:
    return [pair for procedure in PROCEDURES for pair in leaves(procedure)]


def _row(group: Repeat | None) -> tuple[str, ...]:
    return ("row",) if group else ()


# ------------------------------------------------------------ keys that the code puts together


Keys = Iterable[tuple[str, tuple[str, ...]]]


def _named_by_data() -> Keys:
    yield from ((step.words, ("office", *_row(group))) for step, group in _every_leaf())
    for procedure in PROCEDURES:
        yield procedure.title, ()
        yield from ((rule.text, ()) for rule in procedure.rules)
        yield from ((step.text, ()) for guide in procedure.guides for step in guide.steps)
    for step, _ in _every_leaf():
        yield from ((hint.label, ()) for hint in step.suggest if isinstance(hint, Fixed))


def _short() -> Keys:
    yield from ((f"{step.words}.short", _row(group)) for step, group in _every_leaf())
    yield from ((f"{procedure.title}.short", ()) for procedure in PROCEDURES)


def _hint() -> Keys:
    for step, group in _every_leaf():
        if isinstance(step, Ask):
            yield f"{step.words}.hint", ("office", *_row(group))
        elif isinstance(step, Photograph):
            yield f"{step.words}.hint", ()


def _example() -> Keys:
    return ((f"{step.words}.example", ("office", *_row(g))) for step, g in _every_leaf() if isinstance(step, Ask))


def _options() -> Keys:
    for step, _ in _every_leaf():
        if isinstance(step, Choose):
            yield from ((f"{step.words}-{option.code}", ()) for option in step.options if not option.name)


def _same_as() -> Keys:
    for step, _ in _every_leaf():
        for hint in step.suggest:
            if isinstance(hint, SameAs):
                yield f"ask-{hint.key.replace('_', '-')}.short", ()


def _parts() -> Keys:
    return ((f"part-{part.key}", ()) for procedure in PROCEDURES for part in procedure.parts)


def _rows() -> Keys:
    every = (step for procedure in PROCEDURES for step in steps(procedure))
    return ((f"part-{step.key}.row", ("row",)) for step in every if isinstance(step, Repeat))


def _status() -> Keys:
    standings = (*Life, SENT_AGAIN, QUEUED)
    return ((f"status-{life.replace('_', '-')}", ("code", "reason", "due")) for life in standings)


def _next() -> Keys:
    yield from ((f"{key}.next", given) for key, given in (*_status(), *_fee_stands()))
    yield from ((f"status-elsewhere{done}.next", ("code", "portal", "due")) for done in ("", "-done"))
    yield from ((f"status-{life}.next", ("code", "due")) for life in ("mailed", "packet"))


def _fee_stands() -> Keys:
    return ((f"pay-stands-{one}", ("code", "receipt", "amount", "received")) for one in Standing)


def _purposes() -> Keys:
    asked = {step.purpose for step, _ in _every_leaf() if isinstance(step, Agree)}
    return ((f"purpose-{purpose}", ()) for purpose in (*asked, CONSENT_TO_FILE))


def _refused_photos() -> Keys:
    return ((f"photo-refused-{reason}", ()) for reason in {*REASONS, "missing", *_strings_after("refused")})


def _dashed(name: str) -> str:
    return name.replace("_", "-")


FAMILIES: dict[str, Callable[[], Keys]] = {
    "{}": _named_by_data,
    "{}.short": _short,
    "{}.hint": _hint,
    "{}.example": _example,
    "{}-{}": _options,
    "{}.next": _next,
    "ask-{}.short": _same_as,
    "part-{}": _parts,
    "part-{}.row": _rows,
    "status-{}": _status,
    "pay-stands-{}": _fee_stands,
    "fee-{}": lambda: ((f"fee-{one}", ("amount", "receipt", "why")) for one in Standing),
    "national-{}": lambda: ((f"national-{status}", ()) for status in NATIONAL),
    "purpose-{}": _purposes,
    "sent-{}": lambda: ((f"sent-{what}", ()) for what in Other),
    "photo-refused-{}": _refused_photos,
    "photo-flaw-{}": lambda: ((f"photo-flaw-{_dashed(flaw)}", ("where",)) for flaw in Flaw),
    "fault-{}": lambda: ((f"fault-{_dashed(name)}", ()) for name in (*Flaw, *Misfit)),
    "paper-{}": lambda: ((f"paper-{_dashed(kind)}", ()) for kind in PaperKind),
    "as-file-{}": lambda: ((f"as-file-{word}", ()) for words in _WORDS.values() for word in words),
    "precheck-unfit-{}": lambda: ((f"precheck-unfit-{why}", ("what",)) for why in Unfitness),
    "where-{}": lambda: ((f"where-{place}", ()) for place in PLACES),
}
"""The shape of a key that is put together in the code -> every key of that shape, with the values it is given."""


# ------------------------------------------------------------ keys that stand in the source


@lru_cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    """(path below the root, syntax tree) of every module of the three rooms."""
    files = [file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py"))]
    return tuple((str(file.relative_to(ROOT)), ast.parse(Path(file).read_text(encoding="utf-8"))) for file in files)


def _strings_after(name: str) -> set[str]:
    """Constants that ``bot`` and ``integrations`` assign to this name: reasons that are not in a list of their own."""
    found = set()
    for path, tree in modules():
        if path.startswith("dialogs"):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets):
                found |= {value for value in _constants(node.value) if value}
    return found


def _constants(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*_constants(node.body), *_constants(node.orelse)]
    return []


def _assigned(name: str, nodes: Iterable[ast.AST]) -> list[str]:
    return [
        value
        for node in nodes
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets)
        for value in _constants(node.value)
    ]


def _shapes(node: ast.expr) -> list[str]:
    """``f"{x}.hint"`` -> ``{}.hint``; a choice between two constants inside gives one shape for each."""
    if isinstance(node, ast.JoinedStr):
        return ["".join(parts) for parts in product(*map(_shapes, node.values))]
    if isinstance(node, ast.FormattedValue):
        return _constants(node.value) or ["{}"]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return ["".join(parts) for parts in product(_shapes(node.left), _shapes(node.right))]
    return [str(node.value)] if isinstance(node, ast.Constant) else ["{}"]


def _given(call: ast.Call) -> frozenset[str] | None:
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    if isinstance(call.func, ast.Name) and call.func.id == "say":
        return frozenset(keyword.arg for keyword in call.keywords if keyword.arg)
    return None if len(call.args) > 1 else frozenset()


_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def _scopes(tree: ast.Module) -> list[ast.AST]:
    return [tree, *(node for node in ast.walk(tree) if isinstance(node, _FUNCTIONS))]


def _inside(scope: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function or module, without those of the functions in it."""
    for child in ast.iter_child_nodes(scope):
        yield child
        if not isinstance(child, _FUNCTIONS):
            yield from _inside(child)


def _calls() -> Iterator[tuple[str, ast.AST, ast.Call]]:
    """(where, the function around it and the module's own lines, the call)."""
    for path, tree in modules():
        sayers = set(SAYERS) & {
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "dialogs.texts"
            for alias in node.names
        }
        if path == "dialogs/texts.py" or not sayers:
            continue
        for scope in _scopes(tree):
            for node in _inside(scope):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in sayers:
                    yield f"{path}:{node.lineno}", scope, node


@lru_cache
def scan() -> tuple[tuple[Said, ...], frozenset[tuple[str, str]]]:
    """(keys that stand in the source, (shape, where) of keys that are put together)."""
    fixed: list[Said] = []
    shapes: set[tuple[str, str]] = set()
    trees = dict(modules())
    for where, scope, call in _calls():
        first, tree = call.args[0], trees[where.split(":")[0]]
        keys = _constants(first)
        if isinstance(first, ast.Name):
            keys = _assigned(first.id, _inside(scope)) or _assigned(first.id, tree.body)
        fixed += [Said(key, _given(call), where) for key in keys]
        if not keys:
            shapes |= {(shape, where) for shape in _shapes(first)}
    return tuple(fixed), frozenset(shapes)


@lru_cache
def said() -> tuple[Said, ...]:
    """Everything that can be said."""
    fixed, shapes = scan()
    made = [
        Said(key, frozenset(given), f"texts like {shape!r}")
        for shape in sorted({shape for shape, _ in shapes} & FAMILIES.keys())
        for key, given in FAMILIES[shape]()
    ]
    return (*fixed, *made)
