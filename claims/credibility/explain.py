"""Why a strength is what it is: what each reason gives, what moves it most, and what would have to change."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from claims.graph import ArgumentGraph, Id, Statement
from claims.graph.walk import home_statements, reachable, what_rests_on_what

from .incremental import recount
from .propagate import Strengths, evaluate
from .semantics import OWN, Semantics, gate
from .sensitivity import gradient

MOST = 20
UNSEEN = 1e-4  # a strength that differs by less is the same to a reader
LOWEST, HIGHEST = 0.01, 0.99
CLOSE_ENOUGH = 1e-3  # of a base


def below(graph: ArgumentGraph, target: Id) -> ArgumentGraph:
    """The part of a graph that the target rests on, itself included: its strength there is the same to the bit."""
    rests_on, homes = what_rests_on_what(graph), home_statements(graph)
    kept = reachable([target], lambda id: rests_on[id])
    return ArgumentGraph(
        tuple(statement for statement in graph.statements if statement.id in kept),
        tuple(link for link in graph.links if homes.get(link.id) in kept),
    )


def without(graph: ArgumentGraph, struck: Iterable[Id]) -> ArgumentGraph:
    """The graph with these statements struck out: what they were linked with carries nothing, as if withdrawn."""
    gone = set(struck)
    kept = tuple(statement for statement in graph.statements if statement.id not in gone)
    return replace(graph, statements=kept)


def removals(
    graph: ArgumentGraph, target: Id, struck: Iterable[Id], semantics: Semantics = OWN
) -> dict[Id, float]:
    """The target's strength without each of these statements, one at a time."""
    under = below(graph, target)
    inside = {statement.id for statement in under.statements}
    now = evaluate(under, semantics).by_id[target]
    return {
        id: evaluate(without(under, [id]), semantics).by_id[target] if id in inside else now
        for id in struck
        if id != target
    }


@dataclass(frozen=True, slots=True)
class Reason:
    """One link into the target: its points in log-odds, and the target's strength without it.

    `cut`: what undercuts it, each with the share of its force that it takes. `muted`: it would carry something, but its
    origin speaks louder by another link. `limited`: it is part of a loop, and counts for less.
    """

    link: Id
    points: float
    without: float
    cut: tuple[tuple[Id, float], ...] = ()
    muted: bool = False
    limited: bool = False


@dataclass(frozen=True, slots=True)
class Influence:
    """One statement somewhere below the target.

    `slope` is d strength / d base, `reach` the same times how unsure the base is, `without` the target's strength
    were the statement struck out.
    """

    id: Id
    slope: float
    reach: float
    without: float
    now: float

    @property
    def lost(self) -> float:
        """What the target would lose with it."""
        return self.now - self.without

    @property
    def disagrees(self) -> bool:
        """A better rating of it would move the target one way, and striking it out the same way: both are true."""
        return abs(self.lost) > UNSEEN and self.slope * self.lost < 0


@dataclass(frozen=True, slots=True)
class Change:
    """What one base, 0 to 1, would have to become for the target to pass a strength."""

    id: Id
    base: float
    needed: float

    @property
    def size(self) -> float:
        return abs(self.needed - self.base)


