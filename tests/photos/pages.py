"""All papers by the name of their template: cards, passport page, sheets of text."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

import numpy as np

from tests.photos.booklets import passport
from tests.photos.cards import cc_back, cc_front, cccd_back, cccd_front
from tests.photos.forms import FORMS, RARE_FORMS
from tests.photos.letters import letter
from tests.photos.marks import Chance
from tests.photos.people import Person, person
from tests.photos.sheet import Sheet

CARDS: Final[dict[str, Callable[[Person, Chance, bool], Sheet]]] = {
    "cccd-front": cccd_front,
    "cccd-back": cccd_back,
    "cc-front": cc_front,
    "cc-back": cc_back,
    "passport": passport,
}
TEMPLATES: Final = (*CARDS, *(form.template for form in FORMS))
RARE_TEMPLATES: Final = tuple(form.template for form in RARE_FORMS)
"""Only in the set that is reported."""
KEPT: Final = 6
"""Pages kept drawn, 9 to 27 MB each."""


@lru_cache(maxsize=KEPT)
def page(template: str, seed: int, other: bool = False, which: str = "") -> Sheet:
    """The paper of this template for the person of this seed of a set ("report" when ``other``, else "train").

    ``other``: with the type of the reported set.
    """
    which = which or ("report" if other else "train")
    chance = np.random.default_rng([seed, (*TEMPLATES, *RARE_TEMPLATES).index(template)])
    if template in CARDS:
        return CARDS[template](person(seed, which), chance, other)
    form = next(one for one in (*FORMS, *RARE_FORMS) if one.template == template)
    return letter(form, person(seed, which), person(f"{seed} second", which), chance, other)
