"""What of others' ratings a reader gets to see."""

import pytest
from django.contrib.auth.models import AnonymousUser

from claims.actions.rating import rate
from claims.models import ArgumentMap, Score
from claims.queries.audience import EVERYONE
from claims.queries.rating import as_seen_by, counts_on, read_given, veil_for
from claims.queries.whole import read_map
from tests.arguing import Argument

NOBODY = AnonymousUser()


@pytest.fixture
def people(person):
    return [person(f"rater-{n}") for n in range(6)]


@pytest.fixture
def argument(people):
    argument = Argument(ArgumentMap.objects.create(slug="argued", title="Argued", evidence_raters="everyone"))
    argument.point = argument.thesis("Point")
    argument.reason = argument.claim("Reason")
    argument.proof = argument.evidence("Proof")
    argument.step = argument.supports(argument.reason, argument.point)
    argument.supports(argument.proof, argument.point)
    argument.rated(people, 75, argument.point, argument.reason, argument.step, argument.proof)
    return argument


def seen(argument, user):
    reading = as_seen_by(user, read_map(argument.map, EVERYONE))
    return {
        "point": reading.claims[argument.point.pk].strength,
        "reason": reading.claims[argument.reason.pk].strength,
        "proof": reading.evidence[argument.proof.pk].strength,
        "step": reading.relations[argument.step.pk].relevance,
        "step as it runs into the point": reading.reasons(argument.point.pk)[0].relevance,
    }


def test_where_nothing_hides_everything_is_seen(argument):
    assert {strength.n for strength in seen(argument, NOBODY).values()} == {6}


def test_until_one_has_rated_a_thing_nothing_of_others_ratings_gets_out(argument, alice):
    argument.map.hide_until_rated = True
    rate(argument.reason, None, by=alice)
    found = seen(argument, alice)
    assert found.pop("reason").n == 6
    assert {(s.state, s.value, s.low, s.high, s.n, s.limited) for s in found.values()} == {
        ("hidden", None, None, None, 0, False)
    }
    assert {strength.state for strength in seen(argument, NOBODY).values()} == {"hidden"}


def test_below_the_fewest_raters_there_is_a_count_and_no_number(argument):
    argument.map.fewest_raters = 7
    assert {(s.state, s.value, s.n) for s in seen(argument, NOBODY).values()} == {("few", None, 6)}
    argument.map.fewest_raters = 6
    assert {s.state for s in seen(argument, NOBODY).values()} == {"rated"}


def test_a_number_that_reasons_carry_is_made_of_what_enough_people_gave(argument):
    argument.map.fewest_raters = 2
    carried, by_one, single = argument.claim("Carried"), argument.claim("By one"), argument.claim("Single")
    argument.supports(argument.reason, carried)
    argument.supports(single, by_one, curator_strength="strong")
    argument.rated([argument.map.rating_set.first().rater], 100, single)
    reading = as_seen_by(NOBODY, read_map(argument.map, EVERYONE))
    states = {pk: reading.claims[pk].strength.state for pk in (carried.pk, by_one.pk, single.pk)}
    assert states == {carried.pk: "carried", by_one.pk: "none", single.pk: "few"}
    assert reading.claims[single.pk].strength.value is None


def test_where_ratings_hide_a_thing_one_has_rated_shows_its_own_number_and_not_its_reasons(argument, alice):
    """What stands below it has not been rated: it would be told by a strength that it goes into."""
    argument.map.hide_until_rated = True
    rate(argument.point, 75, by=alice)
    base = Score.objects.get(claim=argument.point, audience="everyone")
    shown = seen(argument, alice)["point"]
    assert (shown.n, shown.value) == (7, pytest.approx(100 * base.base))
    assert abs(base.base - base.strength) > 0.01


def ratings(argument, thing, name, user=NOBODY):
    given = read_given(thing, name, EVERYONE, user)
    return given.behind(veil_for(argument.map, user, EVERYONE, given.own))


def test_ratings_are_counted_at_the_nearest_step(argument, people):
    claim = argument.claim("Rated all over")
    for person, value in zip(people, [0, 12, 13, 62, 87, 88], strict=True):
        rate(claim, value, by=person)
    crowd = ratings(argument, claim, ("claim", claim.pk)).crowd
    assert crowd.counts == (2, 1, 1, 1, 1)
    assert crowd.n == 6
    assert crowd.middle == (12, 87)
    assert crowd.contested


def test_cannot_tell_counts_for_nobody_but_is_remembered(argument, alice):
    rate(argument.point, None, by=alice)
    found = ratings(argument, argument.point, ("claim", argument.point.pk), alice)
    assert found.n == 6
    assert found.own.value is None


def test_a_rating_of_an_earlier_wording_is_said_to_be_one(argument, people):
    argument.point.version = 2
    found = ratings(argument, argument.point, ("claim", argument.point.pk), people[0])
    assert found.own.on_earlier_wording
    assert found.crowd.on_earlier_wording == 6
    rate(argument.point, 50, by=people[0])
    found = ratings(argument, argument.point, ("claim", argument.point.pk), people[0])
    assert not found.own.on_earlier_wording
    assert found.crowd.on_earlier_wording == 5


def test_where_curators_judge_evidence_others_grades_are_kept_and_not_counted(argument, alice):
    argument.map.evidence_raters = "curators"
    rate(argument.proof, 10, by=alice)
    found = ratings(argument, argument.proof, ("evidence", argument.proof.pk), alice)
    assert (found.own.value, found.n, found.crowd) == (10, 0, None)
    assert not counts_on(argument.proof, alice)
    assert counts_on(argument.point, alice)


def test_a_crowd_too_small_or_hidden_is_not_shown(argument, alice):
    name = ("claim", argument.point.pk)
    argument.map.fewest_raters = 7
    found = ratings(argument, argument.point, name)
    assert (found.crowd, found.too_few, found.n) == (None, True, 6)
    argument.map.hide_until_rated = True
    found = ratings(argument, argument.point, name, alice)
    assert (found.crowd, found.hidden, found.n) == (None, True, 0)
