"""Two hundred open pages at two processes of uvicorn, on PostgreSQL that writes to disk: what they cost and how soon
they are told. All of it, with the readers, shares one machine.
"""

import argparse
import asyncio
import os
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from random import Random
from statistics import median, quantiles

import psycopg

from tests.serving import served

from .site import folder_of, make_tables, postgresql_in_earnest
from .telling import at_most, headed, told

STREAMS = 200
PROCESSES = 2
EDITS = 40
QUIET = 20  # seconds
HELD = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'argmap' AND backend_type = 'client backend'"
ASKED = "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = 'argmap'"


class Page:
    """One reader's, with a stream open; `came` is when it was last told something."""

    def __init__(self, site: str, session: str) -> None:
        self.port = int(site.rpartition(":")[2])
        self.session = session
        self.came = 0.0
        self.times = 0

    async def open(self, slug: str) -> None:
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        lines = [f"GET /maps/{slug}/events/ HTTP/1.1", "Host: 127.0.0.1", f"Cookie: sessionid={self.session}"]
        self.writer.write("\r\n".join([*lines, "", ""]).encode())
        if b" 200 " not in (first := await self.reader.readline()):
            raise RuntimeError(f"A stream was answered {first!r}.")
        self.listening = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        while line := await self.reader.readline():
            if line.startswith(b"data: "):
                self.came, self.times = time.perf_counter(), self.times + 1


def run(options: argparse.Namespace, undo: ExitStack) -> None:
    address = undo.enter_context(postgresql_in_earnest())
    os.environ["DATABASE_URL"] = address
    os.environ["ARGMAP_DATA_DIR"] = undo.enter_context(
        tempfile.TemporaryDirectory(prefix="argmap-benchmark-")
    )
    make_tables()
    from django.core.management import call_command

    call_command("load_corpus", verbosity=0)
    sessions = _members()
    sites = [undo.enter_context(served(address)) for _ in range(PROCESSES)]
    database = undo.enter_context(
        psycopg.connect(host=folder_of(address), user="argmap", dbname="postgres", autocommit=True)
    )
    pages = [Page(sites[n % PROCESSES][0], session) for n, session in enumerate(sessions)]
    asyncio.run(_measure(pages, [pid for _, pid in sites], database))


def _members() -> list[str]:
    """Two hundred members of a map that is for members alone: their rights are looked up each time."""
    from django.test import Client

    from argmap.accounts.models import User
    from claims.models import ArgumentMap, Membership

    map = ArgumentMap.objects.get()
    map.visibility = "members"
    map.save()
    sessions = []
    for number in range(STREAMS):
        person = User.objects.create(username=f"reader-{number}")
        Membership.objects.create(map=map, user=person, role="viewer")
        client = Client()
        client.force_login(person, "django.contrib.auth.backends.ModelBackend")
        sessions.append(client.cookies["sessionid"].value)
    from django.db import connection

    connection.close()
    return sessions


async def _measure(
    pages: list[Page], processes: list[int], database: "psycopg.Connection[tuple[int]]"
) -> None:
    from django.conf import settings

    from claims.views.watcher import INTERVAL

    headed(
        f"{STREAMS} members with a page of the map open, at {PROCESSES} processes; {os.cpu_count()} cores, all shared"
    )
    slug = await asyncio.to_thread(_slug)
    for process in range(PROCESSES):  # one each, so that all is imported that will be
        await pages[process].open(slug)
    await asyncio.sleep(1)
    before = sum(map(_memory, processes))
    for page in pages[PROCESSES:]:
        await page.open(slug)
    while not all(page.times for page in pages):
        await asyncio.sleep(0.1)
    idle, begun = _one(database, ASKED), time.perf_counter()
    held = []
    for _ in range(QUIET):
        await asyncio.sleep(1)
        held.append(_held(database))
    asked = (_one(database, ASKED) - idle) / (time.perf_counter() - begun)
    told("memory of a stream", f"{(sum(map(_memory, processes)) - before) / (STREAMS - PROCESSES):.0f} kB")
    pools = PROCESSES * settings.CONNECTIONS
    at_most("connections to the database while nothing happens, most seen", max(held), pools)
    told("transactions a second while nothing happens, of all processes", f"{asked:.1f}")
    arrivals, busiest = await _edits(pages, slug, database)
    at_most(f"the same while all are told of an edit, {EDITS} times", busiest, pools)
    *_, late = quantiles(arrivals, n=20)
    told("from commit to arrival", f"median {median(arrivals):.2f} s, 95th percentile {late:.2f} s")
    told("the latest of all", f"{max(arrivals):.2f} s")
    told("median ÷ the watcher's interval", f"{median(arrivals) / INTERVAL:.2f}")
    told("95th percentile ÷ the watcher's interval", f"{late / INTERVAL:.2f}")
    at_most("95th percentile, in seconds", late, 2)
    for page in pages:
        page.writer.close()


async def _edits(
    pages: list[Page], slug: str, database: "psycopg.Connection[tuple[int]]"
) -> tuple[list[float], int]:
    """Every page, after each of some edits at any moment of the watcher's second: how long until it was told."""
    random, arrivals, busiest = Random(1), [], 0
    for _ in range(EDITS):
        await asyncio.sleep(1.5 + random.random())
        times = [page.times for page in pages]
        await asyncio.to_thread(_edit, slug)
        done = time.perf_counter()
        while any(page.times == before for page, before in zip(pages, times, strict=True)):
            busiest = max(busiest, _held(database))
            await asyncio.sleep(0.02)
            if time.perf_counter() - done > 30:
                raise RuntimeError("A page was told nothing for half a minute.")
        arrivals += [page.came - done for page in pages]
    return arrivals, busiest


def _held(database: "psycopg.Connection[tuple[int]]") -> int:
    """By all but this process, which keeps one."""
    return _one(database, HELD) - 1


def _edit(slug: str) -> None:
    """As an edit ends."""
    from django.db.models import F

    from claims.models import ArgumentMap

    ArgumentMap.objects.filter(slug=slug).update(version=F("version") + 1)


def _slug() -> str:
    from django.db import connection

    from claims.models import ArgumentMap

    try:
        return ArgumentMap.objects.get().slug
    finally:
        connection.close()


def _one(database: "psycopg.Connection[tuple[int]]", question: str) -> int:
    row = database.execute(question.encode()).fetchone()
    assert row is not None
    return row[0]


def _memory(process: int) -> int:
    """Of its own, in kB."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon"))
