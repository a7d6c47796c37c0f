"""What differs from province to province, as data: addresses, codes, field names; checked before anything is sent."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.failures import Misconfigured
from dialogs.procedure import Catalogue
from dialogs.steps import Photograph
from integrations.portals.mappings import read_mapping

FOLDER = Path(__file__).with_name("mappings")
Word = Field(min_length=1, max_length=80)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PaperMap(_Frozen):
    """The portal's code and name of one of our papers."""

    code: str = Word
    name: str = Word


class ProcedureMap(_Frozen):
    """How one procedure travels.

    ``shape``: "lltp" is the envelope of facts 1.13, "dongbo" DongBoHoSoMC of facts 4.4. ``rename``: our wire name ->
    theirs, at any depth. ``values``: our wire name -> {our value as text: theirs}. ``papers``: our path -> theirs.
    """

    shape: Literal["lltp", "dongbo"]
    title: str = Word
    field_code: str = ""
    field_name: str = ""
    rename: dict[str, str] = {}
    values: dict[str, dict[str, str | int | bool | None]] = {}
    papers: dict[str, PaperMap] = {}

    def path_of(self, name: str) -> str:
        """Our path for what an officer names: a paper's code, or a field's wire name; empty when we know neither."""
        for path, paper in self.papers.items():
            if name == paper.code:
                return path
        return ""


class Names(_Frozen):
    """Names that no source shows (facts 13) or that every province chooses itself."""

    lltp_key: str = "maGiaoDich"
    """Where our submission key travels in the envelope of 1.13; it must come back when the dossier is pulled."""
    dongbo_key: str = "GhiChu"
    lltp_code: str = "maHoSo"
    """Where the portal's own code stands beside our reference."""
    dongbo_code: str = "MaHoSoTiepNhan"
    content: str = "NoiDungTep"
    """A file's content (base64) in TaiLieuNop, for a portal that does not fetch DuongDanTaiTepTin from us."""
    time: str = "thoiDiemXuLy"
    items: str = "danhSachBoSung"
    deadline: str = "hanBoSung"


class Paths(_Frozen):
    """Addresses under the portal's base."""

    submit: str = "/lltp/nhanHoSo"
    pull: str = "/lltp/traCuu"
    service: str = "/apiDVC"


class Limits(_Frozen):
    """What the portal takes of papers, and how long we wait for it (seconds)."""

    paper_bytes: int = Field(5 * 2**20, ge=100_000)
    archival: bool = False
    connect_seconds: float = Field(5.0, gt=0)
    answer_seconds: float = Field(60.0, gt=0)


class Mapping(_Frozen):
    """One province."""

    name: str = Word
    province_code: str = Word
    province_name: str = Word
    unit: str = Word
    dstcode: str = ""
    source: int = 1
    source_name: str = "Một Cửa Bot"
    prefix: str = Field("MCB-", max_length=20)
    auth_header: str = "X-Auth-Key"
    paths: Paths = Paths()
    names: Names = Names()
    limits: Limits = Limits()
    fields: dict[str, dict[str, str]] = {}
    """Procedure -> {name of a field as officers ask for it: our answer path}."""
    procedures: dict[str, ProcedureMap]

    def of(self, procedure: str) -> ProcedureMap:
        """Raises Misconfigured for a procedure that this portal was not mapped for."""
        found = self.procedures.get(procedure)
        if found is None:
            raise Misconfigured(f"portal mapping {self.name}: no procedure {procedure}")
        return found

    def path_of(self, procedure: str, name: str) -> str:
        """Our answer path for a paper or field that an officer wants again; empty when unknown."""
        found = self.procedures.get(procedure)
        return (found.path_of(name) if found else "") or self.fields.get(procedure, {}).get(name, "")


def load_mapping(name: str) -> Mapping:
    """A bundled mapping by name, or any file by path. Raises Misconfigured, in one line that names the field."""
    return read_mapping(Mapping, name, FOLDER, "portal")


def check_mapping(mapping: Mapping, catalogue: Catalogue, codes: Collection[str] | None = None) -> None:
    """Every procedure that is offered (or those with these ``codes``) can be filed, with every paper it may have.
    Raises Misconfigured, naming what is missing."""
    for procedure in catalogue.procedures:
        if codes is not None and procedure.code not in codes:
            continue
        mapped = mapping.of(procedure.code)
        if mapped.shape == "dongbo" and not (mapped.field_code and mapped.field_name):
            raise Misconfigured(f"portal mapping {mapping.name}: {procedure.code}: no code or name of its field")
        steps: list[Any] = [step for part in procedure.parts for step in part.steps]
        wanted = {step.key for step in steps if isinstance(step, Photograph) and step.keep}
        if missing := sorted(wanted - set(mapped.papers)):
            raise Misconfigured(f"portal mapping {mapping.name}: {procedure.code}: no code for {', '.join(missing)}")
        if strange := sorted(set(mapped.papers) - {step.key for step in steps}):
            raise Misconfigured(f"portal mapping {mapping.name}: {procedure.code}: no paper {', '.join(strange)}")
