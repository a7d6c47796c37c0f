"""Every setting, read once from the environment or ``.env`` with the prefix MOTCUA_, then frozen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """One instance a process. ``docs/settings.md`` is generated from the descriptions here."""

    model_config = SettingsConfigDict(env_prefix="MOTCUA_", env_file=".env", extra="ignore", frozen=True)

    http_host: str = Field("127.0.0.1", description="Address the web server listens on.")
    http_port: int = Field(8080, ge=0, le=65535, description="Port the web server listens on.")
    public_url: str = Field("", description="Address that citizens and staff see; empty: http://HOST:PORT.")
    trusted_proxies: str = Field(
        "",
        description="Reverse proxies whose X-Forwarded-For is believed, comma-separated; empty: 127.0.0.1.",
    )
    data_dir: Path = Field(Path("data"), description="Folder for the embedded database, the vault and the master key.")
    database_url: str = Field("", description="`postgresql://…` or `sqlite:///…`; empty: SQLite in DATA_DIR.")
    database_full: bool = Field(
        True,
        description="Every commit reaches the disk before it is acknowledged (SQLite FULL, synchronous_commit on).",
    )
    vault_url: str = Field(
        "",
        description="`s3://bucket[/folder]` for the files of citizens on several machines; empty: in DATA_DIR.",
    )
    vault_endpoint: str = Field("", description="Address of the S3 server; empty: AWS.")
    vault_region: str = Field("us-east-1", description="Region of the bucket.")
    vault_key: str = Field("", description="Access key id of the bucket; empty: the machine's own role.")
    vault_secret: SecretStr = Field(SecretStr(""), description="Secret access key of the bucket.")
    redis_url: SecretStr = Field(
        SecretStr(""),
        description="`redis://…`: wake-ups and the common pace of several processes; empty: PostgreSQL does both.",
    )
    master_key: SecretStr = Field(
        SecretStr(""), description="`1:<base64 of 32 bytes>[,2:…]`, the first is active; empty: a key file in DATA_DIR."
    )
    office_name: str = Field("Bộ phận một cửa", description="Whose bot this is, as the citizen reads it.")
    office_phone: str = Field("", description="Whom to call when a person is wanted; empty: no number is told.")
    office_hours: str = Field("7:30–11:30, 13:30–17:00, thứ Hai đến thứ Sáu", description="Working hours in words.")
    office_address: str = Field("", description="Where it is; its last part is the place in the date line of slips.")
    office_unit: str = Field("H99.01", description="Unit code at the head of dossier codes (facts 4.1).")
    handed_off_procedures: str = Field(
        "",
        description="Codes of procedures, comma-separated, that citizens file on VNeID themselves, with our guide, "
        "because it takes nothing from us; empty: all are filed here.",
    )
    post_addresses: str = Field(
        "",
        description="A .json file: to whom letters go, `{procedure: {province code: {name, address, phone}}}`; empty: "
        "the label names the police of the province, its street is written by hand.",
    )
    draft_days: int = Field(7, ge=1, le=90, description="Days of rest after which a draft is erased.")
    supplement_days: int = Field(10, ge=1, le=90, description="Working days offered first for a supplement.")
    payment_url: str = Field("", description="Address of the payment platform; empty: cash at the counter only.")
    payment_partner: str = Field("", description="Our name at the payment platform (MaDoiTac).")
    payment_secret: SecretStr = Field(SecretStr(""), description="Secret shared with the payment platform.")
    payment_account: str = Field(
        "",
        description="The platform's collecting account, `BIN:NUMBER:HOLDER`: the only one a code (VietQR) may name; "
        "empty: no code, only the platform's page.",
    )
    payment_ip: str = Field("127.0.0.1", description="Our address as the payment platform knows it (Ip).")
    payment_counter: bool = Field(True, description="Cash is taken at the counter.")
    payment_on_filing: bool = Field(False, description="Fees are asked for right after filing.")
    telegram_token: SecretStr = Field(SecretStr(""), description="Bot token from @BotFather; empty: no Telegram.")
    telegram_api: str = Field("https://api.telegram.org", description="Base address of the Bot API.")
    telegram_mode: Literal["polling", "webhook"] = Field("polling", description="How updates are received.")
    telegram_secret: SecretStr = Field(SecretStr(""), description="Secret token of the webhook; required for it.")
    telegram_sender: Literal["extbot", "lean"] = Field(
        "lean", description="Who sends interactive answers: python-telegram-bot, or the lean path (same contract)."
    )
    portal_url: str = Field("", description="Address (https) of the provincial one-stop; empty: the built-in desk.")
    portal_secret: SecretStr = Field(
        SecretStr(""), description="Key shared with it: sent with every call, and signs its callbacks."
    )
    portal_mapping: str = Field("sandbox", description="Name of a bundled field mapping, or a path to a .json file.")
    portal_police_url: str = Field(
        "",
        description="Address (https) of the Ministry of Public Security's portal, for the procedures of its mapping; "
        "empty: they go where the others go.",
    )
    portal_police_secret: SecretStr = Field(
        SecretStr(""), description="Key shared with it: sent with every call, and signs its callbacks."
    )
    portal_police_mapping: str = Field(
        "police", description="Name of a bundled field mapping, or a path to a .json file."
    )
    portal_national_url: str = Field(
        "", description="Address (https) of the National Public Service Portal (data-sharing platform); empty: none."
    )
    portal_national_secret: SecretStr = Field(SecretStr(""), description="Key shared with it.")
    portal_national_mapping: str = Field("sandbox", description="Name of a bundled mapping, or a path to a .json file.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="How much is logged.")
    metrics: bool = Field(True, description="Serve /metrics for Prometheus.")

    @field_validator("public_url", "portal_url", "portal_police_url", "portal_national_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        if value and not re.fullmatch(r"https?://[^/\s]+(?:/[^\s]*)?", value):
            raise ValueError("must be empty or begin with http:// or https://")
        return value.rstrip("/")

    @property
    def handed_off(self) -> frozenset[str]:
        """Codes of the procedures that are handed off."""
        return frozenset(code for part in self.handed_off_procedures.split(",") if (code := part.strip()))

    @property
    def url(self) -> str:
        """The public address."""
        return self.public_url or f"http://{self.http_host}:{self.http_port}"

    @property
    def database(self) -> str:
        """The database's address."""
        return self.database_url or f"sqlite:///{self.data_dir.absolute() / 'motcua.sqlite'}"

    @property
    def embedded(self) -> bool:
        """One machine, one process, one SQLite file."""
        return self.database.startswith("sqlite")


def settings_table() -> str:
    """``docs/settings.md``: name, default, meaning."""
    lines = [
        "# Settings",
        "",
        "Read once at start from the environment or a `.env` file. Generated by `python run_bot.py settings`.",
        "",
        "| name | default | meaning |",
        "|---|---|---|",
    ]
    for name, field in Settings.model_fields.items():
        default = field.default
        shown = "" if isinstance(default, SecretStr) else str(default)
        lines.append(f"| `MOTCUA_{name.upper()}` | `{shown}` | {field.description} |".replace("``", "empty"))
    return "\n".join(lines) + "\n"
