from claims.graph import ArgumentGraph, Link, Statement
from claims.graph.walk import components, home_statements, reachable, turned_round, what_rests_on_what

RESTS_ON = {
    "thesis": ["claim", "rival"],
    "rival": ["thesis"],
    "claim": ["evidence"],
    "evidence": [],
    "alone": ["alone"],
}
UNDERCUT = ArgumentGraph(
    tuple(Statement(id, 0.5) for id in "tauv"),
    (
        Link("step", ("a", "withdrawn"), "t", "support"),
        Link("undercut", ("u",), "step", "attack", targets_link=True),
        Link("answer", ("v",), "undercut", "attack", targets_link=True),
        Link("ring", ("v",), "ring", "attack", targets_link=True),
        Link("nowhere", ("v",), "withdrawn", "attack"),
    ),
)


def test_a_walk_reaches_everything_below():
    assert reachable(["claim"], RESTS_ON.__getitem__) == {"claim", "evidence"}
    assert reachable(["rival"], RESTS_ON.__getitem__) == {"thesis", "rival", "claim", "evidence"}


def test_components_come_after_what_they_rest_on():
    found = components(RESTS_ON, RESTS_ON.__getitem__)
    assert [set(component) for component in found] == [
        {"evidence"},
        {"claim"},
        {"thesis", "rival"},
        {"alone"},
    ]


def test_a_chain_of_100_000_is_walked():
    count = 100_000
    chain = {place: [place + 1] if place + 1 < count else [] for place in range(count)}
    assert components(chain, chain.__getitem__) == [[place] for place in reversed(range(count))]
    assert len(reachable([0], chain.__getitem__)) == count


def test_a_ring_of_100_000_is_one_component():
    count = 100_000
    (ring,) = components(range(count), lambda place: [(place + 1) % count])
    assert len(ring) == count


def test_an_undercut_bears_on_the_statement_its_link_leads_to():
    assert home_statements(UNDERCUT) == {"step": "t", "undercut": "t", "answer": "t"}
    assert what_rests_on_what(UNDERCUT) == {"t": ["a", "u", "v"], "a": [], "u": [], "v": []}


def test_turning_round_reads_from_premise_to_what_it_carries():
    assert turned_round({"t": ["a", "b"], "a": ["b"], "b": []}) == {"t": [], "a": ["t"], "b": ["t", "a"]}
