import json
from itertools import count

import pytest

from claims.errors import ClaimsError
from claims.exchange import vectors
from claims.graph import ArgumentGraph, Link, Statement

LINKS = {
    "name": "n",
    "arguments": {"t": 0.5, "a": 1, "b": 0.25},
    "links": [
        {"id": "l", "premises": ["a", "gone"], "target": "t", "kind": "support", "relevance": 1},
        {"id": "u", "premises": ["b"], "target": "l", "kind": "attack", "relevance": 0.5},
    ],
    "origins": {"a": "wire"},
    "expected": {"of no concern": [[]]},
}
PAIRS = {
    "name": "n",
    "semantics": "MLP",
    "arguments": {"t": 0.5, "a": 0.8},
    "supports": [["a", "t"], ["t", "t"]],
    "attacks": [["t", "a"]],
    "weights": [["a", "t", 2.0]],
}


def link(**changed):
    return {**LINKS, "links": [{**LINKS["links"][0], **changed}]}


def without(row, key):
    return {name: value for name, value in row.items() if name != key}


def test_the_form_with_links():
    assert vectors.read(json.dumps(LINKS)) == [
        (
            "n",
            ArgumentGraph(
                (Statement("t", 0.5), Statement("a", 1.0, origin="wire"), Statement("b", 0.25)),
                (
                    Link("l", ("a", "gone"), "t", "support", 1.0),
                    Link("u", ("b",), "l", "attack", 0.5, targets_link=True),
                ),
            ),
        )
    ]


def test_the_form_with_pairs():
    ((_, graph),) = vectors.read(json.dumps(PAIRS))
    assert graph.links == (
        Link("supports[0]", ("a",), "t", "support", 2.0),
        Link("supports[1]", ("t",), "t", "support"),
        Link("attacks[0]", ("t",), "a", "attack"),
    )


def test_lines_may_be_blank_and_hold_what_other_systems_take_for_line_ends():
    row = json.dumps({**LINKS, "name": "a\u2028b"}, ensure_ascii=False)
    assert [name for name, _ in vectors.read(f"\n{row}\r\n\n{row}\n")] == ["a\u2028b", "a\u2028b"]
    assert vectors.read("") == []


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "null",
        "3",
        '"text"',
        "[" * 100_000,
        '{"a":' * 100_000,
        "9" * 5000,
        '{"name": "n", "arguments": {"a": 0.5, "a": 0.6}, "links": []}',
        '{"name": "n", "arguments": {"a": NaN}, "links": []}',
        '{"name": "n", "arguments": {"a": Infinity}, "links": []}',
        '{"name": "n", "arguments": {"a": 1e999}, "links": []}',
        *map(
            json.dumps,
            [
                *(without(LINKS, key) for key in ("name", "arguments", "links")),
                *(without(PAIRS, key) for key in ("supports", "attacks")),
                *({**LINKS, "links": [without(LINKS["links"][0], key)]} for key in LINKS["links"][0]),
                {**LINKS, "supports": [], "attacks": []},
                {**LINKS, "name": 3},
                {**LINKS, "arguments": []},
                {**LINKS, "arguments": {"t": 1.5}},
                {**LINKS, "arguments": {"t": -0.1}},
                {**LINKS, "arguments": {"t": 10**400}},
                {**LINKS, "arguments": {"t": True}},
                {**LINKS, "arguments": {"t": "0.5"}},
                {**LINKS, "arguments": {"t": None}},
                {**LINKS, "links": {}},
                {**LINKS, "links": [3]},
                {**LINKS, "links": LINKS["links"] * 2},
                {**LINKS, "origins": []},
                {**LINKS, "origins": {"a": 3}},
                link(id="t"),
                link(id=1),
                link(premises="a"),
                link(premises=[]),
                link(premises=[1]),
                link(target="gone"),
                link(target=["t"]),
                link(kind="undercut"),
                link(kind=["support"]),
                link(relevance=1.01),
                link(relevance=False),
                {**PAIRS, "supports": [["a"]]},
                {**PAIRS, "supports": ["at"]},
                {**PAIRS, "supports": [["gone", "t"]]},
                {**PAIRS, "supports": [["a", "t"], ["a", "t"]]},
                {**PAIRS, "attacks": [["t", 1]]},
                {**PAIRS, "weights": [["a", "t"]]},
                {**PAIRS, "weights": [["a", "a", 1]]},
                {**PAIRS, "weights": [["a", "t", 1], ["a", "t", 1]]},
                {**PAIRS, "weights": [["a", "t", -1]]},
                {**PAIRS, "weights": [["a", "t", 1e300]]},
            ],
        ),
    ],
    ids=count(),
)
def test_a_line_that_is_not_in_the_form_is_named(line):
    with pytest.raises(ClaimsError, match=r"^line 2: .*\.$"):
        vectors.read(f"{json.dumps(LINKS)}\n{line}\n")


def test_a_message_is_short_and_safe_to_print():
    with pytest.raises(ClaimsError) as caught:
        vectors.read(json.dumps(link(target="\x1b[31m\ud800" + "x" * 10_000)))
    assert str(caught.value).isascii() or str(caught.value).isprintable()
    assert len(str(caught.value)) < 150
