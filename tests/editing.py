"""Many who edit the same few claims at the same time, by the product's own form and by a careless one."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from random import Random
from typing import Any

from django.db import connection, transaction
from django.test import Client

from claims.models import ArgumentMap, Claim

WORKERS = 8
VERSION = re.compile(r'name="version" value="(\d+)"')
COUNT = re.compile(r"<textarea[^>]*name=\"note\"[^>]*>\s*(\d+)\s*</textarea>")


def storm_by_form(claims: Sequence[Claim], clients: Sequence[Client], wanted: int) -> Counter[int]:
    """Each worker opens a claim's form, counts its note up by one and saves; refused, it starts again.

    Gives how many edits of each claim were acknowledged.
    """

    def one(client: Client, claim: Claim) -> bool:
        page = unescape(client.get(f"/claims/{claim.pk}/edit/").content.decode())
        version, count = VERSION.search(page), COUNT.search(page)
        assert version, page
        assert count, page
        sent = {"text": claim.text, "note": str(int(count[1]) + 1), "version": version[1]}
        answer = client.post(f"/claims/{claim.pk}/edit/", sent)
        assert answer.status_code in (303, 422), answer.content
        return answer.status_code == 303

    return _storm(claims, list(clients), wanted, one)


def storm_without_care(claims: Sequence[Claim], wanted: int) -> Counter[int]:
    """The same without a version and without a lock: read, count up, write, and believe it."""

    def one(_worker: int, claim: Claim) -> bool:
        with transaction.atomic():
            row = Claim.objects.get(pk=claim.pk)
            row.note = str(int(row.note) + 1)
            row.save()
            return True

    return _storm(claims, list(range(WORKERS)), wanted, one)


def start(map: ArgumentMap, rows: int = 3) -> list[Claim]:
    """Some claims of a map whose note says 0."""
    claims = list(map.claim_set.order_by("pk")[:rows])
    Claim.objects.filter(pk__in=[claim.pk for claim in claims]).update(note="0")
    return claims


def lost(claims: Sequence[Claim], acknowledged: Counter[int]) -> int:
    """How many acknowledged edits are in no claim."""
    kept = dict(Claim.objects.filter(pk__in=[claim.pk for claim in claims]).values_list("pk", "note"))
    return sum(acknowledged[claim.pk] - int(kept[claim.pk]) for claim in claims)


def _storm(
    claims: Sequence[Claim], workers: list[Any], wanted: int, one: Callable[[Any, Claim], bool]
) -> Counter[int]:
    def work(number: int) -> Counter[int]:
        random, done = Random(number), Counter[int]()
        while done.total() < -(-wanted // len(workers)):
            claim = random.choice(claims)
            done[claim.pk] += one(workers[number], claim)
        connection.close()
        return done

    with ThreadPoolExecutor(len(workers)) as threads:
        return sum(threads.map(work, range(len(workers))), Counter())
