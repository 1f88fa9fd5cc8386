"""Why a strength is what it is: every explanation is held against counting again from scratch."""

import json
from dataclasses import replace
from math import isclose, log
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from claims.credibility import OWN, SEMANTICS, evaluate, explain, gradient, rate_next, removals, without
from claims.credibility.explain import below
from claims.errors import NotConverged
from claims.graph import ArgumentGraph, Link, Statement

from .test_properties import any_statement, graphs, thorough, with_statement

PUBLISHED = Path(__file__).parent / "contributions.jsonl"


def graph_of(bases, *links):
    return ArgumentGraph(tuple(Statement(id, base, 0.1) for id, base in bases.items()), links)


def support(id, premise, target, relevance=1.0):
    return Link(id, (premise,), target, "support", relevance)


def attack(id, premise, target, relevance=1.0, *, on_link=False):
    return Link(id, (premise,), target, "attack", relevance, on_link)


# Held against a full count


@thorough
@given(graphs(), st.data())
def test_what_a_target_does_not_rest_on_can_be_left_out_of_the_count(graph, data):
    target = any_statement(data, graph).id
    assert evaluate(below(graph, target)).by_id[target] == evaluate(graph).by_id[target]


@thorough
@given(graphs(), st.data())
def test_the_strength_without_a_statement_is_that_of_the_graph_without_it(graph, data):
    target = any_statement(data, graph).id
    ids = [statement.id for statement in graph.statements]
    found = removals(graph, target, ids)
    assert set(found) == set(ids) - {target}
    for id, strength in found.items():
        assert isclose(strength, evaluate(without(graph, [id])).by_id[target], abs_tol=1e-12)


@thorough
@given(graphs(), st.data())
def test_points_of_the_reasons_add_up_to_what_carries_a_strength_from_its_base(graph, data):
    explained = explain(graph, any_statement(data, graph).id)
    carried = log(explained.strength / (1 - explained.strength)) - log(explained.base / (1 - explained.base))
    assert isclose(sum(reason.points for reason in explained.reasons), carried, abs_tol=1e-9)


@thorough
@given(graphs(), st.data())
def test_the_strength_without_a_reason_is_that_of_the_graph_without_its_link(graph, data):
    explained = explain(graph, any_statement(data, graph).id)
    for reason in explained.reasons:
        links = tuple(link for link in graph.links if link.id != reason.link)
        again = evaluate(replace(graph, links=links)).by_id[explained.target]
        assert isclose(reason.without, again, abs_tol=1e-12)


@pytest.mark.parametrize("name", [name for name in SEMANTICS if name != OWN.name])
@settings(thorough, max_examples=60)
@given(graph=graphs(base=st.floats(0.02, 0.98)), data=st.data())
def test_the_slopes_of_published_semantics_are_those_of_small_differences(name, graph, data):
    """Also through undercuts and round loops; of our own, `test_properties` asks the same."""
    semantics, target, step = SEMANTICS[name], any_statement(data, graph).id, 1e-5
    try:
        slopes = gradient(evaluate(graph, semantics), target)
        for statement in graph.statements:
            up, now, down = (
                evaluate(
                    with_statement(graph, replace(statement, base=statement.base + way)), semantics
                ).by_id[target]
                for way in (step, 0, -step)
            )
            bend = abs(up - 2 * now + down) / (2 * step)
            if bend < 1e-4:  # no kink here
                slope = (up - down) / (2 * step)
                assert isclose(slopes.get(statement.id, 0.0), slope, abs_tol=1e-6 + bend, rel_tol=1e-6)
    except NotConverged:
        assume(False)  # a published way of counting may find no rest in a loop


@thorough
@given(graphs(), st.data(), st.floats(0.05, 0.95))
def test_a_change_that_is_offered_brings_the_target_past_the_goal(graph, data, goal):
    explained = explain(graph, any_statement(data, graph).id)
    changes = explained.changes(goal)
    assert list(changes) == sorted(changes, key=lambda change: (change.size, str(change.id)))
    for change in changes:
        statement = next(each for each in graph.statements if each.id == change.id)
        changed = with_statement(graph, replace(statement, base=change.needed))
        assert (evaluate(changed).by_id[explained.target] >= goal) != (explained.strength >= goal)


# Stated answers


@pytest.mark.parametrize(
    "row", [json.loads(line) for line in PUBLISHED.read_text().splitlines()], ids=lambda row: row["name"]
)
def test_published_contributions(row):
    kinds = {"support": row["supports"], "attack": row["attacks"]}
    pairs = [(kind, start, end) for kind, ends in kinds.items() for start, end in ends]
    links = [Link(f"l{place}", (start,), end, kind) for place, (kind, start, end) in enumerate(pairs)]
    graph = graph_of(row["arguments"], *links)
    semantics = SEMANTICS[{"DFQuAD": "dfquad", "QuadraticEnergy": "qe"}[row["semantics"]]]
    strengths = evaluate(graph, semantics)
    struck = removals(graph, row["topic"], row["expected"]["removal"], semantics)
    now = strengths.by_id[row["topic"]]
    assert {id: now - strength for id, strength in struck.items()} == pytest.approx(
        row["expected"]["removal"]
    )
    slopes = gradient(strengths, row["topic"])
    for id, slope in row["expected"].get("gradient", {}).items():
        assert isclose(slopes[id], slope)


