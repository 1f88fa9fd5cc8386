from math import isclose, sqrt

import pytest

from claims.credibility import (
    CLAIM_PRIOR,
    EVIDENCE_PRIOR,
    RELATION_FROM_CLAIM_PRIOR,
    RELATION_FROM_EVIDENCE_PRIOR,
    Prior,
    aggregate_ratings,
    relation_prior,
)
from claims.credibility.aggregate import is_contested, midmean


@pytest.mark.parametrize(
    ("ratings", "middle"),
    [
        ([40], 40),
        ([0, 100], 50),
        ([0, 60, 100], (0.25 * 0 + 60 + 0.25 * 100) / 1.5),
        ([0, 50, 70, 100], 60),
        ([100, 0, 50, 70, 60], (0.75 * 50 + 60 + 0.75 * 70) / 2.5),
    ],
)
def test_the_midmean_drops_exactly_a_quarter_of_the_weight_from_each_end(ratings, middle):
    assert isclose(midmean(ratings), middle)


def test_an_unrated_claim_stands_at_its_prior_and_is_unsure():
    found = aggregate_ratings([], CLAIM_PRIOR)
    assert (found.base, found.count, found.contested, found.band) == (50, 0, False, None)
    assert isclose(found.se, 30 / sqrt(5))


def test_a_first_rating_moves_a_claim_a_little_and_evidence_a_lot():
    assert isclose(aggregate_ratings([95], CLAIM_PRIOR).base, 57.5)
    assert isclose(aggregate_ratings([95], EVIDENCE_PRIOR).base, 72.5)


def test_the_error_counts_every_rating_and_the_imaginary_ones():
    found = aggregate_ratings([80], EVIDENCE_PRIOR)
    assert found.base == 65
    assert isclose(found.se, sqrt((80 - 65) ** 2 + 30**2 + (50 - 65) ** 2) / 2)


def test_a_band_needs_five_ratings_and_stays_on_the_scale():
    assert aggregate_ratings([80] * 4, CLAIM_PRIOR).band is None
    found = aggregate_ratings([100] * 60, Prior(raters=1, value=100))
    assert found.band == (found.base - 2 * found.se, 100)


@pytest.mark.parametrize(
    ("ratings", "contested"),
    [
        ([], False),
        ([25, 75], True),
        ([25, 50, 50, 75], True),
        ([25, 50, 50, 50, 75], False),
        ([26, 74], False),
    ],
)
def test_contested_means_a_quarter_low_and_a_quarter_high(ratings, contested):
    assert is_contested(ratings) is contested


def test_a_relation_starts_from_the_curators_view_or_from_what_its_premise_is():
    assert relation_prior(70, from_evidence=True) == Prior(raters=1, value=70)
    assert relation_prior(0, from_evidence=True) == Prior(raters=1, value=0)
    assert relation_prior(None, from_evidence=True) == RELATION_FROM_EVIDENCE_PRIOR
    assert relation_prior(None, from_evidence=False) == RELATION_FROM_CLAIM_PRIOR
