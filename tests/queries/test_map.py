"""What a map's page says beside its outline, told from the map alone."""

from claims.models import ArgumentMap, Claim
from claims.queries.audience import EVERYONE
from claims.queries.map import facts_of, questions_by_group, theses_by_article, to_rate, with_counts
from claims.queries.tree import Tree
from claims.queries.whole import read_map
from tests.arguing import Argument


def test_counts_leave_out_what_was_withdrawn(small_map):
    map = small_map()
    Claim.objects.filter(map=map, theses=None).update(state="withdrawn")
    counted = with_counts(ArgumentMap.objects.all()).get()
    assert (counted.claim_count, counted.thesis_count) == (2, 2)


def test_the_facts_of_the_five_articles(five_articles):
    facts = facts_of(read_map(five_articles, EVERYONE))
    assert (facts.articles, facts.theses, facts.claims, facts.evidence) == (5, 20, 299, 236)
    assert facts.years == ("2012", "2023")
    assert facts.contested == 0


def test_every_question_is_in_one_group(five_articles):
    groups = {group.group: len(group.rows) for group in questions_by_group(five_articles)}
    assert sum(groups.values()) == 35
    assert groups["disagree"] == 9


def test_an_article_without_a_thesis_keeps_its_place(small_map, django_assert_num_queries):
    map = small_map()
    map.thesis_set.filter(article__slug="article-1").delete()
    found = theses_by_article(Tree(read_map(map, EVERYONE)))
    assert [(group.article.slug, len(group.rows)) for group in found] == [("article-1", 0), ("article-2", 1)]


def test_claims_want_ratings_in_the_order_in_which_they_move_a_thesis_for_what_is_not_known_of_them(
    person, db
):
    argument = Argument(ArgumentMap.objects.create(slug="argued", title="Argued"))
    people = [person(f"rater-{n}") for n in range(6)]
    thesis, rated, unrated = (argument.thesis("Thesis"), argument.claim("Rated"), argument.claim("Unrated"))
    far, beside = argument.claim("Far"), argument.claim("Beside")
    steps = [argument.supports(premise, thesis) for premise in (rated, unrated)]
    argument.supports(far, unrated)
    argument.rated(people, 75, thesis, rated, *steps)
    order = [text for _pk, text in to_rate(Tree(read_map(argument.map, EVERYONE)))]
    assert set(order) == {"Thesis", "Rated", "Unrated", "Far", "Beside"}
    assert order.index("Unrated") < order.index("Rated") < order.index("Beside")
    assert order.index("Unrated") < order.index("Far")
    assert beside.text == order[-1]