@dataclass(frozen=True)
class Explanation:
    """Of one target, in the part of the graph it rests on."""

    graph: ArgumentGraph
    target: Id
    strengths: Strengths

    @property
    def strength(self) -> float:
        return self.strengths.by_id[self.target]

    @property
    def base(self) -> float:
        return self.strengths.bases[self._place(self.target)]

    @cached_property
    def slopes(self) -> dict[Id, float]:
        return gradient(self.strengths, self.target)

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """The twenty links straight into the target that have most points."""
        points = self.strengths.points
        into = [link.id for link in self.graph.links if link.target == self.target and not link.targets_link]
        into.sort(key=lambda link: (-abs(points[link]), str(link)))
        return tuple(self._reason(link, points[link]) for link in into[:MOST])

    @cached_property
    def influences(self) -> tuple[Influence, ...]:
        """The twenty statements below that move the target most for what is not known about them."""
        found = sorted(self.slopes, key=lambda id: (-self._reach(id), -abs(self.slopes[id]), str(id)))
        ids = [id for id in found if id != self.target][:MOST]
        struck = removals(self.graph, self.target, ids, self.strengths.network.semantics)
        return tuple(Influence(id, self.slopes[id], self._reach(id), struck[id], self.strength) for id in ids)

    def changes(self, goal: float, among: Iterable[Id] | None = None) -> tuple[Change, ...]:
        """Which single base would bring the target to this strength, the smallest change first.

        Looked for among the twenty with the largest slopes, or those named.
        """
        steepest = sorted(self.slopes, key=lambda id: (-abs(self.slopes[id]), str(id)))
        ids = steepest[:MOST] if among is None else among
        found = [change for id in ids if (change := self._change(id, goal))]
        return tuple(sorted(found, key=lambda change: (change.size, str(change.id))))

    def _reason(self, link: Id, points: float) -> Reason:
        network, carried = self.strengths.network, self.strengths.carried
        without = self._without_link(link)
        if link not in self._link_places:
            return Reason(link, points, without)
        place = self._link_places[link]
        undercuts = network.undercuts.get(place, [])
        weakest = min(self.strengths.values[premise] for premise in network.premises[place])
        shared = any(place in voice for voice in network.voices.get(self._place(self.target), ()))
        return Reason(
            link,
            points,
            without,
            cut=tuple((network.link_ids[undercut], carried[undercut]) for undercut in undercuts),
            muted=shared and not carried[place] and gate(weakest, network.semantics.gated) > 0,
            limited=self.strengths.factors[place] < 1,
        )

    @cached_property
    def _link_places(self) -> dict[Id, int]:
        return {link: place for place, link in enumerate(self.strengths.network.link_ids)}

    def _place(self, id: Id) -> int:
        return self.strengths.network.places[id]

    def _reach(self, id: Id) -> float:
        return abs(self.slopes[id]) * self.strengths.errors[self._place(id)]

    def _without_link(self, link: Id) -> float:
        kept = tuple(other for other in self.graph.links if other.id != link)
        return evaluate(replace(self.graph, links=kept), self.strengths.network.semantics).by_id[self.target]

    def _change(self, id: Id, goal: float) -> Change | None:
        """Towards either end of the scale, by bisection; the smaller way where both lead past the goal."""
        base = self.strengths.bases[self._place(id)]
        ends = [self._crossing(id, base, far, goal) for far in (LOWEST, HIGHEST)]
        ways = [Change(id, base, end) for end in ends if end is not None]
        return min(ways, key=lambda change: change.size, default=None)

    def _crossing(self, id: Id, near: float, far: float, goal: float) -> float | None:
        """A base between these two from which on the target is past the goal, if it is at the far one."""
        rising = self.strength < goal
        if (self._with_base(id, far) >= goal) != rising:
            return None
        while abs(far - near) > CLOSE_ENOUGH:
            middle = (near + far) / 2
            if (self._with_base(id, middle) >= goal) == rising:
                far = middle
            else:
                near = middle
        return far

    def _with_base(self, id: Id, base: float) -> float:
        error = self.strengths.errors[self._place(id)]
        return recount(self.strengths, [Statement(id, base, error)]).by_id[self.target]


def explain(graph: ArgumentGraph, target: Id, semantics: Semantics = OWN) -> Explanation:
    """Raises KeyError where there is no such statement."""
    under = below(graph, target)
    return Explanation(under, target, evaluate(under, semantics))


def rate_next(strengths: Strengths, targets: Iterable[Id]) -> Iterator[tuple[Id, float]]:
    """The statements whose ratings would tell most about these targets: by the most |slope| · error, first to last."""
    reach: dict[Id, float] = {}
    for target in targets:
        for id, slope in gradient(strengths, target).items():
            felt = abs(slope) * strengths.errors[strengths.network.places[id]]
            reach[id] = max(reach.get(id, 0.0), felt)
    yield from sorted(reach.items(), key=lambda found: (-found[1], str(found[0])))
