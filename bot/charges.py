"""What chats ask of the cashier: open a charge with its code to scan, look at one, close one."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from bot.cashier import Cashier
from bot.crashpoints import Crash, no_crash
from bot.desk_money import Held, PaymentRow
from bot.desk_said import dong
from bot.failures import Failure, NotAccepted, Outage, Uncertain
from bot.outbox import MOST_TRIES
from bot.packages import Packages
from bot.ports import Charge, Clock, Invitation, Package, Payments, Place, Post, Printer, Vault
from bot.turns import Turns
from dialogs.checks.vietqr import VietQr, parse, purpose_of
from dialogs.effects import CheckPayment, ClosePayment, Effect, OpenPayment, fee_owner
from dialogs.events import PaymentOpened, PaymentWord

SLOW = 2
"""After so many tries in vain the citizen is told of the other way."""
AGAIN_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Charges:
    """Carries out ``OpenPayment``, ``CheckPayment`` and ``ClosePayment``. ``account``: (BIN, number) of the gateway's
    collecting account; a code to any other account is never drawn."""

    cashier: Cashier
    gateway: Payments | None
    account: tuple[str, str]
    packages: Packages
    printer: Printer
    vault: Vault
    turns: Turns
    clock: Clock
    crash: Crash = no_crash

    async def open(self, post: Post, effect: Effect) -> str:
        """One attempt. The name is written down first; the same name again is the same charge at the gateway."""
        if not isinstance(effect, OpenPayment):
            raise NotAccepted(f"{post.kind} opens no charge")
        try:
            row = await self.cashier.begin(effect.ref, effect.dossier, post.chat, effect.amount)
            if row.state is not Held.OPEN:  # Paid before we came back, or closed: there is nothing to show.
                return ""
            package, invitation, charge = await self._invitation(post.chat, row)
            picture = await self._picture(package, charge, invitation.scan)
        except Uncertain:
            await self._late(post, effect)
            raise Outage("the charge may be open: the same again", after=AGAIN_SECONDS) from None
        except Outage:
            await self._late(post, effect)
            raise
        except Failure:
            await self._opened(post, effect, "failed", failed=True)
            raise
        await self._opened(post, effect, "open", link=invitation.link, picture=picture)
        return ""

    async def check(self, post: Post, effect: Effect) -> str:
        """Ask the gateway; its word, or that it could not be asked, is always told."""
        if not isinstance(effect, CheckPayment):
            raise NotAccepted(f"{post.kind} asks nothing")
        row = None
        with suppress(Failure):  # told right below, and asked again by the sweep
            row = await self.cashier.look(effect.ref)
        if row is None:
            unknown = PaymentRow(effect.ref, effect.dossier, post.chat, 0, self.clock.now())
            await self.cashier.say(unknown, PaymentWord.UNKNOWN, mark=str(post.id), remind=effect.remind)
            return ""
        if row.state is Held.OPEN:
            await self.cashier.say(row, PaymentWord.UNPAID, effect.show, str(post.id), effect.remind)
        return ""

    async def close(self, post: Post, effect: Effect) -> str:
        """See ``Cashier.close``."""
        if not isinstance(effect, ClosePayment):
            raise NotAccepted(f"{post.kind} closes nothing")
        await self.cashier.close(effect.ref)
        return ""

    async def _invitation(self, chat: str, row: PaymentRow) -> tuple[Package, Invitation, Charge]:
        if self.gateway is None:
            raise NotAccepted("there is no gateway")
        conversation, dossier = await self.packages.dossier(chat, row.dossier)
        package = await self.packages.pack(chat, conversation, dossier)
        charge = Charge(
            ref=row.ref,
            amount=row.amount,
            purpose=purpose_of(dossier.code),
            code=dossier.code,
            procedure=package.procedure,
            title=package.title,
            at=row.opened_at,
            payer_name=package.owner_name,
            payer_id=package.owner_id,
        )
        self.crash("payment.before-gateway")
        invitation = await self.gateway.init(charge)
        self.crash("payment.after-gateway")
        return package, invitation, charge

    async def _picture(self, package: Package, charge: Charge, scan: str) -> str:
        """The code drawn and kept; nothing unless it pays exactly this charge to the gateway's own
        account. Nobody's private account is ever shown, whoever sent the text."""
        bank, account = self.account
        if not (scan and charge.purpose) or parse(scan) != VietQr(bank, account, charge.amount, charge.purpose):
            return ""
        values = {"scan": scan, "amount": dong(charge.amount), "code": charge.code, "title": package.title}
        return await self.vault.put(fee_owner(package.dossier), await self.printer.picture("pay", values))

    async def _late(self, post: Post, effect: OpenPayment) -> None:
        if post.tries + 1 >= MOST_TRIES:
            await self._opened(post, effect, "failed", failed=True)
        elif post.tries + 1 >= SLOW:
            await self._opened(post, effect, "late", late=True)

    async def _opened(
        self,
        post: Post,
        effect: OpenPayment,
        mark: str,
        link: str = "",
        picture: str = "",
        failed: bool = False,
        late: bool = False,
    ) -> None:
        event = PaymentOpened(
            id=f"payment:{effect.ref}:{mark}",
            at=self.clock.now(),
            fresh=self.clock.token(),
            dossier=effect.dossier,
            ref=effect.ref,
            link=link,
            picture=picture,
            failed=failed,
            late=late,
        )
        await self.turns.tell(post.chat, event, Place("payments", "", ""))
