"""What differs from one authority's account at the National Portal to another's, as data, checked at the start."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from bot.failures import Misconfigured
from dialogs.procedure import Catalogue
from dialogs.steps import Choose, Photograph
from integrations.portals.mappings import read_mapping

FOLDER = Path(__file__).with_name("mappings")
Word = Field(min_length=1, max_length=120)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CatalogueMap(_Frozen):
    """One procedure as the portal lists it. ``components``: the portal's code of a paper -> our step (empty: the form
    itself, or a paper that we do not ask for on purpose)."""

    title: str = Word
    field_code: str = ""
    field_name: str = ""
    components: dict[str, str] = {}


class Paths(_Frozen):
    """Addresses under the portal's base (facts 3 and 4.4)."""

    service: str = "/apiDVC"
    formality: str = "/api/v1/configuring/formality/get-formality-by-citizen"


class Names(_Frozen):
    """Names inside the catalogue that no source shows in full (facts 3, 13)."""

    title: str = "name"
    state: str = "state"
    methods: str = "executionMethods"
    method: str = "submissionMethod"
    time: str = "processingTime"
    time_unit: str = "processingTimeUnit"
    fees: str = "fees"
    amount: str = "amount"
    cases: str = "executionCases"
    components: str = "profileComponents"
    component: str = "code"
    component_name: str = "name"


class Limits(_Frozen):
    """How long we wait for it (seconds)."""

    connect_seconds: float = Field(5.0, gt=0)
    answer_seconds: float = Field(30.0, gt=0)


class National(_Frozen):
    """``unit`` is our unit code (madonvi), ``dstcode`` the address on the data-sharing platform."""

    name: str = Word
    unit: str = Word
    unit_name: str = Word
    dstcode: str = ""
    session: str = ""
    auth_header: str = "X-Auth-Key"
    paths: Paths = Paths()
    names: Names = Names()
    limits: Limits = Limits()
    procedures: dict[str, CatalogueMap]


def load_national(name: str) -> National:
    """A bundled mapping by name, or any file by path. Raises Misconfigured, in one line that names the field."""
    return read_mapping(National, name, FOLDER, "national")


def check_national(mapping: National, catalogue: Catalogue) -> None:
    """Every procedure that is offered is mapped, and no component names a paper that it does not have.
    Raises Misconfigured."""
    for procedure in catalogue.procedures:
        mapped = mapping.procedures.get(procedure.code)
        if mapped is None:
            raise Misconfigured(f"national mapping {mapping.name}: no procedure {procedure.code}")
        steps = [step for part in procedure.parts for step in part.steps]
        papers = {step.key for step in steps if isinstance(step, Photograph)}
        if strange := sorted(set(filter(None, mapped.components.values())) - papers):
            raise Misconfigured(f"national mapping {mapping.name}: {procedure.code}: no paper {', '.join(strange)}")
        if not any(isinstance(step, Choose) and step.key == "channel" for step in steps):
            raise Misconfigured(f"national mapping {mapping.name}: {procedure.code} has no question for the channel")
