"""What a reader may not see yet is in no answer at all: other people's ratings may change, and no byte does."""

import re
from typing import Any

import pytest
from django.test import Client

from claims.actions.strength import refresh_strengths
from claims.models import ArgumentMap, Claim, Evidence, Rating, Relation, Source, Thesis

pytestmark = pytest.mark.django_db

TOKEN = re.compile(rb"\b[A-Za-z0-9]{64}\b")


def addresses(map: ArgumentMap) -> list[str]:
    page = f"/maps/{map.slug}/"
    first, second, *_ = Thesis.objects.filter(map=map).order_by("uid")
    compared = [
        f"{page}compare/?article=article-1&article=article-2",
        f"{page}compare/?thesis={first.uid}&thesis={second.uid}",
    ]
    files = [f"{address}&as={format}" for address in compared for format in ("csv", "json")]
    things = {
        name: table._default_manager.filter(map=map).order_by("uid")[:8]
        for name, table in (("claims", Claim), ("relations", Relation), ("evidence", Evidence))
    }
    return [
        "/",
        "/maps/",
        page,
        f"{page}outline/",
        f"{page}outline/?level=9",
        f"{page}articles/article-1/",
        f"{page}questions/question-1/",
        f"{page}compare/",
        *compared,
        *files,
        *(f"{page}sources/{source.pk}/" for source in Source.objects.filter(map=map)),
        *(f"/claims/{claim.pk}/" for claim in things["claims"]),
        *(f"/{name}/{thing.pk}/rating/" for name, rows in things.items() for thing in rows),
        f"/api/v1{page}claims/",
        f"/api/v1{page}document/",
        *(f"/api/v1/claims/{claim.pk}/" for claim in things["claims"]),
    ]


def answers(client: Client, map: ArgumentMap) -> dict[tuple[str, bool], tuple[int, bytes, str]]:
    """By address, and whether htmx asked. A forgery token is new in every answer, and an ETag with it."""
    found = {}
    for address in addresses(map):
        for htmx in (False, True):
            answer = client.get(address, headers={"HX-Request": "true"} if htmx else {})
            body = TOKEN.sub(b"", answer.content)
            etag = answer.headers.get("ETag", "") if body == answer.content else ""
            found[address, htmx] = answer.status_code, body, etag
    return found


@pytest.mark.parametrize(
    "rule", [{"hide_until_rated": True}, {"fewest_raters": 6}], ids=["hidden until rated", "too few raters"]
)
@pytest.mark.parametrize("signed_in", [False, True])
def test_other_peoples_ratings_change_no_byte(
    rule: dict[str, Any], signed_in: bool, small_map: Any, as_person: Any, alice: Any
) -> None:
    map = small_map(24, raters=5, evidence_raters="everyone", **rule)
    refresh_strengths(map)
    client = as_person(alice) if signed_in else Client()
    before = answers(client, map)
    assert {status for status, _, _ in before.values()} <= {200, 302}
    for rating in Rating.objects.filter(map=map):
        rating.value = (rating.value * 7 + 40) % 101
        rating.save()
    refresh_strengths(map)
    assert answers(client, map) == before
