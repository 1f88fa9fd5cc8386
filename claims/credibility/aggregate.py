"""The ratings of one thing -> its base, and how sure that is. All on 0 to 100."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt

ENOUGH_RATINGS = 5
LOW, HIGH = 25, 75
SPREAD_OF_A_PRIOR = 30


@dataclass(frozen=True, slots=True)
class Prior:
    """What is taken for granted before anyone rates: as many imaginary raters, all at one value."""

    raters: int
    value: float


CLAIM_PRIOR = Prior(raters=5, value=50)
EVIDENCE_PRIOR = Prior(raters=1, value=50)
"""Few, considered ratings by a rubric: with five imaginary raters the best grade would hardly move a claim."""
RELATION_FROM_CLAIM_PRIOR = Prior(raters=1, value=50)
RELATION_FROM_EVIDENCE_PRIOR = Prior(raters=1, value=100)
"""That it belongs is why it was filed."""


def relation_prior(curators_view: float | None, *, from_evidence: bool) -> Prior:
    if curators_view is not None:
        return Prior(raters=1, value=curators_view)
    return RELATION_FROM_EVIDENCE_PRIOR if from_evidence else RELATION_FROM_CLAIM_PRIOR


@dataclass(frozen=True, slots=True)
class Aggregate:
    """What the ratings of one thing say together, 0 to 100."""

    base: float
    se: float
    count: int
    contested: bool

    @property
    def band(self) -> tuple[float, float] | None:
        """Two standard errors to each side; nothing while there are too few ratings to tell."""
        if self.count < ENOUGH_RATINGS:
            return None
        return max(0.0, self.base - 2 * self.se), min(100.0, self.base + 2 * self.se)


def aggregate_ratings(ratings: Sequence[float], prior: Prior) -> Aggregate:
    """Ratings are 0 to 100; "can't tell" is not among them."""
    weight = len(ratings) + prior.raters
    told = len(ratings) * midmean(ratings) if ratings else 0.0
    base = (prior.raters * prior.value + told) / weight
    doubt = prior.raters * (SPREAD_OF_A_PRIOR**2 + (50 - base) ** 2)
    se = sqrt(fsum([(rating - base) ** 2 for rating in ratings] + [doubt])) / weight
    return Aggregate(base, se, len(ratings), is_contested(ratings))


def midmean(ratings: Sequence[float]) -> float:
    """The mean of the middle half. Exactly a quarter of the weight goes from each end, in fractions of a rating."""
    quarter = len(ratings) / 4
    kept = [
        rating * max(0.0, min(place + 1, 3 * quarter) - max(place, quarter))
        for place, rating in enumerate(sorted(ratings))
    ]
    return fsum(kept) / (2 * quarter)


def is_contested(ratings: Sequence[float]) -> bool:
    """At least a quarter low and at least a quarter high: a histogram must be shown, never only the number."""
    low = sum(rating <= LOW for rating in ratings)
    high = sum(rating >= HIGH for rating in ratings)
    return bool(ratings) and 4 * min(low, high) >= len(ratings)
