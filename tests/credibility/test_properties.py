"""What holds of any graph: loops, links on themselves, undercuts of undercuts, linked premises, shared origins."""

from dataclasses import replace
from math import isclose

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from claims.credibility import (
    CLAIM_PRIOR,
    EVIDENCE_PRIOR,
    RELATION_FROM_EVIDENCE_PRIOR,
    Strengths,
    aggregate_ratings,
    band,
    bands,
    evaluate,
    gradient,
    recount,
)
from claims.credibility.aggregate import midmean
from claims.credibility.propagate import Count
from claims.credibility.semantics import moved
from claims.graph import ArgumentGraph, Id, Link, Statement
from claims.graph.walk import reachable, turned_round, what_rests_on_what

thorough = settings(max_examples=300, deadline=None, database=None)

any_base = st.one_of(st.sampled_from([0.0, 0.01, 0.5, 0.75, 0.99, 1.0]), st.floats(0, 1))
inner_base = st.floats(0.1, 0.9)
relevances = st.one_of(st.sampled_from([0.0, 1.0, 1.0]), st.floats(0, 1))
kinds = st.sampled_from(["support", "attack"])
origins = st.sampled_from([None, None, "wire", "survey"])
ratings = st.lists(st.integers(0, 100), max_size=30)


@st.composite
def graphs(draw, *, acyclic: bool = False, base: st.SearchStrategy[float] = any_base) -> ArgumentGraph:
    """Statements 0 to n - 1 and one, n, that is not there. Without loops, each rests on later ones only."""
    count = draw(st.integers(1, 6))
    statements = tuple(
        Statement(id, draw(base), draw(st.floats(0, 0.2)), draw(origins)) for id in range(count)
    )
    links: list[Link] = []
    homes: list[int] = []
    for number in range(draw(st.integers(0, 9))):
        undercuts = bool(links) and draw(st.booleans())
        last = number - acyclic if undercuts else count - 1  # an undercut of itself is a loop too
        target = draw(st.integers(0, last))
        home = homes[target] if undercuts and target < number else target
        homes.append(home)
        premises = draw(st.sets(st.integers(home + 1 if acyclic else 0, count), min_size=1, max_size=3))
        name = f"l{number}"
        links.append(
            Link(
                name,
                tuple(sorted(premises)),
                f"l{target}" if undercuts else target,
                draw(kinds),
                draw(relevances),
                undercuts,
            )
        )
    return ArgumentGraph(statements, tuple(links))


def with_link(graph: ArgumentGraph, link: Link) -> ArgumentGraph:
    return replace(graph, links=(*graph.links, link))


def with_statement(graph: ArgumentGraph, statement: Statement) -> ArgumentGraph:
    kept = [statement if old.id == statement.id else old for old in graph.statements]
    return replace(graph, statements=tuple(kept))


def any_statement(data: st.DataObject, graph: ArgumentGraph) -> Statement:
    return data.draw(st.sampled_from(graph.statements))


def one_factor_per_voice(strengths: Strengths) -> bool:
    """False where a loop limits some links of one origin and not others: which of them counts then makes a jump."""
    return all(
        len({strengths.limits[link] for link in voice}) == 1
        for voices in strengths.network.voices.values()
        for voice in voices
    )


def same_numbers(first: Strengths, second: Strengths) -> bool:
    return (
        first.by_id == second.by_id
        and first.weights == second.weights
        and first.points == second.points
        and first.limited == second.limited
    )


@thorough
@given(graphs())
def test_every_strength_is_found_and_within_bounds(graph):
    strengths = evaluate(graph)
    assert list(strengths.by_id) == [statement.id for statement in graph.statements]
    assert all(0 < strength <= 1 for strength in strengths.by_id.values())


@thorough
@given(graphs(), st.data())
def test_a_loop_comes_to_the_same_rest_from_any_start(graph, data):
    strengths = evaluate(graph)
    assume(one_factor_per_voice(strengths))
    network = strengths.network
    start = data.draw(st.lists(st.floats(0, 1), min_size=network.size, max_size=network.size))
    count = Count(network, strengths.limits, strengths.factors, strengths.bases, [*start, 0.0])
    for _ in range(1000):
        for place in range(network.size):
            count.put(place, count.strength(place))
    for found, again in zip(strengths.values, count.values, strict=True):
        assert isclose(found, again, abs_tol=1e-11)


