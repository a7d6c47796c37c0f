"""The national payment platform."""

from integrations.payments.paygov.gateway import Account, PayGov, PayGovSettings

__all__ = ["Account", "PayGov", "PayGovSettings"]
