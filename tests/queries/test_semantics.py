"""The same theses under our way of counting and under published ones."""

import pytest
from django.contrib.auth.models import AnonymousUser

from claims.credibility import SEMANTICS, evaluate
from claims.graph import ArgumentGraph, Link, Statement
from claims.models import Thesis
from claims.queries.audience import EVERYONE, alone
from claims.queries.rating import veil_for
from claims.queries.semantics import (
    by_article,
    strengths_under,
    theses_under_semantics,
    widest,
)
from tests.arguing import Argument, strength_of

pytestmark = pytest.mark.django_db
OURS, *PUBLISHED = ("own", "dfquad", "qe", "euler")


@pytest.fixture
def argument(small_map):
    map = small_map(slug="argued")
    Thesis.objects.filter(map=map).delete()
    return Argument(map)


@pytest.fixture
def people(person):
    return [person(f"rater-{n}") for n in range(5)]


def seen_by(user, map, audience=EVERYONE):
    return theses_under_semantics(map, audience, veil_for(map, user, audience))


def named(lines, *texts):
    by_text = {line.text: line for line in lines}
    assert set(by_text) == set(texts)
    return [by_text[text] for text in texts]


def numbers(line):
    return {cell.semantics: cell.number for cell in line.cells}


def states(line):
    return {cell.state for cell in line.cells}


def test_our_number_is_the_one_on_every_other_page(argument, people):
    thesis = argument.thesis("Thesis")
    argument.supports(reason := argument.claim("Reason"), thesis)
    argument.rated(people, 90, reason)
    (line,) = seen_by(AnonymousUser(), argument.map)
    assert line.cells[0].value == pytest.approx(strength_of(thesis))
    assert list(numbers(line)) == [OURS, *PUBLISHED]
    assert (line.thesis.name, line.text, line.raters) == ("A1", "Thesis", 0)


def test_ten_reasons_that_nobody_rated_move_nothing_here_and_everything_elsewhere(argument, people):
    thesis = argument.thesis("Thesis")
    for n in range(10):
        argument.supports(argument.claim(f"Reason {n}"), thesis, curator_strength="strong")
    argument.rated(people, 70, thesis)
    (line,) = seen_by(AnonymousUser(), argument.map)
    assert numbers(line)[OURS] == "60"
    assert all(cell.value > 0.9 for cell in line.cells[1:])
    assert line.spread > 30


@pytest.mark.parametrize("published", PUBLISHED)
def test_fully_relevant_they_lift_a_thesis_from_60_to_over_98(published):
    statements = [Statement("thesis", 0.6), *(Statement(n, 0.5) for n in range(10))]
    links = tuple(Link(f"link {n}", (n,), "thesis", "support", 1.0) for n in range(10))
    argument = ArgumentGraph(tuple(statements), links)
    assert evaluate(argument, SEMANTICS[published]).by_id["thesis"] > 0.98
    assert evaluate(argument).by_id["thesis"] == 0.6


@pytest.mark.parametrize(("published", "sunk"), [("dfquad", 0.01), ("qe", 0.02)])
def test_a_point_can_sink_a_camp_under_a_published_rule_and_not_under_ours(published, sunk):
    def other_camp(base, semantics):
        names = [(camp, n) for camp in "ab" for n in range(12)]
        statements = tuple(Statement(f"{c}{n}", base if (c, n) == ("a", 0) else 0.5) for c, n in names)
        links = tuple(
            Link(f"{c}{n} {m}", (f"{c}{n}",), f"{'b' if c == 'a' else 'a'}{m}", "attack", 1.0)
            for c, n in names
            for m in range(12)
        )
        return evaluate(ArgumentGraph(statements, links), SEMANTICS[semantics]).by_id["b5"]

    assert other_camp(0.50, published) > 0.1
    assert other_camp(0.51, published) < sunk
    assert other_camp(0.50, OURS) - other_camp(0.51, OURS) < 0.001


