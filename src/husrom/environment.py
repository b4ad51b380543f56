"""The environment variables Husrom reads, each with default and meaning, so that the reference page can list them."""

import contextlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from husrom.errors import HusromError


class EnvironmentValueError(HusromError):
    """An environment variable has a value Husrom cannot use."""


LONGEST_PORT = 5


@dataclass(frozen=True, slots=True)
class EnvironmentVariable:
    name: str
    default: str
    help: str

    def text(self) -> str:
        return os.environ.get(self.name, self.default)

    def flag(self) -> bool:
        value = self.text().strip().lower()
        if value in {"1", "true", "yes", "on"}:
            return True
        if value in {"", "0", "false", "no", "off"}:
            return False
        message = f"{self.name} is {value!r}, but must be 1 or 0. Correct it in the environment and start again."
        raise EnvironmentValueError(message)

    def host_and_port(self, default_port: int) -> tuple[str, int]:
        host, _separator, port = self.text().partition(":")
        if port and not (port.isdecimal() and len(port) <= LONGEST_PORT):
            message = f"{self.name} is {self.text()!r}, but must be host:port, such as smtp.example.org:25."
            raise EnvironmentValueError(message)
        return host, int(port or default_port)

    def words(self) -> list[str]:
        return [word.strip() for word in self.text().split(",") if word.strip()]


HOME = EnvironmentVariable("HUSROM_HOME", "", "Folder for the database, the secret key and uploaded files.")
DATABASE_URL = EnvironmentVariable(
    "HUSROM_DATABASE_URL",
    "",
    "sqlite:///… or postgresql://…; empty means a SQLite file in HUSROM_HOME.",
)
SECRET_KEY = EnvironmentVariable(
    "HUSROM_SECRET_KEY",
    "",
    "Key that signs sessions and links; empty means one is made and kept in HUSROM_HOME.",
)
HOSTS = EnvironmentVariable(
    "HUSROM_HOSTS",
    "127.0.0.1,localhost",
    "Host names the portal answers to, with commas.",
)
DEBUG = EnvironmentVariable("HUSROM_DEBUG", "0", "1 shows technical error pages; never in production.")
DEMO = EnvironmentVariable("HUSROM_DEMO", "0", "1 opens the demo's sign-in links; never in production.")
SECURE = EnvironmentVariable(
    "HUSROM_SECURE",
    "0",
    "1 when served over HTTPS: secure cookies and strict transport.",
)
EMAIL_URL = EnvironmentVariable(
    "HUSROM_EMAIL_HOST",
    "",
    "host:port of the SMTP server; empty prints e-mail in the terminal.",
)
EMAIL_FROM = EnvironmentVariable("HUSROM_EMAIL_FROM", "husrom@localhost", "Sender of e-mail.")

SSB_URL = EnvironmentVariable(
    "HUSROM_SSB_URL",
    "https://data.ssb.no/api/pxwebapi/v2",
    "Address of Statistics Norway's PxWebApi.",
)
KLASS_URL = EnvironmentVariable(
    "HUSROM_KLASS_URL",
    "https://data.ssb.no/api/klass/v1",
    "Address of Statistics Norway's register of classifications.",
)
FHI_URL = EnvironmentVariable(
    "HUSROM_FHI_URL",
    "https://statistikk-data.fhi.no/api/open/v1",
    "Address of the statistics of the Norwegian Institute of Public Health.",
)
KARTVERKET_URL = EnvironmentVariable(
    "HUSROM_KARTVERKET_URL",
    "https://api.kartverket.no/kommuneinfo/v1",
    "Address of the Norwegian Mapping Authority's municipality information.",
)

ALL = (
    HOME,
    DATABASE_URL,
    SECRET_KEY,
    HOSTS,
    DEBUG,
    DEMO,
    SECURE,
    EMAIL_URL,
    EMAIL_FROM,
    SSB_URL,
    KLASS_URL,
    FHI_URL,
    KARTVERKET_URL,
)
_DATABASES = ("sqlite:///", "postgresql://")


def home_folder() -> Path:
    """Return the folder for Husrom's own files, made if it is missing."""
    folder = Path(HOME.text() or platformdirs.user_data_dir("husrom"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{HOME.name} is {folder}, which cannot be used as a folder ({error.strerror}). Choose another."
        raise EnvironmentValueError(message) from error
    return folder


def database_url() -> str:
    configured = DATABASE_URL.text()
    if configured and not configured.startswith(_DATABASES):
        message = f"{DATABASE_URL.name} must begin with {' or '.join(_DATABASES)}. Correct it and start again."
        raise EnvironmentValueError(message)
    return configured or f"sqlite:///{home_folder() / 'husrom.sqlite3'}"


def secret_key() -> str:
    """Return the configured key, else the one kept in the home folder, made on first use."""
    if configured := SECRET_KEY.text():
        return configured
    path = home_folder() / "secret_key"
    if not path.exists():
        _keep_new_key(path)
    return path.read_text()


def _keep_new_key(path: Path) -> None:
    """Write a new key beside its place and move it there, so that no full disk leaves an empty one."""
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        beside.touch(mode=0o600)
        beside.write_text(secrets.token_urlsafe(48))
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        message = (
            f"{HOME.name} is {path.parent}, which cannot be written to ({error.strerror}). "
            f"Choose another, or set {SECRET_KEY.name}."
        )
        raise EnvironmentValueError(message) from error
