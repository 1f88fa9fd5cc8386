"""Where a claim stands with people who otherwise part."""

from math import isclose
from random import Random
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.credibility import CLAIM_PRIOR, aggregate_ratings
from claims.credibility.bridging import accepted_by_all, bridging, fitted
from claims.errors import NotConverged

MINE, THEIRS = 0.7, 0.3
seeds = st.integers(0, 10**6)
some = settings(max_examples=40, deadline=None, database=None)


def two_camps(seed, *, raters=100, claims=40, each=15, lean=25, noise=20, larger=MINE):
    """Ratings by rater, and what each claim deserves; the odd claims please one camp and annoy the other."""
    dice = Random(seed)
    worth = {claim: dice.uniform(35, 65) for claim in range(claims)}
    leans = {claim: dice.choice((-lean, lean)) if claim % 2 else 0 for claim in worth}
    ratings = {}
    for rater in range(raters):
        camp = 1 if rater < larger * raters else -1
        ratings[rater] = {
            claim: min(max(round(worth[claim] + camp * leans[claim] + dice.gauss(0, noise)), 0), 100)
            for claim in dice.sample(range(claims), each)
        }
    return ratings, worth


def scores(ratings):
    found = bridging(ratings)
    assert found is not None
    return found.scores


def by_claim(ratings):
    found = {}
    for given_by in ratings.values():
        for claim, value in given_by.items():
            found.setdefault(claim, []).append(value)
    return found


def close(one, other):
    return one.keys() == other.keys() and all(
        isclose(one[claim], other[claim], abs_tol=0.01) for claim in one
    )


# What it is for


@pytest.mark.parametrize("seed", range(5))
def test_on_what_camps_part_over_it_errs_far_less_than_the_crowd_and_elsewhere_hardly_more(seed):
    ratings, worth = two_camps(seed)
    crowd = {
        claim: aggregate_ratings(values, CLAIM_PRIOR).base for claim, values in by_claim(ratings).items()
    }
    bridged = scores(ratings)

    def error(found, odd):
        return fmean(abs(found[claim] - worth[claim]) for claim in found if claim % 2 == odd)

    assert error(bridged, 1) < 0.75 * error(crowd, 1)
    assert error(bridged, 0) < error(crowd, 0) + 1


def test_over_many_maps_the_gain_is_near_half_and_the_price_small():
    gains, prices = [], []
    for seed in range(20):
        ratings, worth = two_camps(seed)
        values = by_claim(ratings)
        for claim, bridged in scores(ratings).items():
            crowd = aggregate_ratings(values[claim], CLAIM_PRIOR).base
            errors = abs(crowd - worth[claim]), abs(bridged - worth[claim])
            (gains if claim % 2 else prices).append(errors)
    of_crowd, of_bridged = map(fmean, zip(*gains, strict=True))
    assert of_bridged < 0.65 * of_crowd
    of_crowd, of_bridged = map(fmean, zip(*prices, strict=True))
    assert of_crowd < of_bridged < 1.2 * of_crowd


def test_both_camps_find_their_people():
    ratings, _ = two_camps(1, noise=10)
    fit = fitted(ratings)
    assert [fit.side(rater) for rater in ratings] == [1] * 70 + [-1] * 30


def test_plus_is_where_more_raters_stand():
    ratings, _ = two_camps(1, noise=10, larger=THEIRS)
    fit = fitted(ratings)
    assert [fit.side(rater) for rater in ratings] == [-1] * 30 + [1] * 70


@pytest.mark.parametrize("value", [10, 50, 90])
@pytest.mark.parametrize("seed", range(3))
def test_a_claim_that_all_rate_alike_stays_near_that_value(seed, value):
    ratings, _ = two_camps(seed)
    found = scores({rater: given | {"agreed": value} for rater, given in ratings.items()})
    assert found["agreed"] == pytest.approx(value, abs=3)


# What holds of any ratings


@some
@given(seeds)
def test_order_changes_nothing_at_all(seed):
    ratings, _ = two_camps(seed, raters=60)
    shuffled = list(ratings)
    Random(seed).shuffle(shuffled)
    turned = {rater: dict(reversed(ratings[rater].items())) for rater in shuffled}
    assert bridging(turned) == bridging(ratings)


