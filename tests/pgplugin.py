"""Gives a test run a database of its own, before Django reads its settings: a file, or a throw-away PostgreSQL.

Nothing of the person who runs the tests is touched: neither the checkout's `data` folder nor the database
that DATABASE_URL names.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest

# The server ends, and its folder goes, when the other end of this script's standard input closes: at the
# end of the run, however it came.
KEEPER = '"$1/postgres" -D "$2/data" & server=$!; read -r _; kill -INT $server; wait $server; rm -rf "$2"'
WITHOUT_DATABASE = {"anchoring", "comparison", "credibility", "graph"}  # rooms of tests that ask none
OPTIONS = """
listen_addresses = ''
max_connections = 200
fsync = off
full_page_writes = off
synchronous_commit = off
wal_level = minimal
max_wal_senders = 0
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--db", choices=["sqlite", "postgresql"], default="sqlite", help="The database the tests run on."
    )


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    if "PYTEST_XDIST_WORKER" in os.environ:
        return  # the first process has set all this; its workers share it
    for name in [name for name in os.environ if name.startswith("ARGMAP_")]:
        del os.environ[name]
    os.environ.pop("DATABASE_URL", None)
    run = ExitStack()
    early_config.add_cleanup(run.close)
    os.environ["ARGMAP_DATA_DIR"] = run.enter_context(tempfile.TemporaryDirectory(prefix="argmap-tests-"))
    if early_config.known_args_namespace.db == "postgresql":
        os.environ["DATABASE_URL"] = run.enter_context(postgresql())


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    def runs_here(item: pytest.Item) -> bool:
        if config.option.db == "sqlite":
            return item.get_closest_marker("postgresql") is None
        return item.get_closest_marker("once") is None and item.path.parent.name not in WITHOUT_DATABASE

    config.hook.pytest_deselected(items=[item for item in items if not runs_here(item)])
    items[:] = [item for item in items if runs_here(item)]


@contextmanager
def postgresql() -> Iterator[str]:
    """A server on a socket in a folder of its own; yields its address. PostgreSQL refuses to run as root."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="argmap-pg-"))
    run: dict[str, Any] = {"cwd": folder, "stderr": subprocess.STDOUT}
    if person := _unprivileged():
        shutil.chown(folder, person.pw_uid, person.pw_gid)
        run |= {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
    make = f"-D {folder}/data --username=argmap --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync"
    made = subprocess.run([programs / "initdb", *make.split()], stdout=subprocess.PIPE, text=True, **run)
    if made.returncode:
        shutil.rmtree(folder)
        raise pytest.UsageError(f"The PostgreSQL for the tests could not be made: {made.stdout}")
    with open(folder / "data" / "postgresql.auto.conf", "a") as options:
        options.write(f"{OPTIONS}unix_socket_directories = '{folder}'\n")
    with open(folder / "log", "w") as log:
        keep = ["sh", "-c", KEEPER, "keeper", programs, folder]
        keeper = subprocess.Popen(keep, stdin=subprocess.PIPE, stdout=log, start_new_session=True, **run)
    try:
        _wait_for(folder)
        yield f"postgresql://argmap@{quote(str(folder), safe='')}/argmap"
    finally:
        keeper.communicate(timeout=30)


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        raise pytest.UsageError(
            "The tests were asked to run on PostgreSQL, and it is not installed here. "
            "On Debian: apt-get install postgresql"
        )
    return Path(on_path).resolve().parent if on_path else found[-1].parent


def _unprivileged() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    people = {person.pw_name: person for person in pwd.getpwall()}
    return people.get("postgres") or people["nobody"]


def _wait_for(folder: Path) -> None:
    for _ in range(300):
        try:
            return psycopg.connect(host=str(folder), user="argmap", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise pytest.UsageError(f"The PostgreSQL for the tests did not start: {(folder / 'log').read_text()}")
