"""Keeping ratings: one counts, all are kept, and strengths follow."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.actions.rating import MayNotRate, rate
from claims.actions.strength import refresh_strengths
from claims.errors import ClaimsError
from claims.models import ArgumentMap, Rating, RatingLog, Score
from tests.arguing import Argument, strength_of


@pytest.fixture
def argument(small_map, person, alice):
    """A thesis with a well rated objection to it, and a few people to rate them."""
    argument = Argument(ArgumentMap.objects.create(slug="argued", title="Argued"))
    argument.people = [person(f"rater-{n}") for n in range(6)]
    argument.point = argument.thesis("The bridge should be closed.")
    argument.objection = argument.claim("The bridge was repaired.")
    argument.step = argument.attacks(argument.objection, argument.point)
    argument.rated(argument.people, 75, argument.point)
    return argument


def scores(map):
    return {
        (score.audience, score.claim_id, score.relation_id, score.evidence_id): (
            score.base,
            score.strength,
            score.low,
            score.high,
            score.n,
        )
        for score in Score.objects.filter(map=map)
    }


def test_rating_an_objection_weakens_the_thesis_above_it(argument, alice):
    before = strength_of(argument.point)
    moved = rate(argument.objection, 100, by=alice).moved_for("everyone")
    assert strength_of(argument.point) < before
    assert moved["claim", argument.point.pk] == before


def test_an_objection_found_poor_weakens_nothing(argument, alice):
    before = strength_of(argument.point)
    rate(argument.objection, 0, by=alice)
    assert strength_of(argument.point) == before


def test_the_latest_rating_counts_and_earlier_ones_are_kept(argument, alice):
    for value in (10, 90, None):
        rate(argument.objection, value, by=alice)
    assert [r.value for r in Rating.objects.filter(rater=alice)] == [None]
    assert [r.value for r in RatingLog.objects.filter(rater=alice)] == [10, 90, None]


def test_saving_twice_is_harmless(argument, alice):
    rate(argument.objection, 90, by=alice)
    once = scores(argument.map)
    assert rate(argument.objection, 90, by=alice).moved == []
    assert scores(argument.map) == once


def test_the_wording_that_was_rated_is_remembered(argument, alice):
    argument.objection.version = 3
    argument.objection.save()
    assert rate(argument.objection, 90, by=alice).rating.revision == 3


def test_stored_scores_equal_a_recount_from_scratch(argument, alice, maya):
    evidence = argument.evidence("An engineer says so.")
    argument.supports(evidence, argument.objection)
    argument.map.evidence_raters = "everyone"
    argument.map.save()
    rate(argument.objection, 80, by=alice)
    rate(argument.step, 60, by=alice)
    rate(evidence, 95, by=maya, rubric={"source": "A", "information": 1})
    rate(argument.objection, None, by=alice)
    stored = scores(argument.map)
    Score.objects.all().delete()
    refresh_strengths(argument.map)
    assert scores(argument.map) == stored


def test_no_score_is_written_inside_the_ratings_own_transaction(argument, alice):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        rate(argument.objection, 90, by=alice)
    said = [query["sql"] for query in queries]
    begun = next(n for n, sql in enumerate(said) if 'INSERT INTO "claims_ratinglog"' in sql)
    ended = next(n for n, sql in enumerate(said[begun:], begun) if sql.startswith(("RELEASE", "COMMIT")))
    inside = said[begun:ended]
    assert any('INSERT INTO "claims_rating"' in sql for sql in inside)
    assert not any("claims_score" in sql or "claims_argumentmap" in sql for sql in inside)
    assert any("claims_score" in sql for sql in said[ended:])


@pytest.mark.parametrize("value", [-1, 101])
def test_a_value_outside_the_scale_is_refused(argument, alice, value):
    with pytest.raises(ClaimsError, match="whole number from 0 to 100"):
        rate(argument.objection, value, by=alice)
    assert not RatingLog.objects.filter(rater=alice).exists()


def test_outsiders_do_not_rate_where_members_alone_do(argument, carl):
    argument.map.who_rates = "members"
    argument.map.save()
    with pytest.raises(MayNotRate):
        rate(argument.objection, 50, by=carl)
    assert not RatingLog.objects.filter(rater=carl).exists()


@pytest.mark.django_db(transaction=True)
def test_two_ratings_by_one_person_at_one_moment_end_with_one_that_counts(argument, alice):
    def give(value):
        try:
            rate(argument.objection, value, by=alice)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(give, [10, 90]))
    [current] = Rating.objects.filter(rater=alice)
    assert sorted(log.value for log in RatingLog.objects.filter(rater=alice)) == [10, 90]
    stored = scores(argument.map)
    refresh_strengths(argument.map)
    assert scores(argument.map) == stored
    assert current.value in (10, 90)
