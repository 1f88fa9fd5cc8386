"""A map goes out to a file and comes back the same."""

from pathlib import Path
from typing import Any

import pytest

from claims.actions.exchange import MapExists, store_map
from claims.corpus import SHIPPED
from claims.exchange import argmap
from claims.graph.document import ClaimRecord, MapDocument, MapRecord
from claims.models import ArgumentMap, Claim, Rating, Relation, Score
from claims.queries.document import map_document

pytestmark = pytest.mark.django_db

CORPUS = SHIPPED["azerbaijan-israel"]


def exported(map: ArgumentMap) -> str:
    return argmap.write(map_document(ArgumentMap.objects.get(pk=map.pk)))


def test_the_five_articles_come_back_byte_for_byte(five_articles: ArgumentMap) -> None:
    assert exported(five_articles) == CORPUS.read_text(encoding="utf-8")


def test_a_map_made_here_survives_the_way_out_and_back(small_map: Any) -> None:
    first = exported(small_map(claims=24))
    ArgumentMap.objects.all().delete()
    assert exported(store_map(argmap.read(first).document)) == first


def test_editing_one_claim_changes_one_entry_of_the_next_export(five_articles: ArgumentMap) -> None:
    before = exported(five_articles).splitlines()
    Claim.objects.filter(map=five_articles, uid="000-T1").update(text="It was said otherwise.")
    after = exported(five_articles).splitlines()
    changed = [line for line, other in zip(before, after, strict=True) if line != other]
    assert len(changed) == 1


def test_a_plain_export_names_nobody_who_rated(small_map: Any, alice: Any) -> None:
    map = small_map(claims=24)
    claim = map.claim_set.first()
    before = exported(map)
    Rating.objects.create(map=map, rater=alice, claim=claim, value=75)
    assert exported(map) == before


def test_a_map_is_not_stored_over_another(five_articles: ArgumentMap) -> None:
    with pytest.raises(MapExists, match="There is a map at “azerbaijan-israel” already"):
        store_map(argmap.read(CORPUS.read_text(encoding="utf-8")).document)


def test_undercuts_of_undercuts_are_stored_in_any_order(db: None) -> None:
    map = store_map(
        argmap.read(Path(__file__).with_name("undercuts.json").read_text(encoding="utf-8")).document
    )
    chain = Relation.objects.get(map=map, uid="a-3")
    assert chain.target_relation is not None
    assert chain.target_relation.target_relation == Relation.objects.get(map=map, uid="z-1")


def test_storing_counts_the_strengths(five_articles: ArgumentMap) -> None:
    assert Score.objects.filter(map=five_articles, claim__isnull=False).count() == 299


def test_nothing_is_stored_where_something_is_refused(db: None) -> None:
    """A document that never went through a reader may break a rule that only the database holds."""
    document = MapDocument(map=MapRecord(slug="half", title="Half"), claims=(_twin(), _twin()))
    with pytest.raises(Exception, match=r"(?i)unique"):
        store_map(document)
    assert not ArgumentMap.objects.filter(slug="half").exists()


def _twin() -> Any:
    return ClaimRecord(uid="twin", text="Twice.")
