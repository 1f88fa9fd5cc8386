"""The pages that explain: every number in their examples is counted again here, by the engine."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client

from claims.credibility import CLAIM_PRIOR, SEMANTICS, aggregate_ratings, evaluate, in_numbers
from claims.credibility.aggregate import midmean
from claims.graph import ArgumentGraph, Link, Statement
from claims.views.page import examples

HELP, ABOUT = "/help/scores/", "/about/"


def words(client: Client, address: str) -> str:
    html = client.get(address).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html[html.index("<main") : html.index("</main>")]))


def counted(
    supports: Sequence[float] = (),
    attacks: Sequence[float] = (),
    relevance: float = 1,
    undercut: float | None = None,
    base: float = 0.5,
    semantics: str = "own",
) -> float:
    """A claim with these reasons; the undercut is aimed at the first."""
    statements, links = [Statement("claim", base)], []
    for kind, values in (("support", supports), ("attack", attacks)):
        for number, value in enumerate(values):
            statements.append(Statement(f"{kind}-{number}", value))
            links.append(Link(f"{kind}-{number}", (f"{kind}-{number}",), "claim", kind, relevance))
    if undercut is not None:
        statements.append(Statement("undercut", undercut))
        links.append(Link("undercut", ("undercut",), links[0].id, "attack", targets_link=True))
    return evaluate(ArgumentGraph(tuple(statements), tuple(links)), SEMANTICS[semantics]).by_id["claim"]


def test_what_reasons_do_is_what_the_engine_makes_of_them() -> None:
    moves: Any = examples()["moves"]
    assert [shown.value for _, shown in moves] == [
        pytest.approx(100 * strength, abs=0.05)
        for strength in (
            counted([0.75]),
            counted([], [0.75]),
            counted([0.75], [0.75]),
            counted([0.75] * 2),
            counted([0.75] * 4),
            counted([0.75] * 10, relevance=0.5),
            counted([0.5] * 20),
        )
    ]


def test_the_undercut_is_what_the_engine_makes_of_it(client: Client, db: None) -> None:
    read = words(client, HELP)
    assert "One reason, at 90, lifts it to 83. The undercut, at 75, brings it back to 69." in read
    assert in_numbers(counted([0.9])) == "83"
    assert 100 * counted([0.9], undercut=0.75) == pytest.approx(69, abs=0.05)


def test_the_eight_ratings_are_counted_as_they_are_on_the_page(client: Client, db: None) -> None:
    page = client.get(HELP).content.decode()
    row = page[page.index('<ol class="row-of">') :].split("</ol>")[0]
    ratings = [int(number) for number in re.findall(r"(\d+)</li>", row)]
    assert len(ratings) == 8
    assert all(low <= high for low, high in pairwise(ratings))
    assert midmean(ratings) == 68.75
    told = aggregate_ratings(ratings, CLAIM_PRIOR)
    shown: Any = examples()["eight"]
    assert told.band is not None
    assert (shown.value, shown.low, shown.high) == (
        pytest.approx(told.base, abs=0.05),
        round(told.band[0]),
        round(told.band[1]),
    )


def test_two_loud_people_move_the_average_and_hardly_the_middle_half(client: Client, db: None) -> None:
    eight = [50, 75, 75, 75, 75, 75, 100, 100]
    ten = [*eight, 0, 0]
    assert (round(sum(eight) / 8), sum(ten) / 10, midmean(eight), midmean(ten)) == (78, 62.5, 75, 72.5)
    read = words(client, HELP)
    assert "The plain average drops from 78 to 62.5. The middle half drops from 75 to 72.5." in read


def test_one_rating_of_100_does_not_make_a_100(client: Client, db: None) -> None:
    assert round(aggregate_ratings([100], CLAIM_PRIOR).base) == 58
    assert "After one real rating of 100, the claim stands at 58." in words(client, HELP)


def test_every_published_rule_lets_unrated_supporters_lift_a_claim_and_ours_does_not(
    client: Client, db: None
) -> None:
    others = sorted(set(SEMANTICS) - {"own"})
    lifted = {name: counted([0.5] * 10, base=0.6, semantics=name) for name in others}
    assert len(lifted) == 4
    assert {name: round(value, 3) for name, value in lifted.items() if value <= 0.98} == {}
    assert counted([0.5] * 10, base=0.6) == pytest.approx(0.6)
    assert "Under the four we compared, ten supporters that nobody had rated" in words(client, HELP)


@pytest.mark.parametrize("address", [HELP, ABOUT])
def test_a_page_that_explains_asks_the_database_for_nothing(
    client: Client, db: None, django_assert_num_queries: Any, address: str
) -> None:
    with django_assert_num_queries(0):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address", [HELP, ABOUT, "/maps/small-map/compare/", "/maps/small-map/questions/question-1/"]
)
def test_a_page_that_is_only_read_takes_nothing(client: Client, small_map: Any, address: str) -> None:
    small_map()
    assert [client.post(address).status_code, client.put(address).status_code] == [405, 405]


def test_the_about_page_says_whose_words_these_are(client: Client, db: None) -> None:
    read = words(client, ABOUT)
    for sentence in (
        "CC BY 4.0",
        "belong to their authors and publishers",
        "MIT licence",
        "arXiv 2012.05738",
    ):
        assert sentence in read
