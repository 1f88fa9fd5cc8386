from math import exp, isclose

import pytest

from claims.credibility import SEMANTICS, band, bands, evaluate, gradient
from claims.errors import NotConverged
from claims.graph import ArgumentGraph, Link, Statement


def graph_of(bases, *links):
    return ArgumentGraph(tuple(Statement(id, base, 0.1) for id, base in bases.items()), links)


def test_a_base_by_itself_moves_its_strength_one_to_one():
    strengths = evaluate(graph_of({"t": 0.7}))
    assert gradient(strengths, "t") == pytest.approx({"t": 1})
    assert isclose(band(strengths, "t"), 0.1)


def test_a_statement_without_weight_moves_nothing():
    strengths = evaluate(graph_of({"t": 0.6, "a": 0.4}, Link("l", ("a",), "t", "support")))
    assert gradient(strengths, "t") == pytest.approx({"t": 1})


def test_only_the_weakest_of_linked_premises_moves_the_target():
    strengths = evaluate(graph_of({"t": 0.5, "a": 0.9, "b": 0.6}, Link("l", ("a", "b"), "t", "support")))
    strength = strengths.by_id["t"]
    slope = strength * (1 - strength)
    assert gradient(strengths, "t") == pytest.approx({"t": slope / 0.25, "b": slope * 2 * 2})


def test_an_undercutter_moves_the_target_the_other_way():
    links = (Link("l", ("a",), "t", "support"), Link("u", ("b",), "l", "attack", targets_link=True))
    slopes = gradient(evaluate(graph_of({"t": 0.5, "a": 0.9, "b": 0.7}, *links)), "t")
    assert slopes["a"] > 0 > slopes["b"]


def test_a_base_beyond_the_clamp_moves_nothing():
    assert gradient(evaluate(graph_of({"t": 1.0})), "t") == {}


def test_a_chain_of_100_000_has_slopes():
    count = 100_000
    links = [Link(place, (place,), place + 1, "support", 0.5) for place in range(count - 1)]
    strengths = evaluate(graph_of(dict.fromkeys(range(count), 0.7), *links))
    assert isclose(bands(strengths)[count - 1], band(strengths, count - 1), abs_tol=1e-12)


@pytest.mark.parametrize("slopes", [bands, lambda strengths: gradient(strengths, "a")])
def test_slopes_that_grow_round_a_loop_say_so(slopes):
    strengths = evaluate(graph_of({"a": 0.8}, Link("l", ("a",), "a", "attack", 1000.0)), SEMANTICS["mlp"])
    with pytest.raises(NotConverged, match="find no rest"):
        slopes(strengths)


def test_at_the_edge_of_a_base_the_slope_is_that_of_the_side_inside():
    graph = graph_of({"t": 0.0, "a": 0.5}, Link("l", ("a",), "t", "support"))
    slopes = gradient(evaluate(graph, SEMANTICS["mlp"]), "t")
    assert slopes["t"] == pytest.approx(exp(0.5))


def test_a_premise_without_strength_has_a_slope_where_nothing_is_gated():
    graph = graph_of({"t": 0.5, "a": 0.0}, Link("l", ("a",), "t", "support"))
    assert gradient(evaluate(graph, SEMANTICS["mlp"]), "t")["a"] == pytest.approx(0.25)
