"""Keeping ratings: one counts, all are kept, and strengths follow."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from claims.actions.rating import MayNotRate, rate
from claims.actions.strength import refresh_strengths
from claims.errors import ClaimsError
from claims.graph.words import RelationKind
from claims.models import ArgumentMap, Claim, Group, GroupMember, Rating, RatingLog, Score
from claims.queries.graph import target_of
from tests.arguing import Argument, strength_of

KEPT = ["base", "se", "strength", "low", "high", "n", "contested", "limited", "points", "points_back"]


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
    moved = rate(argument.objection, 100, by=alice).moved("everyone").was
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
    assert rate(argument.objection, 90, by=alice).moved("everyone").was == {}
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


@pytest.fixture
def later(settings):
    """Recounts are asked for, and nobody makes them."""
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}


def numbers(score):
    return {column: getattr(score, column) for column in KEPT}


def strengths(map, key):
    return {
        target_of(score.claim_id, score.relation_id, score.evidence_id): score
        for score in Score.objects.filter(map=map, audience=key)
    }


def test_where_a_worker_recounts_the_stored_scores_stay_until_it_has(argument, alice, later):
    before = scores(argument.map)
    rate(argument.objection, 100, by=alice)
    assert scores(argument.map) == before


@pytest.mark.parametrize("audience", ["everyone", "without example", "group"])
@pytest.mark.parametrize("thing", ["objection", "step", "proof", "undercut", "point"])
def test_the_answer_tells_what_a_recount_will_keep(argument, alice, maya, later, audience, thing):
    argument.map.evidence_raters = "everyone"
    argument.map.save()
    argument.proof = argument.evidence("An engineer says so.")
    argument.supports(argument.proof, argument.objection)
    argument.undercut = argument.attacks(argument.claim("Engineers err."), argument.step)
    group = Group.objects.create(map=argument.map, slug="class", name="Class", is_example=True)
    for number, member in enumerate([*argument.people, *([alice] if audience == "group" else [])]):
        GroupMember.objects.create(group=group, user=member, pseudonym=str(number))
    argument.rated([maya], 80, argument.objection, argument.proof, argument.step)
    argument.rated(argument.people, 90, *Claim.objects.filter(map=argument.map, rating=None))
    argument.rated(argument.people, 70, argument.objection)
    key = f"group {group.pk}" if audience == "group" else audience
    stood = strengths(argument.map, key)
    for value in (100, 30, None, 80):
        moved = rate(getattr(argument, thing), value, by=alice).moved(key)
        refresh_strengths(argument.map)
        stand = strengths(argument.map, key)
        was = {target: score.strength for target, score in stood.items()}
        assert moved.was == {target: then for target, then in was.items() if then != stand[target].strength}
        for target in [*moved.was, moved.rated]:
            assert numbers(moved.score(target)) == pytest.approx(numbers(stand[target]), abs=1e-12)
        stood = stand


def test_the_page_shows_what_a_rating_moved_though_nobody_has_recounted(argument, alice, as_person, later):
    pk, client = argument.objection.pk, as_person(alice)
    answer = client.post(f"/claims/{pk}/rating/", {"value": "75"}, headers={"HX-Request": "true"})
    assert "Your 75 moves this claim from 50.0 to 54.2" in answer.content.decode()
    sent = {"data": {"value": 100}, "content_type": "application/json"}
    [_, own] = client.post(f"/api/v1/claims/{pk}/rating/", **sent).json()["moved"]
    assert (own["id"], own["strength"]["value"]) == (pk, pytest.approx(100 * 350 / 600))
    assert strength_of(argument.objection) == 0.5


def test_the_answer_tells_what_this_rating_moved_and_not_what_others_did_meanwhile(
    argument, alice, maya, later
):
    alone = rate(argument.objection, 80, by=alice).moved("everyone").was
    after_others = rate(argument.objection, 80, by=maya).moved("everyone").was
    assert after_others["claim", argument.point.pk] < alone["claim", argument.point.pk]
    assert rate(argument.objection, 80, by=maya).moved("everyone").was == {}


def test_what_carries_no_weight_moves_nothing(argument, alice):
    remark = argument.relate(RelationKind.CONTEXT, argument.objection, argument.point)
    assert rate(remark, 100, by=alice).moved("everyone").was == {}


@pytest.mark.parametrize("others", [0, 5])
def test_a_rating_asks_as_often_however_many_rate(
    argument, alice, person, later, others, django_assert_num_queries
):
    argument.rated([person(f"other-{n}") for n in range(others)], 60, argument.objection, argument.step)
    with django_assert_num_queries(6):  # two of them begin and end its transaction
        rated = rate(argument.objection, 90, by=alice)
    for queries in (5, 1):  # what was kept at the last recount is read once
        with django_assert_num_queries(queries):
            assert rated.moved("everyone").was


def test_no_score_is_written_inside_the_ratings_own_transaction(argument, alice):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        rate(argument.objection, 90, by=alice)
    said = [query["sql"] for query in queries]
    begun = next(n for n, sql in enumerate(said) if 'INSERT INTO "claims_rating"' in sql)
    ended = next(n for n, sql in enumerate(said[begun:], begun) if sql.startswith(("RELEASE", "COMMIT")))
    inside = said[begun:ended]
    assert any('INSERT INTO "claims_ratinglog"' in sql for sql in inside)
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


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_rating_does_not_wait_for_the_recount_under_way(argument, alice, later):
    with transaction.atomic(), ThreadPoolExecutor(1) as threads:
        refresh_strengths(argument.map)
        assert threads.submit(in_a_thread, rate, argument.objection, 90, by=alice).result(5)
        assert Rating.objects.filter(rater=alice).exists()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_after_a_storm_the_stored_scores_are_those_of_a_recount(argument, person):
    people = [person(f"stormer-{n}") for n in range(30)]
    things = [argument.point, argument.objection, argument.step]
    with ThreadPoolExecutor(10) as threads:
        given = [
            threads.submit(in_a_thread, rate, things[n % 3], 25 * (n * n % 5), by=people[n // 3 % 30])
            for n in range(300)
        ]
    assert [storm.exception() for storm in given if storm.exception()] == []
    assert RatingLog.objects.count() == 300
    stored = scores(argument.map)
    argument.map.refresh_from_db()
    assert argument.map.scores_version <= 302
    Score.objects.all().delete()
    refresh_strengths(argument.map)
    assert scores(argument.map) == stored


def in_a_thread(deed, *values, **named):
    try:
        return deed(*values, **named)
    finally:
        connection.close()
