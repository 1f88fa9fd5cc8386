"""What a claim's page says of why it stands where it does."""

from math import log

import pytest
from django.contrib.auth.models import AnonymousUser

from claims.actions.rating import rate
from claims.graph.words import RelationKind
from claims.models import ArgumentMap, Claim, Score
from claims.queries.audience import EVERYONE, alone
from claims.queries.rating import veil_for
from claims.queries.why import why_of
from tests.arguing import Argument

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


@pytest.fixture
def argument(person):
    argument = Argument(ArgumentMap.objects.create(slug="argued", title="Argued", evidence_raters="everyone"))
    argument.people = [person(f"rater-{n}") for n in range(6)]
    argument.point = argument.thesis("Point")
    argument.reason = argument.claim("Reason")
    argument.objection = argument.claim("Objection")
    argument.doubt = argument.claim("Doubt")
    argument.idle = argument.claim("Idle")
    argument.step = argument.supports(argument.reason, argument.point)
    argument.against = argument.attacks(argument.objection, argument.point)
    argument.undercut = argument.attacks(argument.doubt, argument.step)
    argument.supports(argument.idle, argument.point)
    argument.rated(argument.people, 100, argument.reason, argument.step, argument.objection)
    argument.rated(argument.people, 90, argument.doubt, argument.undercut)
    return argument


def why(claim, user=NOBODY, audience=EVERYONE):
    claim = Claim.objects.select_related("map").get(pk=claim.pk)
    return why_of(claim, audience, veil_for(claim.map, user, audience))


def by_text(found):
    return {reason.premises[0].text: reason for reason in found.reasons}


def test_points_shown_add_up_to_the_total_shown(five_articles, person):
    for claim in Claim.objects.filter(map=five_articles, theses__isnull=False)[:6]:
        found = why(claim)
        shown = found.start + sum(reason.points for reason in found.reasons)
        assert round(found.total, 1) == round(shown, 1)


def test_every_reason_says_what_the_claim_would_be_without_it(argument):
    found = by_text(why(argument.point))
    now = 100 * Score.objects.get(claim=argument.point, audience="everyone").strength
    assert found["Reason"].points > 0 > found["Objection"].points
    assert found["Reason"].without < now < found["Objection"].without
    assert found["Idle"].without == pytest.approx(now)


def test_a_reason_at_50_or_below_is_said_to_carry_nothing(argument):
    found = why(argument.point)
    assert [reason.premises[0].text for reason in found.idle] == ["Idle"]
    assert [premise.text for premise in by_text(found)["Idle"].weightless] == ["Idle"]
    assert by_text(found)["Reason"].weightless == ()


def test_an_undercut_is_told_on_the_step_it_weakens(argument):
    [cut] = by_text(why(argument.point))["Reason"].cuts
    assert [premise.text for premise in cut.premises] == ["Doubt"]
    assert 0 < cut.takes < 100
    assert by_text(why(argument.point))["Objection"].cuts == ()


def test_what_moves_it_most_may_stand_several_steps_below(argument):
    deep = argument.claim("Deep")
    argument.supports(deep, argument.reason)
    argument.rated(argument.people[:1], 90, deep)
    found = {mover.named.text: mover for mover in why(argument.point).movers}
    assert found["Deep"].lifts
    assert not found["Doubt"].lifts
    assert found["Doubt"].without > why(argument.point).strength.value


def test_evidence_of_one_origin_that_is_not_heard_says_so(argument):
    wire = argument.source("Wire story", origin="An agency")
    copy = argument.source("Its copy", origin="An agency")
    first, second = argument.evidence("First", wire), argument.evidence("Second", copy)
    argument.supports(first, argument.point)
    argument.supports(second, argument.point)
    argument.rated(argument.people, 100, first)
    argument.rated(argument.people, 80, second)
    found = by_text(why(argument.point))
    assert (found["First"].muted, found["Second"].muted) == (False, True)
    assert found["Second"].points == 0


def test_a_contradiction_counts_at_both_its_ends(argument):
    other = argument.claim("Other")
    argument.relate(RelationKind.CONTRADICTION, other, argument.point)
    argument.rated(argument.people, 100, other, argument.point)
    assert by_text(why(argument.point))["Other"].points < 0
    assert by_text(why(other))["Point"].points < 0


