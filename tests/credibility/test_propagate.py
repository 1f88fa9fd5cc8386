from math import isclose, log

import pytest

from claims.credibility import OWN, SEMANTICS, evaluate, recount
from claims.errors import NotConverged
from claims.graph import ArgumentGraph, Link, Statement


def graph_of(bases, *links, origins=None):
    statements = (Statement(id, base, origin=(origins or {}).get(id)) for id, base in bases.items())
    return ArgumentGraph(tuple(statements), links)


def test_a_chain_of_100_000_is_counted():
    count = 100_000
    links = [Link(place, (place,), place + 1, "support", 0.5) for place in range(count - 1)]
    strengths = evaluate(graph_of(dict.fromkeys(range(count), 0.7), *links))
    assert isclose(strengths.by_id[count - 1], strengths.by_id[count - 2])


def test_undercuts_nested_100_000_deep_are_counted():
    undercuts = [
        Link(depth, ("u",), depth - 1, "attack", 0.5, targets_link=True) for depth in range(1, 100_000)
    ]
    strengths = evaluate(
        graph_of({"t": 0.5, "a": 0.9, "u": 0.8}, Link(0, ("a",), "t", "support"), *undercuts)
    )
    assert 0.5 < strengths.by_id["t"] < 0.84


def test_a_long_ring_with_uneven_links_is_counted():
    links = [
        Link(place, (place,), (place + 1) % 300, "support", 0.9 + place % 7 / 70) for place in range(300)
    ]
    strengths = evaluate(graph_of(dict.fromkeys(range(300), 0.6), *links))
    assert len(strengths.limited) == 300


def test_points_are_log_odds_and_undercuts_have_none():
    links = (
        Link("for", ("a",), "t", "support"),
        Link("against", ("b",), "t", "attack"),
        Link("undercut", ("b",), "against", "attack", 0.5, targets_link=True),
        Link("nothing", ("a",), "t", "support", 0.0),
    )
    strengths = evaluate(graph_of({"t": 0.5, "a": 0.75, "b": 0.75}, *links))
    assert strengths.weights == {"for": 0.5, "against": 0.375, "undercut": 0.25, "nothing": 0}
    assert strengths.points == {"for": 1, "against": -0.75, "undercut": 0, "nothing": 0}
    strength = strengths.by_id["t"]
    assert isclose(log(strength / (1 - strength)), 0.25)


def test_of_one_origin_only_the_strongest_counts_and_of_equals_the_first_by_id():
    links = [Link(id, (id,), "t", "support") for id in ("c", "b", "a")]
    graph = graph_of({"t": 0.5, "a": 0.7, "b": 0.8, "c": 0.8}, *links, origins=dict.fromkeys("abc", "wire"))
    weights = evaluate(graph).weights
    assert isclose(weights["b"], 0.6)
    assert (weights["a"], weights["c"]) == (0, 0)


def test_a_statement_that_supports_twice_is_one_voice():
    links = [Link(id, ("a",), "t", "support") for id in ("first", "second")]
    assert evaluate(graph_of({"t": 0.5, "a": 0.75}, *links)).weights == {"first": 0.5, "second": 0}


def test_a_link_that_lost_its_premises_counts_for_nothing():
    links = (Link("none", (), "t", "support"), Link("gone", ("withdrawn",), "t", "support"))
    strengths = evaluate(graph_of({"t": 0.5}, *links))
    assert strengths.by_id == {"t": 0.5}
    assert strengths.weights == {"none": 0, "gone": 0}


def test_links_that_only_weaken_each_other_count_for_nothing():
    links = (
        Link("l", ("a",), "m", "attack", targets_link=True),
        Link("m", ("a",), "l", "attack", targets_link=True),
        Link("self", ("a",), "self", "attack", targets_link=True),
        Link("gone", ("a",), "withdrawn", "attack"),
    )
    assert evaluate(graph_of({"a": 0.9}, *links)).weights == {"l": 0, "m": 0, "self": 0, "gone": 0}


def test_a_loop_that_would_swing_between_two_links_of_one_origin_comes_to_rest():
    """The limit falls on the loop's own link only, so that which is the stronger would change for ever."""
    links = (
        Link("loop", ("j",), "i", "support"),
        Link("back", ("i",), "j", "support"),
        Link("outside", ("e",), "i", "support"),
    )
    graph = graph_of({"i": 0.6, "j": 0.5, "e": 0.74}, *links, origins={"j": "wire", "e": "wire"})
    strengths = evaluate(graph)
    assert strengths.limited == ["back", "loop", "outside"]
    steady = recount(strengths, [Statement("e", 0.9, origin="wire")])
    assert steady.limited == ["back", "loop"]
    assert recount(steady, [Statement("e", 0.74, origin="wire")]).by_id == strengths.by_id


def test_two_thousand_supporters_do_not_overflow_any_semantics():
    links = [Link(place, (place,), "t", "support") for place in range(2000)]
    graph = graph_of({"t": 0.5, **dict.fromkeys(range(2000), 1.0)}, *links)
    for semantics in SEMANTICS.values():
        assert 0.99 < evaluate(graph, semantics).by_id["t"] <= 1


@pytest.mark.parametrize("name", ["mlp", "dfquad", "qe", "euler"])
def test_published_semantics_do_not_clamp(name):
    graph = graph_of(
        {"no": 0.0, "yes": 1.0}, Link(1, ("yes",), "no", "attack"), Link(2, ("no",), "yes", "support")
    )
    assert evaluate(graph, SEMANTICS[name]).by_id == {"no": 0.0, "yes": 1.0}


def test_only_our_own_semantics_and_mlp_are_additive():
    with pytest.raises(TypeError, match="qe is not additive"):
        _ = evaluate(graph_of({"a": 0.5}), SEMANTICS["qe"]).points


def test_what_finds_no_rest_says_so():
    links = [Link(end, (start,), end, "attack", 100.0) for start, end in ("ab", "bc", "ca")]
    with pytest.raises(NotConverged, match="3 statements that rest on each other in a circle find no rest"):
        evaluate(graph_of({"a": 0.9, "b": 0.9, "c": 0.8}, *links), SEMANTICS["mlp"])


def test_the_parameters_are_stored_with_the_strengths():
    assert evaluate(graph_of({"a": 0.5})).network.semantics == OWN
    assert (OWN.name, OWN.gain, OWN.exponent, OWN.loop_limit) == ("own", 2, 2, 0.9)
