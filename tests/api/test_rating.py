"""Rating by JSON: kept like a rating from the page, refused with a sentence, and nothing hidden in the answer."""

from typing import Any

import pytest
from django.test import Client

from claims.actions.strength import refresh_strengths
from claims.models import ArgumentMap, Claim, Rating, RatingLog

pytestmark = pytest.mark.django_db

JSON = "application/json"
WHOLE = "A rating is a whole number from 0 to 100. Nothing was saved."


def send(client: Client, thing: Any, sent: Any, asked: str = "") -> Any:
    noun = {"claim": "claims", "relation": "relations", "evidence": "evidence"}[thing._meta.model_name]
    return client.post(f"/api/v1/{noun}/{thing.pk}/rating/{asked}", sent, content_type=JSON)


def leaf_of(map: ArgumentMap) -> Any:
    """A claim that bears on another, so that what it is rated moves more than itself."""
    between_claims = map.relation_set.filter(target_claim__isnull=False, premises__claim__isnull=False)
    return between_claims.first().premises.first().claim


def test_a_rating_is_kept_and_says_what_it_moved(small_map: Any, as_person: Any, alice: Any) -> None:
    map = small_map(24, raters=3)
    refresh_strengths(map)
    claim, client = leaf_of(map), as_person(alice)
    answer = send(client, claim, {"value": 100})
    assert answer.status_code == 200
    assert Rating.objects.get(rater=alice).value == 100
    told = answer.json()
    assert told["rating"] | {"at": ""} == {
        "map": map.slug, "claim": claim.pk, "relation": None, "evidence": None,
        "value": 100, "rubric": {}, "version": 1, "at": "",
    }  # fmt: skip
    moved = {(row["kind"], row["id"]): row["strength"] for row in told["moved"]}
    assert ("claim", claim.pk) in moved
    assert len(moved) > 1
    for (kind, pk), strength in moved.items():
        assert kind == "claim"
        now = client.get(f"/api/v1/claims/{pk}/").json()["strength"]
        assert {name: now[name] for name in strength} == strength


def test_null_is_cannot_tell(small_map: Any, as_person: Any, alice: Any) -> None:
    map = small_map(24)
    for thing in (map.claim_set.first(), map.relation_set.first(), map.evidence_set.first()):
        assert send(as_person(alice), thing, {"value": None}).json()["rating"]["value"] is None
    assert Rating.objects.filter(rater=alice, value=None).count() == 3


@pytest.mark.parametrize("value", [0, 1, 50, 100])
def test_every_whole_number_to_100_will_do(value: int, small_map: Any, as_person: Any, alice: Any) -> None:
    map = small_map(24)
    for thing in (map.claim_set.first(), map.relation_set.first(), map.evidence_set.first()):
        assert send(as_person(alice), thing, {"value": value}).json()["rating"]["value"] == value


def test_evidence_is_graded(small_map: Any, as_person: Any, maya: Any) -> None:
    evidence = small_map(24).evidence_set.first()
    told = send(as_person(maya), evidence, {"source": "B", "information": 2}).json()
    assert told["rating"]["value"] == 80
    assert told["rating"]["rubric"] == {"source": "B", "information": 2}
    assert ("evidence", evidence.pk) in {(row["kind"], row["id"]) for row in told["moved"]}
    assert (
        send(as_person(maya), evidence, {"source": "F", "information": 2}).json()["rating"]["value"] is None
    )


def test_half_a_grade_is_refused_by_field(small_map: Any, as_person: Any, maya: Any) -> None:
    evidence = small_map(24).evidence_set.first()
    answer = send(as_person(maya), evidence, {"source": "B"})
    assert (answer.status_code, answer.json()["detail"]) == (
        422,
        "Grade both the source and the information. Nothing was saved.",
    )
    answer = send(as_person(maya), evidence, {"source": "G", "information": 7})
    assert answer.status_code == 422
    assert answer.json()["fields"] == {
        "value": [],
        "source": ["A source is graded A to F. Nothing was saved."],
        "information": ["Information is graded 1 to 6. Nothing was saved."],
    }
    assert not Rating.objects.exists()


def test_a_refusal_is_a_sentence_and_one_for_the_field(small_map: Any, as_person: Any, alice: Any) -> None:
    answer = send(as_person(alice), small_map(24).claim_set.first(), {"value": 101})
    assert answer.status_code == 422
    assert answer.json() == {"detail": WHOLE, "fields": {"value": [WHOLE]}}
    assert not RatingLog.objects.exists()


