"""Ratings of many claims -> where each stands with people who otherwise part. Shown beside a base, never instead.

The formula is the one that Community Notes published: rating = μ + i_rater + i_claim + f_rater · f_claim, from 0 to 1,
with the least sum of squared errors + λ_i · (μ² + Σ i²) + λ_f · Σ f². f is a place on the one line along which these
raters part most; what it explains of a claim's ratings neither helps nor harms the claim. Its score is μ + i_claim.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from math import fsum, prod, sqrt, sumprod
from typing import Literal

from claims.errors import NotConverged
from claims.graph import Id

type Rater = Hashable
type Ratings = Mapping[Rater, Mapping[Id, float]]  # 0 to 100; "can't tell" is not among them
type Lack = Literal["too few ratings", "rated by one side"]
type Row = tuple[
    list[int], list[float]
]  # who rated a claim, or what a rater rated, by place; and the ratings

RATERS_NEEDED = 50
RATINGS_OF_A_RATER = 10
RATINGS_OF_A_SIDE = 5
AGREES = 50  # a rating above it does

INTERCEPT_COST, SIDE_COST = 0.15, 0.03  # λ_i and λ_f
MOST_SWEEPS = 200  # camps show within a hundred; where chance alone parts the raters, no line comes to rest
AT_REST = 1e-6
NOWHERE = 1e-5  # nearer to the middle than this, a rater stands on no side
FIRST_SWEEPS = 5
TURNS = 40
GOLDEN = 0.618033988749895  # its multiples are strewn evenly: a start without a die, the same everywhere


@dataclass(frozen=True, slots=True)
class Bridging:
    """Every claim is in one of the two: its score, 0 to 100, or what it lacks."""

    scores: dict[Id, float]
    lacks: dict[Id, Lack]


def bridging(ratings: Ratings) -> Bridging | None:
    """None where too few people rated enough. Raters of few claims are left out: they cannot be placed.

    Raises NotConverged where nothing parts the raters but chance, so that their places find no rest.
    """
    steady = {rater: given for rater, given in ratings.items() if len(given) >= RATINGS_OF_A_RATER}
    if len(steady) < RATERS_NEEDED:
        return None
    fit = fitted(steady)
    found = Bridging({}, {})
    for claim in sorted({claim for given in ratings.values() for claim in given}, key=str):
        sides = [fit.side(rater) for rater, given in steady.items() if claim in given]
        if len(sides) < 2 * RATINGS_OF_A_SIDE:
            found.lacks[claim] = "too few ratings"
        elif min(sides.count(1), sides.count(-1)) < RATINGS_OF_A_SIDE:
            found.lacks[claim] = "rated by one side"
        else:
            found.scores[claim] = 100 * min(max(fit.mean + fit.merits[claim], 0.0), 1.0)
    return found


def accepted_by_all(ratings: Ratings, groups: Mapping[Rater, Hashable]) -> dict[Id, float]:
    """By claim: the product over the groups of (agree + 1) / (seen + 2), 0 to 1. A group that saw nothing gives 1/2."""
    names = set(groups.values())
    given = [(rater, claim, value) for rater, told in ratings.items() for claim, value in told.items()]
    seen: dict[Id, dict[Hashable, list[bool]]] = {}
    for rater, claim, value in given:
        votes = seen.setdefault(claim, {name: [] for name in names})
        if rater in groups:
            votes[groups[rater]].append(value > AGREES)
    return {
        claim: prod(sorted((sum(agree) + 1) / (len(agree) + 2) for agree in votes.values()))
        for claim, votes in seen.items()
    }


@dataclass(frozen=True)
class Fit:
    """What explains the ratings best. On the line, plus is the side where more raters stand; it means no more."""

    mean: float
    merits: dict[Hashable, float]  # i of the claims
    places: dict[Rater, float]  # f of the raters

    def side(self, rater: Rater) -> int:
        place = self.places[rater]
        return 0 if abs(place) < NOWHERE else 1 if place > 0 else -1


def fitted(ratings: Ratings) -> Fit:
    """Alternating least squares, until neither a score nor a place moves."""
    sweeps = Sweeps(ratings)
    before = sweeps.state
    for _ in range(MOST_SWEEPS):
        sweeps.sweep()
        now = sweeps.state
        if max(abs(new - old) for new, old in zip(now, before, strict=True)) <= AT_REST:
            return sweeps.fit()
        before = now
    raise NotConverged(f"The places of {len(ratings)} raters on the line between them find no rest.")


@dataclass
class Side:
    """All raters, or all claims: what each rated or was rated, by places on the other side, and what is fitted."""

    names: list[Hashable]
    rows: list[Row]
    i: list[float] = field(default_factory=list)
    f: list[float] = field(default_factory=list)

    def solve(self, mean: float, other: "Side") -> None:
        """The best i and f of each while the other side stays: two unknowns, solved exactly."""
        solved = [_ridge(row, mean, other) for row in self.rows]
        self.i = [i for i, _ in solved]
        self.f = [f for _, f in solved]


def _ridge(row: Row, mean: float, other: Side) -> tuple[float, float]:
    places, ratings = row
    fs = [other.f[place] for place in places]
    left = [rating - mean - other.i[place] for place, rating in zip(places, ratings, strict=True)]
    of_i, of_both, of_f = len(places) + INTERCEPT_COST, sum(fs), sumprod(fs, fs) + SIDE_COST
    for_i, for_f = sum(left), sumprod(left, fs)
    scale = of_i * of_f - of_both * of_both
    return (for_i * of_f - for_f * of_both) / scale, (for_f * of_i - for_i * of_both) / scale


class Sweeps:
    """A fit under way."""

    def __init__(self, ratings: Ratings) -> None:
        self.raters = Side(sorted(ratings, key=str), [])
        self.claims = Side(sorted({claim for given in ratings.values() for claim in given}, key=str), [])
        place = {claim: place for place, claim in enumerate(self.claims.names)}
        self.claims.rows = [([], []) for _ in self.claims.names]
        for number, rater in enumerate(self.raters.names):
            row: Row = ([], [])
            for claim in sorted(ratings[rater], key=str):
                for (places, values), other in (
                    (row, place[claim]),
                    (self.claims.rows[place[claim]], number),
                ):
                    places.append(other)
                    values.append(ratings[rater][claim] / 100)
            self.raters.rows.append(row)
        given = [value for _, values in self.claims.rows for value in values]
        self.mean = fsum(given) / len(given)
        self.claims.i = [0.0 for _ in place]
        self.claims.f = [0.0 for _ in place]
        for _ in range(FIRST_SWEEPS):
            self.sweep()  # of intercepts alone, since no claim has a place yet
        self.claims.f = self._widest()

    @property
    def state(self) -> list[float]:
        """What must come to rest: the scores, and on which side the raters stand."""
        return [self.mean + merit for merit in self.claims.i] + self.raters.f

    def _widest(self) -> list[float]:
        """The line along which what the intercepts leave is largest, by repeated multiplication.

        From a start at random, a few sweeps in a hundred would end beside the best fit, and names could decide it.
        """
        left = [
            [rating - self.mean - i - self.raters.i[place] for place, rating in zip(*row, strict=True)]
            for i, row in zip(self.claims.i, self.claims.rows, strict=True)
        ]
        places = [(GOLDEN * number) % 1 - 0.5 for number in range(1, len(left) + 1)]
        for _ in range(TURNS):
            of_raters = [0.0 for _ in self.raters.names]
            for place, values, (raters, _ratings) in zip(places, left, self.claims.rows, strict=True):
                for rater, value in zip(raters, values, strict=True):
                    of_raters[rater] += place * value
            places = [
                sumprod(values, [of_raters[rater] for rater in raters])
                for values, (raters, _ratings) in zip(left, self.claims.rows, strict=True)
            ]
            size = sqrt(sumprod(places, places)) or 1.0
            places = [place / size for place in places]
        return places

    def sweep(self) -> None:
        self.raters.solve(self.mean, self.claims)
        self.claims.solve(self.mean, self.raters)
        for side, other in ((self.raters, self.claims), (self.claims, self.raters)):
            self._share_mean(side)
            self._share_place(side, other)
        self._share_size()

    # What follows changes no forecast and only lowers the costs; without it, sweeps creep there by the thousand.

    def _share_mean(self, side: Side) -> None:
        """What all of one side have in common is the mean's."""
        common = (sum(side.i) - self.mean) / (len(side.i) + 1)
        self.mean += common
        side.i = [i - common for i in side.i]

    def _share_place(self, side: Side, other: Side) -> None:
        """Move all places of one side together, and let the other's intercepts make up for it."""
        pull = INTERCEPT_COST * sumprod(other.i, other.f) - SIDE_COST * sum(side.f)
        move = pull / (INTERCEPT_COST * sumprod(other.f, other.f) + SIDE_COST * len(side.f))
        side.f = [f + move for f in side.f]
        other.i = [i - move * f for i, f in zip(other.i, other.f, strict=True)]

    def _share_size(self) -> None:
        """Let both sides' places be as large."""
        raters, claims = sumprod(self.raters.f, self.raters.f), sumprod(self.claims.f, self.claims.f)
        if raters and claims:
            grow = (claims / raters) ** 0.25
            self.raters.f = [f * grow for f in self.raters.f]
            self.claims.f = [f / grow for f in self.claims.f]

    def fit(self) -> Fit:
        raters = self.raters
        sign = 1 if sum(f > 0 for f in raters.f) >= sum(f < 0 for f in raters.f) else -1
        places = {name: sign * f for name, f in zip(raters.names, raters.f, strict=True)}
        return Fit(self.mean, dict(zip(self.claims.names, self.claims.i, strict=True)), places)
