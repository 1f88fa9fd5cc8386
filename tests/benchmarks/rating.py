"""Rating under load, over HTTP, on PostgreSQL that writes to disk: thirty people on one claim, and on many.

The server is uvicorn with two workers of ten threads, a `db_worker` recounts, and all of it, with the people, shares
one machine.
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from statistics import mean
from urllib.parse import urlencode

from .site import folder_of, make_tables, postgresql_in_earnest, program
from .telling import at_least, headed, told

PEOPLE = 30
ROUNDS = 5
STEPS = (0, 25, 50, 75, 100)
CHECKOUT = Path(__file__).parent.parent.parent
UPSERT = """
\\set claim random({first}, {last})
INSERT INTO claims_rating (map_id, claim_id, rater_id, value, rubric, revision, created, modified)
VALUES ({map}, :claim, {rater} + :client_id, 50, '{{}}', 1, now(), now())
ON CONFLICT (rater_id, claim_id) DO UPDATE SET value = EXCLUDED.value, rubric = EXCLUDED.rubric,
    revision = EXCLUDED.revision, modified = EXCLUDED.modified;
"""


class Person:
    """Someone signed in, with a connection of their own that stays open."""

    def __init__(self, port: int, session: str) -> None:
        self.token = "c" * 32
        self.cookies = f"sessionid={session}; csrftoken={self.token}"
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)

    def rate(self, claim: int, value: int) -> None:
        body = urlencode({"value": value, "csrfmiddlewaretoken": self.token})
        headers = {
            "Cookie": self.cookies,
            "Content-Type": "application/x-www-form-urlencoded",
            "HX-Request": "true",
        }
        self.connection.request("POST", f"/claims/{claim}/rating/", body, headers)
        answer = self.connection.getresponse()
        said = answer.read().decode()
        if answer.status != 200 or "Saved." not in said:
            raise RuntimeError(f"A rating was answered {answer.status}: {said[:500]}")


def run(options: argparse.Namespace, undo: ExitStack) -> None:
    address = undo.enter_context(postgresql_in_earnest())
    os.environ["DATABASE_URL"] = address
    os.environ["ARGMAP_DATA_DIR"] = undo.enter_context(
        tempfile.TemporaryDirectory(prefix="argmap-benchmark-")
    )
    os.environ["ARGMAP_RECOUNT"] = "by worker"
    make_tables()
    from django.core.management import call_command

    call_command("load_corpus", verbosity=0)
    port = _serve(undo)
    claims, people = _claims(), [Person(port, session) for session in _sessions("person")]
    _sessions("upserter")
    _settle()
    _rates(options.seconds, address, claims, people)
    _storm(options.storm)


def _rates(seconds: float, address: str, claims: list[int], people: list[Person]) -> None:
    random = Random(1)
    hot_claims = random.sample(claims, ROUNDS)
    headed(
        f"{PEOPLE} people rate over HTTP on the map of five articles: {len(claims)} claims, {os.cpu_count()} cores"
    )
    _rate_for(2, people, lambda: random.choice(claims))  # every worker has imported what it needs
    upserts, hot, many, alone = [], [], [], []
    for claim in hot_claims:
        upserts.append(_pgbench(seconds, address, claims))
        hot.append(_rate_for(seconds, people, lambda claim=claim: claim))
        many.append(_rate_for(seconds, people, lambda: random.choice(claims)))
        alone.append(_rate_without_a_page(seconds, claims, random))
    told("pgbench, 30 clients: the same upsert in the same table", f"{mean(upserts):.0f}/s")
    told("many claims: each a random one", f"{mean(many):.1f}/s")
    told(f"one hot claim: each of {ROUNDS} in turn", f"{mean(hot):.1f}/s")
    told("the action without HTTP and page, 30 threads of one process", f"{mean(alone):.0f}/s")
    at_least("hot ÷ many", mean(hot) / mean(many), 0.8)
    at_least("many ÷ pgbench", mean(many) / mean(upserts), 0.25)
    told("the action ÷ pgbench", f"{mean(alone) / mean(upserts):.3g}")


def _storm(size: int) -> None:
    from django.db import connection

    from argmap.accounts.models import User
    from claims.actions.rating import rate
    from claims.models import ArgumentMap, Claim, Evidence, RatingLog, Relation, Score

    headed(
        f"A storm of {size:,} ratings in {PEOPLE} threads, every other of one hot claim, while the worker recounts"
    )
    random = Random(2)
    given, version = RatingLog.objects.count(), ArgumentMap.objects.get().scores_version
    things = [
        thing
        for table in (Claim, Relation, Evidence)
        for thing in table.objects.filter(state="open").select_related("map")
    ]
    turns = [(things[0] if n % 2 else random.choice(things), random.choice(STEPS)) for n in range(size)]

    def storm(number: int) -> None:
        for thing, value in turns[number::PEOPLE]:
            rate(thing, value, by=people[number])
        connection.close()

    people = list(User.objects.filter(username__startswith="person"))
    begun = time.perf_counter()
    with ThreadPoolExecutor(PEOPLE) as threads:
        list(threads.map(storm, range(PEOPLE)))
    took = time.perf_counter() - begun
    _settle()
    caught_up = time.perf_counter() - begun - took
    map = ArgumentMap.objects.get()
    told("rated", f"{size / took:.1f}/s; {RatingLog.objects.count() - given:,} in the log")
    told(
        "recounts by the worker",
        f"{map.scores_version - version}, the last {caught_up:.1f} s after the storm",
    )
    stored = _scores()
    Score.objects.all().delete()
    from claims.actions.strength import refresh_strengths

    refresh_strengths(map)
    same = stored == _scores()
    told(f"{len(stored):,} stored scores equal a recount from scratch", "yes" if same else "NO")
    if not same:
        sys.exit(1)


def _scores() -> list[tuple[object, ...]]:
    from claims.actions.strength import COUNTED
    from claims.models import Score

    columns = ["audience", "claim", "relation", "evidence", *COUNTED]
    return list(Score.objects.order_by(*columns[:4]).values_list(*columns))


def _claims() -> list[int]:
    from django.db import connection

    from claims.models import Claim

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return list(Claim.objects.filter(state="open").order_by("pk").values_list("pk", flat=True))


def _sessions(name: str) -> list[str]:
    """Thirty people sign up and in."""
    from django.test import Client

    from argmap.accounts.models import User

    sessions = []
    for number in range(PEOPLE):
        client = Client()
        client.force_login(
            User.objects.create(username=f"{name}-{number}"), "django.contrib.auth.backends.ModelBackend"
        )
        sessions.append(client.cookies["sessionid"].value)
    return sessions


def _serve(undo: ExitStack) -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    # By WSGI, where a thread keeps its connection to the database; by ASGI every request opens one. People pause
    # while others are measured, and are not to be hung up on.
    uvicorn = ["-m", "uvicorn", "argmap.wsgi:application", "--interface", "wsgi", "--workers", "2"]
    uvicorn += ["--port", str(port), "--log-level", "error", "--timeout-keep-alive", "600"]
    for command in (uvicorn, ["manage.py", "db_worker", "--no-reload"]):
        process = subprocess.Popen([sys.executable, *command], cwd=CHECKOUT, stdout=subprocess.DEVNULL)
        undo.callback(process.wait, 30)
        undo.callback(process.terminate)
    _wait_until(lambda: _answers(port))
    return port


def _answers(port: int) -> bool:
    with socket.socket() as door:
        return door.connect_ex(("127.0.0.1", port)) == 0


def _settle() -> None:
    """Until the worker has nothing left to do."""
    from django_tasks_db.models import DBTaskResult

    _wait_until(lambda: not DBTaskResult.objects.filter(status__in=["READY", "RUNNING"]).exists())


def _wait_until(done: Callable[[], bool]) -> None:
    for _ in range(6_000):
        if done():
            return
        time.sleep(0.1)
    raise RuntimeError("Ten minutes were not enough.")


def _rate_for(seconds: float, people: list[Person], which: Callable[[], int]) -> float:
    """Ratings a second while each of these people sends one after another."""
    end = time.perf_counter() + seconds

    def keep_rating(person: Person) -> int:
        count = 0
        while time.perf_counter() < end:
            person.rate(which(), STEPS[count % 5])
            count += 1
        return count

    begun = time.perf_counter()
    with ThreadPoolExecutor(PEOPLE) as threads:
        ratings = sum(threads.map(keep_rating, people))
    return ratings / (time.perf_counter() - begun)


def _rate_without_a_page(seconds: float, claims: list[int], random: Random) -> float:
    from django.db import connection

    from argmap.accounts.models import User
    from claims.actions.rating import rate
    from claims.models import Claim

    things = list(Claim.objects.filter(pk__in=claims).select_related("map"))
    end = time.perf_counter() + seconds

    def keep_rating(person: User) -> int:
        count = 0
        while time.perf_counter() < end:
            rate(random.choice(things), STEPS[count % 5], by=person)
            count += 1
        connection.close()
        return count

    raters = User.objects.filter(username__startswith="upserter")
    begun = time.perf_counter()
    with ThreadPoolExecutor(PEOPLE) as threads:
        ratings = sum(threads.map(keep_rating, raters))
    return ratings / (time.perf_counter() - begun)


def _pgbench(seconds: float, address: str, claims: list[int]) -> float:
    from argmap.accounts.models import User
    from claims.models import Claim, Rating

    raters = User.objects.filter(username__startswith="upserter").order_by("pk")
    first = raters[0].pk
    assert [rater.pk for rater in raters] == list(range(first, first + PEOPLE))
    script = UPSERT.format(
        first=claims[0], last=claims[-1], map=Claim.objects.get(pk=claims[0]).map_id, rater=first
    )
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        clients = ["--client", str(PEOPLE), "--jobs", "2", "--time", str(max(1, round(seconds)))]
        server = ["--host", folder_of(address), "--username", "argmap"]
        command = [program("pgbench"), *server, "--no-vacuum", "--file", file.name, *clients, "argmap"]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    Rating.objects.filter(rater__in=raters).delete()
    [rate] = [line for line in said.splitlines() if line.startswith("tps")]
    return float(rate.split()[2])
