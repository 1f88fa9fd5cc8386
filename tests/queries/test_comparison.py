"""The five articles set side by side, figure by figure, and small maps where ratings have to say something."""

from itertools import combinations, cycle

import pytest
from django.contrib.auth.models import AnonymousUser

from claims.actions.strength import refresh_strengths
from claims.credibility import evaluate, gradient
from claims.models import (
    ArgumentMap,
    Article,
    Attribution,
    Claim,
    Group,
    GroupMember,
    Position,
    PositionRelation,
    Premise,
    Question,
    Rating,
    Relation,
    Thesis,
)
from claims.queries.audience import EVERYONE, WITHOUT_EXAMPLE
from claims.queries.column import article_column, thesis_column
from claims.queries.comparison import compare
from claims.queries.graph import load_basis
from claims.queries.material import read_material


def side_by_side(map, *slugs, audience=EVERYONE):
    material = read_material(map, audience, AnonymousUser())
    articles = {article.slug: article for article in material.reading.articles.values()}
    return compare(material, [article_column(material, articles[slug]) for slug in slugs])


def theses_side_by_side(map, *uids):
    material = read_material(map, EVERYONE, AnonymousUser())
    theses = {thesis.uid: thesis for thesis in material.reading.theses.values()}
    return compare(material, [thesis_column(material, theses[uid]) for uid in uids])


def counts(comparison):
    return {band.group.value: len(band.rows) for band in comparison.bands}


def row_on(comparison, slug):
    return next(row for row in [*comparison.rows, *comparison.silent] if row.question.slug == slug)


def figures_of(comparison, slug):
    """Each figure as a reader sees it: who, what was said, of what, when, on whose word."""
    return [
        (
            cell.column.key,
            figure.given.said,
            figure.given.measure.share_of or figure.given.measure.name,
            figure.given.date.words if figure.given.date else "",
            [source.title for source in figure.sources],
        )
        for cell in row_on(comparison, slug).cells
        for figure in cell.figures
    ]


def verdicts_on(comparison, slug):
    """What the figures say of every two, by letters."""
    return {
        (pair.a.key + pair.b.key): [
            (each.verdict.kind.value, each.verdict.a, each.verdict.b) for each in pair.figures
        ]
        for pair in row_on(comparison, slug).pairs
    }


def judged_on(comparison, slug):
    return {
        (pair.a.key + pair.b.key): [judged.kind.value for judged in pair.judged]
        for pair in row_on(comparison, slug).pairs
        if pair.judged
    }


ALL = [
    "shia-jewish-alliance",
    "focused-on-iran",
    "alliance-against-iran",
    "alliance-and-iran",
    "baku-to-the-future",
]


@pytest.fixture
def all_five(five_articles):
    return side_by_side(five_articles, *ALL)


# Acceptance: the five articles


def test_the_unnamed_author_and_souleimanov_agree_on_three_questions_and_part_on_two(five_articles):
    comparison = side_by_side(five_articles, "shia-jewish-alliance", "focused-on-iran")
    assert counts(comparison) == {
        "disagree": 1, "figures": 1, "overtaken": 0, "emphasis": 4, "agree": 3, "open": 10, "one": 15,
    }  # fmt: skip
    assert (len(comparison.silent), comparison.questions) == (1, 35)
    assert (comparison.agree, comparison.part, comparison.most.question.slug) == (
        3,
        2,
        comparison.rows[0].question.slug,
    )


def test_the_plots_are_asserted_by_two_doubted_by_one_reported_by_one_and_one_says_nothing(all_five):
    plots = next(row for row in all_five.rows if row.question.uid == "I01")
    statuses = {cell.column.key: cell.status for cell in plots.cells}
    assert statuses == {"A": "doubts", "B": "asserts", "C": "reports", "D": "asserts", "E": "silent"}
    assert judged_on(all_five, plots.question.slug) == {
        "AB": ["contradicts"], "AC": ["different emphasis"], "AD": ["contradicts"], "BD": ["agrees"],
    }  # fmt: skip


