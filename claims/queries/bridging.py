"""Where claims stand with people who otherwise part: a second number beside a strength, where enough have rated."""

from collections import defaultdict

from claims.credibility.bridging import Rater, bridging
from claims.credibility.rubric import rounded
from claims.errors import NotConverged
from claims.graph import Id
from claims.graph.words import State
from claims.models import ArgumentMap

from .audience import Audience
from .graph import counted_ratings


def bridging_of(map: ArgumentMap, audience: Audience) -> dict[int, int] | None:
    """By claim, 0 to 100, in one query; None where too few rated enough, and where ratings are hidden or one's own.

    Empty where nothing but chance parts the raters: then there is nothing to bridge.
    """
    if map.hide_until_rated or audience.person is not None:
        return None
    ratings: defaultdict[Rater, dict[Id, float]] = defaultdict(dict)
    raters: defaultdict[Id, int] = defaultdict(int)
    rows = counted_ratings(map, audience).filter(claim__state=State.OPEN.value).order_by()
    for rater, claim, value in rows.values_list("rater", "claim", "value"):
        if claim is not None and value is not None:
            ratings[rater][claim] = value
            raters[claim] += 1
    try:
        found = bridging(ratings)
    except NotConverged:
        return {}
    if found is None:
        return None
    return {
        int(claim): rounded(score)
        for claim, score in found.scores.items()
        if raters[claim] >= map.fewest_raters
    }
