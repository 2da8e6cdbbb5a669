"""What can be set, read once at the edge: options over environment over file over defaults."""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    SecretStr,
    ValidationError,
    field_validator,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

DEFAULT_DATABASE = "sqlite:///casebook.db"
DEFAULT_ARCHIVE = "casebook-archive"
DEFAULT_FILE = "casebook.toml"
PREFIX = "CASEBOOK_"

Count = Annotated[int, Field(ge=1)]


class SettingsError(Exception):
    """A setting that cannot be used; one sentence: where it stands, what is wrong, what to do."""


class Settings(BaseModel):
    """Every setting with its explanation, as ``casebook config`` prints it."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    database: str = Field(
        DEFAULT_DATABASE,
        alias="db",
        description="Database, as an SQLAlchemy address.",
        repr=False,  # a password may be in it
    )
    archive: Path = Field(
        Path(DEFAULT_ARCHIVE), description="Folder of archived pages; beside an SQLite database."
    )
    sources: Path = Field(Path("seeds/sources.toml"), description="The sources that are crawled.")
    contact: str | None = Field(
        None, description="Address or page at which outlets reach you; the open web needs it."
    )
    zone: str = Field("UTC", description="Time zone of the times below, such as America/Chicago.")
    crawls: Count = Field(2, description="How many crawls the service runs at the same time.")
    crawl_minutes: Count = Field(
        20, description="Longest time of one crawl; what it has not fetched waits for the next."
    )
    hosts: Count = Field(64, description="At how many hosts one crawl is, at most.")
    lease: Annotated[float, Field(ge=1, le=3600)] = Field(
        40, description="Seconds a crawl that shows no sign of life is believed to live."
    )
    mediacloud_key: SecretStr | None = Field(
        None, description="Key of your account at Media Cloud, where a source searches there."
    )
    chromium: Path | None = Field(
        None, description="Browser for stories that scripts build [default: the one on the path]."
    )
    memory_mb: Annotated[int, Field(ge=200)] = Field(
        2000, description="A child of the service that takes more memory is ended."
    )
    log_format: Literal["text", "json"] = Field(
        "text", description="Logs for people (text) or one JSON object a line (json)."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="The least important line that is logged."
    )

    mail_to: tuple[str, ...] = Field(
        (), description="Who gets notices and the digest by mail; several with commas between."
    )
    mail_from: str = Field("casebook@localhost", description="The sender of that mail.")
    smtp_host: str | None = Field(None, description="Mail server; without one no mail is sent.")
    smtp_port: Annotated[int, Field(ge=1, le=65535)] = Field(587, description="Its port.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="How the way to the mail server is encrypted."
    )
    smtp_user: str | None = Field(None, description="Login name at the mail server.")
    smtp_password: SecretStr | None = Field(None, description="Password at the mail server.")
    notice_webhook: SecretStr | None = Field(
        None, description="Address that notices and the digest are posted to, as JSON."
    )
    webhook_secret: SecretStr | None = Field(
        None, description="What is posted is signed with it; see docs/keeping.md."
    )
    private_webhooks: bool = Field(
        False, description="Whether webhooks may lead into one's own network."
    )
    digest: str = Field(
        "0 7 * * *", description="When the digest is sent, as a cron line in “zone”; empty: never."
    )
    export_dir: Path | None = Field(
        None, description="Folder of working copies: every export, written anew by the service."
    )
    export: str = Field("0 5 * * *", description="When, as a cron line in “zone”.")
    backup_dir: Path | None = Field(
        None, description="Folder in which the service makes a backup of its own each time."
    )
    backup: str = Field("30 3 * * *", description="When, as a cron line in “zone”.")
    push_to: SecretStr | None = Field(
        None, description="Another database, as an SQLAlchemy address, that is kept in step."
    )
    push: str = Field("*/30 * * * *", description="When, as a cron line in “zone”.")
    ping_url: SecretStr | None = Field(
        None,
        description="Address asked for regularly, at a service that raises the alarm when we stop.",
    )
    ping_minutes: Count = Field(5, description="How often that address is asked for.")

    keep_irrelevant_days: Annotated[int, Field(ge=0)] = Field(
        0, description="Days after which pages read as not relevant are dropped; 0: never."
    )
    keep_sent_days: Count = Field(
        30, description="Days after which sent messages and mail are forgotten."
    )

    _origins: dict[str, str] = PrivateAttr(default_factory=dict)

    @field_validator("mail_to", mode="before")
    @classmethod
    def _several(cls, value: Any) -> Any:
        """A text with commas stands for several."""
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @classmethod
    def read(
        cls,
        *,
        db: str | None = None,
        archive: Path | None = None,
        sources: Path | None = None,
    ) -> Self:
        """From options, environment, file and defaults; raises :class:`SettingsError`."""
        found: dict[str, tuple[Any, str]] = {}
        for values in (_from_file(cls), _from_environment(cls)):
            found |= values
        options = {"db": db, "archive": archive, "sources": sources}
        for key, value in options.items():
            if value is not None and str(value) != os.environ.get(variable(key)):
                found[key] = (value, f"--{key}")
        if "archive" not in found:
            found["archive"] = (_beside(str(_value(found, "db", DEFAULT_DATABASE))), "default")
        try:
            settings = cls.model_validate({key: value for key, (value, _) in found.items()})
        except ValidationError as fault:
            raise _told(fault, found) from None
        settings._origins.update({key: origin for key, (_, origin) in found.items()})
        return settings

    def explained(self) -> Iterator[Explained]:
        """Every setting, its value where that is no secret, where it comes from, what it does."""
        for name, field in type(self).model_fields.items():
            key = field.alias or name
            yield Explained(
                key,
                _shown(key, getattr(self, name)),
                self._origins.get(key, "default"),
                field.description or "",
                variable(key),
                _toml(field.default),
                _secret(field.annotation),
            )

    def pass_on(self) -> None:
        """Tell the processes that crawl, which have it from their environment."""
        for key in _CRAWLS:
            value = getattr(self, key)
            if key in self._origins and value is not None:
                plain = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
                os.environ[variable(key)] = plain

    @property
    def fingerprint(self) -> str:
        """A hash of all that can change what a run does: two runs can be told apart by it."""
        values = {item.key: item.value for item in self.explained() if item.key not in _ASIDE}
        total = hashlib.sha256(json.dumps(values, sort_keys=True).encode())
        if self.sources.is_file():
            total.update(self.sources.read_bytes())
        return total.hexdigest()[:16]


#: Settings of the processes that crawl.
_CRAWLS = ("hosts", "lease", "mediacloud_key", "chromium")
#: Settings that change where and how we log, not what a run does.
_ASIDE = frozenset(("db", "archive", "log_format", "log_level"))


@dataclass(frozen=True, slots=True)
class Explained:
    """One setting, for people."""

    key: str
    value: str | None
    origin: str
    says: str
    variable: str
    default: str  # as TOML
    secret: bool


def variable(key: str) -> str:
    """
    >>> variable("db")
    'CASEBOOK_DB'
    """
    return PREFIX + key.upper()


def settings_file() -> Path | None:
    """The file in force: the one the environment names, or ``casebook.toml`` in this folder."""
    if named := os.environ.get(variable("config")):
        return Path(named)
    here = Path(DEFAULT_FILE)
    return here if here.is_file() else None


def _from_file(cls: type[Settings]) -> dict[str, tuple[Any, str]]:
    path = settings_file()
    if path is None:
        return {}
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except OSError as fault:
        raise SettingsError(
            f"the settings file {path} cannot be read ({fault.strerror}); mend {variable('config')}"
        ) from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise SettingsError(f"{path} is not TOML: {fault}; mend that line") from fault
    known = _keys(cls)
    for key in table:
        if key not in known:
            raise SettingsError(
                f"{path}: there is no setting “{key}”; “casebook config” lists them all"
            )
    return {key: (value, str(path)) for key, value in table.items()}


def _from_environment(cls: type[Settings]) -> dict[str, tuple[Any, str]]:
    """``CASEBOOK_X``; of a secret also ``CASEBOOK_X_FILE``, a file that holds it."""
    found: dict[str, tuple[Any, str]] = {}
    for key, field in _keys(cls).items():
        name = variable(key)
        if value := os.environ.get(name):
            found[key] = (value, name)
        elif _secret(field.annotation) and (path := os.environ.get(f"{name}_FILE")):
            try:
                found[key] = (Path(path).read_text("utf-8").strip(), f"{name}_FILE")
            except OSError as fault:
                raise SettingsError(
                    f"{name}_FILE: {path} cannot be read ({fault.strerror}); mend its rights"
                ) from fault
    return found


def _toml(value: Any) -> str:
    """A default as one would write it; what has none gets an empty text."""
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    if isinstance(value, tuple):
        return json.dumps(list(value))
    return json.dumps("" if value is None else str(value))


def _keys(cls: type[Settings]) -> dict[str, Any]:
    return {field.alias or name: field for name, field in cls.model_fields.items()}


def _secret(annotation: Any) -> bool:
    return "SecretStr" in str(annotation)


def _value(found: Mapping[str, tuple[Any, str]], key: str, default: Any) -> Any:
    return found[key][0] if key in found else default


def _told(fault: ValidationError, found: Mapping[str, tuple[Any, str]]) -> SettingsError:
    """The first mistake, with the place it stands in; never the value of a secret."""
    first = fault.errors(include_input=False, include_url=False)[0]
    key = str(first["loc"][0]) if first["loc"] else "?"
    origin = found[key][1] if key in found else "default"
    return SettingsError(
        f"{origin}: “{key}” cannot be used: {first['msg'].lower()};"
        " “casebook config” says what it means"
    )


def _shown(key: str, value: Any) -> str | None:
    if isinstance(value, SecretStr):
        return "(set; not shown)" if value.get_secret_value() else None
    if value is None or value == "":
        return None
    if key == "db":
        try:
            return make_url(value).render_as_string(hide_password=True)
        except ArgumentError:
            return "(not an address)"
    if isinstance(value, tuple | list):
        return ", ".join(str(item) for item in value)
    return str(value)


def _beside(database: str) -> Path:
    """The archive lies beside an SQLite file; with a server, in the current folder."""
    prefix = "sqlite:///"
    if database.startswith(prefix) and database != prefix:
        return Path(database.removeprefix(prefix)).parent / DEFAULT_ARCHIVE
    return Path(DEFAULT_ARCHIVE)
