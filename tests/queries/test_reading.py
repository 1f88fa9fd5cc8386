"""The reading: one map, one audience, plain values, six queries whatever the size."""

from dataclasses import replace
from typing import Any

import pytest

from claims.actions.rating import rate
from claims.actions.strength import refresh_strengths
from claims.models import ArgumentMap, Claim, Evidence, Relation
from claims.queries.audience import EVERYONE
from claims.queries.reading import Reading, place_words
from claims.queries.whole import _letter, read_map

pytestmark = pytest.mark.django_db


@pytest.fixture
def reading(five_articles: ArgumentMap) -> Reading:
    return read_map(five_articles, EVERYONE)


def test_articles_are_lettered_in_their_order(reading: Reading) -> None:
    assert [(article.letter, article.uid) for article in reading.articles.values()] == [
        ("A", "000"),
        ("B", "001"),
        ("C", "002"),
        ("D", "003"),
        ("E", "004"),
    ]


@pytest.mark.parametrize(
    ("place", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")]
)
def test_letters_go_on_after_z(place: int, letter: str) -> None:
    assert _letter(place) == letter


def test_a_byline_is_as_short_as_a_reader_can_tell_it_by(reading: Reading) -> None:
    assert [article.byline for article in reading.articles.values()] == [
        "Author unknown",
        "Souleimanov et al.",
        "Kurbanov",
        "Khalifa-zadeh",
        "Asa-El",
    ]


def test_a_name_of_blanks_is_no_name(reading: Reading) -> None:
    [article, *_] = reading.articles.values()
    assert replace(article, authors=(" ",)).byline == "Author unknown"


def test_theses_are_named_by_article_and_place(reading: Reading) -> None:
    names = [thesis.name for thesis in reading.theses.values()]
    assert names[:5] == ["A1", "A2", "A3", "A4", "B1"]
    assert len(names) == 20


def test_places_are_told_once_and_in_order() -> None:
    assert place_words([(16, 18), (4, 4), (4, 4)]) == "¶\u00a04, 16–18"
    assert place_words([]) == ""


def test_an_undercut_belongs_to_the_claim_its_step_leads_to(reading: Reading) -> None:
    undercuts = [relation for relation in reading.relations.values() if relation.target_relation]
    assert len(undercuts) == 71
    for undercut in undercuts:
        step = reading.relations[undercut.target_relation or 0]
        assert undercut.sign == "undercut"
        assert reading.home(undercut) == step.target_claim
        assert undercut in reading.undercuts_of(step.pk)


def test_reasons_and_evidence_of_a_claim_stand_apart(reading: Reading) -> None:
    for claim in reading.claims:
        reasons, evidence = reading.reasons(claim), reading.evidence_for(claim)
        assert len(reasons) + len(evidence) == len(reading.into(claim))
        assert all(relation.claims for relation in reasons)
        assert not any(relation.claims for relation in evidence)


@pytest.mark.parametrize("size", [24, 2400])
def test_a_reading_takes_six_queries(size: int, small_map: Any, django_assert_num_queries: Any) -> None:
    map = small_map(claims=size)
    with django_assert_num_queries(6):
        read_map(map, EVERYONE)


def test_what_is_withdrawn_is_not_read_and_what_hangs_on_it_neither(small_map: Any) -> None:
    map = small_map(claims=24)
    undercut = Relation.objects.filter(map=map, target_relation__isnull=False).first()
    assert undercut is not None
    step = undercut.target_relation
    assert step is not None
    premise = step.premises.first()
    assert premise is not None
    table: Any = Claim if premise.claim_id else Evidence
    table.objects.filter(pk=premise.claim_id or premise.evidence_id).update(state="withdrawn")
    reading = read_map(map, EVERYONE)
    assert step.pk not in reading.relations
    assert undercut.pk not in reading.relations


def test_undercuts_that_go_round_in_a_circle_are_not_read(small_map: Any) -> None:
    map = small_map(claims=24)
    undercut = Relation.objects.filter(map=map, target_relation__isnull=False).first()
    assert undercut is not None
    step = undercut.target_relation
    assert step is not None
    step.target_claim, step.target_relation = None, undercut
    step.save()
    assert not {step.pk, undercut.pk} & set(read_map(map, EVERYONE).relations)


def test_a_number_nobody_stands_behind_is_not_shown(small_map: Any, alice: Any) -> None:
    map = small_map(claims=24)
    refresh_strengths(map)
    states = {claim.strength.state for claim in read_map(map, EVERYONE).claims.values()}
    assert states == {"none"}
    claim = map.claim_set.first()
    rate(claim, 75, by=alice)
    strength = read_map(map, EVERYONE).claims[claim.pk].strength
    assert (strength.state, strength.n, strength.low, strength.high) == ("few", 1, None, None)
