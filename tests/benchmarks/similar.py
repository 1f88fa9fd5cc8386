"""Similar claims while somebody types, on PostgreSQL: ours beside pg_trgm's `%` with its own GIN index.

Ours is the whole query of the page, with strengths and counts and only what the reader may see; the other finds keys.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from random import Random
from statistics import mean, median, quantiles

from .sentences import WAYS, sentences
from .site import make_tables, postgresql_in_earnest
from .telling import at_least, at_most, headed, told

MAPS = 200
EACH = 50  # texts of each way to say a claim otherwise
IMPORT = 10_000
RIVAL = """
SELECT id FROM claims_claim WHERE text %% %s AND state = 'open' ORDER BY similarity(text, %s) DESC LIMIT 5
"""

SCORED = """
INSERT INTO claims_score (map_id, claim_id, audience, base, se, strength, low, high, n, contested, limited,
    semantics, parameters)
SELECT map_id, id, 'everyone', .5, .1, .6, .4, .8, 7, false, false, 'argmap', '' FROM claims_claim
"""
RELATED = """
INSERT INTO claims_relation (map_id, uid, version, kind, target_claim_id, scheme, scheme_label, note, caveat, "order",
    curator_strength, state)
SELECT map_id, 'r' || id, 1, 'support', id, '', '', '', '', 0, '', 'open' FROM claims_claim
"""
RESTING = """
INSERT INTO claims_premise (map_id, uid, relation_id, claim_id, "order", implicit)
SELECT relation.map_id, 'p' || relation.id, relation.id, other.id, 0, false
FROM claims_relation AS relation JOIN claims_claim AS other ON other.id = relation.target_claim_id + %s
"""

type Find = Callable[[str], list[int]]


def run(options: argparse.Namespace, undo: ExitStack) -> None:
    os.environ["DATABASE_URL"] = undo.enter_context(postgresql_in_earnest())
    os.environ["ARGMAP_DATA_DIR"] = undo.enter_context(
        tempfile.TemporaryDirectory(prefix="argmap-benchmark-")
    )
    make_tables()
    texts = list(sentences(options.claims))
    keys = _fill(texts)
    _import()
    ours, theirs = _ours(), _theirs()
    _compare(texts, keys, ours, theirs)


def _fill(texts: list[str]) -> list[int]:
    """Claims of many maps, each scored and with a reason."""
    from django.db import connection

    from claims.actions.exchange import count_rows
    from claims.models import ArgumentMap, Claim

    maps = [ArgumentMap(slug=f"map-{n}", title=f"Map {n}") for n in range(MAPS)]
    ArgumentMap.objects.bulk_create(maps)
    rows = [Claim(map=maps[n % MAPS], text=text) for n, text in enumerate(texts)]
    keys = [row.pk for row in Claim.objects.bulk_create(rows, 2_000)]
    with connection.cursor() as cursor:
        for statement, values in ((SCORED, None), (RELATED, None), (RESTING, [MAPS])):
            cursor.execute(statement, values)
    count_rows()
    return keys


def _import() -> None:
    """Claims beside those that are there, with the index and without, in turn; none of it stays."""
    from django.db import connection

    headed(f"Storing {IMPORT:,} claims beside {_count():,}")
    texts = list(sentences(IMPORT, seed=2))
    with_index, without = [], []
    for _ in range(3):
        with_index.append(_stored(texts))
        with connection.cursor() as cursor:
            cursor.execute("ALTER INDEX claims_claim_words RENAME TO kept_words")
        without.append(_stored(texts, "DROP INDEX kept_words"))
        with connection.cursor() as cursor:
            cursor.execute("ALTER INDEX kept_words RENAME TO claims_claim_words")
    told("with the index of words", f"{1000 * min(with_index):.0f} ms")
    told("without", f"{1000 * min(without):.0f} ms")
    at_most("with ÷ without", min(with_index) / min(without), 1.5)


def _count() -> int:
    from claims.models import Claim

    return Claim.objects.count()


def _stored(texts: list[str], first: str = "") -> float:
    from django.db import connection, transaction

    from claims.models import ArgumentMap, Claim

    with transaction.atomic():
        if first:
            with connection.cursor() as cursor:
                cursor.execute(first)
        map = ArgumentMap.objects.create(slug="imported", title="Import")
        begun = time.perf_counter()
        Claim.objects.bulk_create([Claim(map=map, text=text) for text in texts], 2_000)
        took = time.perf_counter() - begun
        transaction.set_rollback(True)
    return took


def _ours() -> Find:
    from argmap.accounts.models import User
    from claims.models import ArgumentMap
    from claims.queries.similar import similar_claims

    map, reader = ArgumentMap.objects.earliest("pk"), User.objects.create_user("reader")

    def find(text: str) -> list[int]:
        found = similar_claims(text, map, reader)
        return [claim.pk for claim in (*found.here, *found.elsewhere)]

    return find


def _theirs() -> Find:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION pg_trgm")
        cursor.execute("CREATE INDEX rival ON claims_claim USING gin (text gin_trgm_ops)")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE claims_claim")

    def find(text: str) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(RIVAL, [text, text])
            return [pk for (pk,) in cursor.fetchall()]

    return find


def _compare(texts: list[str], keys: list[int], ours: Find, theirs: Find) -> None:
    random = Random(3)
    all_ours, all_theirs, found = [], [], []
    for way, otherwise in WAYS.items():
        headed(f"{way.capitalize()}: {EACH} of {len(texts):,} claims")
        places = random.sample(range(len(texts)), EACH)
        asked = [(otherwise(texts[place], random), keys[place]) for place in places]
        rows = list(_in_turn(asked, ours, theirs))
        for name, took, hit in (("ours", 0, 2), ("pg_trgm", 1, 3)):
            times = [row[took] for row in rows]
            recall = mean(row[hit] for row in rows)
            told(name, f"median {median(times):.1f} ms, p95 {_p95(times):.1f} ms, recall {recall:.3f}")
        all_ours += [row[0] for row in rows]
        all_theirs += [row[1] for row in rows]
        found += [row[2:] for row in rows]
    headed("All of these")
    mine, rival = mean(row[0] for row in found), mean(row[1] for row in found)
    told("ours", f"median {median(all_ours):.1f} ms, p95 {_p95(all_ours):.1f} ms, recall {mine:.3f}")
    told("pg_trgm", f"median {median(all_theirs):.1f} ms, p95 {_p95(all_theirs):.1f} ms, recall {rival:.3f}")
    at_least("pg_trgm ÷ ours, medians", median(all_theirs) / median(all_ours), 20)
    at_least("pg_trgm ÷ ours, 95th percentiles", _p95(all_theirs) / _p95(all_ours), 20)
    at_least("recall, ours ÷ pg_trgm's", mine / rival, 1)


def _in_turn(
    asked: list[tuple[str, int]], ours: Find, theirs: Find
) -> Iterator[tuple[float, float, bool, bool]]:
    """Milliseconds of each, and whether the claim was among the first it found."""
    for text, pk in asked:
        begun = time.perf_counter()
        mine = ours(text)
        between = time.perf_counter()
        rival = theirs(text)
        ended = time.perf_counter()
        yield 1000 * (between - begun), 1000 * (ended - between), pk in mine, pk in rival


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]
