"""``bot.ports.Portal`` over a province's system: written down before it is sent, read back before it is believed."""

from __future__ import annotations

import hmac
from collections import Counter
from datetime import date
from typing import Any

from bot.failures import Differs, Misconfigured, NotAccepted, Outage, PaperUnfit, TooFast, Uncertain
from bot.portal_book import Filing, PortalBook
from bot.ports import Clock, Package, PaperRules, Receipt, Vault
from dialogs.documents import Unfitness
from dialogs.dossier import CODE, Life
from integrations.portals.line import Already, Line, TooLarge
from integrations.portals.one_stop.envelopes import envelope, service
from integrations.portals.one_stop.files import SentFile, files_of
from integrations.portals.one_stop.held import Held, day, dossier_of, held_dongbo, held_lltp, text
from integrations.portals.one_stop.mapping import Mapping

PROBE = "0"
"""No dossier of ours has such an id."""

_SURELY_NOT = (Outage, TooFast, NotAccepted, Misconfigured, PaperUnfit)


class OneStopPortal:
    """Files at a foreign portal. The reference is made of the dossier's id, so that even an installation whose database
    was restored from before the filing meets its own dossier there and not a stranger's."""

    def __init__(
        self,
        line: Line,
        mapping: Mapping,
        book: PortalBook,
        vault: Vault,
        secret: str,
        clock: Clock,
        name: str = "one_stop",
    ) -> None:
        self.name = name
        self._line = line
        self._mapping = mapping
        self._book = book
        self._vault = vault
        self._secret = secret
        self._clock = clock
        self.papers = PaperRules(mapping.limits.paper_bytes, mapping.limits.archival)

    async def submit(self, package: Package) -> Receipt:
        """See the port. Returns only what was read back; raises Differs when the portal holds something else."""
        before = await self._mine(package.key)
        if before is not None and before.begun and (receipt := await self._look(before)):
            return receipt
        files = await files_of(self._vault, self._mapping, package)
        filing = self._filing(package, files)
        body = envelope(self._mapping, package, filing.ref, files, self._clock.now())
        await self._book.begin(filing)
        try:
            await self._send(filing, body, files)
        except _SURELY_NOT as sure:
            if before is not None and before.begun:  # This attempt was not taken; of an earlier one nobody knows yet.
                raise Uncertain("portal: an earlier attempt is unclear", after=sure.after) from None
            await self._book.unsent(package.key)
            raise
        receipt = await self._look(filing)
        if receipt is None:
            raise Uncertain("portal: accepted, but not found when read back")
        return receipt

    async def look_up(self, key: str) -> Receipt | None:
        """See the port. Where nothing was begun there is nothing to ask; where something was, an answer that does not
        come leaves it uncertain: nobody may conclude that nothing was filed."""
        filing = await self._mine(key)
        return await self._look(filing) if filing is not None and filing.begun else None

    async def _mine(self, key: str) -> Filing | None:
        """The submission with this key, when it was to this portal: several share the book."""
        found = await self._book.filing(key)
        return found if found is not None and found.portal == self.name else None

    async def withdraw(self, dossier: str) -> None:
        """See the port: the wish is passed on as progress 7, the authority agrees or not."""
        filing = await self._book.of_dossier(dossier)
        if filing is None or filing.portal != self.name:
            raise NotAccepted("not filed here")
        status = str(CODE[Life.WITHDRAWN])
        wish = {"MaHoSo": filing.ref, "TrangThai": status, "NoiDungXuLy": "Công dân yêu cầu rút hồ sơ"}
        answer = await self._again("CapNhatTienDoHoSoMC", [wish])
        if str(answer.get("error_code")) != "0":
            raise NotAccepted("portal: withdrawal not taken")

    async def status_of(self, code: str, factor: str) -> tuple[int, date | None] | None:
        """See the port."""
        found = await self.standing(code)
        number = text(found, "SoGiayToChuHoSo") if found else ""
        same = hmac.compare_digest(number[-6:].rjust(6, "-").encode(), factor.strip().encode())
        if found is None or not same or code not in self._codes(found):
            return None
        status = text(found, "TrangThaiHoSo")
        return (int(status) if status.isdecimal() else 0, day(text(found, "NgayHenTra")))

    async def probe(self) -> None:
        """A light question: is there one that cannot be there? Any answer in the portal's own shape will do. Raises
        Uncertain, Outage, TooFast, NotAccepted or Misconfigured for everything else."""
        answer = await self._again("TraCuuHoSo", [], mahoso=f"{self._mapping.prefix}{PROBE}")
        if "error_code" not in answer:
            raise Uncertain("portal: no answer of its own shape")

    async def standing(self, code: str) -> dict[str, Any] | None:
        """The portal's dossier with this code or reference, without its files' contents; None when it has none."""
        return dossier_of(await self._again("TraCuuHoSo", [], mahoso=code))

    async def _again(self, name: str, data: list[dict[str, Any]], mahoso: str = "") -> dict[str, Any]:
        """A question, or a wish that may be heard twice: what is unclear is simply asked again later."""
        try:
            return await self._service(name, data, mahoso=mahoso)
        except (Uncertain, Already, TooLarge) as unclear:
            raise Outage(str(unclear), after=unclear.after) from None

    def _codes(self, found: dict[str, Any]) -> tuple[str, str]:
        return text(found, "MaHoSo"), text(found, self._mapping.names.dongbo_code)

    def _filing(self, package: Package, files: tuple[SentFile, ...]) -> Filing:
        return Filing(
            key=package.key,
            portal=self.name,
            dossier=package.dossier,
            chat=package.chat,
            procedure=package.procedure,
            ref=f"{self._mapping.prefix}{package.dossier}",
            round=package.round,
            at=self._clock.now(),
            papers=tuple(file.mark for file in files),
        )

    # ------------------------------------------------------------ sending

    async def _send(self, filing: Filing, body: dict[str, Any], files: tuple[SentFile, ...]) -> None:
        """Returns when it may be there; the read-back decides."""
        try:
            if self._mapping.of(filing.procedure).shape == "lltp":
                await self._send_lltp(filing, body)
            else:
                await self._send_dongbo(filing, body)
        except TooLarge as large:
            raise PaperUnfit(_meant(large.named, files), Unfitness.TOO_BIG) from None
        except Already:
            await self._there_already(filing)

    async def _send_lltp(self, filing: Filing, body: dict[str, Any]) -> None:
        answer = await self._line.ask(self._mapping.paths.submit, body)
        match str(answer.get("statusCode")):
            case "00":
                self._ours(filing, answer.get("data"), "maHoSoMCDT")
            case "01":
                await self._there_already(filing)
            case _:  # "03" interrupted, and whatever else there may be
                raise Uncertain("portal: interrupted")

    async def _send_dongbo(self, filing: Filing, body: dict[str, Any]) -> None:
        answer = await self._line.ask(self._mapping.paths.service, body, {"dstcode": self._mapping.dstcode})
        code = str(answer.get("error_code"))
        if code == "0":
            self._ours(filing, answer.get("result"), "MaHoSo")
        elif code == "-1":
            await self._there_already(filing)
        else:
            raise Uncertain("portal: no code in the answer")

    def _ours(self, filing: Filing, data: Any, name: str) -> None:
        """An answer about another dossier says nothing about this one."""
        found = data[0] if isinstance(data, list) and data else data
        if isinstance(found, dict) and text(found, name) not in ("", filing.ref):
            raise Uncertain("portal: the answer is about another dossier")

    async def _there_already(self, filing: Filing) -> None:
        """The portal says no. Either it has just this submission, or it has an older one, or it will not take it."""
        held = await self._known(filing)
        if held is None or (filing.round and held.key != filing.key):
            raise NotAccepted("portal: not taken")
        if held.key != filing.key:
            raise Differs("portal: holds another submission under this reference")

    # ------------------------------------------------------------ reading back

    async def _look(self, filing: Filing) -> Receipt | None:
        held = await self._known(filing)
        if held is None or held.key != filing.key:
            return None
        missing = sum((Counter(filing.papers) - Counter(held.papers)).values())
        strange = sum((Counter(held.papers) - Counter(filing.papers)).values())
        if missing or strange:
            raise Differs(f"portal: of {len(filing.papers)} files {missing} missing, {strange} not ours")
        code = held.code or filing.ref
        await self._book.filed(filing.key, code)
        return Receipt(code, held.at or filing.at)

    async def _known(self, filing: Filing) -> Held | None:
        """What the portal has under this reference. No failure of asking means that it has nothing."""
        try:
            return await self._pull(filing)
        except (Outage, TooFast, NotAccepted, Misconfigured, Already, TooLarge) as failure:
            raise Uncertain(f"not looked up: {failure}", after=failure.after) from None

    async def _pull(self, filing: Filing) -> Held | None:
        mapping = self._mapping
        if mapping.of(filing.procedure).shape == "lltp":
            asked = {"authKey": self._secret, "maTinh": mapping.province_code, "maHoSoMCDT": filing.ref}
            return held_lltp(mapping, filing.ref, await self._line.ask(mapping.paths.pull, asked))
        answer = await self._service("TraCuuHoSo", [], mahoso=filing.ref)
        return await held_dongbo(mapping, filing.ref, answer, self._line.fetch)

    async def _service(self, name: str, data: list[dict[str, Any]], mahoso: str = "") -> dict[str, Any]:
        body = service(self._mapping, name, data, mahoso=mahoso)
        return await self._line.ask(self._mapping.paths.service, body, {"dstcode": self._mapping.dstcode})


def _meant(named: str, files: tuple[SentFile, ...]) -> str:
    """The paper whose code the portal names; else the largest file's."""
    by_name = [file.path for file in files if file.code in named or file.name in named]
    largest = max(files, key=lambda file: len(file.content), default=None)
    return by_name[0] if by_name else (largest.path if largest else "")