def test_a_loop_says_that_its_influence_is_limited(argument):
    argument.rated([], 0, argument.supports(argument.point, argument.reason))
    back = argument.relations
    argument.rated(argument.people, 100, *argument.map.relation_set.filter(target_claim=argument.reason))
    assert back
    limited = by_text(why(argument.reason))["Point"].limited
    assert limited == Score.objects.get(claim=argument.reason, audience="everyone").limited


def test_goals_are_the_nearest_words_above_and_below(argument):
    found = why(argument.point)
    now = found.strength.value
    rise, fall = found.goals
    assert rise.rises
    assert not fall.rises
    assert fall.boundary <= now < rise.boundary
    for goal in found.goals:
        assert [change.is_itself for change in goal.changes].count(True) <= 1


def test_my_own_numbers_are_explained_by_my_own_ratings(argument, alice):
    rate(argument.reason, 100, by=alice)
    rate(argument.step, 100, by=alice)
    found = why(argument.point, alice, alone(alice.pk, EVERYONE))
    assert found.own_alone
    assert {text: reason.points > 0 for text, reason in by_text(found).items()} == {
        "Reason": True,
        "Objection": False,
        "Idle": False,
    }


def test_where_ratings_hide_nothing_of_others_goes_into_the_explanation(argument, alice):
    ArgumentMap.objects.update(hide_until_rated=True)
    rate(argument.reason, 100, by=alice)
    before = why(argument.point, alice)
    argument.map.rating_set.exclude(rater=alice).update(value=3)
    argument.rated([], 0, argument.point)
    assert why(argument.point, alice) == before


def test_what_too_few_gave_is_said_not_to_count(argument):
    argument.rated(argument.people, 90, argument.point)
    ArgumentMap.objects.update(fewest_raters=7)
    found = why(argument.point)
    assert found.too_few
    assert (found.start, found.up, found.down) == (0, 0, 0)
    ArgumentMap.objects.update(fewest_raters=6)
    assert not why(argument.point).too_few


def test_it_is_read_in_three_queries_where_no_evidence_is_below(argument, django_assert_num_queries):
    claim = Claim.objects.select_related("map").get(pk=argument.point.pk)
    veil = veil_for(claim.map, NOBODY, EVERYONE)
    with django_assert_num_queries(3):
        why_of(claim, EVERYONE, veil)


def test_more_than_twenty_reasons_still_add_up(argument):
    for n in range(25):
        reason = argument.claim(f"Small {n}")
        argument.rated(argument.people[:5], 60, reason, argument.supports(reason, argument.point))
    found = why(argument.point)
    assert (len(found.reasons), found.more) == (20, 8)
    strength = Score.objects.get(claim=argument.point, audience="everyone").strength
    assert found.total == pytest.approx(25 * log(strength / (1 - strength)), abs=1.1)  # of 20 rounded parts
    assert found.rest > 0


def test_an_undercut_of_a_contradiction_weakens_it_at_both_its_ends(argument):
    other, doubt = argument.claim("Other"), argument.claim("Their doubt")
    clash = argument.relate(RelationKind.CONTRADICTION, other, argument.point)
    undercut = argument.attacks(doubt, clash)
    argument.rated(argument.people, 100, other, argument.point, clash, doubt, undercut)
    for claim, against in ((argument.point, "Other"), (other, "Point")):
        [cut] = by_text(why(claim))[against].cuts
        assert cut.takes > 50


def test_what_too_few_gave_goes_into_no_number_that_others_see(argument):
    """One person's rating of a step or a premise cannot be read off the claim above."""
    one = argument.claim("Rated by one")
    step = argument.supports(one, argument.point)
    argument.rated(argument.people, 90, argument.point)
    argument.rated(argument.people[:1], 100, one, step)
    ArgumentMap.objects.update(fewest_raters=3)
    argument.map.refresh_from_db()
    argument.rated([], 0, argument.point)
    before = why(argument.point), list(scores())
    argument.map.rating_set.filter(claim=one).update(value=60)
    argument.map.rating_set.filter(relation=step).update(value=0)
    argument.rated([], 0, argument.point)
    assert (why(argument.point), list(scores())) == before
    rated = rate(one, 0, by=argument.people[0])
    assert rated.moved("everyone").was == {}


def scores():
    return Score.objects.order_by("pk").values_list("pk", "strength", "base", "low", "high", "points", "n")
