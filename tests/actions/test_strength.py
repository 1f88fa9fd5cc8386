"""Stored strengths are what a recount from scratch would give, for every audience."""

from math import log
from random import Random
from typing import Any

import pytest

from claims.actions.example import add_example_class
from claims.actions.rating import rate
from claims.actions.strength import recount, refresh_strengths
from claims.models import ArgumentMap, Claim, Evidence, Rating, Relation, Score
from claims.queries.audience import EVERYONE, WITHOUT_EXAMPLE

pytestmark = pytest.mark.django_db

KEPT = [
    "audience",
    "claim",
    "evidence",
    "relation",
    "base",
    "se",
    "strength",
    "low",
    "high",
    "n",
    "contested",
    "limited",
    "points",
    "points_back",
]


def stored(map: ArgumentMap) -> list[Any]:
    return list(Score.objects.filter(map=map).order_by(*KEPT[:4]).values_list(*KEPT))


def from_scratch(map: ArgumentMap) -> list[Any]:
    Score.objects.filter(map=map).delete()
    refresh_strengths(map)
    return stored(map)


def strength(claim: Claim, audience: str = EVERYONE.key) -> float:
    return Score.objects.get(claim=claim, audience=audience).strength


def test_stored_is_recounted_after_many_ratings(small_map: Any, alice: Any, carl: Any) -> None:
    map = small_map(claims=24)
    random = Random(1)
    targets = [*map.claim_set.all(), *map.relation_set.all(), *map.evidence_set.all()]
    for target in random.sample(targets, 20):
        for person in (alice, carl):
            rate(target, random.choice([0, 25, 50, 75, 100, None]), by=person)
    assert stored(map) == from_scratch(map)


def logit(number: float) -> float:
    return log(number / (1 - number))


def test_kept_points_add_up_to_what_carries_each_claim_from_its_base(living_map: ArgumentMap) -> None:
    scores = Score.objects.filter(map=living_map, audience=EVERYONE.key)
    bases = {
        claim: (base, now) for claim, base, now in scores.values_list("claim", "base", "strength") if claim
    }
    moved = dict.fromkeys(bases, 0.0)
    points = dict(scores.exclude(relation=None).values_list("relation", "points"))
    back = dict(scores.exclude(relation=None).values_list("relation", "points_back"))
    for relation in Relation.objects.filter(map=living_map).prefetch_related("premises"):
        if relation.target_claim_id and relation.kind in ("support", "attack", "contradiction"):
            moved[relation.target_claim_id] += points[relation.pk]
        if relation.kind == "contradiction":
            moved[relation.premises.all()[0].claim_id] += back[relation.pk]
    assert {
        claim: logit(now) - logit(min(max(base, 0.01), 0.99)) for claim, (base, now) in bases.items()
    } == pytest.approx(moved, abs=1e-9)
    assert any(moved.values())


def test_the_example_class_counts_for_everyone_and_can_be_left_out(
    living_map: ArgumentMap, alice: Any
) -> None:
    claim = Claim.objects.get(map=living_map, uid="000-T1")
    assert Score.objects.get(claim=claim, audience=EVERYONE.key).n > 0
    assert Score.objects.get(claim=claim, audience=WITHOUT_EXAMPLE.key).n == 0
    rate(claim, 100, by=alice)
    assert Score.objects.get(claim=claim, audience=WITHOUT_EXAMPLE.key).n == 1
    assert stored(living_map) == from_scratch(living_map)


def test_the_example_class_is_made_once_and_alike_everywhere(living_map: ArgumentMap) -> None:
    first = list(Rating.objects.order_by("pk").values_list("rater__username", "value"))
    add_example_class(living_map)
    assert Rating.objects.count() == len(first)


def test_the_example_class_leaves_two_supporters_of_a_thesis_in_each_article(
    living_map: ArgumentMap,
) -> None:
    """So that a visitor's first rating shows."""
    for article in living_map.article_set.all():
        unrated = Claim.objects.filter(map=living_map, attributions__article=article, rating=None)
        theses = Claim.objects.filter(theses__article=article)
        supporting = unrated.filter(
            premises__relation__kind="support", premises__relation__target_claim__in=theses
        )
        assert supporting.distinct().count() == 2


def test_a_first_rating_moves_the_thesis_above_it(living_map: ArgumentMap, alice: Any) -> None:
    for claim in Claim.objects.filter(map=living_map, rating=None):
        thesis = Claim.objects.filter(relations_in__premises__claim=claim, theses__isnull=False).first()
        if thesis is None:
            continue
        before = strength(thesis)
        rated = rate(claim, 100, by=alice)
        assert round(1000 * strength(thesis)) > round(1000 * before)
        assert ("claim", thesis.pk) in rated.moved(EVERYONE.key).was


def test_no_article_gets_better_invented_ratings_than_another(living_map: ArgumentMap) -> None:
    """Each is dealt the same spread; what chance adds to the mean stays small."""
    means = []
    for article in living_map.article_set.all():
        ratings = Rating.objects.filter(claim__attributions__article=article, value__isnull=False)
        values = list(ratings.values_list("value", flat=True))
        means.append(sum(values) / len(values))
    assert max(means) - min(means) < 6