def test_a_supporter_an_attacker_and_what_undercuts_it_each_have_their_share():
    graph = graph_of(
        {"thesis": 0.5, "for": 0.9, "against": 0.75, "doubt": 0.8},
        support("s", "for", "thesis"),
        attack("a", "against", "thesis"),
        attack("u", "doubt", "a", on_link=True),
    )
    explained = explain(graph, "thesis")
    assert {reason.link: round(25 * reason.points, 1) for reason in explained.reasons} == {
        "s": 40.0,
        "a": -10.0,
    }
    assert {reason.link: round(100 * reason.without) for reason in explained.reasons} == {"s": 40, "a": 83}
    assert {influence.id for influence in explained.influences} == {"for", "against", "doubt"}
    assert explained.slopes["doubt"] > 0 > explained.slopes["against"]


def test_what_moves_it_most_comes_first_and_unsure_bases_count_for_more():
    graph = ArgumentGraph(
        (Statement("t", 0.5, 0.1), Statement("sure", 0.8, 0.01), Statement("unsure", 0.8, 0.13)),
        (support("1", "sure", "t"), support("2", "unsure", "t")),
    )
    assert [influence.id for influence in explain(graph, "t").influences] == ["unsure", "sure"]
    assert [id for id, _ in rate_next(evaluate(graph), ["t"])] == ["t", "unsure", "sure"]


def test_slope_and_removal_may_tell_two_stories_and_that_is_said():
    """Rated higher, "shared" would lend a little more to the attack; struck out, it takes a linked support with it."""
    graph = graph_of(
        {"t": 0.5, "shared": 0.7, "weak": 0.6},
        Link("joint", ("shared", "weak"), "t", "support", 1.0),
        attack("a", "shared", "t", 0.2),
    )
    influence = next(each for each in explain(graph, "t").influences if each.id == "shared")
    assert influence.slope < 0 < influence.lost
    assert influence.disagrees


def test_the_smallest_change_that_brings_it_past_a_goal_comes_first():
    graph = graph_of(
        {"t": 0.5, "near": 0.75, "far": 0.75}, support("n", "near", "t"), attack("f", "far", "t", 0.5)
    )
    now = explain(graph, "t")
    changes = now.changes(now.strength + 0.12)
    assert [change.id for change in changes] == ["t", "near"]  # without its attacker it stands too low still
    assert changes[0].needed > changes[0].base
    assert changes[0].size < changes[1].size


def test_nothing_is_offered_where_nothing_reaches_the_goal():
    assert explain(graph_of({"t": 0.5, "a": 0.4}, support("l", "a", "t", 0.1)), "t").changes(0.995) == ()


def test_only_the_twenty_reasons_with_most_points_are_struck_out_in_turn():
    bases = {"t": 0.5, **{f"p{n}": 0.6 + n / 100 for n in range(30)}}
    graph = graph_of(bases, *(support(f"l{n}", f"p{n}", "t", 0.5) for n in range(30)))
    assert [reason.link for reason in explain(graph, "t").reasons] == [f"l{n}" for n in range(29, 9, -1)]


# What arguman, the nearest relative, was known to get wrong


def test_a_thesis_whose_only_reason_is_rebutted_gains_nothing_from_it():
    """There, a premise that its own objection had beaten still made a thesis 100 % true."""
    graph = graph_of(
        {"thesis": 0.5, "reason": 0.5, "rebuttal": 0.9},
        support("s", "reason", "thesis"),
        attack("r", "rebuttal", "reason"),
    )
    strengths = evaluate(graph).by_id
    assert strengths["reason"] == pytest.approx(0.168, abs=0.001)
    assert strengths["thesis"] == 0.5


def test_every_verdict_says_what_it_is_made_of():
    """There, a verdict was a count of premises under premises that nobody could take apart."""
    graph = graph_of(
        {"thesis": 0.5, "reason": 0.75, "other": 0.75, "objection": 0.75},
        support("r", "reason", "thesis"),
        support("o", "other", "thesis"),
        attack("a", "objection", "thesis"),
    )
    explained = explain(graph, "thesis")
    assert round(100 * explained.strength) == 60
    assert {reason.link: round(25 * reason.points, 1) for reason in explained.reasons} == {
        "r": 17.7,
        "o": 17.7,
        "a": -25.0,
    }
    assert {reason.link: round(100 * reason.without) for reason in explained.reasons} == {
        "r": 50,
        "o": 50,
        "a": 80,
    }


def test_an_unsupported_claim_stands_at_its_base_and_nothing_explains_it_away():
    explained = explain(graph_of({"thesis": 0.5}), "thesis")
    assert explained.strength == OWN.combine(0.5, [], []) == 0.5
    assert (explained.reasons, explained.influences) == ((), ())
