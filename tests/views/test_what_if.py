"""Supposing that a claim were gone, or rated otherwise: told on one page, kept nowhere."""

import re

import pytest

from claims.credibility import evaluate
from claims.models import ArgumentMap, Claim, Rating, Score
from claims.queries.audience import EVERYONE
from claims.queries.graph import load_basis
from tests.arguing import Argument

pytestmark = pytest.mark.django_db


@pytest.fixture
def argument(person):
    argument = Argument(ArgumentMap.objects.create(slug="argued", title="Argued", evidence_raters="everyone"))
    argument.people = [person(f"rater-{n}") for n in range(6)]
    argument.top = argument.thesis("Top")
    argument.point = argument.claim("Point")
    argument.reason = argument.claim("Reason")
    argument.proof = argument.evidence("Proof")
    argument.elsewhere = argument.claim("Elsewhere")
    argument.rated(
        argument.people,
        100,
        argument.reason,
        argument.proof,
        argument.supports(argument.reason, argument.point),
        argument.supports(argument.proof, argument.reason),
        argument.supports(argument.point, argument.top),
        argument.attacks(argument.reason, argument.elsewhere),
    )
    return argument


@pytest.fixture
def told_by(argument, client):
    def get(query="", claim=argument.point, status=200):
        answer = client.get(f"/claims/{claim.pk}/what-if/{query}")
        assert answer.status_code == status
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))

    return get


def test_nothing_changes_until_something_is_supposed(told_by):
    assert "Nothing is changed yet." in told_by()
    assert "Then" not in told_by()


def test_striking_out_a_claim_tells_the_strength_and_every_other_that_would_change(argument, told_by):
    told = told_by(f"?strike=c{argument.reason.pk}")
    graph = load_basis(argument.map, EVERYONE).graph
    now = round(100 * evaluate(graph).by_id[f"c{argument.point.pk}"])
    assert f"This claim would stand at 50 instead of {now}." in told
    assert "2 other strengths would change" in told
    assert "Top" in told
    assert "Elsewhere" in told


def test_what_is_supposed_itself_is_not_among_the_others(argument, told_by):
    assert "1 other strength would change" in told_by(
        f"?set=c{argument.point.pk}:5&set=c{argument.reason.pk}:5&strike=c{argument.elsewhere.pk}"
    )


def test_supposing_a_rating_sets_what_ratings_alone_come_to(argument, told_by):
    assert "is rated 25" in told_by(f"?set=c{argument.point.pk}:25")
    graph = load_basis(argument.map, EVERYONE).graph
    base = Score.objects.get(claim=argument.point, audience="everyone").base
    same = told_by(f"?set=c{argument.point.pk}:{round(100 * base)}")
    assert "This claim would stay at" in same
    assert len(graph.statements) == 5


def test_evidence_can_be_struck_out_too(argument, told_by):
    told = told_by(f"?strike=e{argument.proof.pk}")
    assert "Evidence: Proof is struck out" in told
    assert "3 other strengths would change" in told


def test_several_changes_stand_in_one_address_and_each_can_be_taken_back(argument, client):
    query = f"?strike=c{argument.reason.pk}&set=c{argument.point.pk}:75"
    html = client.get(f"/claims/{argument.point.pk}/what-if/{query}").content.decode()
    assert f'href="?set=c{argument.point.pk}:75"' in html
    assert f'href="?strike=c{argument.reason.pk}"' in html


def test_adding_a_change_leads_to_the_address_that_holds_them_all(argument, client):
    address = f"/claims/{argument.point.pk}/what-if/"
    answer = client.get(f"{address}?set=c{argument.point.pk}:75&of=c{argument.reason.pk}&as=out")
    assert answer["Location"] == f"{address}?strike=c{argument.reason.pk}&set=c{argument.point.pk}:75"


def test_a_scenario_keeps_nothing_and_moves_nobody(argument, told_by):
    before = list(Score.objects.order_by("pk").values()), list(Rating.objects.order_by("pk").values())
    told_by(f"?strike=c{argument.reason.pk}")
    assert (
        list(Score.objects.order_by("pk").values()),
        list(Rating.objects.order_by("pk").values()),
    ) == before


def test_what_is_no_longer_on_the_map_changes_nothing_and_is_said(argument, told_by):
    Claim.objects.filter(pk=argument.reason.pk).update(state="withdrawn")
    assert "no longer on this map" in told_by(f"?strike=c{argument.reason.pk}")


def test_a_claim_of_another_map_is_not_named(argument, told_by):
    other = Argument(ArgumentMap.objects.create(slug="other", title="Other", visibility="members"))
    secret = other.thesis("A secret")
    told = told_by(f"?strike=c{secret.pk}")
    assert "A secret" not in told
    assert "no longer on this map" in told


@pytest.mark.parametrize(
    "query",
    [
        "?strike=banana",
        "?set=c1",
        "?set=c1:101",
        "?set=c1:-1",
        "?set=c1:NaN",
        "?strike=c" + "9" * 40,
        "?strike=c%00",
        "?of=c1&as=",
        "?" + "&".join(f"strike=c{n}" for n in range(1, 60)),
    ],
)
def test_an_address_that_makes_no_sense_is_refused_with_a_sentence(told_by, query):
    told = told_by(query, status=422)
    assert "Choose what" in told or "At most 50 changes" in told


def test_what_too_few_gave_tells_nothing_here_either(argument, told_by):
    ArgumentMap.objects.update(fewest_raters=7)
    told = told_by(f"?strike=c{argument.reason.pk}")
    assert "This claim would stay at 50" in told
    assert "No other strength on the map would change." in told


def test_a_chain_of_a_thousand_claims_can_be_supposed_away(client, small_map):
    map = small_map(1_000)
    claim = map.claim_set.earliest("pk")
    answer = client.get(f"/claims/{claim.pk}/what-if/?strike=c{map.claim_set.latest('pk').pk}")
    assert answer.status_code == 200
    assert len(answer.content) < 200_000