@thorough
@given(st.lists(any_base, max_size=6))
def test_without_links_a_strength_is_the_base_kept_off_the_ends(bases):
    strengths = evaluate(ArgumentGraph(tuple(Statement(id, base) for id, base in enumerate(bases))))
    assert list(strengths.by_id.values()) == [min(max(base, 0.01), 0.99) for base in bases]


@thorough
@given(graphs(), st.floats(0, 0.5), origins, kinds, relevances, st.data())
def test_a_source_at_one_half_or_below_changes_nothing(graph, base, origin, kind, relevance, data):
    target = data.draw(st.sampled_from([*graph.statements, *graph.links]))
    link = Link("new", ("source",), target.id, kind, relevance, isinstance(target, Link))
    joined = replace(graph, statements=(*graph.statements, Statement("source", base, origin=origin)))
    before, after = evaluate(graph), evaluate(with_link(joined, link))
    assert {**before.by_id, "source": max(base, 0.01)} == after.by_id
    assert {**before.weights, "new": 0.0} == after.weights


@thorough
@given(graphs(), kinds, st.data())
def test_an_irrelevant_link_counts_as_absent(graph, kind, data):
    premise, target = any_statement(data, graph), any_statement(data, graph)
    after = evaluate(with_link(graph, Link("new", (premise.id,), target.id, kind, 0.0)))
    assert evaluate(graph).by_id == after.by_id


@thorough
@given(graphs(), st.data())
def test_names_and_order_do_not_matter(graph, data):
    strengths = evaluate(graph)
    assume(one_factor_per_voice(strengths))
    names: dict[Id, Id] = {id: f"x{name}" for id, name in enumerate(data.draw(st.permutations(range(7))))}

    def renamed(link: Link) -> Link:
        premises = tuple(names[premise] for premise in data.draw(st.permutations(link.premises)))
        return replace(
            link, premises=premises, target=link.target if link.targets_link else names[link.target]
        )

    statements = [replace(statement, id=names[statement.id]) for statement in graph.statements]
    links = [renamed(link) for link in graph.links]
    other = ArgumentGraph(
        tuple(data.draw(st.permutations(statements))), tuple(data.draw(st.permutations(links)))
    )
    again = evaluate(other)
    assert again.limited == strengths.limited
    for id, strength in strengths.by_id.items():
        assert isclose(again.by_id[names[id]], strength, abs_tol=1e-11)


@thorough
@given(graphs(), any_base, st.data())
def test_a_base_moves_only_what_rests_on_it(graph, base, data):
    statement = any_statement(data, graph)
    above = reachable([statement.id], turned_round(what_rests_on_what(graph)).__getitem__)
    before, after = (
        evaluate(graph).by_id,
        evaluate(with_statement(graph, replace(statement, base=base))).by_id,
    )
    assert {id for id in before if before[id] != after[id]} <= above


@thorough
@given(graphs())
def test_points_add_up_to_the_whole_move(graph):
    strengths = evaluate(graph)
    into = dict.fromkeys(strengths.by_id, 0.0)
    for link in graph.links:
        if not link.targets_link:
            into[link.target] += strengths.points[link.id]
    for base, (id, strength) in zip(strengths.bases, strengths.by_id.items(), strict=False):
        assert isclose(moved(base, into[id]), strength, abs_tol=1e-12)


@thorough
@given(graphs(), st.data())
def test_a_recount_equals_a_full_count(graph, data):
    changed = [
        replace(statement, base=data.draw(any_base), se=data.draw(st.floats(0, 0.2)))
        for statement in data.draw(st.lists(st.sampled_from(graph.statements), unique=True))
    ]
    other = graph
    for statement in changed:
        other = with_statement(other, statement)
    full, again = evaluate(other), recount(evaluate(graph), changed)
    assert same_numbers(full, again)
    assert full.bases == again.bases
    assert full.errors == again.errors


@thorough
@given(graphs(), any_base, st.data())
def test_a_rating_taken_back_leaves_no_trace(graph, base, data):
    statement = any_statement(data, graph)
    before = evaluate(graph)
    after = recount(recount(before, [replace(statement, base=base)]), [statement])
    assert same_numbers(before, after)


