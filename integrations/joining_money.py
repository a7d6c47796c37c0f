"""Joins what concerns money: the gateway that the settings name, the cashier, the chores, the gateway's way in."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass

from fastapi import APIRouter

from bot.cashier import Cashier
from bot.charges import Charges
from bot.crashpoints import Crash
from bot.desk import Desk
from bot.failures import Misconfigured
from bot.outbox import Carry
from bot.packages import Packages
from bot.ports import Clock, Payments, Printer, Vault
from bot.settings import Settings
from bot.turns import Turns
from dialogs.payment import PaymentWays
from integrations.payments.callbacks import callbacks_router
from integrations.payments.paygov import Account, PayGov, PayGovSettings


@dataclass(frozen=True)
class MoneyRoom:
    """The cashier, and what the rest of the house plugs in."""

    cashier: Cashier
    chores: Mapping[str, Carry]
    router: APIRouter


def ways(settings: Settings) -> PaymentWays:
    """How this house takes fees."""
    return PaymentWays(bool(settings.payment_url), settings.payment_counter, settings.payment_on_filing)


def money(
    settings: Settings,
    away: AsyncExitStack,
    desk: Desk,
    packages: Packages,
    printer: Printer,
    vault: Vault,
    turns: Turns,
    clock: Clock,
    crash: Crash,
) -> MoneyRoom:
    """Raises Misconfigured for a platform without our name or secret, or an account that no code could name."""
    account = Account.read(settings.payment_account)
    gateway = _gateway(settings, account, away)
    cashier = Cashier(desk.store, gateway, desk.intake, desk.reports, desk.ledger, turns, clock, crash)
    own = (account.bank, account.number) if account else ("", "")
    charges = Charges(cashier, gateway, own, packages, printer, vault, turns, clock, crash)
    chores: dict[str, Carry] = {
        "open_payment": charges.open,
        "check_payment": charges.check,
        "close_payment": charges.close,
    }
    known: dict[str, Payments] = {gateway.name: gateway} if gateway else {}
    return MoneyRoom(cashier, chores, callbacks_router(known, cashier.hear))


def _gateway(settings: Settings, account: Account | None, away: AsyncExitStack) -> PayGov | None:
    if not settings.payment_url:
        return None
    secret = settings.payment_secret.get_secret_value()
    if not (settings.payment_partner and secret):
        raise Misconfigured("the payment platform wants MOTCUA_PAYMENT_PARTNER and MOTCUA_PAYMENT_SECRET")
    gateway = PayGov(
        PayGovSettings(
            settings.payment_url,
            settings.payment_partner,
            secret,
            account,
            settings.office_unit,
            settings.office_name,
            settings.payment_ip,
        )
    )
    away.push_async_callback(gateway.close)
    return gateway