def test_who_may_not_rate_is_told_so(small_map: Any, as_person: Any, carl: Any) -> None:
    claim = small_map(24, who_rates="members").claim_set.first()
    answer = send(as_person(carl), claim, {"value": 75})
    assert answer.status_code == 403
    assert answer.json() == {
        "detail": "Only members of this map may rate in it. Ask its owner to let you in."
    }
    answer = send(Client(), claim, {"value": 75})
    assert (answer.status_code, answer.json()) == (403, {"detail": "Sign in to rate. Nothing was saved."})
    assert not Rating.objects.exists()


def test_another_site_cannot_rate_in_a_readers_name(small_map: Any, alice: Any) -> None:
    claim = small_map(24).claim_set.first()
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice, backend="django.contrib.auth.backends.ModelBackend")
    answer = send(client, claim, {"value": 75})
    assert (answer.status_code, answer.json()) == (403, {"detail": "CSRF Failed: CSRF cookie not set."})
    client.get("/accounts/password/change/")
    token = client.cookies["csrftoken"].value
    address = f"/api/v1/claims/{claim.pk}/rating/"
    assert client.post(address, {"value": 75}, content_type=JSON).status_code == 403
    assert not Rating.objects.exists()
    form = {"value": 75, "csrfmiddlewaretoken": token}
    assert client.post(address, form).status_code in (415, 422)
    assert not Rating.objects.exists()
    sent = client.post(address, {"value": 75}, content_type=JSON, headers={"X-CSRFToken": token})
    assert sent.status_code == 200


def test_no_password_opens_the_api(alice: Any) -> None:
    answer = Client().get("/api/v1/ratings/", headers={"Authorization": "Basic YWxpY2U6YSBsb25nIHBhc3N3b3Jk"})
    assert (answer.status_code, answer.json()) == (403, {"detail": "Sign in to see your ratings."})


def test_readers_see_their_own_ratings_alone(small_map: Any, as_person: Any, alice: Any, maya: Any) -> None:
    map = small_map(24, raters=3)
    one, other = map.claim_set.all()[:2]
    send(as_person(alice), one, {"value": 75})
    send(as_person(maya), other, {"value": 25})
    told = as_person(alice).get("/api/v1/ratings/").json()
    assert [(row["map"], row["claim"], row["value"]) for row in told["results"]] == [(map.slug, one.pk, 75)]


def test_ratings_on_a_map_one_may_no_longer_see_are_not_listed(
    small_map: Any, as_person: Any, alice: Any
) -> None:
    map = small_map(24, visibility="members")
    send(as_person(alice), map.claim_set.first(), {"value": 75})
    map.memberships.filter(user=alice).delete()
    assert as_person(alice).get("/api/v1/ratings/").json()["results"] == []


def test_the_answer_moves_what_the_reader_has_rated_and_nothing_else(
    small_map: Any, as_person: Any, alice: Any
) -> None:
    """Where a map hides ratings until one has rated, what moved above stays hidden."""
    map = small_map(24, raters=6, hide_until_rated=True)
    refresh_strengths(map)
    told = send(as_person(alice), leaf_of(map), {"value": 100}).json()
    assert [(row["kind"], row["id"]) for row in told["moved"]] == [("claim", leaf_of(map).pk)]


def test_too_few_raters_move_no_number(small_map: Any, as_person: Any, alice: Any) -> None:
    map = small_map(24, fewest_raters=3)
    told = send(as_person(alice), leaf_of(map), {"value": 100}).json()
    assert told["rating"]["value"] == 100
    assert told["moved"] == []


def test_what_moved_is_told_for_the_audience_of_the_address(
    living_map: ArgumentMap, as_person: Any, alice: Any
) -> None:
    claim = Claim.objects.filter(rating__isnull=False).first()
    assert claim is not None
    client = as_person(alice)
    with_them = send(client, claim, {"value": 100}).json()["moved"]
    without = send(client, claim, {"value": 0}, "?example=off").json()["moved"]
    n = [
        next(row["strength"]["n"] for row in moved if row["id"] == claim.pk) for moved in (with_them, without)
    ]
    assert n[0] > n[1] == 1