def test_a_relations_curators_view_counts_until_it_is_rated(small_map: Any, alice: Any) -> None:
    map = small_map(claims=24)
    relation = Relation.objects.filter(map=map, kind="support", premises__claim__isnull=False).first()
    assert relation is not None
    Relation.objects.filter(pk=relation.pk).update(curator_strength="strong")
    refresh_strengths(map)
    assert Score.objects.get(relation=relation).base == 0.75
    rate(relation, 25, by=alice)
    assert Score.objects.get(relation=relation).base == 0.5


def test_where_curators_judge_evidence_others_ratings_are_kept_but_do_not_count(
    small_map: Any, alice: Any, maya: Any
) -> None:
    map = small_map(claims=24, evidence_raters="curators")
    evidence = map.evidence_set.first()
    rate(evidence, 100, by=alice)
    assert Score.objects.get(evidence=evidence).n == 0
    rate(evidence, 80, by=maya)
    assert Score.objects.get(evidence=evidence).n == 1
    assert Rating.objects.filter(evidence=evidence).count() == 2


def test_a_contradiction_attacks_both_claims(db: None, alice: Any) -> None:
    map = ArgumentMap.objects.create(slug="two", title="Two")
    one, other = (Claim.objects.create(map=map, text=text) for text in ("One.", "Other."))
    relation = Relation.objects.create(map=map, kind="contradiction", target_claim=one)
    relation.premises.create(map=map, claim=other)
    refresh_strengths(map)
    before = strength(one), strength(other)
    rate(other, 100, by=alice)
    assert strength(one) < before[0]
    rate(one, 100, by=alice)
    assert strength(other) < Score.objects.get(claim=other).base


def test_what_is_withdrawn_carries_nothing_and_has_no_score(small_map: Any, alice: Any) -> None:
    map = small_map(claims=24)
    relation = Relation.objects.filter(map=map, kind="support", premises__claim__isnull=False).first()
    assert relation is not None
    premise, target = relation.premises.get().claim, relation.target_claim
    assert premise is not None
    assert target is not None
    rate(premise, 100, by=alice)
    with_it = strength(target)
    Claim.objects.filter(pk=premise.pk).update(state="withdrawn")
    refresh_strengths(map)
    assert strength(target) < with_it
    assert not Score.objects.filter(claim=premise).exists()
    assert stored(map) == from_scratch(map)


def test_a_recount_raises_the_scores_version_and_leaves_the_maps_own(small_map: Any) -> None:
    map = small_map(claims=24)
    before = (map.version, map.scores_version)
    refresh_strengths(map)
    map.refresh_from_db()
    assert (map.version, map.scores_version) == (before[0], before[1] + 1)


def test_a_recount_without_news_moves_nothing(five_articles: ArgumentMap) -> None:
    before = stored(five_articles)
    refresh_strengths(five_articles)
    assert stored(five_articles) == before


@pytest.mark.parametrize("size", [24, 240])
def test_a_recount_asks_as_often_whatever_the_size(
    size: int, small_map: Any, django_assert_num_queries: Any
) -> None:
    map = small_map(claims=size)
    refresh_strengths(map)
    with django_assert_num_queries(11):
        refresh_strengths(map)


def test_one_origin_counts_once(small_map: Any, maya: Any) -> None:
    """Two reports of one statement carry no more than the better of them."""
    map = ArgumentMap.objects.create(slug="origins", title="Origins", owner=maya)
    claim = Claim.objects.create(map=map, text="It happened.")
    reports = []
    for number in range(2):
        evidence = Evidence.objects.create(map=map, text=f"Report {number}", kind="news report")
        source = map.source_set.create(title=f"Paper {number}", origin="The ministry")
        evidence.citations.create(map=map, source=source)
        relation = Relation.objects.create(map=map, kind="support", target_claim=claim)
        relation.premises.create(map=map, evidence=evidence)
        reports.append(evidence)
    rate(reports[0], 90, by=maya)
    alone = strength(claim)
    rate(reports[1], 90, by=maya)
    assert strength(claim) == alone


def test_whoever_waited_through_a_whole_recount_makes_none(small_map: Any) -> None:
    """The one under way may have begun too early to see their rating; the next has counted it."""
    map = small_map(claims=24)
    for meanwhile, versions in ((0, 1), (1, 2), (2, 2)):
        seen = version_of(map)
        for _ in range(meanwhile):
            refresh_strengths(map)
        recount.call(map.pk, seen)
        assert version_of(map) == seen + versions


def version_of(map: ArgumentMap) -> int:
    map.refresh_from_db()
    return map.scores_version


def test_a_map_that_is_gone_by_its_turn_needs_no_recount(small_map: Any) -> None:
    map = small_map(claims=24)
    pk = map.pk
    map.delete()
    recount.call(pk, 0)
    assert not Score.objects.exists()
