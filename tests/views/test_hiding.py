"""What a reader may not see yet is in no answer at all: other people's ratings may change, and no byte does."""

import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from claims.actions.strength import refresh_strengths
from claims.graph.scheme import ANY_STEP
from claims.models import (
    Appraisal,
    ArgumentMap,
    Claim,
    Evidence,
    Rating,
    Relation,
    SchemeAnswer,
    Source,
    Thesis,
)

pytestmark = pytest.mark.django_db

PARTS = re.compile(r"/(rating|why|talk|appraisal|questions)/$")  # what pages fetch by themselves
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
        name: table._default_manager.filter(map=map).order_by("uid")[:5]
        for name, table in (("claims", Claim), ("relations", Relation), ("evidence", Evidence))
    }
    return [
        "/",
        "/maps/",
        page,
        f"{page}outline/",
        f"{page}outline/?level=9",
        f"{page}articles/article-1/",
        f"{page}articles/article-1/text/",
        f"{page}questions/question-1/",
        f"{page}compare/",
        f"{page}semantics/",
        f"{page}state/",
        f"{page}events/",
        *compared,
        *files,
        f"{page}articles/article-1/appraisal/",
        *(f"{page}sources/{source.pk}/" for source in Source.objects.filter(map=map)),
        *(f"{page}sources/{source.pk}/appraisal/" for source in Source.objects.filter(map=map)),
        *(f"/claims/{claim.pk}/" for claim in things["claims"]),
        *(f"/claims/{claim.pk}/why/" for claim in things["claims"]),
        *(f"/claims/{claim.pk}/talk/" for claim in things["claims"]),
        *(f"/claims/{claim.pk}/what-if/" for claim in things["claims"]),
        *(f"/claims/{claim.pk}/what-if/?set=c{claim.pk}:90" for claim in things["claims"]),
        f"{page}history/",
        *(f"/claims/{claim.pk}/history/" for claim in things["claims"]),
        *(f"/relations/{relation.pk}/history/" for relation in things["relations"]),
        *(f"/evidence/{piece.pk}/history/" for piece in things["evidence"]),
        *(f"/relations/{relation.pk}/questions/" for relation in things["relations"]),
        *(f"/{name}/{thing.pk}/rating/" for name, rows in things.items() for thing in rows),
        f"/api/v1{page}claims/",
        f"/api/v1{page}document/",
        f"/api/v1{page}appraisals/",
        f"/api/v1{page}answers/",
        *(f"/api/v1/claims/{claim.pk}/" for claim in things["claims"]),
    ]


def appraise_everything(map: ArgumentMap) -> None:
    """Everyone who rated makes something of every article, source and step as well."""
    people = list(get_user_model().objects.filter(rating__map=map).distinct())
    given = {"map": map, "currency": 1, "relevance": 2, "authority": 3, "purpose": 4}
    for column, rows in (("article", map.article_set.all()), ("source", map.source_set.all())):
        Appraisal.objects.bulk_create(
            Appraisal(rater=one, **{column: row}, **given) for row in rows for one in people
        )
    SchemeAnswer.objects.bulk_create(
        SchemeAnswer(map=map, rater=one, relation=relation, question=question.key, answer="yes")
        for relation in map.relation_set.all()
        for question in ANY_STEP.questions
        for one in people
    )


def answers(client: Client, map: ArgumentMap) -> dict[tuple[str, bool], tuple[int, bytes, str]]:
    """By address, and whether htmx asked. A forgery token is new in every answer, and an ETag with it."""
    found = {}
    for address in addresses(map):
        for htmx in (False, True) if PARTS.search(address) else (False,):
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
    appraise_everything(map)
    client = as_person(alice) if signed_in else Client()
    before = answers(client, map)
    assert {status for status, _, _ in before.values()} <= {200, 204, 302}
    for rating in Rating.objects.filter(map=map):
        rating.value = (rating.value * 7 + 40) % 101
        rating.rubric = {"relevant": 0, "sufficient": 4, "no_leap": None} if rating.relation_id else {}
        rating.save()
    for appraisal in Appraisal.objects.filter(map=map):
        appraisal.currency, appraisal.purpose = 4, None
        appraisal.save()
    SchemeAnswer.objects.filter(map=map).update(answer="no")
    refresh_strengths(map)
    assert answers(client, map) == before


def test_once_one_has_answered_what_others_answered_is_shown(
    small_map: Any, as_person: Any, alice: Any
) -> None:
    """So that the bytes above stay the same because they are hidden, and not because they are nowhere."""
    map = small_map(24, raters=5, hide_until_rated=True)
    appraise_everything(map)
    client = as_person(alice)
    before = answers(client, map)
    article = f"/maps/{map.slug}/articles/article-1/appraisal/"
    step = f"/relations/{Relation.objects.filter(map=map).earliest('uid').pk}/questions/"
    client.post(article, {"currency": "2"})
    client.post(step, {"any-step-premise": "yes"})
    after = answers(client, map)
    lists = {f"/api/v1/maps/{map.slug}/{name}/" for name in ("appraisals", "answers")}
    changed = {address for (address, htmx), answer in after.items() if answer != before[address, htmx]}
    assert {article, step, *lists} <= changed


def test_to_one_who_rated_a_few_things_nothing_of_the_others_gets_out(
    small_map: Any, as_person: Any, alice: Any
) -> None:
    """Neither straight nor by way of the numbers of what they have rated."""
    map = small_map(24, raters=5, evidence_raters="everyone", hide_until_rated=True)
    mine = {
        name: list(table._default_manager.filter(map=map).order_by("uid")[:2])
        for name, table in (("claim", Claim), ("relation", Relation), ("evidence", Evidence))
    }
    for name, things in mine.items():
        for thing in things:
            Rating.objects.create(map=map, rater=alice, value=80, **{name: thing})
    refresh_strengths(map)
    client = as_person(alice)
    before = answers(client, map)
    others = Rating.objects.filter(map=map).exclude(rater=alice)
    for name, things in mine.items():
        others = others.exclude(**{f"{name}__in": things, f"{name}__isnull": False})
    assert others.count() > 100
    change(others)
    refresh_strengths(map)
    assert answers(client, map) == before


def test_what_too_few_gave_changes_no_byte_of_what_enough_have_rated(small_map: Any, client: Client) -> None:
    map = small_map(24, raters=5, evidence_raters="everyone", fewest_raters=3)
    for table, name in ((Claim, "claim"), (Relation, "relation"), (Evidence, "evidence")):
        for thing in table._default_manager.filter(map=map).order_by("uid")[1::3]:
            few = Rating.objects.filter(**{name: thing}).order_by("pk")[2:]
            Rating.objects.filter(pk__in=few.values("pk")).delete()
    refresh_strengths(map)
    before = answers(client, map)
    kept_back = [
        rating.pk
        for rating in Rating.objects.filter(map=map)
        if Rating.objects.filter(
            claim=rating.claim, relation=rating.relation, evidence=rating.evidence
        ).count() < 3
    ]  # fmt: skip
    assert len(kept_back) > 20
    change(Rating.objects.filter(pk__in=kept_back))
    refresh_strengths(map)
    assert answers(client, map) == before


def change(ratings: Any) -> None:
    for rating in ratings:
        rating.value = (rating.value * 7 + 40) % 101
        rating.save()