def test_each_oil_share_stands_with_its_measure_its_date_and_its_source(all_five):
    assert figures_of(all_five, "oil-share") == [
        ("A", "almost 20%", "Israel's oil, base not stated", "2012", []),
        ("B", "approximately 40%", "oil used in Israel", "2012–13", ["Ghosh (work not named)"]),
        ("C", "45%", "all energy imported by Israel", "2012", []),
        ("D", "over 33.3%", "Israel's oil, base not stated", "2012",
         ["Azerbaijan's International Energy Aspirations Raise Tensions in Middle East"]),
        ("E", "around 40%", "crude oil imported by Israel", "2023", []),
    ]  # fmt: skip


def test_of_the_oil_shares_only_the_two_of_one_measure_conflict(all_five):
    found = verdicts_on(all_five, "oil-share")
    assert {pair: kinds[0][0] for pair, kinds in found.items()} == {
        one + other: "conflict" if one + other == "AD" else "not comparable"
        for one, other in combinations("ABCDE", 2)
    }
    assert found["BE"] == [
        ("not comparable", "share of oil used in Israel", "share of crude oil imported by Israel")
    ]
    assert found["AC"][0][1:] == (
        "share of Israel's oil, base not stated",
        "share of all energy imported by Israel",
    )


def test_where_the_curator_and_the_figures_differ_both_are_shown(all_five):
    oil = {pair.a.key + pair.b.key: pair for pair in row_on(all_five, "oil-share").pairs}
    assert [judged.kind.value for judged in oil["AB"].judged] == ["differs in figure"]
    assert [oil[pair].differs for pair in ("AB", "AD", "BD", "AC")] == [True, False, True, False]


def test_trade_of_2010_is_not_comparable_by_date_with_later_trade_though_the_curator_says_it_differs(
    all_five,
):
    trade = next(row.question.slug for row in all_five.rows if row.question.uid == "I06")
    assert [(who, said, when) for who, said, _of, when, _sources in figures_of(all_five, trade) if "$" in said] == [
        ("B", "some $4bn", "2012–13"), ("C", "more than $2bn", "2010"),
        ("D", "$2.1bn", "2011"), ("D", "$4bn", "2011 or 2012"),
    ]  # fmt: skip
    found = verdicts_on(all_five, trade)
    assert found["BC"] == [("not comparable by date", "2012–13", "2010")]
    assert found["CD"] == [("not comparable by date", "2010", "2011 or 2012")]
    assert found["BD"] == [("agree", "", "")]
    assert judged_on(all_five, trade)["BC"] == judged_on(all_five, trade)["CD"] == ["differs in figure"]


def test_four_share_the_arms_deal_of_sixteen_hundred_million(all_five):
    deal = next(row.question.slug for row in all_five.rows if row.question.uid == "I07")
    sums = {who for who, said, *_ in figures_of(all_five, deal) if said.endswith("$1.6bn")}
    assert sums == {"A", "B", "D", "E"}
    found = verdicts_on(all_five, deal)
    assert {pair: {kind for kind, _, _ in kinds} for pair, kinds in found.items()} == {
        one + other: {"agree"} for one, other in combinations("ABDE", 2)
    }


def test_the_embassy_is_overtaken_and_not_contradicted(all_five):
    embassy = next(row for row in all_five.rows if row.question.uid == "I14")
    assert embassy.group == "overtaken"
    assert {cell.column.key: cell.status for cell in embassy.cells} == {
        "A": "silent", "B": "denies", "C": "silent", "D": "denies", "E": "asserts",
    }  # fmt: skip
    assert judged_on(all_five, embassy.question.slug) == {
        "BD": ["agrees"], "BE": ["overtaken by time"], "DE": ["overtaken by time"],
    }  # fmt: skip


def test_agreement_on_arrests_is_said_to_rest_on_one_source(five_articles):
    comparison = side_by_side(five_articles, "shia-jewish-alliance", "focused-on-iran")
    arrests = next(row for row in comparison.rows if row.question.uid == "I02")
    assert [pair.shared for pair in arrests.pairs] == [("Azerbaijan's security authorities, on the arrests",)]


def test_with_all_five_no_question_is_left_to_a_single_voice(all_five):
    assert counts(all_five) == {
        "disagree": 9, "figures": 6, "overtaken": 3, "emphasis": 15, "agree": 2, "open": 0, "one": 0,
    }  # fmt: skip
    assert all_five.silent == ()


