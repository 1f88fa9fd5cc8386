"""Graphs to count: the same for the same size. Every statement but the first bears on an earlier one."""

from random import Random

from claims.graph import ArgumentGraph, Link, Statement


def tree(size: int) -> ArgumentGraph:
    """Three premises a statement, two of three supports."""
    random = Random(size)
    links = [_link(place, (place - 1) // 3, random) for place in range(1, size)]
    return ArgumentGraph(_statements(size, random), tuple(links))


def cyclic(size: int) -> ArgumentGraph:
    """The same tree with loops of four, none of which touches another: about a tenth of all statements are in one."""
    plain = tree(size)
    random = Random(-size)
    tops = [place for place in range(size) if _level(place) % 4 == 0 and _below(place, 3) < size]
    loops = [_link(top, _below(top, 3), random) for top in tops]
    return ArgumentGraph(plain.statements, (*plain.links, *loops))


def _below(place: int, levels: int) -> int:
    """The first of its premises, the first of that one's, and so on."""
    for _ in range(levels):
        place = 3 * place + 1
    return place


def _level(place: int) -> int:
    level = 0
    while place:
        place, level = (place - 1) // 3, level + 1
    return level


def _statements(size: int, random: Random) -> tuple[Statement, ...]:
    return tuple(Statement(f"s{place}", random.random(), 0.1) for place in range(size))


def _link(premise: int, target: int, random: Random) -> Link:
    kind = "attack" if random.random() < 1 / 3 else "support"
    return Link(f"l{premise}-{target}", (f"s{premise}",), f"s{target}", kind, relevance=1.0)
