"""The second number of a claim, from the ratings of a map."""

from random import Random
from statistics import fmean

import pytest
from django.contrib.auth import get_user_model

from claims.models import Claim, Rating
from claims.queries.audience import EVERYONE, alone
from claims.queries.bridging import bridging_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def parted_map(small_map):
    """Sixty people rate all claims. On odd ones, forty like what twenty do not; on even ones they are of one mind."""

    def make(raters=60, **columns):
        map = small_map(24, slug="parted", **columns)
        User = get_user_model()
        people = User.objects.bulk_create([User(username=f"rater-{n}") for n in range(raters)])
        claims = list(Claim.objects.filter(map=map).order_by("pk"))
        dice = Random(5)
        Rating.objects.bulk_create(
            Rating(map=map, claim=claim, rater=person, value=value(place, turn, dice))
            for place, claim in enumerate(claims)
            for turn, person in enumerate(people)
        )
        return map

    def value(place, turn, dice):
        liked = (turn < 40) == (place % 4 == 1)
        return (90 if liked else 10) if place % 2 else dice.choice((50, 75, 75))

    return make


def test_what_parts_the_raters_comes_out_nearer_the_middle_and_what_joins_them_where_it_is(parted_map):
    map = parted_map()
    found = bridging_of(map, EVERYONE)
    claims = list(Claim.objects.filter(map=map).order_by("pk").values_list("pk", flat=True))
    assert sorted(found) == claims
    crowd = {
        pk: abs(fmean(Rating.objects.filter(claim=pk).values_list("value", flat=True)) - 50) for pk in claims
    }
    assert all(abs(found[pk] - 50) < 0.7 * crowd[pk] for pk in claims[1::2])
    assert all(abs(found[pk] - 67) <= 6 for pk in claims[0::2])


def test_it_takes_one_query(parted_map, django_assert_num_queries):
    map = parted_map()
    with django_assert_num_queries(1):
        bridging_of(map, EVERYONE)


def test_of_fewer_than_fifty_raters_there_is_none(parted_map):
    assert bridging_of(parted_map(raters=49), EVERYONE) is None


def test_where_ratings_are_hidden_and_of_one_reader_alone_there_is_none(parted_map, alice):
    map = parted_map()
    assert bridging_of(map, alone(alice.pk, EVERYONE)) is None
    map.hide_until_rated = True
    assert bridging_of(map, EVERYONE) is None


def test_a_claim_of_fewer_raters_than_the_map_wants_has_none(parted_map):
    map = parted_map(fewest_raters=60)
    claim = Claim.objects.filter(map=map).earliest("pk")
    Rating.objects.filter(claim=claim).earliest("pk").delete()
    found = bridging_of(map, EVERYONE)
    assert claim.pk not in found
    assert len(found) == 23


def test_what_was_withdrawn_has_none(parted_map):
    map = parted_map()
    claim = Claim.objects.filter(map=map).earliest("pk")
    Claim.objects.filter(pk=claim.pk).update(state="withdrawn")
    assert claim.pk not in bridging_of(map, EVERYONE)


def test_where_nothing_but_chance_parts_them_no_claim_has_one(small_map):
    map = small_map(24, slug="noise")
    User = get_user_model()
    people = User.objects.bulk_create([User(username=f"rater-{n}") for n in range(50)])
    claims = list(Claim.objects.filter(map=map))
    Rating.objects.bulk_create(Rating(map=map, claim=c, rater=p, value=60) for c in claims for p in people)
    assert bridging_of(map, EVERYONE) == {}