def test_what_is_said_of_the_rest_of_a_row_names_the_pairs_nobody_compared(all_five):
    plots = next(row for row in all_five.rows if row.question.uid == "I01")
    assert [pair.a.key + pair.b.key for pair in plots.uncompared] == ["BC", "CD"]


def test_what_an_article_never_mentions_is_listed_those_most_speak_on_first(all_five):
    spots = {spot.column.key: spot.rows for spot in all_five.ground.blind_spots}
    assert {key: len(rows) for key, rows in spots.items()} == {"A": 15, "B": 2, "C": 9, "D": 5, "E": 11}
    speaking = [len(row.speaking) for row in spots["E"]]
    assert speaking == sorted(speaking, reverse=True)


def test_without_ratings_no_crux_is_invented_and_no_reason_is_the_strongest(five_articles):
    comparison = side_by_side(five_articles, "shia-jewish-alliance", "focused-on-iran")
    weighing = comparison.weighing
    assert (weighing.rated, weighing.crux, weighing.shared, comparison.ends) == (False, None, None, None)
    assert {best.support + best.attack for best in weighing.strongest} == {()}
    assert [best.thesis.name for best in weighing.strongest] == [
        "A1",
        "A2",
        "A3",
        "A4",
        "B1",
        "B2",
        "B3",
        "B4",
    ]


def test_one_article_answers_another_with_attacks_before_supports(five_articles):
    comparison = side_by_side(five_articles, "shia-jewish-alliance", "focused-on-iran")
    signs = [answer.relation.sign for answer in comparison.ground.answers]
    assert signs == sorted(signs, key=["attack", "undercut", "support"].index)
    attacks = [(answer.a.key, answer.b.key, answer.target.uid) for answer in comparison.ground.answers]
    assert ("B", "A", "000-T2") in attacks[: signs.count("attack")]


# Theses


def test_a_thesis_takes_its_articles_positions_as_far_as_claims_stand_under_it(five_articles):
    comparison = theses_side_by_side(five_articles, "000-T2", "001-T2")
    plots = next(row for row in comparison.rows if row.question.uid == "I01")
    assert [cell.status for cell in plots.cells] == ["doubts", "asserts"]
    assert plots.group == "disagree"
    oil = row_on(comparison, "oil-share")
    assert [cell.status for cell in oil.cells] == ["silent", "silent"]


def test_figures_under_a_thesis_are_its_own_articles(five_articles):
    comparison = theses_side_by_side(five_articles, "000-T2", "001-T2")
    articles = {column.key: column.article.pk for column in comparison.columns}
    for row in comparison.rows:
        for cell in row.cells:
            assert all(articles[cell.column.key] in figure.articles for figure in cell.figures)


def test_a_thesis_of_its_own_has_positions_of_its_own(five_articles):
    claim = Claim.objects.get(map=five_articles, uid="000-T2")
    question = Question.objects.get(map=five_articles, slug="oil-share")
    free = Thesis.objects.create(map=five_articles, uid="free", claim=claim, label="Free")
    Position.objects.create(
        map=five_articles, question=question, thesis=free, status="denies", summary="Not so."
    )
    comparison = theses_side_by_side(five_articles, "free", "001-T1")
    own = row_on(comparison, "oil-share").cells[0]
    assert (own.column.key, own.status, own.summary) == ("1", "denies", "Not so.")


# A map without questions


def test_without_questions_articles_still_meet_in_answers_figures_and_sources(five_articles):
    Question.objects.all().delete()
    comparison = side_by_side(five_articles, *ALL)
    assert (comparison.questions, comparison.most) == (0, None)
    assert comparison.ground.answers != ()
    assert comparison.ground.sources[0].counts[0][1] > 0
    found = {
        (
            shared.a.key + shared.b.key,
            figures.one.given.said,
            figures.other.given.said,
            figures.verdict.kind.value,
        )
        for shared in comparison.ground.measures
        for figures in shared.figures
    }
    assert ("AD", "almost 20%", "over 33.3%", "conflict") in found
    assert ("BE", "$1.6bn", "$1.6bn", "agree") in found
    assert not any(one == "almost 20%" and other == "around 40%" for _, one, other, _ in found)


def test_figures_shown_under_a_question_are_not_shown_again(all_five):
    shown = {figure.given.pk for row in all_five.rows for cell in row.cells for figure in cell.figures}
    again = {
        figure.given.pk
        for shared in all_five.ground.measures
        for figures in shared.figures
        for figure in (figures.one, figures.other)
    }
    assert shown & again == set()


