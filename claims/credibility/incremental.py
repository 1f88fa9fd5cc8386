"""After a rating: count again only what it can move."""

from collections.abc import Iterable
from heapq import heappop, heappush

from claims.graph import Statement

from .propagate import Count, Strengths, kept_inside


def recount(before: Strengths, changed: Iterable[Statement]) -> Strengths:
    """The same as a full count of the graph with other bases and errors; links and origins are as before.

    Goes upwards from the changed statements and stops where nothing moves.
    """
    network = before.network
    bases, errors = before.bases.copy(), before.errors.copy()
    waiting: set[int] = set()
    for statement in changed:
        place = network.places[statement.id]
        bases[place] = kept_inside(statement.base, network.semantics)
        errors[place] = statement.se
        waiting.add(network.component_of[place])
    count = Count(network, before.limits, before.factors, bases, before.values.copy())
    queue = sorted(waiting)
    while queue:
        component = network.components[heappop(queue)]
        for place in _moved(count, component):
            for above in network.carries[place]:
                index = network.component_of[above]
                if index not in waiting:
                    waiting.add(index)
                    heappush(queue, index)
    return Strengths(network, before.limits, count.factors, bases, errors, count.values)


def _moved(count: Count, component: list[int]) -> list[int]:
    """Settle the component again; those of its statements whose strength is not what it was."""
    before = [count.values[place] for place in component]
    count.settle(component)
    return [
        place for place, strength in zip(component, before, strict=True) if count.values[place] != strength
    ]
