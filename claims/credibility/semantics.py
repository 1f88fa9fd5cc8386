"""Ways of counting: our own, and four from the literature to compare it with.

Each turns a base, the weights of supports and the weights of attacks into a strength; and tells its slopes in each of
them. At the edge of what a base or a weight may be, the slope is that of the side inside.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, fsum, prod, sqrt

type Weights = Sequence[float]
type Combine = Callable[[float, Weights, Weights], float]
MOST_LOG_ODDS = 700  # e to the 700 is still a number


@dataclass(frozen=True, slots=True)
class Slopes:
    """d strength / d base, / d weight of each support, / d weight of each attack."""

    base: float
    supports: list[float]
    attacks: list[float]


@dataclass(frozen=True, kw_only=True)
class Semantics:
    """A way of counting. Its name and parameters are stored with every strength."""

    name: str
    combine: Combine
    slopes: Callable[[float, Weights, Weights], Slopes]
    steps: tuple[float, ...] = (1.0,)  # in loops: how much of each move is made, and what to try after that
    gated: bool = False  # a statement at .5 or below carries no weight
    once_per_origin: bool = False
    lowest_base: float = 0.0  # bases are kept this far from 0 and from 1
    loop_limit: float | None = None  # the largest spectral radius a loop may have


@dataclass(frozen=True, kw_only=True)
class Logistic(Semantics):
    """logit of the strength = logit of the base + gain · (pooled supports - pooled attacks)."""

    gain: float
    exponent: float


def _logistic(gain: float, exponent: float) -> Combine:
    def combine(base: float, supports: Sequence[float], attacks: Sequence[float]) -> float:
        return moved(base, gain * (pooled(supports, exponent) - pooled(attacks, exponent)))

    return combine


def _logistic_slopes(gain: float, exponent: float) -> Callable[[float, Weights, Weights], Slopes]:
    def slopes(base: float, supports: Weights, attacks: Weights) -> Slopes:
        pull = gain * (pooled(supports, exponent) - pooled(attacks, exponent))
        strength = moved(base, pull)
        steepness = gain * strength * (1 - strength)
        return Slopes(
            _slope_of_moved(base, pull),
            [steepness * share for share in shares(supports, exponent)],
            [-steepness * share for share in shares(attacks, exponent)],
        )

    return slopes


def gate(strength: float, gated: bool) -> float:
    """What a premise of this strength puts into its links."""
    if gated:
        return 2 * strength - 1 if strength > 0.5 else 0.0
    return strength


def pooled(weights: Sequence[float], exponent: float) -> float:
    """The weights' p-norm: with p = 2, four equal arguments count as double one."""
    if len(weights) < 2:
        return weights[0] if weights else 0.0
    if exponent == 2:
        return sqrt(fsum([weight * weight for weight in weights]))
    return float(fsum([weight**exponent for weight in weights]) ** (1 / exponent))


def shares(weights: Weights, exponent: float) -> list[float]:
    """d pooled / d weight of each; 1 where nothing is carried yet."""
    total = pooled(weights, exponent)
    return [(weight / total) ** (exponent - 1) if total else 1.0 for weight in weights]


def moved(base: float, log_odds: float) -> float:
    """The logistic of logit(base) + log_odds, without a logarithm: exact at a base of 0 or 1."""
    if log_odds == 0:
        return base
    if log_odds > 0:
        return base / (base + (1 - base) * exp(-log_odds)) if base else 0.0
    shrunk = base * exp(log_odds)
    return shrunk / (shrunk + (1 - base)) if base < 1 else 1.0


def _slope_of_moved(base: float, log_odds: float) -> float:
    """d moved / d base."""
    shrunk = exp(-min(abs(log_odds), MOST_LOG_ODDS))
    near = base if log_odds > 0 else 1 - base
    return shrunk / (near + (1 - near) * shrunk) ** 2


def _df_quad(base: float, supports: Sequence[float], attacks: Sequence[float]) -> float:
    """Rago et al., KR 2016. A weight above 1 is outside the paper and counts as 1."""
    pull = prod(_left(attacks)) - prod(_left(supports))
    return base + (1 - base) * pull if pull > 0 else base + base * pull


