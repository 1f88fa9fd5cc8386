"""Maps and claims as JSON: what the pages say, to those to whom the pages say it."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.actions.rating import rate
from claims.actions.strength import refresh_strengths
from claims.models import ArgumentMap, Article, Claim, Evidence, Paragraph, Rating, Relation
from claims.queries.audience import EVERYONE
from claims.queries.whole import read_map

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/api/v1/maps/",
    "/api/v1/maps/{slug}/",
    "/api/v1/maps/{slug}/claims/",
    "/api/v1/claims/{claim}/",
    "/api/v1/ratings/",
]


def claims_of(map: ArgumentMap, client: Client | None = None, asked: str = "") -> dict[int, Any]:
    answer = (client or Client()).get(f"/api/v1/maps/{map.slug}/claims/{asked}")
    return {claim["id"]: claim for claim in answer.json()["results"]}


def strengths(value: Any) -> list[Any]:
    """Every strength, relevance and quality in an answer."""
    if isinstance(value, list):
        return [found for item in value for found in strengths(item)]
    if not isinstance(value, dict):
        return []
    return [value] if "state" in value else [found for item in value.values() for found in strengths(item)]


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def document(client: Client, map: ArgumentMap) -> Any:
    return client.get(f"/api/v1/maps/{map.slug}/document/")


def test_a_list_holds_the_maps_that_the_page_lists(small_map: Any, as_person: Any, maya: Any) -> None:
    small_map(24, slug="b-public")
    small_map(24, slug="a-for-members", visibility="members")
    small_map(24, slug="unlisted", visibility="unlisted")
    slugs = [map["slug"] for map in Client().get("/api/v1/maps/").json()["results"]]
    assert slugs == ["b-public"]
    slugs = [map["slug"] for map in as_person(maya).get("/api/v1/maps/").json()["results"]]
    assert slugs == ["a-for-members", "b-public", "unlisted"]


def test_a_map_says_its_versions_its_counts_and_where_to_go_on(five_articles: ArgumentMap) -> None:
    map = Client().get("/api/v1/maps/azerbaijan-israel/").json()
    assert map["title"] == five_articles.title
    assert (map["version"], map["scores_version"]) == (five_articles.version, five_articles.scores_version)
    assert map["counts"]["article"] == 5
    assert map["counts"]["claim"] == Claim.objects.count()
    assert {
        name: Client().get(link).status_code for name, link in map["links"].items() if name != "page"
    } == {
        "self": 200,
        "claims": 200,
        "document": 200,
    }


def test_the_document_is_the_file_that_the_command_writes(five_articles: ArgumentMap) -> None:
    out = StringIO()
    call_command("export_map", five_articles.slug, stdout=out)
    answer = document(Client(), five_articles)
    assert answer["Content-Type"] == "application/json"
    assert answer.content == out.getvalue().encode()


@pytest.mark.parametrize("table", [Claim, Relation, Evidence])
def test_a_document_with_withdrawn_rows_is_for_curators(
    table: Any, small_map: Any, as_person: Any, alice: Any, maya: Any
) -> None:
    map = small_map(24)
    table.objects.filter(pk=table.objects.first().pk).update(state="withdrawn")
    refused = document(as_person(alice), map)
    assert refused.status_code == 403
    assert refused.json() == {"detail": "This file holds what only curators of the map see. Ask one for it."}
    assert document(as_person(maya), map).status_code == 200


@pytest.mark.parametrize(("right", "status"), [("quotation only", 403), ("own", 200), ("open licence", 200)])
def test_text_that_may_only_be_quoted_leaves_with_curators_alone(
    right: str, status: int, small_map: Any, as_person: Any, alice: Any, maya: Any
) -> None:
    map = small_map(24)
    Article.objects.update(text_right=right)
    Paragraph.objects.filter(pk=Paragraph.objects.first().pk).update(text="All of it.")
    assert document(as_person(alice), map).status_code == status
    assert document(as_person(maya), map).status_code == 200


def test_every_claim_is_told_as_the_pages_read_it(living_map: ArgumentMap) -> None:
    reading, told = read_map(living_map, EVERYONE), claims_of(living_map)
    assert list(told) == list(reading.claims)
    for pk, claim in reading.claims.items():
        assert told[pk]["text"] == claim.text
        assert [said["article"] for said in told[pk]["attributions"]] == [
            said.article.slug for said in claim.attributions
        ]
        assert [thesis["name"] for thesis in told[pk]["theses"]] == [thesis.name for thesis in claim.theses]
        for name in ("state", "value", "low", "high", "n", "word", "limited"):
            assert told[pk]["strength"][name] == getattr(claim.strength, name)
        assert [relation["id"] for relation in told[pk]["relations"]["out"]] == [
            relation.pk for relation in reading.uses(pk)
        ]
    bearing = sorted(relation["id"] for claim in told.values() for relation in claim["relations"]["in"])
    assert bearing == sorted(reading.relations)


def test_undercuts_stand_with_the_claim_that_their_step_leads_to(five_articles: ArgumentMap) -> None:
    reading, told = read_map(five_articles, EVERYONE), claims_of(five_articles)
    for claim in told.values():
        for relation in claim["relations"]["in"]:
            assert reading.home(reading.relations[relation["id"]]) == claim["id"]
    kinds = {relation["kind"] for claim in told.values() for relation in claim["relations"]["in"]}
    assert {"support", "attack", "undercut"} <= kinds


def test_a_claim_alone_is_the_same_as_in_the_list(living_map: ArgumentMap) -> None:
    for pk, claim in list(claims_of(living_map).items())[::9]:
        assert Client().get(f"/api/v1/claims/{pk}/").json() == claim


def test_the_address_alone_says_whether_the_example_class_counts(living_map: ArgumentMap) -> None:
    client = Client()
    pk = max(claims_of(living_map).values(), key=lambda claim: claim["strength"]["n"])["id"]
    address = f"/api/v1/claims/{pk}/"
    counted = client.get(address).json()["strength"]
    assert counted["n"] > 0
    assert client.get(f"{address}?example=off").json()["strength"]["n"] == 0
    assert claims_of(living_map, client, "?example=off")[pk]["strength"]["n"] == 0
    assert client.get(address).json()["strength"] == counted


def test_a_long_list_comes_in_parts(small_map: Any) -> None:
    map = small_map(1_100)
    address: str | None = f"/api/v1/maps/{map.slug}/claims/?limit=100000"
    parts: list[list[int]] = []
    while address:
        answer = Client().get(address).json()
        assert answer["count"] == 1_100
        parts.append([claim["id"] for claim in answer["results"]])
        address = answer["next"]
    assert [len(part) for part in parts] == [500, 500, 100]
    assert len({pk for part in parts for pk in part}) == 1_100


def test_an_odd_part_is_no_trouble(small_map: Any) -> None:
    small_map(24)
    odd = ["x", "-1", "1e9", "%00", "9" * 4_300, "9" * 5_000]
    for address in ("/api/v1/maps/", "/api/v1/maps/small-map/claims/"):
        for asked in [f"{name}={value}" for name in ("limit", "offset") for value in odd]:
            assert Client().get(f"{address}?{asked}").status_code == 200


def test_nothing_is_told_of_a_claim_before_its_reader_has_rated_it(
    small_map: Any, as_person: Any, alice: Any
) -> None:
    map = small_map(24, raters=6, hide_until_rated=True)
    refresh_strengths(map)
    client = as_person(alice)
    first, *others = claims_of(map, client)
    for person in (client, Client()):
        told = [*claims_of(map, person).values(), person.get(f"/api/v1/claims/{first}/").json()]
        found = strengths(told)
        assert len(found) > 48
        for strength in found:
            assert {**strength, "word": ""} == {
                "state": "hidden",
                "value": None,
                "low": None,
                "high": None,
                "n": 0,
                "limited": False,
                "word": "",
            }
    rate(Claim.objects.get(pk=first), 75, by=alice)
    told = claims_of(map, client)
    assert told[first]["strength"]["n"] == 7
    assert {told[pk]["strength"]["state"] for pk in others} == {"hidden"}
    assert client.get(f"/api/v1/claims/{first}/").json() == told[first]
    assert {strength["state"] for strength in strengths(claims_of(map))} == {"hidden"}


def test_numbers_of_too_few_raters_are_not_told(small_map: Any) -> None:
    map = small_map(24, raters=4, fewest_raters=5)
    refresh_strengths(map)
    assert {strength["value"] for strength in strengths(list(claims_of(map).values()))} == {None}
    ArgumentMap.objects.update(fewest_raters=4)
    assert None not in {claim["strength"]["value"] for claim in claims_of(map).values()}


def test_a_withdrawn_claim_is_told_to_curators_alone(
    small_map: Any, as_person: Any, alice: Any, maya: Any
) -> None:
    map = small_map(24)
    pk = map.claim_set.order_by("pk").last().pk
    Claim.objects.filter(pk=pk).update(state="withdrawn")
    assert as_person(alice).get(f"/api/v1/claims/{pk}/").status_code == 404
    assert as_person(maya).get(f"/api/v1/claims/{pk}/").json()["id"] == pk
    assert pk not in claims_of(map)


def test_questions_to_the_database_do_not_grow_with_the_map(
    small_map: Any, as_person: Any, alice: Any
) -> None:
    client, asked = as_person(alice), {}
    for size in (24, 2_400):
        map = small_map(size, slug=f"map-{size}", hide_until_rated=True)
        first, *_ = claims = list(map.claim_set.all()[: size // 24])
        map.rating_set.bulk_create(Rating(map=map, claim=claim, rater=alice, value=50) for claim in claims)
        refresh_strengths(map)
        asked[size] = [
            queries(client, address.format(slug=map.slug, claim=first.pk)) for address in ADDRESSES
        ]
    assert asked[24] == asked[2_400]
    assert max(asked[24]) <= 12


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_other_methods_are_refused(method: str, small_map: Any) -> None:
    map = small_map(24)
    assert getattr(Client(), method)(f"/api/v1/maps/{map.slug}/").status_code == 405


def test_what_is_not_there_is_answered_with_a_sentence() -> None:
    answer = Client().get("/api/v1/claims/999999999999999999999999999/")
    assert answer.status_code == 404
    assert answer.json() == {"detail": "There is nothing at this address, or nothing that you may see."}
