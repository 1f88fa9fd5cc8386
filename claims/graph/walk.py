"""Walks over anything that has neighbours. None of them recurses: chains can be 100,000 deep."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

from claims.graph.argument import ArgumentGraph, Id, Link


def reachable[Node: Hashable](
    starts: Iterable[Node], neighbours: Callable[[Node], Iterable[Node]]
) -> set[Node]:
    """The starts and all that can be reached from them."""
    seen = set(starts)
    waiting = list(seen)
    while waiting:
        for node in neighbours(waiting.pop()):
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    return seen


def components[Node: Hashable](
    nodes: Iterable[Node], rests_on: Callable[[Node], Iterable[Node]]
) -> list[list[Node]]:
    """Nodes that rest on each other in circles, together; each component after all that it rests on.

    Tarjan, "Depth-first search and linear graph algorithms" (1972), with a stack of iterators.
    """
    found: list[list[Node]] = []
    turn: dict[Node, int] = {}  # when each node was entered
    lowest: dict[Node, int] = {}  # of nodes not yet in a component: the earliest turn they lead back to
    unplaced: list[Node] = []
    path: list[tuple[Node, Iterator[Node]]] = []

    def enter(node: Node) -> None:
        turn[node] = lowest[node] = len(turn)
        unplaced.append(node)
        path.append((node, iter(rests_on(node))))

    def leave(node: Node) -> None:
        path.pop()
        if path:
            parent = path[-1][0]
            lowest[parent] = min(lowest[parent], lowest[node])
        if lowest[node] == turn[node]:
            found.append(_taken_off(unplaced, node, lowest))

    for start in nodes:
        if start not in turn:
            enter(start)
        while path:
            node, further = path[-1]
            for other in further:
                if other not in turn:
                    enter(other)
                    break
                if other in lowest:
                    lowest[node] = min(lowest[node], turn[other])
            else:
                leave(node)
    return found


def _taken_off[Node: Hashable](unplaced: list[Node], last: Node, lowest: dict[Node, int]) -> list[Node]:
    component: list[Node] = []
    while not component or component[-1] != last:
        component.append(unplaced.pop())
        del lowest[component[-1]]
    return component


def home_statements(graph: ArgumentGraph) -> dict[Id, Id]:
    """For each link, the statement it bears on: its target, or for an undercut that of the link it weakens.

    Links that weaken each other in a circle, or end at nothing, bear on no statement and are left out.
    """
    weakeners: defaultdict[Id, list[Link]] = defaultdict(list)
    homes: dict[Id, Id] = {}
    statements = {statement.id for statement in graph.statements}
    for link in graph.links:
        if link.targets_link:
            weakeners[link.target].append(link)
        elif link.target in statements:
            homes[link.id] = link.target
    waiting = list(homes)
    while waiting:
        weakened = waiting.pop()
        for link in weakeners[weakened]:
            homes[link.id] = homes[weakened]
            waiting.append(link.id)
    return homes


def what_rests_on_what(graph: ArgumentGraph) -> dict[Id, list[Id]]:
    """For each statement, those that bear on it in one step, by a link or by an undercut of one."""
    rests_on: dict[Id, list[Id]] = {statement.id: [] for statement in graph.statements}
    homes = home_statements(graph)
    for link in graph.links:
        if link.id in homes:
            rests_on[homes[link.id]] += [premise for premise in link.premises if premise in rests_on]
    return rests_on


def turned_round[Node: Hashable](arcs: Mapping[Node, Iterable[Node]]) -> dict[Node, list[Node]]:
    """The same arcs read the other way: from "rests on" to "carries"."""
    turned: dict[Node, list[Node]] = {node: [] for node in arcs}
    for node, others in arcs.items():
        for other in others:
            turned[other].append(node)
    return turned
