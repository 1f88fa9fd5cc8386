"""Reads ARGMAP_* and DATABASE_URL. A value that is set but wrong stops the start with its name."""

import os
import secrets
import tempfile
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off"):
        return False
    if value:
        raise ImproperlyConfigured(f"{name} is {value!r}; it takes 1 or 0.")
    return default


def names(name: str, default: list[str]) -> list[str]:
    value = os.environ.get(name, "")
    found = [part.strip() for part in value.split(",") if part.strip()]
    if value.strip() and not found:
        raise ImproperlyConfigured(f"{name} is {value!r}; it takes names with commas between them.")
    if any(" " in part or "/" in part for part in found):
        raise ImproperlyConfigured(f"{name} is {value!r}; it takes host names with commas between them.")
    return found or default


def one_of(name: str, words: dict[str, str]) -> str:
    """One of these words, the first where nothing is set. Each has the package that it takes, or nothing."""
    value = os.environ.get(name, "").strip().lower() or next(iter(words))
    if value not in words:
        raise ImproperlyConfigured(f"{name} is {value!r}; it takes {' or '.join(map(repr, words))}.")
    if (package := words[value]) and find_spec(package) is None:
        raise ImproperlyConfigured(f"{name} is {value!r}; that takes {package}, which is not installed.")
    return value


def origins(name: str) -> list[str]:
    found = [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]
    for part in found:
        if not part.startswith(("http://", "https://")):
            raise ImproperlyConfigured(f"{name} has {part!r}; each starts with https:// or http://.")
    return found


def address(name: str, default: str) -> str:
    """Where a site stands, without a slash at its end."""
    value = os.environ.get(name, "").strip().rstrip("/") or default
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; it takes an address such as https://maps.example.org."
        )
    return value


def mail_address(name: str, default: str) -> str:
    value = os.environ.get(name, "").strip() or default
    try:
        validate_email(value)
    except ValidationError:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; it takes an address such as maps@example.org."
        ) from None
    return value


def mailer(name: str) -> dict[str, Any]:
    """How mail leaves: by a server, or printed where none is set. A password travels only encrypted."""
    value = os.environ.get(name, "").strip()
    if not value:
        return {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.path.strip("/"):
        raise ImproperlyConfigured(
            f"{name} takes smtp://user:password@host:587 or smtps://user:password@host:465."
        )
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": port,
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": parts.scheme == "smtps",
            "use_tls": parts.scheme == "smtp" and bool(parts.username),
            "timeout": 10,
        },
    }


def number(name: str, default: int, least: int = 0) -> int:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or int(value) < least:
        raise ImproperlyConfigured(f"{name} is {value!r}; it takes a whole number from {least} up.")
    return int(value)


def folder(name: str, default: Path) -> Path:
    """A folder that exists and can be written; it is made where it is missing."""
    value = os.environ.get(name, "").strip()
    path = Path(value).expanduser().resolve() if value else default
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name}: the folder {path} cannot be made ({error.strerror}).") from None
    if not os.access(path, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(f"{name}: the folder {path} cannot be written to.")
    return path


def secret_key(name: str, kept_in: Path) -> str:
    """The site's key: from the environment, else made once and kept where only its owner may read it."""
    value = os.environ.get(name, "").strip()
    if value:
        if len(value) < 50:
            raise ImproperlyConfigured(f"{name} has {len(value)} characters; it takes 50 or more.")
        return value
    try:
        key = _key_in(kept_in)
    except OSError as error:
        raise ImproperlyConfigured(f"{name}: the key file {kept_in}: {error.strerror}.") from None
    if len(key) < 50:
        raise ImproperlyConfigured(
            f"{name}: the key file {kept_in} holds no key; remove it to have one made."
        )
    return key


def _key_in(path: Path) -> str:
    if not path.exists():
        handle, draft = tempfile.mkstemp(dir=path.parent)  # readable by its owner alone
        with open(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
        # A link puts the whole key in place or, where another process was first, leaves that one's.
        with suppress(FileExistsError):
            os.link(draft, path)
        os.unlink(draft)
    return path.read_text().strip()


def database(name: str, sqlite_file: Path, connections: int) -> dict[str, Any]:
    """The one database. SQLite waits for its lock from the first statement on, so no write is refused.

    Requests of one process share its connections to PostgreSQL, and wait up to five seconds for one.
    """
    value = os.environ.get(name, "").strip()
    if not value:
        return _sqlite(sqlite_file)
    try:
        parsed: dict[str, Any] = dict(dj_database_url.parse(value))
    except (ValueError, KeyError, dj_database_url.ParseError):
        parsed = {}
    kind, file = parsed.get("ENGINE"), parsed.get("NAME", "")
    if kind == "django.db.backends.sqlite3" and file not in ("", ":memory:"):
        return _sqlite(Path(file))
    if kind != "django.db.backends.postgresql" or not file:
        raise ImproperlyConfigured(
            f"{name} takes postgresql://user:password@host:port/name or sqlite:///file."
        )
    parsed.setdefault("OPTIONS", {}).setdefault("connect_timeout", 2)
    parsed["OPTIONS"].setdefault("pool", {"min_size": 0, "max_size": connections, "timeout": 5})
    parsed["OPTIONS"].setdefault(
        "options", "-c statement_timeout=10s -c idle_in_transaction_session_timeout=30s"
    )
    return parsed


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY;",
        },
        # A database in memory has no lock to wait for, so the suite would miss what a file shows.
        "TEST": {"NAME": file.with_name(f"test_{file.name}")},
    }
