"""Bases and links in, strengths out: premises first, and round each loop until it comes to rest."""

from dataclasses import dataclass
from functools import cached_property

from claims.errors import NotConverged
from claims.graph import ArgumentGraph, Id

from .loops import loop_factors
from .network import Network, network_of
from .semantics import OWN, Logistic, Semantics, gate, shares

MOST_ROUNDS = 10_000
AT_REST = 1e-13


@dataclass(frozen=True)
class Strengths:
    """The outcome of a count. Lists go by the network's places."""

    network: Network
    limits: list[float]  # what each link's weight is multiplied by, for the sake of loops
    factors: list[float]  # the same, lowered where a loop needed more than that to come to rest
    bases: list[float]
    errors: list[float]
    values: list[float]  # strengths; at the end 0, for premises that are not there

    @cached_property
    def by_id(self) -> dict[Id, float]:
        """Every statement's strength, 0 to 1."""
        return dict(zip(self.network.places, self.values, strict=False))

    @cached_property
    def limited(self) -> list[Id]:
        """Links whose influence is limited because they are part of a loop, by id."""
        links = zip(self.network.link_ids, self.factors, strict=True)
        return sorted((link for link, factor in links if factor < 1), key=str)

    @cached_property
    def weights(self) -> dict[Id, float]:
        """What every link carries, after its undercuts: 0 for one that counts for nothing."""
        carried = self.carried
        weights: dict[Id, float] = dict.fromkeys(self.network.all_link_ids, 0.0)
        for link, name in enumerate(self.network.link_ids):
            weights[name] = self.factors[link] * carried[link]
        return weights

    @cached_property
    def points(self) -> dict[Id, float]:
        """By how much every link moves its statement, in log-odds: those into one statement add up exactly.

        Undercuts have none of their own.
        """
        semantics = self.network.semantics
        if not isinstance(semantics, Logistic):
            raise TypeError(f"{semantics.name} is not additive")
        points: dict[Id, float] = dict.fromkeys(self.network.all_link_ids, 0.0)
        for sign, sides in ((1, self.network.supports), (-1, self.network.attacks)):
            for links in sides:
                weights = self.weigh(links)
                for link, weight, share in zip(
                    links, weights, shares(weights, semantics.exponent), strict=True
                ):
                    points[self.network.link_ids[link]] = sign * semantics.gain * share * weight
        return points

    @cached_property
    def carried(self) -> list[float]:
        """What each link carries before its factor."""
        count = Count(self.network, self.limits, self.factors, self.bases, self.values)
        for place in range(self.network.size):
            count.carry(place)
        return count.carried

    def weigh(self, links: list[int]) -> list[float]:
        """What each of these links carries into its statement."""
        return [self.factors[link] * self.carried[link] for link in links]


def evaluate(graph: ArgumentGraph, semantics: Semantics = OWN) -> Strengths:
    """Every statement's strength. Raises NotConverged where a published way of counting finds no rest in a loop."""
    network = network_of(graph, semantics)
    limits = loop_factors(network)
    bases = [kept_inside(statement.base, semantics) for statement in graph.statements]
    count = Count(network, limits, limits, bases, [*bases, 0.0])
    for component in network.components:
        count.settle(component)
    errors = [statement.se for statement in graph.statements]
    return Strengths(network, limits, count.factors, bases, errors, count.values)


def kept_inside(base: float, semantics: Semantics) -> float:
    return min(max(base, semantics.lowest_base), 1 - semantics.lowest_base)


class Count:
    """A count under way: lists by place, filled in component by component."""

    def __init__(
        self,
        network: Network,
        limits: list[float],
        factors: list[float],
        bases: list[float],
        values: list[float],
    ) -> None:
        self.network = network
        self.limits = limits
        self.factors = factors.copy()
        self.bases = bases
        self.values = values
        self.given = [gate(value, network.semantics.gated) for value in values]
        self.carried = [0.0] * len(network.link_ids)

    def settle(self, component: list[int]) -> None:
        """Find the strengths of a component whose premises outside it have theirs."""
        if not self.network.is_loop(component):
            self.put(component[0], self.strength(component[0]))
            return
        self._limit_by_loop(component)
        if self._comes_to_rest(component):
            return
        if not self._limits_voices(component) or not self._comes_to_rest(component):
            raise NotConverged(
                f"{len(component)} statements that rest on each other in a circle find no rest "
                f"under the semantics “{self.network.semantics.name}”."
            )

    def put(self, place: int, strength: float) -> None:
        self.values[place] = strength
        self.given[place] = gate(strength, self.network.semantics.gated)

    def strength(self, place: int) -> float:
        """One statement's strength, from those it rests on."""
        network = self.network
        if not network.bearing[place]:
            return self.bases[place]
        self.carry(place)
        factors, carried = self.factors, self.carried
        return network.semantics.combine(
            self.bases[place],
            [factors[link] * carried[link] for link in network.supports[place]],
            [factors[link] * carried[link] for link in network.attacks[place]],
        )

    def carry(self, place: int) -> None:
        """What each link that bears on this statement carries, undercuts first."""
        network, given, carried = self.network, self.given, self.carried
        undercuts = network.undercuts
        for link in network.bearing[place]:
            first, *linked = network.premises[link]
            weight = given[first]
            for premise in linked:
                weight = min(weight, given[premise])
            weight *= network.relevance[link]
            for undercut in undercuts.get(link, ()):
                weight *= 1 - carried[undercut]
            carried[link] = weight
        for voice in network.voices.get(place, ()):
            loudest = max(voice, key=carried.__getitem__)
            for link in voice:
                if link != loudest:
                    carried[link] = 0.0

    def _comes_to_rest(self, component: list[int]) -> bool:
        return any(self._rests_after(component, step) for step in self.network.semantics.steps)

    def _rests_after(self, component: list[int], step: float) -> bool:
        """Move all statements at once, from their bases, so that the outcome does not depend on their order."""
        values = self.values
        for place in component:
            self.put(place, self.bases[place])
        for _ in range(MOST_ROUNDS):
            strengths = [self.strength(place) for place in component]
            moves = [strength - values[place] for strength, place in zip(strengths, component, strict=True)]
            for place, move in zip(component, moves, strict=True):
                self.put(place, values[place] + step * move)
            if max(map(abs, moves)) <= AT_REST:
                return True
        return False

    def _limit_by_loop(self, component: list[int]) -> None:
        for place in component:
            for link in self.network.into(place):
                self.factors[link] = self.limits[link]

    def _limits_voices(self, component: list[int]) -> bool:
        """Give links of one origin one factor: with two, the loop may swing between them for ever."""
        limited = False
        for place in component:
            for voice in self.network.voices.get(place, ()):
                least = min(self.factors[link] for link in voice)
                for link in voice:
                    limited = limited or self.factors[link] > least
                    self.factors[link] = least
        return limited