# Small maps: derived judgements and ratings


@pytest.fixture
def two(owner):
    """Two articles with a thesis each, two claims under each, and a question both speak on."""
    map = ArgumentMap.objects.create(slug="two", title="Two", owner=owner)
    articles = [
        Article.objects.create(map=map, uid=uid, slug=uid, title=uid, order=order, authors=[])
        for order, uid in enumerate(["first", "second"])
    ]
    question = Question.objects.create(map=map, uid="q", slug="q", text="Is it?", kind="fact")
    for article in articles:
        made = [
            Claim.objects.create(map=map, uid=f"{article.uid}-{n}", text=f"{article.uid} says {n}")
            for n in range(3)
        ]
        for claim in made:
            Attribution.objects.create(map=map, claim=claim, article=article)
        Thesis.objects.create(map=map, uid=f"{article.uid}-t", claim=made[0], article=article)
        for claim in made[1:]:
            link(map, claim, made[0], "support")
        position = Position.objects.create(map=map, question=question, article=article, status="asserts")
        position.claims.set(made[1:])
    return map


def link(map, premise, target, kind):
    relation = Relation.objects.create(map=map, kind=kind, target_claim=target, curator_strength="strong")
    Premise.objects.create(map=map, relation=relation, claim=premise)


def rated(map, person, values, raters=6, **group):
    """So many people give each claim its value, or its values in turn."""
    people = [person(f"{group.get('name', 'rater')}-{n}") for n in range(raters)]
    for uid, value in values.items():
        claim = Claim.objects.get(map=map, uid=uid)
        turns = cycle(value if isinstance(value, list) else [value])
        for each in people:
            Rating.objects.create(map=map, rater=each, claim=claim, value=next(turns))
    refresh_strengths(map)
    return people


def between(map, one, other, kind):
    link(map, Claim.objects.get(map=map, uid=one), Claim.objects.get(map=map, uid=other), kind)


@pytest.mark.parametrize(("kind", "group"), [("contradiction", "disagree"), ("supersedes", "overtaken")])
def test_claims_drawn_as_contradicting_or_overtaking_each_other_sort_a_question_nobody_judged(
    two, kind, group
):
    between(two, "second-1", "first-1", kind)
    assert counts(side_by_side(two, "first", "second"))[group] == 1


def test_a_judgement_decides_over_what_was_drawn(two):
    between(two, "second-1", "first-1", "contradiction")
    a, b = Position.objects.filter(map=two).order_by("article__order")
    PositionRelation.objects.create(map=two, question=a.question, a=a, b=b, kind="agrees")
    assert counts(side_by_side(two, "first", "second"))["agree"] == 1


def test_an_attack_between_claims_leaves_the_question_to_be_compared(two):
    between(two, "second-1", "first-1", "attack")
    assert counts(side_by_side(two, "first", "second"))["open"] == 1


def test_a_missing_position_is_not_silence(two):
    Position.objects.filter(map=two, article__slug="second").delete()
    row = row_on(side_by_side(two, "first", "second"), "q")
    assert (row.group.value, [cell.status for cell in row.cells]) == ("one", ["asserts", ""])


def test_a_claim_both_make_is_shared(two):
    claim = Claim.objects.get(map=two, uid="first-1")
    Attribution.objects.create(map=two, claim=claim, article=Article.objects.get(map=two, slug="second"))
    shared = side_by_side(two, "first", "second").ground.shared_claims
    assert [(held.claim.uid, [column.key for column in held.columns]) for held in shared] == [
        ("first-1", ["A", "B"])
    ]


def test_the_crux_is_the_claim_with_the_largest_difference_of_slopes_times_its_error(two, person):
    between(two, "second-1", "first-0", "attack")
    rated(
        two,
        person,
        {"first-0": 60, "first-1": 80, "first-2": 60, "second-0": 60, "second-1": 90, "second-2": 70},
    )
    crux = side_by_side(two, "first", "second").weighing.crux
    strengths = evaluate(load_basis(two, EVERYONE).graph)
    ends = [f"c{Claim.objects.get(map=two, uid=uid).pk}" for uid in ("first-0", "second-0")]
    one, other = (gradient(strengths, end) for end in ends)
    pulls = {
        name: abs(one.get(name, 0) - other.get(name, 0)) * strengths.errors[strengths.network.places[name]]
        for name in {*one, *other} - {*ends}
    }
    assert f"c{crux.claim.pk}" == max(pulls, key=pulls.get)
    assert crux.claim.uid == "second-1"
    assert [thesis.name for thesis in crux.bears_on] == ["A1", "B1"]
    assert crux.now.one == pytest.approx(strengths.by_id[ends[0]])