@thorough
@given(graphs(acyclic=True), kinds, relevances, st.data())
def test_a_supporter_never_lowers_and_an_attacker_never_raises(graph, kind, relevance, data):
    target = any_statement(data, graph).id
    premise = data.draw(st.integers(target + 1, len(graph.statements)))
    before = evaluate(graph).by_id[target]
    after = evaluate(with_link(graph, Link("new", (premise,), target, kind, relevance))).by_id[target]
    assert after >= before if kind == "support" else after <= before


@thorough
@given(graphs(acyclic=True), relevances, st.data())
def test_an_undercut_keeps_the_strength_between_with_and_without_the_link(graph, relevance, data):
    assume(graph.links)
    link = data.draw(st.sampled_from([link for link in graph.links if not link.targets_link]))
    premise = data.draw(st.integers(link.target + 1, len(graph.statements)))
    undercut = Link("new", (premise,), link.id, "attack", relevance, targets_link=True)
    irrelevant = replace(link, relevance=0.0)
    without = replace(graph, links=tuple(irrelevant if each == link else each for each in graph.links))
    ends = [evaluate(end).by_id[link.target] for end in (graph, without)]
    between = evaluate(with_link(graph, undercut)).by_id[link.target]
    assert min(ends) - 1e-12 <= between <= max(ends) + 1e-12


@thorough
@given(graphs(acyclic=True), st.data())
def test_the_opposite_with_opposite_links_is_as_weak_as_this_is_strong(graph, data):
    statement = any_statement(data, graph)
    opposite = with_statement(graph, replace(statement, base=1 - statement.base))
    flipped = tuple(
        replace(link, kind="attack" if link.kind == "support" else "support")
        if link.target == statement.id and not link.targets_link
        else link
        for link in graph.links
    )
    strength = evaluate(graph).by_id[statement.id]
    mirrored = evaluate(replace(opposite, links=flipped)).by_id[statement.id]
    assert isclose(mirrored, 1 - strength, abs_tol=1e-12)


@thorough
@given(graphs(base=inner_base), st.data())
def test_the_gradient_is_the_slope_of_the_strength(graph, data):
    target = any_statement(data, graph).id
    strengths = evaluate(graph)
    slopes = gradient(strengths, target)
    step = 1e-6
    for statement in graph.statements:
        up, down = (
            recount(strengths, [replace(statement, base=statement.base + way)]).by_id[target]
            for way in (step, -step)
        )
        bend = abs(up - 2 * strengths.by_id[target] + down) / (
            2 * step
        )  # a gate that opens bends the curve a little
        if bend < 1e-4:  # no kink here
            slope = (up - down) / (2 * step)
            assert isclose(slopes.get(statement.id, 0.0), slope, abs_tol=1e-6 + bend)


@thorough
@given(graphs())
def test_all_bands_at_once_are_the_bands_one_by_one(graph):
    strengths = evaluate(graph)
    for id, width in bands(strengths).items():
        assert isclose(width, band(strengths, id), abs_tol=1e-10)


@thorough
@given(ratings, st.randoms())
def test_the_order_of_ratings_does_not_matter(ratings, random):
    shuffled = random.sample(ratings, len(ratings))
    assert aggregate_ratings(ratings, CLAIM_PRIOR) == aggregate_ratings(shuffled, CLAIM_PRIOR)


@thorough
@given(st.lists(st.integers(0, 100), min_size=1, max_size=30), st.integers(1, 100), st.data())
def test_a_higher_rating_never_lowers_the_midmean(ratings, more, data):
    place = data.draw(st.integers(0, len(ratings) - 1))
    raised = [*ratings[:place], min(100, ratings[place] + more), *ratings[place + 1 :]]
    assert midmean(raised) >= midmean(ratings)


@thorough
@given(ratings, st.sampled_from([CLAIM_PRIOR, EVIDENCE_PRIOR, RELATION_FROM_EVIDENCE_PRIOR]))
def test_a_base_lies_between_the_ratings_and_the_prior(ratings, prior):
    found = aggregate_ratings(ratings, prior)
    assert min([*ratings, prior.value]) - 1e-9 <= found.base <= max([*ratings, prior.value]) + 1e-9
    assert found.se > 0
