"""A site to measure: its tables, and on PostgreSQL a server that writes to disk as one in earnest does."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

import django
import psycopg
from django.core.management import call_command

from tests.pgplugin import postgresql

IN_EARNEST = ["fsync = on", "full_page_writes = on", "synchronous_commit = on"]


def make_tables() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "argmap.settings"
    django.setup()
    call_command("migrate", verbosity=0)


@contextmanager
def postgresql_in_earnest() -> Iterator[str]:
    """The tests' throw-away server, but with every commit on disk before it is acknowledged."""
    with postgresql() as address:
        with psycopg.connect(
            host=folder_of(address), user="argmap", dbname="postgres", autocommit=True
        ) as admin:
            for setting in IN_EARNEST:
                admin.execute(f"ALTER SYSTEM SET {setting}")
            admin.execute("SELECT pg_reload_conf()")
            admin.execute("CREATE DATABASE argmap")
        yield address


def folder_of(address: str) -> str:
    """Where the server's socket is."""
    return unquote(urlsplit(address).netloc.rpartition("@")[2])


def program(name: str) -> str:
    """One of PostgreSQL's own, of the newest version here."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: float(p.parts[-3]))
    return str(found[-1]) if found else name