def test_the_crux_says_which_rating_would_bring_the_two_closest(two, person):
    between(two, "second-1", "first-0", "attack")
    rated(
        two,
        person,
        {"first-0": 60, "first-1": 80, "first-2": 60, "second-0": 60, "second-1": 90, "second-2": 70},
    )
    crux = side_by_side(two, "first", "second").weighing.crux
    assert [outcome.rated for outcome in crux.what_ifs] == [20, 80]
    assert crux.closest.gap == min(outcome.gap for outcome in crux.tried) < crux.now.gap
    assert crux.closest.rated < 50


def test_where_the_crux_bears_on_one_thesis_the_claim_that_bears_on_both_is_named_too(two, person):
    between(two, "second-1", "first-0", "attack")
    Relation.objects.filter(map=two, kind="attack").update(curator_strength="weak")
    rated(two, person, {"first-1": [100, 50], "second-1": 70, "second-2": 90})
    weighing = side_by_side(two, "first", "second").weighing
    assert len(weighing.crux.bears_on) == 1
    assert (weighing.shared.claim.uid, len(weighing.shared.bears_on)) == ("second-1", 2)


def test_the_strongest_reason_comes_with_the_path_of_what_holds_it_up(two, person):
    between(two, "first-2", "first-1", "support")
    between(two, "second-2", "first-0", "attack")
    rated(two, person, {"first-1": 90, "first-2": 80, "second-2": 85})
    best = side_by_side(two, "first", "second").weighing.strongest[0]
    assert [step.claim.uid for step in best.support] == ["first-1", "first-2"]
    assert [step.claim.uid for step in best.attack] == ["second-2"]
    assert (best.supports, best.attacks) == (2, 1)


def test_a_map_that_hides_ratings_names_no_crux(two, person):
    rated(two, person, {"first-1": 90, "second-1": 90})
    ArgumentMap.objects.filter(pk=two.pk).update(hide_until_rated=True)
    two.refresh_from_db()
    weighing = side_by_side(two, "first", "second").weighing
    assert (weighing.rated, weighing.crux) == (False, None)


def test_numbers_of_too_few_raters_are_in_no_crux_and_no_path(two, person):
    rated(two, person, {"first-0": 70, "first-1": 90, "second-0": 70, "second-1": 90}, raters=6)
    ArgumentMap.objects.filter(pk=two.pk).update(fewest_raters=5)
    two.refresh_from_db()
    seen = side_by_side(two, "first", "second").weighing
    assert seen.crux.claim.uid in ("first-1", "second-1")
    assert [step.claim.uid for step in seen.strongest[0].support] == ["first-1"]
    ArgumentMap.objects.filter(pk=two.pk).update(fewest_raters=7)
    two.refresh_from_db()
    unseen = side_by_side(two, "first", "second").weighing
    assert (unseen.rated, unseen.crux, unseen.strongest[0].support) == (False, None, ())


def test_ratings_of_the_example_class_can_be_left_out_of_the_crux(two, person):
    people = rated(two, person, {"first-1": 90, "second-1": 90})
    group = Group.objects.create(map=two, name="Example", is_example=True)
    for each in people:
        GroupMember.objects.create(group=group, user=each, pseudonym=each.username)
    refresh_strengths(two)
    assert side_by_side(two, "first", "second").weighing.rated is True
    assert side_by_side(two, "first", "second", audience=WITHOUT_EXAMPLE).weighing.rated is False


def test_a_comparison_takes_seven_queries_however_large_the_map(small_map, django_assert_num_queries):
    for claims, slug in ((24, "small"), (600, "large")):
        map = small_map(claims, slug=slug, raters=3)
        refresh_strengths(map)
        with django_assert_num_queries(7):
            side_by_side(map, "article-1", "article-2")
