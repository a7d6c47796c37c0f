"""How an answer reads on a card: choices in words, ID numbers masked, papers counted."""

from __future__ import annotations

from dialogs.answers import AnswerValue, Photos, mask_number
from dialogs.checks.identity_papers import issuer_label
from dialogs.checks.phones import shown_phone
from dialogs.effects import Ask as Kind
from dialogs.steps import Ask, Choose, Leaf
from dialogs.texts import Text, Value, say


def option_label(step: Choose, code: str) -> Text | str:
    """The words of one choice."""
    for option in step.options:
        if option.code == code:
            return option.name or Text(f"{step.words}-{code}")
    return issuer_label(code) or code if step.issuers else code


def reads(step: Leaf, value: AnswerValue, masked: bool = True) -> Value:
    """The value as the citizen (masked) or the authority (in full) reads it."""
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, Photos):
        return say("photo-count", count=len(value.photos))
    if isinstance(step, Choose) and isinstance(value, str):
        return option_label(step, value)
    if value == "":
        return say("left-empty")
    if value == "now":
        return say("until-now")
    if isinstance(step, Ask) and step.kind is Kind.PHONE:
        return shown_phone(str(value))
    if masked and isinstance(step, Ask) and step.masked:
        return mask_number(str(value))
    return value if isinstance(value, int) else str(value)
