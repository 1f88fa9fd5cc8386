import pytest

from claims.credibility import evaluate, recount
from claims.credibility.propagate import Count
from claims.graph import ArgumentGraph, Link, Statement

CHAIN = ArgumentGraph(
    tuple(Statement(place, 0.7) for place in range(6)),
    tuple(Link(place, (place,), place + 1, "support") for place in range(5)),
)


@pytest.fixture
def counted(monkeypatch):
    """The components that are settled from now on."""
    found = []
    settle = Count.settle

    def watched(self, component):
        found.append(component)
        settle(self, component)

    def watch():
        monkeypatch.setattr(Count, "settle", watched)
        return found

    return watch


def test_only_what_the_change_can_move_is_counted_again(counted):
    before = evaluate(CHAIN)
    settled = counted()
    recount(before, [Statement(3, 0.6)])
    assert settled == [[3], [4], [5]]


def test_it_stops_where_nothing_moves(counted):
    weak = Statement("a", 0.3)
    links = (*CHAIN.links, Link("l", ("a",), 0, "attack"))
    before = evaluate(ArgumentGraph((weak, *CHAIN.statements), links))
    settled = counted()
    after = recount(before, [Statement("a", 0.4)])
    assert len(settled) == 2
    assert after.by_id == {**before.by_id, "a": 0.4}


def test_the_earlier_result_stays_as_it_was():
    before = evaluate(CHAIN)
    strengths = list(before.values)
    recount(before, [Statement(0, 0.1)])
    assert before.values == strengths
