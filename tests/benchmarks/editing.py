"""Eight people edit three claims at the same time: no acknowledged edit is lost, and a careless form loses some."""

import argparse
import os
import sys
import tempfile
import time
from contextlib import ExitStack

from .site import make_tables, postgresql_in_earnest
from .telling import headed, told

EDITS = 1_000


def run(options: argparse.Namespace, undo: ExitStack) -> None:
    os.environ["DATABASE_URL"] = undo.enter_context(postgresql_in_earnest())
    os.environ["ARGMAP_DATA_DIR"] = undo.enter_context(
        tempfile.TemporaryDirectory(prefix="argmap-benchmark-")
    )
    os.environ["ARGMAP_RECOUNT"] = "by worker"
    make_tables()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from argmap.accounts.models import User
    from claims.models import ArgumentMap, Membership
    from tests.editing import WORKERS, lost, start, storm_by_form, storm_without_care

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("load_corpus", verbosity=0)
    map = ArgumentMap.objects.get()
    clients = []
    for number in range(WORKERS):
        user = User.objects.create(username=f"editor-{number}")
        Membership.objects.create(map=map, user=user, role="contributor")
        clients.append(Client())
        clients[-1].force_login(user, "django.contrib.auth.backends.ModelBackend")
    headed(
        f"{WORKERS} people edit 3 claims of the map of five articles, each until {EDITS:,} edits are acknowledged"
    )
    claims = start(map)
    begun = time.perf_counter()
    acknowledged = storm_by_form(claims, clients, EDITS)
    missing = lost(claims, acknowledged)
    rate = acknowledged.total() / (time.perf_counter() - begun)
    told("acknowledged by the product's form", f"{acknowledged.total():,}, {rate:.0f}/s")
    told("of them lost", f"{missing}   goal: 0   {'met' if missing == 0 else 'MISSED'}")
    claims = start(map)
    acknowledged = storm_without_care(claims, EDITS)
    careless = lost(claims, acknowledged)
    told("acknowledged without versions and locks", f"{acknowledged.total():,}")
    told("of them lost", f"{careless}   goal: more than 0   {'met' if careless else 'MISSED'}")
    if missing or not careless:
        sys.exit(1)
