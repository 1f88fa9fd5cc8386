"""A claim's surroundings are the same as on the whole map, whatever the map's size."""

import pytest

from claims.actions.strength import refresh_strengths
from claims.models import Claim
from claims.queries.audience import EVERYONE
from claims.queries.part import read_part
from claims.queries.whole import read_map


def test_what_is_read_round_a_claim_is_what_the_whole_map_says_of_it(small_map):
    map = small_map(24, raters=3)
    refresh_strengths(map)
    whole = read_map(map, EVERYONE)
    for claim in Claim.objects.filter(map=map):
        part = read_part(map, EVERYONE, claim.pk).reading
        assert part.claims[claim.pk] == whole.claims[claim.pk]
        assert part.into(claim.pk) == whole.into(claim.pk)
        assert part.uses(claim.pk) == whole.uses(claim.pk)
        assert all(whole.claims[pk] == read for pk, read in part.claims.items())
        assert all(whole.evidence[pk] == read for pk, read in part.evidence.items())
        assert all(whole.undercuts_of(r.pk) == part.undercuts_of(r.pk) for r in part.into(claim.pk))
        assert part.theses == whole.theses


@pytest.mark.parametrize("size", [24, 600])
def test_it_takes_five_queries_in_a_map_of_any_size(small_map, django_assert_max_num_queries, size):
    map = small_map(size)
    claim = Claim.objects.get(map=map, uid=f"Claim-{size}")
    with django_assert_max_num_queries(5):
        read_part(map, EVERYONE, claim.pk)
