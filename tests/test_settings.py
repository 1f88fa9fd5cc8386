"""A value that is set but wrong stops the start, and its name is in the sentence."""

import ast
import os
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, override_settings
from django.utils.module_loading import import_string

from argmap import environment

pytestmark = pytest.mark.once

CHECKOUT = Path(__file__).parent.parent
LONG_KEY = "a key for tests alone, as long as one from a site would be: 0123456789"
type Manage = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def manage(tmp_path: Path) -> Manage:
    """`manage("check", ARGMAP_DEBUG="1")`: one command in a process of its own, with these values and no others."""

    def run(*arguments: str, **values: str) -> subprocess.CompletedProcess[str]:
        ours = ("ARGMAP_", "DATABASE_URL", "DJANGO_", "PYTEST_")
        clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return subprocess.run(
            [sys.executable, CHECKOUT / "manage.py", *arguments],
            env=clean | {"ARGMAP_DATA_DIR": str(tmp_path / "data")} | values,
            capture_output=True,
            text=True,
            cwd=tmp_path,
        )

    return run


WRONG = {
    "ARGMAP_ALLOWED_HOSTS": ["https://example.org", "a b", ","],
    "ARGMAP_BEHIND_PROXY": ["maybe"],
    "ARGMAP_DATA_DIR": ["/dev/null/data"],
    "ARGMAP_DATABASE_CONNECTIONS": ["0", "many"],
    "ARGMAP_DEBUG": ["2"],
    "ARGMAP_HTTPS": ["https"],
    "ARGMAP_MAIL_FROM": ["maps", "Maps <maps@example.org>"],
    "ARGMAP_MAIL_URL": ["mail.example.org", "imap://mail.example.org", "smtp://", "smtp://a.example:port"],
    "ARGMAP_RECOUNT": ["sometimes"],
    "ARGMAP_SECRET_KEY": ["too short"],
    "ARGMAP_SITE_URL": ["maps.example.org", "ftp://maps.example.org", "https://"],
    "ARGMAP_STATIC_DIR": ["/dev/null/static"],
    "ARGMAP_TRUSTED_ORIGINS": ["example.org"],
    "DATABASE_URL": [
        "mysql://localhost/argmap",
        "postgresql://user:secret@localhost:port/argmap",
        "postgresql://user:secret@localhost/",
        "sqlite://",
        "secret",
    ],
}


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "value"),
    [pytest.param(name, value, id=f"{name}={value}") for name, values in WRONG.items() for value in values],
)
def test_a_wrong_value_is_refused_in_one_sentence_with_its_name(
    manage: Manage, name: str, value: str
) -> None:
    refused = manage("check", **{name: value})
    assert refused.returncode != 0
    (sentence,) = refused.stderr.splitlines()
    assert sentence.startswith(f"argmap cannot start: {name}")
    assert "secret@" not in sentence


def test_every_value_that_a_site_may_set_has_a_wrong_one_above_and_a_line_in_the_readme() -> None:
    calls = [node for node in ast.walk(ast.parse(_source("settings.py"))) if isinstance(node, ast.Call)]
    read = [c.args[0].value for c in calls if isinstance(c.func, ast.Attribute) and _is_environment(c.func)]
    assert sorted(read) == sorted(WRONG)
    assert "os.environ" not in _source("settings.py")
    readme = (CHECKOUT / "README.md").read_text()
    assert [name for name in read if f"| `{name}`" not in readme] == []


