"""Ways of counting: our own, and four from the literature to compare it with.

Each turns a base, the weights of supports and the weights of attacks into a strength.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, fsum, prod, sqrt

type Combine = Callable[[float, Sequence[float], Sequence[float]], float]


@dataclass(frozen=True, kw_only=True)
class Semantics:
    """A way of counting. Its name and parameters are stored with every strength."""

    name: str
    combine: Combine
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


def moved(base: float, log_odds: float) -> float:
    """The logistic of logit(base) + log_odds, without a logarithm: exact at a base of 0 or 1."""
    if log_odds == 0:
        return base
    if log_odds > 0:
        return base / (base + (1 - base) * exp(-log_odds)) if base else 0.0
    shrunk = base * exp(log_odds)
    return shrunk / (shrunk + (1 - base)) if base < 1 else 1.0


def _df_quad(base: float, supports: Sequence[float], attacks: Sequence[float]) -> float:
    """Rago et al., KR 2016. A weight above 1 is outside the paper and counts as 1."""
    pull = prod([1 - min(1.0, weight) for weight in attacks]) - prod(
        [1 - min(1.0, weight) for weight in supports]
    )
    return base + (1 - base) * pull if pull > 0 else base + base * pull


def _quadratic_energy(base: float, supports: Sequence[float], attacks: Sequence[float]) -> float:
    """Potyka, KR 2018."""
    energy = fsum(supports) - fsum(attacks)
    share = energy * energy / (1 + energy * energy)
    return base + (1 - base) * share if energy > 0 else base - base * share


def _euler_based(base: float, supports: Sequence[float], attacks: Sequence[float]) -> float:
    """Amgoud and Ben-Naim, IJAR 2018. Multiplied through by e^-E where E is positive, so that nothing overflows."""
    energy = fsum(supports) - fsum(attacks)
    if energy > 0:
        shrink = exp(-energy)
        return 1 - (1 - base * base) * shrink / (shrink + base) if base else 0.0
    return 1 - (1 - base * base) / (1 + base * exp(energy))


OWN = Logistic(
    name="own",
    combine=_logistic(gain=2, exponent=2),
    gain=2,
    exponent=2,
    gated=True,
    once_per_origin=True,
    lowest_base=0.01,
    loop_limit=0.9,
)
DAMPED = (0.5, 0.1)  # without a limit on loops, whole moves may swing for ever

MLP = Logistic(name="mlp", combine=_logistic(gain=1, exponent=1), gain=1, exponent=1, steps=DAMPED)
"""Potyka, AAAI 2021, arXiv 2012.05738, with weighted edges."""
DF_QUAD = Semantics(name="dfquad", combine=_df_quad, steps=DAMPED)
QUADRATIC_ENERGY = Semantics(name="qe", combine=_quadratic_energy, steps=DAMPED)
EULER_BASED = Semantics(name="euler", combine=_euler_based, steps=DAMPED)

SEMANTICS = {semantics.name: semantics for semantics in (OWN, MLP, DF_QUAD, QUADRATIC_ENERGY, EULER_BASED)}
