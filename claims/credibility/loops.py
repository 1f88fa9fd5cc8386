"""How far statements that rest on each other in a circle may move each other."""

from collections import defaultdict

from claims.graph.walk import reachable

from .network import Network
from .radius import spectral_radius
from .semantics import Logistic

ROUNDING = 1e-12  # a radius this little over the limit is not over it


def loop_factors(network: Network) -> list[float]:
    """What each link's weight is multiplied by: 1, or less where a loop would else run away."""
    factors = [1.0] * len(network.link_ids)
    semantics = network.semantics
    if not isinstance(semantics, Logistic) or semantics.loop_limit is None:
        return factors
    reach = _reach(network)
    for component in network.components:
        if network.is_loop(component):
            influence, used = _influence(network, component, reach, semantics.gain / 2)
            radius = spectral_radius(influence, enough=semantics.loop_limit)
            if radius > semantics.loop_limit * (1 + ROUNDING):
                for link in used:
                    factors[link] = semantics.loop_limit / radius
    return factors


def _reach(network: Network) -> list[float]:
    """Relevance of each link times that of all links on its way to a statement."""
    reach = list(network.relevance)
    for link in range(len(reach)):
        for undercut in network.undercuts.get(link, ()):
            reach[undercut] *= reach[link]
    return reach


def _influence(
    network: Network, component: list[int], reach: list[float], slope: float
) -> tuple[list[dict[int, float]], set[int]]:
    """The most each statement of the loop can move each other one, as rows; the links into it that do so.

    |logistic'| ≤ ¼, |gate'| ≤ 2 and |d pooled / d weight| ≤ 1 make slope = gain / 2.
    """
    row_of = {place: row for row, place in enumerate(component)}
    rows: list[dict[int, float]] = []
    used: set[int] = set()
    for place in component:
        row: defaultdict[int, float] = defaultdict(float)
        for direct in network.into(place):
            for link in reachable([direct], lambda link: network.undercuts.get(link, ())):
                for premise in network.premises[link]:
                    if premise in row_of:
                        row[row_of[premise]] += slope * reach[link]
                        used.add(direct)
        rows.append(row)
    return rows, used
