"""The cashier: opens charges at the gateway, writes down what it says, takes cash, and tells both sides once."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot import desk_money
from bot.crashpoints import Crash, no_crash
from bot.desk_intake import Intake
from bot.desk_ledger import Ledger
from bot.desk_money import Held, PaymentRow, owed, paid, word_of
from bot.desk_moves import fee_paid
from bot.desk_reports import Reports, about
from bot.desk_store import DeskStore, DeskTx
from bot.failures import Conflict, Failure, NotAccepted, NotAllowed
from bot.ports import Clock, Notice, Payments, Place
from bot.turns import Turns
from dialogs.events import PaymentHeard, PaymentWord

log = logging.getLogger(__name__)

BATCH = 50
FIRST_LOOK = timedelta(minutes=1)
RECEIPTS = "BN"
"""Head of the numbers of the counter's receipts: ``BN-261123-0001``."""
PAYABLE_IN_CASH = (1, 2, 4, 6, 9)
"""National statuses in which an officer may take the fee."""


@dataclass(frozen=True, slots=True)
class Cashier:
    """Every word on a payment is one transaction with the dossier's move, its report and its ledger line; the chat is
    told right after, and again by ``sweep`` until it was."""

    store: DeskStore
    gateway: Payments | None
    intake: Intake
    reports: Reports
    ledger: Ledger
    turns: Turns
    clock: Clock
    crash: Crash = no_crash

    async def begin(self, ref: str, dossier: str, chat: str, amount: int) -> PaymentRow:
        """The charge under this name, written down before the gateway hears of it. Raises NotAccepted when the name
        belongs to another one."""
        now = self.clock.now()
        async with self.store.begin() as tx:
            row = await tx.payment(ref)
            if row is None:
                row = PaymentRow(ref, dossier, chat, amount, now, look_at=now + FIRST_LOOK)
                if paid(await tx.payments(dossier)):  # The counter was faster.
                    row = replace(row, state=Held.CANCELLED, look_at=None)
                await tx.add_payment(row)
                await self.ledger.note(tx, now, "citizen", "payment-opened", dossier, f"amount={amount}")
        if (row.dossier, row.amount) != (dossier, amount):
            raise NotAccepted("the charge's name is taken")
        return row

    async def hear(self, notice: Notice) -> None:
        """The gateway's word, from a call or a look. Raises NotAccepted for a charge that is none of ours."""
        now = self.clock.now()
        async with self.store.begin() as tx:
            row = await tx.payment(notice.ref)
            if row is None:
                raise NotAccepted("no such charge")
            after = desk_money.heard(row, notice, now)
            if after is None or await tx.payment(desk_money.part_of(row, notice.transaction)) is not None:
                return
            await (tx.add_payment(after) if after.version == 1 else tx.save_payment(after))
            if after.version > 1 and (part := desk_money.wrong_before(row, after)) is not None:
                await tx.add_payment(part)
            await self._settled(tx, after, self.gateway.name if self.gateway else "-", now)
        self.crash("payment.heard")
        await self._tell(after)

    async def look(self, ref: str) -> PaymentRow | None:
        """Ask the gateway about one charge and take its word; the row afterwards. Raises Failure when it cannot be
        asked, or has no charge of this name."""
        row = await self._row(ref)
        if row is None or self.gateway is None:
            return row
        await self.hear(await self.gateway.query(ref, row.opened_at))
        return await self._row(ref)

    async def cash(self, officer: str, dossier: str, version: int) -> PaymentRow:
        """An officer took the fee in cash (or what a wrong amount lacked). Raises Conflict when the page was old,
        NotAllowed when nothing is due."""
        now = self.clock.now()
        async with self.store.begin() as tx:
            desk_row = await tx.dossier(dossier)
            if desk_row is None or desk_row.status not in PAYABLE_IN_CASH:
                raise NotAllowed("nothing to be paid here")
            if desk_row.version != version:
                raise Conflict("the dossier was changed meanwhile")
            charges = await tx.payments(dossier)
            filing = await tx.filing(desk_row.key)
            row = owed(charges)
            amount = row.amount if row else self.intake.package_of(filing).fee if filing else 0
            if paid(charges) or amount <= 0:
                raise NotAllowed("no fee is due")
            receipt = await self.intake.number(tx, RECEIPTS, now)
            if row is None:
                row = PaymentRow(f"cash-{receipt}", dossier, desk_row.chat, amount, now)
                await tx.add_payment(row)
            after = desk_money.cashed(row, officer, receipt, now)
            await tx.save_payment(after)
            if (part := desk_money.wrong_before(row, after)) is not None:
                await tx.add_payment(part)
            await self._settled(tx, after, officer, now)
        await self._tell(after)
        return after

    async def give_back(self, officer: str, dossier: str, ref: str) -> PaymentRow:
        """An officer has given this money back: written down with its name, told to the citizen. Raises NotAllowed when
        nothing is to be given back under this name (or it was already)."""
        now = self.clock.now()
        async with self.store.begin() as tx:
            row = await tx.payment(ref)
            after = desk_money.given_back(row, officer) if row is not None and row.dossier == dossier else None
            if after is None:
                raise NotAllowed("nothing to be given back")
            await tx.save_payment(after)
            await self.ledger.note(tx, now, officer, "payment-given-back", dossier, f"amount={after.received}")
        await self._tell(after)
        return after

    async def close(self, ref: str) -> None:
        """Nothing is to be paid under this name any more; what was paid is to be given back."""
        async with self.store.begin() as tx:
            row = await tx.payment(ref)
            after = desk_money.closed(row) if row else None
            if after is None:
                return
            await tx.save_payment(after)
            await self.ledger.note(tx, self.clock.now(), "system", f"payment-{after.state}", after.dossier)

    async def sweep(self) -> int:
        """Look at the charges whose moment has come, and tell what was not told; call it every half minute. Returns
        how many were looked at."""
        async with self.store.begin() as tx:
            due = await tx.payments_to_look_at(self.clock.now(), BATCH) if self.gateway else []
            untold = await tx.payments_untold(BATCH)
        for row in due:
            try:
                await self.look(row.ref)
            except Failure as failure:
                log.warning("a charge could not be looked at: %s", type(failure).__name__)
            await self._look_later(row.ref)
        for row in untold:
            await self._tell(row)
        return len(due)

    # ------------------------------------------------------------ inside

    async def _row(self, ref: str) -> PaymentRow | None:
        async with self.store.begin() as tx:
            return await tx.payment(ref)

    async def _look_later(self, ref: str) -> None:
        async with self.store.begin() as tx:
            row = await tx.payment(ref)
            if row is not None and row.state is Held.OPEN:
                await tx.save_payment(desk_money.looked(row, self.clock.now()))

    async def _settled(self, tx: DeskTx, row: PaymentRow, actor: str, now: datetime) -> None:
        """The dossier's own side: its line in the ledger and, once the fee is paid, its move and report."""
        found = await tx.dossier(row.dossier)
        after = fee_paid(found, now) if found and row.state is Held.PAID else None
        told = ""
        if after is not None:
            await tx.save_dossier(after)
            await self.reports.write(tx, about(after, now))
            told = f" report={after.orders}"
        what = "payment-twice" if row.twice else f"payment-{row.state}"
        await self.ledger.note(tx, now, actor, what, row.dossier, f"received={row.received}{told}")

    async def _tell(self, row: PaymentRow) -> None:
        """Tell the chat, then deliver the report: thanks come before "being worked on". Raises nothing: what could not
        be told is swept up."""
        try:
            await self.say(row, word_of(row))
            self.crash("payment.told")
            async with self.store.begin() as tx:
                now = await tx.payment(row.ref)
                if now is not None and not now.told:
                    await tx.save_payment(desk_money.told(now))
            await self.reports.deliver_pending(row.dossier)
        except Failure as failure:
            log.warning("a payment could not be told yet: %s", type(failure).__name__)

    async def say(
        self, row: PaymentRow, word: PaymentWord, show: bool = False, mark: str = "", remind: bool = False
    ) -> None:
        """One word on this charge to its chat; ``mark`` tells answers to several questions apart. A chat that was
        erased has nobody left to be told."""
        event = PaymentHeard(
            id=f"payment:{row.ref}:{word}:{mark or row.receipt}",
            at=self.clock.now(),
            fresh=self.clock.token(),
            dossier=row.dossier,
            ref="" if row.ref.startswith("cash-") else row.ref.partition("+")[0],
            word=word,
            received=row.received,
            receipt=row.receipt,
            counter=row.method == desk_money.Method.CASH,
            show=show,
            remind=remind,
        )
        try:
            await self.turns.tell(row.chat, event, Place("payments", "", ""))
        except NotAllowed:
            log.warning("a payment's chat was erased")