@some
@given(seeds)
def test_names_do_not_matter(seed):
    ratings, _ = two_camps(seed, raters=60)
    dice = Random(seed)
    raters, claims = list(range(60)), list(range(40))
    dice.shuffle(raters)
    dice.shuffle(claims)
    renamed = {
        f"rater {raters[rater]}": {f"claim {claims[claim]}": value for claim, value in given.items()}
        for rater, given in ratings.items()
    }
    found = scores(renamed)
    assert close({claim: found[f"claim {claims[claim]}"] for claim in scores(ratings)}, scores(ratings))
    assert len(found) == len(scores(ratings))


@some
@given(seeds, st.sampled_from([(0, 100), (0,), (100,), (0, 25, 50, 75, 100)]))
def test_scores_stay_on_the_scale_and_come_out_the_same_again(seed, steps):
    dice = Random(seed)
    ratings = {
        rater: {claim: dice.choice(steps) for claim in dice.sample(range(20), 12)} for rater in range(60)
    }
    try:
        found = bridging(ratings)
    except NotConverged:  # nothing but chance parts them
        with pytest.raises(NotConverged, match="60 raters"):
            bridging(ratings)
        return
    assert found == bridging(ratings)
    assert all(0 <= score <= 100 for score in found.scores.values())
    assert found.scores.keys() | found.lacks.keys() == by_claim(ratings).keys()
    assert not found.scores.keys() & found.lacks.keys()


# When there is one


def test_forty_nine_raters_are_too_few():
    ratings, _ = two_camps(1, raters=50)
    assert bridging(ratings) is not None
    del ratings[0]
    assert bridging(ratings) is None


def test_a_rater_of_nine_claims_does_not_count_yet():
    ratings, _ = two_camps(1, raters=50, each=10)
    assert bridging(ratings) is not None
    del ratings[0][next(iter(ratings[0]))]
    assert bridging(ratings) is None


def test_nobody_at_all_is_no_trouble():
    assert bridging({}) is None


def test_a_claim_needs_five_ratings_from_each_side():
    ratings, _ = two_camps(1, noise=10)
    for rater in range(70):
        ratings[rater]["one-sided"] = 80
    for rater in range(70, 74):
        ratings[rater]["one-sided"] = 80
    assert bridging(ratings).lacks["one-sided"] == "rated by one side"
    ratings[74]["one-sided"] = 80
    assert scores(ratings)["one-sided"] == pytest.approx(80, abs=5)


def test_a_claim_with_nine_ratings_has_too_few():
    ratings, _ = two_camps(1, noise=10)
    for rater in range(66, 75):
        ratings[rater]["new"] = 80
    assert bridging(ratings).lacks == {"new": "too few ratings"}
    ratings["visitor"] = {"newer": 80}
    assert bridging(ratings).lacks == {"new": "too few ratings", "newer": "too few ratings"}


def test_where_all_are_of_one_mind_there_are_no_sides():
    ratings = {rater: {claim: 5 * claim for claim in range(15)} for rater in range(60)}
    found = bridging(ratings)
    assert found.scores == {}
    assert set(found.lacks.values()) == {"rated by one side"}


# Where teams are given


def test_what_both_teams_like_is_accepted_and_what_one_likes_is_not():
    ratings = {rater: {"shared": 75, "ours": 100 if rater < 8 else 0} for rater in range(10)}
    found = accepted_by_all(ratings, {rater: "red" if rater < 8 else "blue" for rater in range(10)})
    assert found == {
        "shared": pytest.approx(9 / 10 * 3 / 4),
        "ours": pytest.approx(9 / 10 * 1 / 4),
    }


def test_a_team_that_has_not_seen_it_and_a_rater_of_no_team_decide_nothing():
    ratings = {"ann": {"claim": 80}, "guest": {"claim": 0}, "ben": {}}
    assert accepted_by_all(ratings, {"ann": "red", "ben": "blue"}) == {"claim": pytest.approx(2 / 3 * 1 / 2)}


def test_fifty_is_not_yet_agreeing():
    assert accepted_by_all({"ann": {"a": 50, "b": 51}}, {"ann": "red"}) == {"a": 1 / 3, "b": 2 / 3}