def test_a_thesis_that_nobody_rated_and_nothing_carries_has_no_number(argument):
    argument.thesis("Thesis")
    (line,) = seen_by(AnonymousUser(), argument.map)
    assert states(line) == {"none"}
    assert line.spread == 0
    assert widest([line]) is None


def test_a_published_rule_that_finds_no_rest_has_no_number():
    bases = {"a": 0.9, "b": 0.9, "c": 0.8}
    statements = tuple(Statement(name, base) for name, base in bases.items())
    links = tuple(Link(end, (start,), end, "attack", 100.0) for start, end in ("ab", "bc", "ca"))
    assert strengths_under(ArgumentGraph(statements, links), SEMANTICS["mlp"]) is None
    assert strengths_under(ArgumentGraph(statements, ()), SEMANTICS["mlp"]) == bases


def test_the_widest_is_where_they_part_most(argument, people):
    for n in range(2):
        thesis = argument.thesis(f"Thesis {n}")
        for m in range(1 + 4 * n):
            argument.supports(argument.claim(f"Reason {n} {m}"), thesis)
        argument.rated(people, 70, thesis)
    lines = seen_by(AnonymousUser(), argument.map)
    found = widest(lines)
    assert found is not None
    assert found.text == "Thesis 1"
    assert found.lowest.semantics == OURS
    assert found.spread == max(line.spread for line in lines)


def test_theses_stand_by_article_and_those_of_the_whole_debate_last(small_map):
    map = small_map(48)
    Thesis.objects.filter(uid="Thesis-1").update(article=None)
    groups = by_article(seen_by(AnonymousUser(), map))
    assert [group.article.slug if group.article else None for group in groups] == [
        "article-1",
        "article-2",
        None,
    ]


def test_a_withdrawn_thesis_is_not_there(argument):
    thesis = argument.thesis("Thesis")
    type(thesis).objects.filter(pk=thesis.pk).update(state="withdrawn")
    assert seen_by(AnonymousUser(), argument.map) == ()


def test_where_ratings_are_hidden_ones_own_alone_are_counted(argument, people):
    argument.map.hide_until_rated = True
    argument.map.save()
    theses = [argument.thesis(text) for text in ("Rated", "Not rated")]
    argument.rated(people[:4], 80, *theses)
    argument.rated(people[4:], 20, theses[0])
    rated, unrated = named(seen_by(people[4], argument.map), "Rated", "Not rated")
    assert set(numbers(rated).values()) == {"45"}
    assert (states(unrated), unrated.raters) == ({"none"}, 0)
    assert {state for line in seen_by(AnonymousUser(), argument.map) for state in states(line)} == {"none"}


def test_of_fewer_raters_than_a_map_wants_there_is_no_number(argument, people):
    argument.map.fewest_raters = 5
    argument.map.save()
    theses = [argument.thesis(text) for text in ("Five", "Four")]
    argument.rated(people, 80, theses[0])
    argument.rated(people[1:], 80, theses[1])
    assert [states(line) for line in named(seen_by(people[0], argument.map), "Five", "Four")] == [
        {"counted"},
        {"few"},
    ]


def test_alone_a_reader_sees_what_their_own_ratings_come_to(argument, people):
    argument.map.hide_until_rated = True
    argument.map.fewest_raters = 5
    argument.map.save()
    argument.rated(people[:1], 80, argument.thesis("Mine"))
    argument.rated(people[1:], 0, argument.thesis("Theirs"))
    mine, theirs = named(seen_by(people[0], argument.map, alone(people[0].pk, EVERYONE)), "Mine", "Theirs")
    assert set(numbers(mine).values()) == {"55"}
    assert states(theirs) == {"none"}


def test_it_takes_six_queries_however_large_the_map(small_map, django_assert_num_queries):
    for claims, slug in ((24, "small"), (600, "large")):
        map = small_map(claims, slug=slug, raters=2)
        with django_assert_num_queries(6):
            seen_by(AnonymousUser(), map)