@pytest.mark.parametrize("value", ["1", "true", "YES", " on "])
def test_a_switch_may_be_set_in_several_words(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("ARGMAP_DEBUG", value)
    assert environment.flag("ARGMAP_DEBUG") is True


@pytest.mark.parametrize("value", ["0", "false", "No", "off", ""])
def test_a_switch_may_be_unset_in_several_words(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("ARGMAP_DEBUG", value)
    assert environment.flag("ARGMAP_DEBUG", default=value == "") is (value == "")


def test_a_word_that_takes_a_package_is_refused_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGMAP_RECOUNT", "By worker")
    with pytest.raises(ImproperlyConfigured, match=r"^ARGMAP_RECOUNT is 'by worker'; that takes no_such"):
        environment.one_of("ARGMAP_RECOUNT", {"at once": "", "by worker": "no_such_worker"})
    monkeypatch.delenv("ARGMAP_RECOUNT")
    assert environment.one_of("ARGMAP_RECOUNT", {"at once": "", "by worker": "no_such_worker"}) == "at once"


def test_lists_are_written_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGMAP_ALLOWED_HOSTS", "maps.example.org, .school.example,")
    monkeypatch.setenv("ARGMAP_TRUSTED_ORIGINS", "https://maps.example.org,https://*.school.example")
    assert environment.names("ARGMAP_ALLOWED_HOSTS", []) == ["maps.example.org", ".school.example"]
    assert environment.origins("ARGMAP_TRUSTED_ORIGINS") == [
        "https://maps.example.org",
        "https://*.school.example",
    ]


def test_a_database_server_is_asked_with_time_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://argmap@localhost/argmap")
    options = environment.database("DATABASE_URL", Path("unused"), 10)["OPTIONS"]
    assert options["connect_timeout"] == 2
    assert "statement_timeout=10s" in options["options"]
    assert options["pool"] == {"min_size": 0, "max_size": 10, "timeout": 5}


@pytest.mark.parametrize(
    ("value", "host", "port", "password", "use_tls", "use_ssl"),
    [
        ("smtp://me:a%40b@mail.example:587", "mail.example", 587, "a@b", True, False),
        ("smtps://me:secret@mail.example", "mail.example", None, "secret", False, True),
        ("smtp://localhost:25/", "localhost", 25, "", False, False),
    ],
)
def test_a_password_for_mail_travels_only_encrypted(
    monkeypatch: pytest.MonkeyPatch,
    value: str, host: str, port: int | None, password: str, use_tls: bool, use_ssl: bool,
) -> None:  # fmt: skip
    monkeypatch.setenv("ARGMAP_MAIL_URL", value)
    options = environment.mailer("ARGMAP_MAIL_URL")["OPTIONS"]
    told = (options["host"], options["port"], options["password"], options["use_tls"], options["use_ssl"])
    assert told == (host, port, password, use_tls, use_ssl)


def test_mail_is_printed_where_no_server_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ARGMAP_MAIL_URL", raising=False)
    assert environment.mailer("ARGMAP_MAIL_URL") == {
        "BACKEND": "django.core.mail.backends.console.EmailBackend"
    }


def test_the_sites_address_has_no_slash_at_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGMAP_SITE_URL", "https://maps.example.org/under/")
    assert environment.address("ARGMAP_SITE_URL", "") == "https://maps.example.org/under"


def test_a_sqlite_file_may_stand_anywhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/here.sqlite3")
    assert environment.database("DATABASE_URL", Path("unused"), 10)["NAME"] == tmp_path / "here.sqlite3"


def test_a_folder_that_cannot_be_written_to_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        os, "access", lambda *_: False
    )  # root, who runs the tests on some machines, may write anywhere
    with pytest.raises(
        ImproperlyConfigured, match=r"^ARGMAP_DATA_DIR: the folder .* cannot be written to\.$"
    ):
        environment.folder("ARGMAP_DATA_DIR", tmp_path)


def test_the_secret_key_is_made_once_for_its_owner_alone(manage: Manage, tmp_path: Path) -> None:
    assert manage("check").returncode == 0
    file = tmp_path / "data" / "secret_key"
    first = file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert manage("check").returncode == 0
    assert file.read_text() == first
    assert len(first) >= 50
    assert {path.name for path in file.parent.iterdir()} == {"argmap.sqlite3", "secret_key", "static"}


def test_processes_that_start_together_agree_on_the_secret_key(tmp_path: Path) -> None:
    keys: list[str] = []
    start = threading.Barrier(8)

    def read() -> None:
        start.wait()
        keys.append(environment.secret_key("NOT_SET", tmp_path / "secret_key"))

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 8
    assert len(set(keys)) == 1


def test_a_key_file_without_a_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("\n")
    with pytest.raises(ImproperlyConfigured, match=r"ARGMAP_SECRET_KEY: the key file .* holds no key"):
        environment.secret_key("ARGMAP_SECRET_KEY", tmp_path / "secret_key")


def test_a_key_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret_key").mkdir()
    with pytest.raises(ImproperlyConfigured, match=r"ARGMAP_SECRET_KEY: the key file .*: Is a directory"):
        environment.secret_key("ARGMAP_SECRET_KEY", tmp_path / "secret_key")


def test_a_site_behind_https_passes_every_check_for_deployment(manage: Manage) -> None:
    checked = manage(
        "check",
        "--deploy",
        "--fail-level=DEBUG",
        ARGMAP_HTTPS="1",
        ARGMAP_SECRET_KEY=LONG_KEY,
        ARGMAP_ALLOWED_HOSTS="maps.example.org",
    )
    assert checked.returncode == 0, checked.stderr


def test_an_error_is_told_on_the_sites_own_output(manage: Manage) -> None:
    crash = "from logging import getLogger; getLogger('django.request').error('It broke')"
    assert "It broke" in manage("shell", "--no-imports", "-c", crash).stderr


def test_the_tables_and_the_migrations_are_in_step(manage: Manage) -> None:
    checked = manage("makemigrations", "--check", "--dry-run")
    assert checked.returncode == 0, checked.stdout


def test_an_older_python_is_told_so_in_one_sentence() -> None:
    source = (CHECKOUT / "manage.py").read_text()
    ast.parse(source, feature_version=(3, 6))
    for older in _older_pythons():
        told = subprocess.run([older, CHECKOUT / "manage.py"], capture_output=True, text=True, cwd=CHECKOUT)
        assert told.returncode != 0
        (sentence,) = told.stderr.splitlines()
        assert sentence.startswith("argmap needs Python 3.12 or newer, and this is Python 3.")


def test_no_page_may_run_or_load_what_is_not_the_sites_own(client: Client, db: None) -> None:
    policy = client.get("/about/").headers["Content-Security-Policy"]
    assert dict(part.strip().split(" ", 1) for part in policy.split(";")) == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }


def test_a_page_tells_other_sites_nothing_and_stands_in_no_frame(client: Client, db: None) -> None:
    headers = client.get("/about/").headers
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"


@override_settings(SECURE_SSL_REDIRECT=True, SECURE_HSTS_SECONDS=31_536_000)
def test_a_site_with_https_sends_everyone_there(client: Client, db: None) -> None:
    assert client.get("/about/").headers["Location"] == "https://testserver/about/"
    assert "max-age=31536000" in client.get("/about/", secure=True).headers["Strict-Transport-Security"]


@pytest.mark.parametrize("handle", ["argmap.wsgi.application", "argmap.asgi.application"])
def test_a_server_finds_its_handle(handle: str) -> None:
    assert callable(import_string(handle))


def test_the_tests_leave_the_checkouts_own_data_alone() -> None:
    assert not settings.DATA_DIR.is_relative_to(CHECKOUT)
    assert not Path(settings.DATABASES["default"]["NAME"]).is_relative_to(CHECKOUT / "data")


def _source(file: str) -> str:
    return (CHECKOUT / "argmap" / file).read_text()


def _is_environment(called: ast.Attribute) -> bool:
    return isinstance(called.value, ast.Name) and called.value.id == "environment"


def _older_pythons() -> list[str]:
    """Those that are here and start: a version manager's stand-in may be on the path and not start."""
    found = [shutil.which(f"python3.{minor}") for minor in range(6, 12)]
    return [
        path
        for path in found
        if path and subprocess.run([path, "-c", ""], capture_output=True).returncode == 0
    ]