def _left(weights: Weights) -> list[float]:
    return [1 - min(1.0, weight) for weight in weights]


def _df_quad_slopes(base: float, supports: Weights, attacks: Weights) -> Slopes:
    pull = prod(_left(attacks)) - prod(_left(supports))
    room = 1 - base if pull > 0 else base
    return Slopes(
        1 - abs(pull),
        [room * slope for slope in _slopes_of_left(supports)],
        [-room * slope for slope in _slopes_of_left(attacks)],
    )


def _slopes_of_left(weights: Weights) -> list[float]:
    """What is left without each of the weights; 0 for one above 1, which counts as 1."""
    left = _left(weights)
    return [
        prod(left[:place] + left[place + 1 :]) if weight <= 1 else 0.0 for place, weight in enumerate(weights)
    ]


def _quadratic_energy(base: float, supports: Sequence[float], attacks: Sequence[float]) -> float:
    """Potyka, KR 2018."""
    energy = fsum(supports) - fsum(attacks)
    share = energy * energy / (1 + energy * energy)
    return base + (1 - base) * share if energy > 0 else base - base * share


def _quadratic_energy_slopes(base: float, supports: Weights, attacks: Weights) -> Slopes:
    energy = fsum(supports) - fsum(attacks)
    room = 1 - base if energy > 0 else base
    steepness = room * 2 * abs(energy) / (1 + energy * energy) ** 2
    return Slopes(1 / (1 + energy * energy), [steepness] * len(supports), [-steepness] * len(attacks))


def _euler_based(base: float, supports: Sequence[float], attacks: Sequence[float]) -> float:
    """Amgoud and Ben-Naim, IJAR 2018. Multiplied through by e^-E where E is positive, so that nothing overflows."""
    energy = fsum(supports) - fsum(attacks)
    if energy > 0:
        shrink = exp(-energy)
        return 1 - (1 - base * base) * shrink / (shrink + base) if base else 0.0
    return 1 - (1 - base * base) / (1 + base * exp(energy))


def _euler_based_slopes(base: float, supports: Weights, attacks: Weights) -> Slopes:
    energy = min(fsum(supports) - fsum(attacks), MOST_LOG_ODDS)
    shrink = exp(-abs(energy))
    grown, one = (1.0, shrink) if energy > 0 else (shrink, 1.0)  # e^energy and 1, over the larger of the two
    whole = one + base * grown
    of_base = (2 * base * one * whole + (1 - base * base) * one * grown) / whole**2
    steepness = (1 - base * base) * base * grown * one / whole**2
    return Slopes(of_base, [steepness] * len(supports), [-steepness] * len(attacks))


OWN = Logistic(
    name="own",
    combine=_logistic(gain=2, exponent=2),
    slopes=_logistic_slopes(gain=2, exponent=2),
    gain=2,
    exponent=2,
    gated=True,
    once_per_origin=True,
    lowest_base=0.01,
    loop_limit=0.9,
)
DAMPED = (0.5, 0.1)  # without a limit on loops, whole moves may swing for ever

MLP = Logistic(
    name="mlp",
    combine=_logistic(gain=1, exponent=1),
    slopes=_logistic_slopes(gain=1, exponent=1),
    gain=1,
    exponent=1,
    steps=DAMPED,
)
"""Potyka, AAAI 2021, arXiv 2012.05738, with weighted edges."""
DF_QUAD = Semantics(name="dfquad", combine=_df_quad, slopes=_df_quad_slopes, steps=DAMPED)
QUADRATIC_ENERGY = Semantics(
    name="qe", combine=_quadratic_energy, slopes=_quadratic_energy_slopes, steps=DAMPED
)
EULER_BASED = Semantics(name="euler", combine=_euler_based, slopes=_euler_based_slopes, steps=DAMPED)

SEMANTICS = {semantics.name: semantics for semantics in (OWN, MLP, DF_QUAD, QUADRATIC_ENERGY, EULER_BASED)}
