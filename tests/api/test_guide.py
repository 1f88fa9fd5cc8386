"""`docs/api.md` tells the truth: its addresses are all the addresses, its examples look like the answers."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

from claims.actions.appraisal import appraise
from claims.actions.scheme import examine
from claims.api.parsers import MOST_BYTES
from claims.api.urls import urlpatterns
from claims.api.viewsets import Parts
from claims.graph.words import Answer
from claims.models import ArgumentMap

pytestmark = pytest.mark.django_db

GUIDE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
LIST, MAP, CLAIM, APPRAISAL, ANSWERS, VALUE, GRADES, RATED, REFUSED = (
    json.loads(block) for block in re.findall(r"```json\n(.*?)```", GUIDE, re.DOTALL)
)


@pytest.fixture
def alices(living_map: ArgumentMap, as_person: Any, alice: Any) -> Client:
    return as_person(alice)


def shape(value: Any) -> Any:
    """The keys, all the way down; of a list, its first item's."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    return [shape(value[0])] if isinstance(value, list) and value and isinstance(value[0], dict) else None


def test_every_address_stands_in_the_guide_and_no_other() -> None:
    found = re.findall(r"`(?:GET|POST) (/api/v1/[^`]*)`", GUIDE)
    named = [get_resolver().resolve(address).url_name for address in found]
    assert sorted(named) == sorted(pattern.name for pattern in urlpatterns)


def test_maps_look_as_in_the_guide(alices: Client) -> None:
    answer = alices.get("/api/v1/maps/").json()
    assert list(answer) == list(LIST)
    assert shape(answer["results"]) == [shape(MAP)]
    told = alices.get("/api/v1/maps/azerbaijan-israel/").json()
    assert shape(told) == shape(MAP)
    assert told["counts"] == MAP["counts"]


def test_a_claim_looks_as_in_the_guide(alices: Client) -> None:
    claims = alices.get("/api/v1/maps/azerbaijan-israel/claims/").json()["results"]
    thesis = next(claim for claim in claims if claim["theses"] and claim["attributions"])
    relations = [relation for claim in claims for relation in claim["relations"]["in"]]
    cited = next(relation for relation in relations if relation["evidence"])
    assert shape({**thesis, "relations": {"in": [cited], "out": []}}) == shape(CLAIM)
    assert thesis["relations"].keys() == CLAIM["relations"].keys()


def test_appraisals_and_answers_look_as_in_the_guide(
    living_map: ArgumentMap, alice: Any, client: Client
) -> None:
    article = living_map.article_set.earliest("pk")
    relation = living_map.relation_set.filter(scheme="argument from expert opinion").earliest("pk")
    appraise(article, {"currency": 3, "relevance": 4, "authority": 2}, by=alice)
    examine(relation, {"expert opinion: field": Answer.NO}, by=alice)
    [appraisal] = client.get("/api/v1/maps/azerbaijan-israel/appraisals/").json()["results"]
    assert shape(appraisal) == shape(APPRAISAL)
    assert (appraisal["article"], appraisal["n"], appraisal["value"]) == (article.pk, 1, 75)
    assert appraisal["criteria"]["currency"] == {"counts": [0, 0, 0, 1, 0], "cannot_tell": 0}
    [answers] = client.get("/api/v1/maps/azerbaijan-israel/answers/").json()["results"]
    told = {"relation": relation.pk, "n": 1, "yes": 0, "no": 1, "cannot_tell": 0}
    assert answers == {**ANSWERS, **told}


def test_rating_goes_as_in_the_guide(alices: Client, living_map: ArgumentMap) -> None:
    claim, evidence = living_map.claim_set.first(), living_map.evidence_set.first()
    assert claim
    assert evidence
    rated = alices.post(f"/api/v1/claims/{claim.pk}/rating/", VALUE, content_type="application/json").json()
    assert shape(rated) == shape(RATED)
    assert rated["rating"]["value"] == RATED["rating"]["value"]
    graded = alices.post(
        f"/api/v1/evidence/{evidence.pk}/rating/", GRADES, content_type="application/json"
    ).json()
    assert graded["rating"]["rubric"] == GRADES
    assert shape(alices.get("/api/v1/ratings/").json()["results"]) == [shape(RATED["rating"])]
    refused = alices.post(
        f"/api/v1/claims/{claim.pk}/rating/", {"value": 101}, content_type="application/json"
    )
    assert refused.json() == REFUSED


def test_the_limits_are_those_of_the_guide() -> None:
    assert f"at most {Parts.max_limit}" in GUIDE
    assert f"longer than {MOST_BYTES:,} bytes" in GUIDE
